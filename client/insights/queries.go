package insights

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"

	"awning/client/transport"
	"awning/model/payout"
)

// Row is one line of an answer: what its columns say, by their names as the query spells them.
type Row map[string]string

// Try runs a query at once, and gives its first rows, ten today. That may take 100 seconds; there
// is no quota.
func (c *Client) Try(ctx context.Context, query string) ([]Row, error) {
	const op = "ask for a few lines of a report"
	if strings.TrimSpace(query) == "" {
		return nil, errors.New(op + ": there is no query")
	}
	found, err := list[map[string]json.RawMessage](ctx, c, call{
		op: op, kind: transport.Read, method: http.MethodGet, path: []string{"ScheduledQueries", "testQueryResult"}, text: query,
	})
	if err != nil {
		return nil, err
	}
	spelt := map[string]string{}
	for _, name := range strings.FieldsFunc(query, noName) {
		if lower := strings.ToLower(name); spelt[lower] == "" { // columns come first
			spelt[lower] = name
		}
	}
	out := make([]Row, 0, len(found))
	for _, w := range found {
		row := Row{}
		for column, value := range w {
			row[cmp.Or(spelt[strings.ToLower(column)], column)] = text(value)
		}
		out = append(out, row)
	}
	return out, nil
}

// Kept is a query that the service keeps, for reports.
type Kept struct {
	ID, Name, Description string
	Text                  string
	System                bool      // everybody has it
	Created               time.Time // zero if the service does not say
}

type wireQuery struct {
	ID          string `json:"queryId"`
	Name        string `json:"name"`
	Description string `json:"description"`
	Text        string `json:"query"`
	Type        string `json:"type"`
	Created     string `json:"createdTime"`
}

func (w wireQuery) kept() Kept {
	// An instant that cannot be read is none: nothing hangs on it.
	created, _ := payout.Day(w.Created)
	return Kept{
		ID: w.ID, Name: w.Name, Description: w.Description, Text: w.Text, System: strings.EqualFold(w.Type, "system"), Created: created,
	}
}

// Queries lists the account's own queries: those with a name, or all if it is empty.
func (c *Client) Queries(ctx context.Context, name string) ([]Kept, error) {
	query := url.Values{}
	if name != "" {
		query.Set("queryName", name)
	}
	found, err := list[wireQuery](ctx, c, call{
		op: "list the queries of reports", kind: transport.Read, method: http.MethodGet, path: []string{"ScheduledQueries"}, query: query,
	})
	if errors.Is(err, transport.ErrNotFound) { // so the service says that there is none
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var out []Kept
	for _, w := range found {
		if k := w.kept(); k.ID != "" && !k.System {
			out = append(out, k)
		}
	}
	return out, nil
}

// CreateQuery lets the service keep a query. Where the answer was lost it can be found by its
// name. A [*QuotaError] says that there are too many.
func (c *Client) CreateQuery(ctx context.Context, name, description, query string) (Kept, error) {
	q := call{
		op: "make a query for reports", kind: transport.Create, method: http.MethodPost, path: []string{"ScheduledQueries"},
		body: struct{ Name, Description, Query string }{name, description, query},
	}
	if err := errors.Join(checkName(name), checkName(description)); err != nil {
		return Kept{}, fmt.Errorf("%s: %w", q.op, err)
	}
	reply, err := c.do(ctx, q)
	if err != nil {
		return Kept{}, err
	}
	w, err := made[wireQuery](q, reply)
	return w.kept(), err
}

// DeleteQuery deletes a query; that it is not there is fine.
func (c *Client) DeleteQuery(ctx context.Context, id string) error {
	_, err := c.do(ctx, call{
		op: "delete a query of reports", kind: transport.DeleteDraft, method: http.MethodDelete, path: []string{"ScheduledQueries", id},
	})
	return err
}

// Keep is a query with a name and a text: the one there is, or a new one. One of the name with
// another text, which an earlier version may have made, is deleted: there may be only 100.
func (c *Client) Keep(ctx context.Context, name, query string) (Kept, error) {
	have, err := c.Queries(ctx, name)
	if err != nil {
		return Kept{}, err
	}
	if k, ok := same(have, name, query); ok {
		return k, nil
	}
	for _, k := range have {
		if k.Name != name {
			continue
		}
		if err = c.DeleteQuery(ctx, k.ID); err != nil && !refused(err) {
			return Kept{}, err
		}
	}
	k, err := c.CreateQuery(ctx, name, "Made by Awning", query)
	if !errors.Is(err, transport.ErrUncertain) {
		return k, err
	}
	have, lookErr := c.Queries(ctx, name)
	if k, ok := same(have, name, query); ok {
		return k, nil
	}
	return Kept{}, errors.Join(err, lookErr)
}

// refused reports whether the service will not do something, as with a query that a report
// still uses.
func refused(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && e.Status == http.StatusBadRequest
}

// same finds a query by its name and text, however that is spaced.
func same(have []Kept, name, query string) (Kept, bool) {
	want := strings.Join(strings.Fields(query), " ")
	for _, k := range have {
		if k.Name == name && strings.Join(strings.Fields(k.Text), " ") == want {
			return k, true
		}
	}
	return Kept{}, false
}

// checkName refuses what the service does not take for a name or description.
func checkName(s string) error {
	const longest = 256
	if utf8.RuneCountInString(s) > longest || strings.Contains(s, ";") {
		return fmt.Errorf("%.40q is longer than %d characters or holds a semicolon", s, longest)
	}
	return nil
}
