package insights_test

import (
	"errors"
	"io"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"

	"awning/client/insights"
	"awning/client/secret"
	"awning/client/transport"
	"awning/tries"
)

const (
	link    = "https://store.blob.example/reports/1.csv?sv=2024&sig=s%2B%2F%3D"
	queryQ1 = `{"queryId":"q1","name":"awning-orders","description":"Made by Awning","query":"SELECT  OrderId FROM ISVOrderV2","type":"userDefined","user":"u","createdTime":"2026-01-06T05:38:34Z"}`
	report1 = `{"reportId":"r1","reportName":"awning-orders","queryId":"q1","query":"SELECT OrderId","user":"u","createdTime":"2026-01-06T05:38:34Z","startTime":null,` +
		`"reportStatus":"Active","recurrenceInterval":0,"recurrenceCount":1,"callbackUrl":null,"format":"csv"}`
	// What the service says where there is nothing.
	none = `{"value":[],"totalCount":0,"message":"There are no executions that have occurred for the given report conditions","statusCode":404}`
)

func envelope(values ...string) string {
	return `{"value":[` + strings.Join(values, ",") + `],"totalCount":1,"message":"ok","statusCode":200}`
}

func execution(status, more string) string {
	return `{"executionId":"e1","reportId":"r1","recurrenceInterval":4,"callbackUrl":null,"format":"csv","executionStatus":"` + status + `",` + more + `}`
}

// A few lines come at once, in whatever types they are written.
func TestTry(t *testing.T) {
	t.Parallel()
	srv := &script{says: []said{{200, `{"Value":[{"sku":"basic","OrderQuantity":12345678901234567890.10,"IsPreviewSKU":false,"TrialEndDate":null},{}],"TotalCount":2}`, nil}}}
	got, err := client(srv).Try(t.Context(), "SELECT Sku, OrderQuantity FROM ISVOrderV2 WHERE OfferName = 'A&B 100%+' LIMIT 2")
	if err != nil {
		t.Fatal(err)
	}
	want := []insights.Row{{"Sku": "basic", "OrderQuantity": "12345678901234567890.10", "IsPreviewSKU": "false", "TrialEndDate": ""}, {}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	const asked = "GET v1.1/cmp/ScheduledQueries/testQueryResult?exportQuery=SELECT%20Sku%2C%20OrderQuantity%20FROM%20ISVOrderV2%20WHERE%20OfferName%20%3D%20%27A%26B%20100%25%2B%27%20LIMIT%202"
	if srv.asked[0] != asked {
		t.Errorf("asked %s\nwant  %s", srv.asked[0], asked)
	}
	if _, err = client(srv).Try(t.Context(), " "); err == nil || len(srv.asked) > 1 {
		t.Errorf("no query: %v", err)
	}
}

// A query is made once, found again by its name and text, and made anew where the text is another.
func TestKeep(t *testing.T) {
	t.Parallel()
	const (
		list, create, remove = "GET v1.1/cmp/ScheduledQueries?queryName=awning-orders", "POST v1.1/cmp/ScheduledQueries", "DELETE v1.1/cmp/ScheduledQueries/q1"
		older                = "SELECT Sku FROM ISVOrder"
		text                 = "SELECT OrderId FROM  ISVOrderV2"
	)
	there := said{200, envelope(queryQ1), nil}
	for name, tt := range map[string]struct {
		text  string
		says  []said
		asked []string
		err   error
	}{
		"there is one":         {text: text, says: []said{there}, asked: []string{list}},
		"there is another":     {text: older, says: []said{there, {200, envelope(), nil}, {200, envelope(queryQ1), nil}}, asked: []string{list, remove, create}},
		"the other is in use":  {text: older, says: []said{there, {400, `{"message":"The query is used"}`, nil}, {200, envelope(queryQ1), nil}}, asked: []string{list, remove, create}},
		"there is none":        {text: text, says: []said{{404, none, nil}, {404, none, nil}, {201, envelope(queryQ1), nil}}, asked: []string{list, strings.Replace(list, "v1.1", "v1", 1), create}},
		"the answer was lost":  {text: text, says: []said{{200, envelope(), nil}, {err: errors.New("reset")}, there}, asked: []string{list, create, list}},
		"so was the query":     {text: text, says: []said{{200, envelope(), nil}, {err: errors.New("reset")}, {200, envelope(), nil}}, asked: []string{list, create, list}, err: transport.ErrUncertain},
		"the answer is empty":  {text: text, says: []said{{200, envelope(), nil}, {200, envelope(), nil}, there}, asked: []string{list, create, list}},
		"it is not allowed to": {text: text, says: []said{{403, `{"message":"no"}`, nil}}, asked: []string{list}, err: transport.ErrForbidden},
	} {
		srv := &script{says: tt.says}
		got, err := client(srv).Keep(transport.Once(t.Context()), "awning-orders", tt.text)
		if !errors.Is(err, tt.err) || tt.err == nil && got.ID != "q1" {
			t.Errorf("%s: %+v, %v", name, got, err)
		}
		if diff := cmp.Diff(tt.asked, srv.asked); diff != "" {
			t.Errorf("%s:\n%s", name, diff)
		}
		if i := slices.Index(srv.asked, create); i >= 0 {
			want := `{"Name":"awning-orders","Description":"Made by Awning","Query":"` + tt.text + `"}`
			if srv.sent[i] != want {
				t.Errorf("%s: sent %s", name, srv.sent[i])
			}
		}
	}
}

// A report is asked for at once, looked at until it is there, downloaded without a token, and
// deleted.
func TestReport(t *testing.T) {
	t.Parallel()
	srv := &script{says: []said{
		{200, envelope(report1), nil},
		{404, none, nil},
		{200, envelope(execution("Pending", `"reportAccessSecureLink":null,"reportExpiryTime":null,"reportGeneratedTime":null`)), nil},
		{200, envelope(execution("COMPLETED", `"reportAccessSecureLink":""`)), nil},
		{200, envelope(execution("Completed", `"reportAccessSecureLink":"`+link+`","reportExpiryTime":null,"reportGeneratedTime":"2026-01-13T14:40:46Z"`)), nil},
		{200, "OrderId\nA\n", nil},
		{404, none, nil},
	}}
	c := client(srv)
	from, to := time.Date(2026, time.April, 1, 2, 0, 0, 0, time.FixedZone("", 7200)), time.Date(2026, time.October, 1, 0, 0, 0, 0, time.UTC)
	r, err := c.Run(t.Context(), insights.Run{Name: "awning-orders", QueryID: "q1", From: from, To: to})
	want := insights.Report{ID: "r1", Name: "awning-orders", QueryID: "q1", Status: "Active", Created: time.Date(2026, time.January, 6, 5, 38, 34, 0, time.UTC)}
	if err != nil || r != want {
		t.Fatalf("%+v, %v", r, err)
	}
	if got, body := srv.sent[0], `{"ReportName":"awning-orders","QueryId":"q1","Format":"csv","ExecuteNow":true,"QueryStartTime":"2026-04-01T00:00:00Z","QueryEndTime":"2026-10-01T00:00:00Z"}`; got != body {
		t.Errorf("sent %s", got)
	}
	for i, status := range []string{"", "Pending", "COMPLETED", "Completed"} {
		e, failed := c.Execution(t.Context(), r.ID)
		if failed != nil || e.Status != status || e.Done() != (i == 3) {
			t.Errorf("%d: %+v, %v", i, e, failed)
		}
		if i == 3 {
			file, size, failed := c.Open(t.Context(), e.Link)
			if failed != nil {
				t.Fatal(failed)
			}
			all, failed := io.ReadAll(file)
			if failed = errors.Join(failed, file.Close()); failed != nil || string(all) != "OrderId\nA\n" || size != int64(len(all)) {
				t.Errorf("%q of %d bytes, %v", all, size, failed)
			}
			if srv.last.URL.String() != link || srv.last.Header.Get("Authorization") != "" {
				t.Errorf("the file came from %s with Authorization %q", srv.last.URL, srv.last.Header.Get("Authorization"))
			}
		}
	}
	if u, failed := url.Parse(strings.TrimPrefix(srv.asked[1], "GET ")); failed != nil || u.Query().Get("executionStatus") != "Pending;Running;Paused;Completed" {
		t.Errorf("asked %s, %v", srv.asked[1], failed)
	}
	if err = c.DeleteReport(t.Context(), r.ID); err != nil || srv.asked[6] != "DELETE v1.1/cmp/ScheduledReport/r1" {
		t.Errorf("%v, %v", err, srv.asked)
	}
	if _, _, err = c.Open(t.Context(), secret.String{}); err == nil {
		t.Error("a file without an address was opened")
	}
}

// Whose execution it is has to fit, and an address that no file can be at is not followed.
func TestExecution_foreign(t *testing.T) {
	t.Parallel()
	srv := &script{says: []said{{200, envelope(strings.Replace(execution("Completed", `"reportAccessSecureLink":"`+link+`"`), "r1", "r2", 1)), nil}}}
	if e, err := client(srv).Execution(t.Context(), "r1"); err == nil || !strings.Contains(err.Error(), "another report") {
		t.Errorf("%+v, %v", e, err)
	}
	for _, a := range []string{"http://store.example/a?sig=1", "//store.example/a", "/a", "https://user@store.example/a", "file:///etc/passwd", "https://store.example/../a"} {
		srv = &script{says: []said{{200, "x", nil}}}
		if _, _, err := client(srv).Open(t.Context(), secret.New(a)); err == nil || len(srv.asked) > 0 {
			t.Errorf("%q: %v, asked %v", a, err, srv.asked)
		}
	}
	srv = &script{says: []said{{403, "<Error><Code>AuthenticationFailed</Code></Error>", nil}}}
	if _, _, err := client(srv).Open(t.Context(), secret.New(link)); !errors.Is(err, transport.ErrExpired) || strings.Contains(err.Error(), "sig=") {
		t.Errorf("%v", err)
	}
}

// Which quota is reached is told in words, and how long that lasts if it passes.
func TestQuotas(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		const now = `{"value":[],"message":"User has exceeded ExecuteNow report creation quota of 5 reports/60 mins","statusCode":400}`
		srv := &script{says: []said{{200, envelope(report1), nil}, {200, envelope(report1), nil}, {400, now, nil}}}
		c := client(srv)
		run := func() error {
			_, err := c.Run(t.Context(), insights.Run{Name: "a", QueryID: "q1"})
			return err
		}
		first := time.Now()
		if err := run(); err != nil {
			t.Fatal(err)
		}
		<-time.After(20 * time.Minute)
		if err := run(); err != nil {
			t.Fatal(err)
		}
		quota, ok := errors.AsType[*insights.QuotaError](run())
		if !ok || quota.Limit != 5 || !quota.Until.Equal(first.Add(time.Hour)) || !strings.Contains(quota.Hint(), quota.Until.Format("15:04")) {
			t.Errorf("%+v", quota)
		}
		if _, ok = errors.AsType[*transport.Error](error(quota)); !ok {
			t.Errorf("what the service said is lost: %v", quota)
		}
		quota, ok = errors.AsType[*insights.QuotaError](func() error {
			_, err := client(&script{says: []said{{400, now, nil}}}).Run(t.Context(), insights.Run{Name: "a", QueryID: "q1"})
			return err
		}())
		if !ok || !quota.Until.Equal(time.Now().Add(time.Hour)) {
			t.Errorf("run by others: %+v", quota)
		}
	})
	for message, what := range map[string]string{
		"User has exceeded its report creation quota of 50 reports": "reports",
		"Number of queries exceeded the limit of 100":               "queries",
	} {
		srv := &script{says: []said{{400, `{"message":"` + message + `"}`, nil}}}
		_, err := client(srv).CreateQuery(t.Context(), "a", "", "SELECT a FROM b")
		if quota, ok := errors.AsType[*insights.QuotaError](err); !ok || quota.What != what || !quota.Until.IsZero() || !strings.Contains(quota.Hint(), "delete") {
			t.Errorf("%q: %v", message, err)
		}
	}
}

// A refusal says what to do about it, and a lost answer where to look.
func TestErrors(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		said
		hint string
		kind error
	}{
		"table":   {said: said{400, `{"message":"Invalid table name"}`, nil}, hint: "changed its datasets"},
		"column":  {said: said{400, `{"Message":"Incorrect column name: Sku2"}`, nil}, hint: "changed its datasets"},
		"query":   {said: said{400, `{"message":"Invalid QueryId"}`, nil}, hint: "make it again"},
		"unknown": {said: said{400, `{"message":"Null or missing value for Name"}`, nil}, hint: "correct what the message names"},
		"lost":    {said: said{err: errors.New("reset")}, hint: "look at the list", kind: transport.ErrUncertain},
		"empty":   {said: said{200, envelope(), nil}, hint: "look at the list", kind: transport.ErrUncertain},
		"another": {said: said{200, `{"value":{}}`, nil}, hint: "look at the list", kind: transport.ErrUncertain},
		"no role": {said: said{403, `{"message":"no"}`, nil}, hint: "Manager", kind: transport.ErrForbidden},
	} {
		srv := &script{says: []said{tt.said}}
		_, err := client(srv).Run(transport.Once(t.Context()), insights.Run{Name: "a", QueryID: "q1"})
		h, ok := errors.AsType[interface {
			error
			Hint() string
		}](err)
		if !ok || !strings.Contains(h.Hint(), tt.hint) || tt.kind != nil && !errors.Is(err, tt.kind) || len(srv.asked) != 1 {
			t.Errorf("%s: %v after %v", name, err, srv.asked)
		}
	}
	for _, name := range []string{"a;b", strings.Repeat("ä", 257)} {
		srv := &script{says: []said{{200, envelope(report1), nil}}}
		_, err := client(srv).Run(t.Context(), insights.Run{Name: name, QueryID: "q1"})
		_, err2 := client(srv).CreateQuery(t.Context(), name, "", "SELECT a FROM b")
		if err == nil || err2 == nil || len(srv.asked) > 0 {
			t.Errorf("%.10q: %v, %v, %v", name, err, err2, srv.asked)
		}
	}
}

// The older version is tried once, and then only the one that is there: a report that has not
// begun is asked for once.
func TestVersions(t *testing.T) {
	t.Parallel()
	srv := &script{says: []said{{404, `<html>`, nil}, {200, envelope(report1), nil}, {404, none, nil}}}
	c := client(srv)
	if all, err := c.Reports(t.Context(), ""); err != nil || len(all) != 1 {
		t.Fatalf("%v, %v", all, err)
	}
	if e, err := c.Execution(t.Context(), "r1"); err != nil || e.Status != "" {
		t.Errorf("%+v, %v", e, err)
	}
	if all, err := c.Reports(t.Context(), "x"); err != nil || len(all) > 0 {
		t.Errorf("%v, %v", all, err)
	}
	if got := len(srv.asked); got != 4 || !strings.HasPrefix(srv.asked[2], "GET v1/cmp/ScheduledReport/execution/r1?") {
		t.Errorf("asked %v", srv.asked)
	}
}

// Queries of the system are nobody's to delete, and are left out.
func TestQueries(t *testing.T) {
	t.Parallel()
	system := strings.NewReplacer("q1", "q2", "userDefined", "System").Replace(queryQ1)
	all, err := client(&script{says: []said{{200, envelope(system, queryQ1, `{"name":"x"}`), nil}}}).Queries(t.Context(), "")
	if err != nil || len(all) != 1 || all[0].ID != "q1" || all[0].Created.IsZero() {
		t.Errorf("%+v, %v", all, err)
	}
}

// No answer, however broken, ends in anything but what was asked for or an error.
func TestAnswers_hostile(t *testing.T) {
	t.Parallel()
	n, read := tries.Of(1000), 0
	r := rand.New(rand.NewPCG(3, 4))
	whole := envelope(execution("Completed", `"reportAccessSecureLink":"`+link+`"`))
	for range n {
		body := []byte(whole)
		for range 1 + r.IntN(4) {
			at := r.IntN(len(body))
			switch r.IntN(3) {
			case 0:
				body[at] = byte(r.IntN(256))
			case 1:
				body = append(body[:at:at], body[min(at+r.IntN(20), len(body)-1):]...)
			case 2:
				body = append(body[:at:at], append([]byte(`[{"value":null`), body[at:]...)...)
			}
		}
		ctx := transport.Once(t.Context())
		e, err := client(&script{says: []said{{200, string(body), nil}}}).Execution(ctx, "r1")
		if err == nil && e.Done() {
			read++
		}
		if err != nil && strings.Contains(err.Error(), "insights.") {
			t.Fatalf("the error shows what is inside: %v", err)
		}
		_, _ = client(&script{says: []said{{200, string(body), nil}}}).Try(ctx, "SELECT a FROM b")
	}
	t.Logf("%d broken answers, of which %d still say that the report is there", n, read)
}

func FuzzAnswers(f *testing.F) {
	f.Add([]byte(envelope(execution("Completed", `"reportAccessSecureLink":"`+link+`"`))))
	f.Add([]byte(`{"Value":[{"DatasetName":"ISVUsage"}],"nextLink":"v1.1/cmp/x"}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		ctx := transport.Once(t.Context())
		c := client(&script{says: []said{{200, string(body), nil}}})
		_, _ = c.Execution(ctx, "r1")
		_, _ = c.Datasets(ctx)
		_, _ = c.Try(ctx, "SELECT a FROM b")
	})
}
