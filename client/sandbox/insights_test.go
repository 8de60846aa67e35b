package sandbox_test

import (
	"bytes"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
	"awning/client/sandbox/insights"
	"awning/client/sandbox/world"
)

const insightsAPI = partnerCenter + "/insights/v1.1/cmp/"

// ask makes a call of the reports and checks its status, which is in the answer too.
func (c *v1Client) ask(want int, method, path string, body any) response {
	c.t.Helper()
	var text string
	if body != nil {
		raw, err := json.Marshal(body)
		if err != nil {
			c.t.Fatal(err)
		}
		text = string(raw)
	}
	r, err := c.send(method, insightsAPI+path, text, "Content-Type", "application/json")
	if err != nil {
		c.t.Fatal(err)
	}
	v := r.object(c.t)
	if r.Status != want || v["statusCode"] != float64(want) || v["totalCount"] != float64(len(r.values(c.t))) {
		c.t.Fatalf("%s %s answered %d, want %d: %.500s", method, path, r.Status, want, r.Body)
	}
	return r
}

// fields are the body of a request.
type fields map[string]any

func newInsights(t *testing.T) *v1Client {
	t.Helper()
	return newV1(t, sandbox.Options{World: world.New(world.Options{Now: time.Now()})})
}

// The query a system has under a well-known id is there for everybody, with all that is in
// the dataset.
func TestInsightsQueries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newInsights(t)
		c.ask(404, http.MethodGet, "ScheduledQueries", nil)
		system := c.ask(200, http.MethodGet, "ScheduledQueries?includeOnlySystemQueries=true", nil).values(t)
		if len(system) != 10 || system[0]["type"] != "system" {
			t.Errorf("%d queries of the system: %v", len(system), system[0])
		}
		text := "SELECT OfferName, OrderQuantity FROM ISVOrder WHERE OrderStatus = 'Active' TIMESPAN LIFETIME"
		made := c.ask(200, http.MethodPost, "ScheduledQueries", fields{"Name": "mine", "Description": "active", "Query": text}).values(t)[0]
		if made["query"] != text || made["type"] != "userDefined" || made["queryId"] == "" {
			t.Errorf("%v", made)
		}
		if got := c.ask(200, http.MethodGet, "ScheduledQueries?queryName=MINE&includeSystemQueries=true", nil).values(t); len(got) != 1 {
			t.Errorf("%d are called mine", len(got))
		}
		c.ask(400, http.MethodPost, "ScheduledQueries", fields{"Name": "a;b", "Query": text})
		c.ask(400, http.MethodPost, "ScheduledQueries", fields{"Name": "other", "Query": "SELECT x FROM y"})
		c.ask(200, http.MethodDelete, "ScheduledQueries/"+made["queryId"].(string), nil)
		c.ask(404, http.MethodDelete, "ScheduledQueries/"+made["queryId"].(string), nil)
		for range 100 {
			c.ask(200, http.MethodPost, "ScheduledQueries", fields{"Name": "many", "Query": text})
		}
		if r := c.ask(400, http.MethodPost, "ScheduledQueries", fields{"Name": "many", "Query": text}); !bytes.Contains(r.Body, []byte("Number of queries exceeded")) {
			t.Errorf("%s", r.Body)
		}
	})
}

// A query can be tried: its first ten rows come at once.
func TestInsightsTry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newInsights(t)
		try := "ScheduledQueries/testQueryResult?exportQuery=" + url.QueryEscape("SELECT OrderPurchaseDate, Sku, OrderQuantity FROM ISVOrderV2 ORDER BY OrderPurchaseDate DESC TIMESPAN LAST_1_YEAR")
		got := c.ask(200, http.MethodGet, try, nil).values(t)
		if len(got) != 10 {
			t.Fatalf("%d rows", len(got))
		}
		if _, number := got[0]["OrderQuantity"].(float64); !number || got[0]["Sku"] == "" {
			t.Errorf("%v", got[0])
		}
		if got = c.ask(200, http.MethodGet, "ScheduledQueries/testQueryResult?queryId=bf54dde4-7dc4-492f-a69a-f45de049bfcb", nil).values(t); len(got) != 10 || got[0]["PayoutStatus"] == "" {
			t.Errorf("%d rows of revenue", len(got))
		}
		c.ask(400, http.MethodGet, "ScheduledQueries/testQueryResult", nil)
		c.ask(400, http.MethodGet, "ScheduledQueries/testQueryResult?exportQuery=SELECT", nil)
		c.ask(405, http.MethodPut, "ScheduledQueries/testQueryResult", nil)
	})
}

// A report that is executed at once is pending, runs, and gives a file, whose address
// is good for its time.
func TestInsightsReport(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{
			World: world.New(world.Options{Now: time.Now()}), ExportTime: 6 * time.Second,
			Switches: sandbox.Switches{Insights: sandbox.InsightsSwitches{LinkLife: time.Hour}},
		})
		until := time.Now().UTC()
		r := c.ask(200, http.MethodPost, "ScheduledReport", fields{
			"ReportName": "revenue", "QueryId": "bf54dde4-7dc4-492f-a69a-f45de049bfcb", "Format": "csv", "ExecuteNow": true,
			"QueryStartTime": until.AddDate(0, -3, 0), "QueryEndTime": until,
		}).values(t)[0]
		if r["reportStatus"] != "Active" || r["format"] != "csv" || !strings.HasPrefix(r["query"].(string), "SELECT ") {
			t.Errorf("%v", r)
		}
		at := "ScheduledReport/execution/" + r["reportId"].(string)
		for _, want := range []string{"Pending", "Running"} {
			c.ask(404, http.MethodGet, at, nil) // as long as none is complete
			if got := c.ask(200, http.MethodGet, at+"?executionStatus=Pending;Running", nil).values(t)[0]; got["executionStatus"] != want || got["reportAccessSecureLink"] != nil {
				t.Errorf("%v, want %s", got, want)
			}
			time.Sleep(2 * time.Second)
		}
		time.Sleep(4 * time.Second)
		done := c.ask(200, http.MethodGet, at, nil).values(t)[0]
		link := done["reportAccessSecureLink"].(string)
		heads, lines := rows(t, c.download(link).Body)
		if len(lines) < 20 || heads[0] != "AssetId" {
			t.Errorf("%d lines of %q", len(lines), heads)
		}
		for _, line := range lines {
			if line["MonthStartDate"] < until.AddDate(0, -4, 0).Format(time.DateOnly) {
				t.Errorf("a line of %s", line["MonthStartDate"])
			}
		}
		time.Sleep(2 * time.Hour)
		if again := c.download(link); again.Status != http.StatusForbidden {
			t.Errorf("after its time the address answers %d", again.Status)
		}
		c.ask(200, http.MethodDelete, "ScheduledReport/"+r["reportId"].(string), nil)
		c.ask(404, http.MethodGet, at, nil)
	})
}

// At most five reports an hour are executed at once, and at most fifty are active.
func TestInsightsQuotas(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newInsights(t)
		now := fields{"ReportName": "now", "QueryId": "fd0f299c-5a1c-4929-9f48-bfc6cc44355d", "ExecuteNow": true}
		for range 5 {
			c.ask(200, http.MethodPost, "ScheduledReport", now)
		}
		if r := c.ask(400, http.MethodPost, "ScheduledReport", now); !bytes.Contains(r.Body, []byte("5 reports/60 mins")) {
			t.Errorf("%s", r.Body)
		}
		time.Sleep(time.Hour)
		c.ask(200, http.MethodPost, "ScheduledReport", now)
		time.Sleep(time.Minute) // it is done, and no longer active
		later := fields{"ReportName": "later", "QueryId": now["QueryId"], "StartTime": time.Now().UTC().Add(5 * time.Hour).Format(time.RFC3339), "RecurrenceInterval": 4}
		for range 50 {
			c.ask(200, http.MethodPost, "ScheduledReport", later)
		}
		if r := c.ask(400, http.MethodPost, "ScheduledReport", later); !bytes.Contains(r.Body, []byte("report creation quota of 50")) {
			t.Errorf("%s", r.Body)
		}
	})
}

// Scheduled reports are executed when their time comes, unless they are paused.
func TestInsightsSchedule(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newInsights(t)
		start := time.Now().UTC().Add(5 * time.Hour)
		order := func(change fields) fields {
			out := fields{"ReportName": "daily", "QueryId": "fd0f299c-5a1c-4929-9f48-bfc6cc44355d", "StartTime": start.Format(time.RFC3339), "RecurrenceInterval": 24, "RecurrenceCount": 5}
			maps.Copy(out, change)
			return out
		}
		for name, change := range map[string]fields{
			"too soon": {"StartTime": time.Now().UTC().Add(3 * time.Hour).Format(time.RFC3339)}, "too often": {"RecurrenceInterval": 3},
			"too rarely": {"RecurrenceInterval": 2161}, "no query": {"QueryId": "x"}, "no name": {"ReportName": ""}, "another format": {"Format": "xls"},
			"a time of rows": {"QueryStartTime": start, "QueryEndTime": start},
		} {
			if r := c.ask(400, http.MethodPost, "ScheduledReport", order(change)); r.object(t)["message"] == "" {
				t.Errorf("%s: no word", name)
			}
		}
		id := c.ask(200, http.MethodPost, "ScheduledReport", order(nil)).values(t)[0]["reportId"].(string)
		runs := func() int {
			r, err := c.send(http.MethodGet, insightsAPI+"ScheduledReport/execution/"+id+"?getLatestExecution=false", "")
			if err != nil {
				t.Fatal(err)
			}
			return len(r.values(t))
		}
		time.Sleep(5*time.Hour + time.Minute)
		if n := runs(); n != 1 {
			t.Errorf("%d executions after the first time", n)
		}
		time.Sleep(24 * time.Hour)
		c.ask(200, http.MethodPut, "ScheduledReport/pause/"+id, nil)
		c.ask(400, http.MethodPut, "ScheduledReport/pause/"+id, nil)
		time.Sleep(48 * time.Hour)
		if n := runs(); n != 2 {
			t.Errorf("%d executions while it is paused", n)
		}
		c.ask(200, http.MethodPut, "ScheduledReport/resume/"+id, nil)
		time.Sleep(24 * time.Hour)
		if n := runs(); n != 3 {
			t.Errorf("%d executions after it goes on", n)
		}
		if got := c.ask(200, http.MethodPut, "ScheduledReport/"+id, fields{"ReportName": "weekly", "RecurrenceInterval": 168, "RecurrenceCount": 2, "StartTime": time.Now().UTC().Add(6 * time.Hour).Format(time.RFC3339)}).values(t)[0]; got["reportName"] != "weekly" || got["recurrenceInterval"] != 168.0 {
			t.Errorf("%v", got)
		}
		time.Sleep(30 * 24 * time.Hour)
		if n := runs(); n != 5 {
			t.Errorf("%d executions at the end", n)
		}
		if got := c.ask(200, http.MethodGet, "ScheduledReport?reportName=weekly", nil).values(t)[0]; got["reportStatus"] != "Inactive" {
			t.Errorf("%v", got)
		}
	})
}

// Every system query that is documented is there under its id.
func TestInsightsSystemQueries(t *testing.T) {
	t.Parallel()
	d := insights.Desk{}
	for _, id := range []string{
		"fd0f299c-5a1c-4929-9f48-bfc6cc44355d", "bd1b0cc1-ce45-4578-beba-6fe5a69fd421", "2c6f384b-ad52-4aed-965f-32bfa09b3778",
		"3f19fb95-5bc4-4ee0-872e-cedd22578512", "f0c4927f-1f23-4c99-be4a-1371a5a9a086", "b9df4929-073f-4795-b0cb-a2c81b11e28d",
		"6fd7624b-aa9f-42df-a61d-67d42fd00e92", "bf54dde4-7dc4-492f-a69a-f45de049bfcb", "q9df4939-073f-5795-b0cb-v2c81d11e58d",
		"6d37d057-06f3-45aa-a971-3a34415e8511",
	} {
		if _, no := d.Find(id); no != nil {
			t.Errorf("%s: %s", id, no.Message)
		}
	}
}

// Where only the earlier version of the paths is, the later one is not found.
func TestInsightsOnlyV1(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{Switches: sandbox.Switches{Insights: sandbox.InsightsSwitches{OnlyV1: true}}})
	c.ask(http.StatusNotFound, http.MethodGet, "ScheduledDataset", nil)
	c.at(http.StatusOK, http.MethodGet, partnerCenter+"/insights/v1/cmp/ScheduledDataset")
}

// An account's queries and rows are its own.
func TestInsightsWhose(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newInsights(t)
		names := map[string]bool{}
		for i, account := range world.New(world.Options{}).Accounts[:2] {
			c.token = ""
			form := url.Values{
				"grant_type": {"client_credentials"}, "client_id": {account.ClientID}, "client_secret": {account.ClientSecret},
				"scope": {"https://api.partnercenter.microsoft.com/.default"},
			}
			r, err := c.send(http.MethodPost, login+account.Tenant+"/oauth2/v2.0/token", form.Encode(), "Content-Type", "application/x-www-form-urlencoded")
			if err != nil {
				t.Fatal(err)
			}
			c.token, _ = r.object(t)["access_token"].(string)
			c.ask(http.StatusNotFound, http.MethodGet, "ScheduledQueries", nil)
			c.ask(http.StatusOK, http.MethodPost, "ScheduledQueries", fields{"Name": account.Name, "Query": "SELECT OfferName FROM ISVOrder"})
			try := "ScheduledQueries/testQueryResult?exportQuery=" + url.QueryEscape("SELECT DISTINCT OfferId FROM ISVOrderV2 TIMESPAN LIFETIME")
			for _, row := range c.ask(http.StatusOK, http.MethodGet, try, nil).values(t) {
				publisher, _, _ := strings.Cut(row["OfferId"].(string), ".")
				names[publisher] = true
			}
			if len(names) != i+1 || !names[account.Publishers[0].ID] {
				t.Errorf("%s sees the offers of %v", account.Name, names)
			}
		}
	})
}
