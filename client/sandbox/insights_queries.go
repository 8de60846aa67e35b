package sandbox

import (
	"encoding/json"
	"net/http"
	"strings"

	"awning/client/sandbox/insights"
	"awning/client/sandbox/ordered"
)

// queryAsked is what somebody sends to keep a query. Members are matched in any
// case.
type queryAsked struct{ Name, Description, Query string }

// yes reports whether a parameter of the query says so.
func (c *call) yes(name string) bool {
	text, _ := c.query(name)
	return strings.EqualFold(text, "true")
}

// userOf is who the API says made something.
func (c *call) userOf() string {
	if c.Who.Owner {
		return "sandbox"
	}
	return c.Who.Client
}

func (s *Server) listQueries(c *call, d *insights.Desk, _ string) answer {
	id, _ := c.query("queryId")
	name, _ := c.query("queryName")
	only := c.yes("includeOnlySystemQueries")
	list, no := d.Queries(id, name, !only, only || c.yes("includeSystemQueries"))
	if no != nil {
		return s.insightsNo(no)
	}
	value := make([]*ordered.Object, 0, len(list))
	for _, q := range list {
		value = append(value, queryObject(q))
	}
	return insightsReply(http.StatusOK, "Queries fetched successfully", value)
}

func queryObject(q insights.Stored) *ordered.Object {
	kind := "userDefined"
	if q.System {
		kind = "system"
	}
	o := newObject("queryId", q.ID, "name", q.Name, "description", q.Description, "query", q.Query.Text, "type", kind, "user", q.User)
	if !q.Created.IsZero() {
		o.SetText("createdTime", q.Created.Format(insightsTime))
	}
	return o
}

// insightsTime is how this API writes times.
const insightsTime = "2006-01-02T15:04:05Z"

func (s *Server) createQuery(c *call, d *insights.Desk, _ string) answer {
	var asked queryAsked
	if json.Unmarshal(c.Body, &asked) != nil {
		return s.insightsError(http.StatusBadRequest, "The body of the request is no valid JSON object.")
	}
	q, no := d.Keep(insights.Stored{
		Name: asked.Name, Description: asked.Description, User: c.userOf(), Created: s.store.now(),
	}, asked.Query)
	if no != nil {
		return s.insightsNo(no)
	}
	c.accept(apiInsights, "create", nil, "query/"+q.ID)
	return insightsReply(http.StatusOK, "Query created successfully", []*ordered.Object{queryObject(q)})
}

func (s *Server) deleteQuery(c *call, d *insights.Desk, id string) answer {
	q, no := d.Drop(id)
	if no != nil {
		return s.insightsNo(no)
	}
	c.accept(apiInsights, "delete", nil, "query/"+q.ID)
	return insightsReply(http.StatusOK, "Query deleted successfully", []*ordered.Object{queryObject(q)})
}

// tryQuery runs a query at once, and gives its first rows.
func (s *Server) tryQuery(c *call, d *insights.Desk, id string) answer {
	const most = 10
	if !strings.EqualFold(id, "testQueryResult") {
		return s.noInsight(c)
	}
	text, _ := c.query("exportQuery")
	var q insights.Query
	var no *insights.Problem
	if text != "" {
		q, no = insights.Parse(text)
	} else {
		var stored insights.Stored
		wanted, _ := c.query("queryId")
		stored, no = d.Find(wanted)
		q = stored.Query
	}
	if no != nil {
		return s.insightsNo(no)
	}
	found := q.Run(s.store.ledgers(c.Who), s.store.now(), insights.Span{}, most)
	value := make([]*ordered.Object, 0, len(found.Rows))
	for _, row := range found.Rows {
		o := new(ordered.Object)
		for i, name := range found.Columns {
			if row[i].Number() {
				o.Set(name, json.RawMessage(row[i].String()))
			} else {
				o.SetText(name, row[i].String())
			}
		}
		value = append(value, o)
	}
	return insightsReply(http.StatusOK, "", value)
}
