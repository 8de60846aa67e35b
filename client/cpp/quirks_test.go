package cpp_test

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/cpp"
	"awning/client/transport"
)

// The peculiarities of the service that a client meets below the market. The
// others are tested through the market, beside the parent package.

func TestQuirk_cpp01_locationHasTwoNamesAndTwoForms(t *testing.T) {
	t.Parallel()
	const newer = "/api/publishers/fjord/offers/gw/operations/7b1f0f7e-4f2c-4d0a-9b0e-2f1d5c3a8e01?api-version=2017-10-31"
	const older = "/api/operations/fjord$gw$12$preview?api-version=2017-10-31"
	tests := map[string]struct {
		header  map[string]string
		want    string
		id      string
		attempt int64
	}{
		"newer":               {map[string]string{"Location": newer}, newer, "7b1f0f7e-4f2c-4d0a-9b0e-2f1d5c3a8e01", 0},
		"newer, former name":  {map[string]string{"Operation-Location": newer}, newer, "7b1f0f7e-4f2c-4d0a-9b0e-2f1d5c3a8e01", 0},
		"older":               {map[string]string{"Location": older}, older, "", 12},
		"older, former name":  {map[string]string{"Operation-Location": older}, older, "", 12},
		"both":                {map[string]string{"Location": newer, "Operation-Location": older}, newer, "7b1f0f7e-4f2c-4d0a-9b0e-2f1d5c3a8e01", 0},
		"none":                {nil, "", "", 0},
		"leads abroad":        {map[string]string{"Location": "https://elsewhere.example" + newer}, "", "", 0},
		"leads to plain http": {map[string]string{"Location": "http://cloudpartner.azure.com" + newer}, "", "", 0},
	}
	for name, test := range tests {
		c, s := serve(func(a asked) reply {
			if a.method == http.MethodPost {
				return reply{status: http.StatusAccepted, header: test.header}
			}
			return reply{body: `{"status":"running"}`}
		})
		at, err := c.Publish(t.Context(), "fjord", "gw")
		if err != nil || string(at) != test.want || at.ID() != test.id || at.Attempt() != test.attempt {
			t.Errorf("%s: %q, id %q, attempt %d (%v)", name, at, at.ID(), at.Attempt(), err)
		}
		if test.want == "" {
			continue
		}
		if o, err := c.Follow(t.Context(), at); err != nil || o.Stage() != cpp.Running {
			t.Errorf("%s: %+v, %v", name, o, err)
		}
		if got := s.last(t).target; got != test.want {
			t.Errorf("%s: followed to %s", name, got)
		}
	}
	for _, abroad := range []cpp.Location{"https://elsewhere.example/api/operations/x", "//elsewhere.example/x", "/api/../x", ""} {
		c, s := serve(func(asked) reply { return reply{body: "{}"} })
		if _, err := c.Follow(t.Context(), abroad); err == nil || len(s.asked) > 0 {
			t.Errorf("%q was followed", abroad)
		}
	}
}

func TestQuirk_cpp02_noETagOnMovedOffers(t *testing.T) {
	t.Parallel()
	c, s := serve(func(asked) reply { return reply{body: `{"id":"gw","pcMigrationStatus":"migrated"}`} })
	d, err := c.Draft(t.Context(), "fjord", "gw")
	if err != nil || d.ETag != "" || !d.Migrated() {
		t.Fatalf("%+v, %v", d, err)
	}
	if _, err = c.Modify(t.Context(), "fjord", "gw", d.Raw, d.ETag); err != nil || s.last(t).header.Get("If-Match") != "*" {
		t.Errorf("If-Match %q, %v", s.last(t).header.Get("If-Match"), err)
	}
}

func TestQuirk_cpp03_putWithoutIfMatch(t *testing.T) {
	t.Parallel()
	refusal := func(status int, there bool) (*cpp.Client, *service) {
		return serve(func(a asked) reply {
			switch {
			case a.method == http.MethodPut:
				return reply{status: status, body: `{"error":{"code":"InvalidResourceId","message":"Offer ID already exists."}}`}
			case there:
				return reply{body: `{"id":"gw"}`}
			}
			return reply{status: http.StatusNotFound, body: `{"error":{"code":"NotFound"}}`}
		})
	}
	for _, test := range []struct {
		status        int
		there, exists bool
	}{
		{http.StatusConflict, true, true},
		{http.StatusBadRequest, true, true},
		{http.StatusBadRequest, false, false}, // something else is wrong with it
		{http.StatusUnprocessableEntity, true, false},
	} {
		c, s := refusal(test.status, test.there)
		_, err := c.Create(t.Context(), "fjord", "gw", json.RawMessage(`{}`))
		exists, ok := errors.AsType[*cpp.ExistsError](err)
		if ok != test.exists || err == nil {
			t.Errorf("%d, there %v: %v", test.status, test.there, err)
		}
		if ok && (!strings.Contains(exists.Error(), `"gw" already`) || exists.Hint() == "") {
			t.Errorf("%d: %v (%s)", test.status, exists, exists.Hint())
		}
		if _, sent := s.asked[0].header["If-Match"]; sent {
			t.Error("a new offer was sent with If-Match")
		}
	}
	for _, etag := range []string{"", `W/"datetime'2019-10-30T22%3A03%3A51.6562051Z'"`} {
		c, s := serve(func(asked) reply { return reply{} })
		if _, err := c.Modify(t.Context(), "fjord", "gw", json.RawMessage(`{}`), etag); err != nil {
			t.Fatal(err)
		}
		if want := []string{etag}; etag != "" && !slices.Equal(s.last(t).header["If-Match"], want) || len(s.last(t).header["If-Match"]) != 1 {
			t.Errorf("If-Match %q", s.last(t).header["If-Match"])
		}
	}
}

func TestQuirk_cpp05_createAnswers200Or201(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusOK, http.StatusCreated} {
		c, _ := serve(func(asked) reply {
			return reply{status: status, header: map[string]string{"ETag": `W/"1"`}, body: "{}"}
		})
		if etag, err := c.Create(t.Context(), "fjord", "gw", json.RawMessage(`{}`)); err != nil || etag != `W/"1"` {
			t.Errorf("%d: %q, %v", status, etag, err)
		}
	}
}

func TestQuirk_cpp06_runningMayMeanWaiting(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]cpp.Stage{
		`{"status":"running","steps":[{"id":"publisher-signoff","status":"waitingForPublisherReview"}]}`:                    cpp.Waiting,
		`{"status":"Running","steps":[{"id":"7","stepName":"Publisher-Signoff","status":"WaitingForPublisherReview"}]}`:     cpp.Waiting,
		`{"status":"running","steps":[{"id":"x","stepName":"Publisher signoff","status":"waitingForPublisherReview"}]}`:     cpp.Waiting,
		`{"status":"running","steps":[{"id":"publisher-signoff","status":"notStarted"}]}`:                                   cpp.Running,
		`{"status":"running","steps":[{"id":"live","status":"waitingForPublisherReview"}]}`:                                 cpp.Running,
		`{"status":"failed","steps":[{"id":"publisher-signoff","status":"waitingForPublisherReview"}]}`:                     cpp.Failed,
		`{"status":"waitingForPublisherReview"}`:                                                                            cpp.Waiting,
		`{"status":"running","steps":[{"id":"publisher-signoff","status":"complete"},{"id":"live","status":"inProgress"}]}`: cpp.Running,
	} {
		s, err := always(body).Status(t.Context(), "fjord", "gw")
		if err != nil || s.Stage() != want {
			t.Errorf("%s means %d (%v), want %d", body, s.Stage(), err, want)
		}
	}
}

func TestQuirk_cpp07_stepsContradictTheState(t *testing.T) {
	t.Parallel()
	s, err := always(`{"status":"succeeded","steps":[{"id":"displaycertify","status":"notStarted"},{"id":"live","status":"complete","progressPercentage":0}]}`).
		Status(t.Context(), "fjord", "gw")
	if err != nil || s.Stage() != cpp.Succeeded || s.Steps[0].Stage() != cpp.NotStarted {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestQuirk_cpp08_statesAreOpen(t *testing.T) {
	t.Parallel()
	offers, err := always(`[{"id":"a","status":"published"},{"id":"b","status":"Hibernating"},{"id":"c"},{"id":"d","status":null}]`).Offers(t.Context(), "fjord")
	if err != nil || len(offers) != 4 {
		t.Fatalf("%+v, %v", offers, err)
	}
	if cpp.StageOf(offers[0].State) != cpp.Succeeded || offers[1].State != "Hibernating" || cpp.StageOf(offers[1].State) != cpp.Unknown {
		t.Errorf("%+v", offers)
	}
	for word, want := range map[string]cpp.Stage{
		"not started": cpp.NotStarted, "NeverPublished": cpp.NotStarted, "RUNNING": cpp.Running, "inProgress": cpp.Running, "waitingForApproval": cpp.Running,
		"completed": cpp.Succeeded, "complete": cpp.Succeeded, "Succeeded": cpp.Succeeded, "canceled": cpp.Cancelled, "cancelled": cpp.Cancelled,
		"failed": cpp.Failed, "blocked": cpp.Failed, "rejected": cpp.Failed, "": cpp.Unknown,
	} {
		if got := cpp.StageOf(word); got != want {
			t.Errorf("%q is %d, want %d", word, got, want)
		}
	}
}

func TestQuirk_cpp09_timesWithoutZone(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		`"2022-06-02T12:25:56.651"`:      "2022-06-02T12:25:56.651Z",
		`"2022-06-01T05:41:25.9695742Z"`: "2022-06-01T05:41:25.9695742Z",
		`"2022-06-01T05:41:25+02:00"`:    "2022-06-01T03:41:25Z",
		`"2022-06-01T05:41:25"`:          "2022-06-01T05:41:25Z",
		`""`:                             "0001-01-01T00:00:00Z",
		`null`:                           "0001-01-01T00:00:00Z",
		`"yesterday"`:                    "0001-01-01T00:00:00Z",
		`17`:                             "0001-01-01T00:00:00Z",
	} {
		offers, err := always(`[{"id":"a","changedTime":`+text+`}]`).Offers(t.Context(), "fjord")
		if err != nil || offers[0].Changed.Format(time.RFC3339Nano) != want {
			t.Errorf("%s is %v (%v), want %s", text, offers, err, want)
		}
	}
}

func TestQuirk_cpp10_versionsOf18Digits(t *testing.T) {
	t.Parallel()
	subs, err := always(`[{"id":"a","version":636576975611768314,"offerVersion":1252868275,"publishingVersion":"7"}]`).Submissions(t.Context(), "fjord", "gw")
	if err != nil || subs[0].Version != 636576975611768314 || subs[0].Offer != 1252868275 || subs[0].Attempt != 7 {
		t.Errorf("%+v, %v", subs, err)
	}
	c, s := serve(func(asked) reply { return reply{body: `{"id":"a","version":9223372036854775807}`} })
	d, err := c.Version(t.Context(), "fjord", "gw", 636576975611768314)
	if err != nil || d.Version != 9223372036854775807 || !strings.Contains(s.last(t).target, "/versions/636576975611768314?") {
		t.Errorf("%+v, %v; asked %s", d, err, s.last(t).target)
	}
}

func TestQuirk_cpp11_operationInAList(t *testing.T) {
	t.Parallel()
	for _, body := range []string{`{"status":"running","publishingVersion":5}`, `[{"status":"running","publishingVersion":5}]`} {
		if o, err := always(body).Operation(t.Context(), "fjord", "gw", "id"); err != nil || o.Stage() != cpp.Running || o.Attempt != 5 {
			t.Errorf("%s: %+v, %v", body, o, err)
		}
	}
}

func TestQuirk_cpp12_linksAreObjectsOrTexts(t *testing.T) {
	t.Parallel()
	s, err := always(`{"previewLinks":[{"DisplayText":"Preview","Uri":"https://a.example"},"https://b.example",null,7],"liveLinks":{"uri":"https://c.example"}}`).
		Status(t.Context(), "fjord", "gw")
	if err != nil || !slices.Equal(s.Previews, []cpp.Link{{Text: "Preview", URI: "https://a.example"}, {URI: "https://b.example"}}) ||
		!slices.Equal(s.Lives, []cpp.Link{{URI: "https://c.example"}}) {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestQuirk_cpp14_typesVary(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"id":"gw","status":null,"version":"5","definition":{"displayText":null,"offer":{"x.customAmendments":null,"x.usefulLinks":[{"linkUrl":"u"}]}}}`,
		`{"id":"gw","status":{},"version":5,"definition":{"displayText":7,"offer":{"x.customAmendments":{},"x.usefulLinks":["u"]}}}`,
		`{"id":"gw","version":5.0,"changedTime":"","pcMigrationStatus":false}`,
	} {
		d, err := always(body).Draft(t.Context(), "fjord", "gw")
		if err != nil || d.ID != "gw" || string(d.Raw) != body {
			t.Errorf("%s: %+v, %v", body, d, err)
		}
	}
	s, err := always(`{"status":"failed","messages":["<b>Image</b> missing",{"messageHtml":null},{"messageHtml":"a &lt; b<br/>c","level":"error"}]}`).
		Status(t.Context(), "fjord", "gw")
	if err != nil || len(s.Messages) != 3 || s.Messages[0].Text != "Image missing" || s.Messages[2].Text != "a < b c" || !s.Messages[2].Grave() {
		t.Errorf("%+v, %v", s, err)
	}
}

func TestQuirk_cpp20_bodiesOfOrders(t *testing.T) {
	t.Parallel()
	c, s := serve(func(asked) reply { return reply{status: http.StatusAccepted} })
	orders := map[string]func() error{
		"":   func() error { _, err := c.Publish(t.Context(), "fjord", "gw"); return err },
		" ":  func() error { _, err := c.GoLive(t.Context(), "fjord", "gw"); return err },
		"  ": func() error { _, _, err := c.Cancel(t.Context(), "fjord", "gw"); return err },
		`{"metadata":{"notification-emails":"a@x.example,b@y.example"}}`: func() error {
			_, err := c.Publish(t.Context(), "fjord", "gw", "a@x.example", "b@y.example")
			return err
		},
	}
	for body, order := range orders {
		if err := order(); err != nil {
			t.Fatal(err)
		}
		if got := s.last(t); got.body != strings.TrimSpace(body) || got.body == "" && got.header.Get("Content-Type") != "" {
			t.Errorf("sent %q as %q, want %q", got.body, got.header.Get("Content-Type"), body)
		}
	}
}

func TestQuirk_cpp21_errorsAsTexts(t *testing.T) {
	t.Parallel()
	tests := map[string]struct{ code, message, detail string }{
		`"Microsoft.Ingestion.Api.Common.Exceptions.Http422Exception: Validation failed\r\n   at A.B()\r\n   at C.D()"`: {
			"Http422Exception", "Validation failed", "at A.B()\n   at C.D()",
		},
		`"Something went wrong"`:                                        {"", "Something went wrong", ""},
		`"a reason: not an exception"`:                                  {"", "a reason: not an exception", ""},
		`{"Message":"Authorization has been denied for this request."}`: {"", "Authorization has been denied for this request.", ""},
		`{"error":{"code":"BadRequest","message":"no"}}`:                {"BadRequest", "no", ""},
		``: {"", "", ""},
	}
	for body, want := range tests {
		code, message, details := cpp.ErrorText([]byte(body))
		if code != want.code || message != want.message || strings.Join(details[""], "|") != want.detail {
			t.Errorf("%s: %q, %q, %q", body, code, message, details)
		}
	}
}

func TestQuirk_cpp22_filterOfSubmissionsHasTwoNames(t *testing.T) {
	t.Parallel()
	c, s := serve(func(asked) reply {
		return reply{body: `[{"id":"a","submissionState":"running"},{"id":"b","submissionState":"Canceled"},{"id":"c","submissionState":"Running"}]`}
	})
	subs, err := c.SubmissionsIn(t.Context(), "fjord", "gw", "running")
	if err != nil || len(subs) != 2 || subs[0].ID != "a" || subs[1].ID != "c" {
		t.Errorf("%+v, %v", subs, err)
	}
	if q := s.last(t).target; !strings.Contains(q, "status=running") || !strings.Contains(q, "submissionState=running") {
		t.Errorf("asked %s", q)
	}
}

func TestQuirk_cpp23_submissionsEndInASlash(t *testing.T) {
	t.Parallel()
	c, s := serve(func(asked) reply { return reply{body: `[]`} })
	if _, err := c.Submissions(t.Context(), "fjord", "gw"); err != nil {
		t.Fatal(err)
	}
	if got := s.last(t).target; got != "/api/publishers/fjord/offers/gw/submissions/?api-version=2017-10-31" {
		t.Errorf("asked %s", got)
	}
	for _, id := range []string{"..", "a/b", `a\b`, "", "a\nb"} {
		if _, err := c.Submissions(t.Context(), "fjord", id); err == nil {
			t.Errorf("an offer %q was asked for", id)
		}
	}
	if len(s.asked) != 1 {
		t.Errorf("%d requests were sent", len(s.asked))
	}
}

func TestQuirk_cpp24_slowAnswers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c, _ := serve(func(asked) reply {
			time.Sleep(4 * time.Minute)
			return reply{body: `{"id":"gw"}`}
		})
		if d, err := c.Draft(t.Context(), "fjord", "gw"); err != nil || d.ID != "gw" {
			t.Errorf("an answer after four minutes: %+v, %v", d, err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		c, s := serve(func(asked) reply { return reply{status: http.StatusServiceUnavailable} })
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		began := time.Now()
		_, err := c.Draft(ctx, "fjord", "gw")
		if took := time.Since(began); err == nil || took > 200*time.Millisecond || len(s.asked) > 3 {
			t.Errorf("leaving took %v and %d requests: %v", took, len(s.asked), err)
		}
	})
}

func TestQuirk_cpp25_bodiesAreSentByteByByte(t *testing.T) {
	t.Parallel()
	const body = `{ "uri" : "https://a.example/x?sv=1&sig=<é>" ,"n":1.50, "big": 636576975611768314 }`
	c, s := serve(func(asked) reply { return reply{} })
	if _, err := c.Modify(t.Context(), "fjord", "gw", json.RawMessage(body), ""); err != nil || s.last(t).body != body {
		t.Errorf("sent %s (%v)", s.last(t).body, err)
	}
}

func TestQuirk_cpp26_namesDiffer(t *testing.T) {
	t.Parallel()
	s, err := always(`{"Status":"running","notificationEmails":"a@x.example","steps":[{"Id":"live","processPercentage":40},{"id":"x","progressPercentage":140}]}`).
		Status(t.Context(), "fjord", "gw")
	if err != nil || s.Emails != "a@x.example" || s.Stage() != cpp.Running || s.Steps[0].ID != "live" || s.Steps[0].Percent != 40 || s.Steps[1].Percent != 100 {
		t.Errorf("%+v, %v", s, err)
	}
	subs, err := always(`[{"Id":"a","definition":{"metadata":{"emails":"b@y.example"}}}]`).Submissions(t.Context(), "fjord", "gw")
	if err != nil || subs[0].ID != "a" || subs[0].Emails != "b@y.example" {
		t.Errorf("%+v, %v", subs, err)
	}
}

func TestQuirk_cpp27_refusedAfterTheMove(t *testing.T) {
	t.Parallel()
	for _, status := range []int{http.StatusForbidden, http.StatusNotFound} {
		c, _ := serve(func(asked) reply { return reply{status: status, body: `{"error":{"code":"x","message":"y"}}`} })
		_, err := c.Draft(t.Context(), "fjord", "gw")
		e, ok := errors.AsType[*cpp.AccessError](err)
		if !ok || !strings.Contains(e.Hint(), "service principal") || !strings.Contains(e.Hint(), "Partner Center") {
			t.Errorf("%d: %v", status, err)
		}
		if want := strconv.Itoa(status); !strings.Contains(err.Error(), want) {
			t.Errorf("%v does not say %s", err, want)
		}
		if known, ok := errors.AsType[*transport.Error](err); !ok || known.Status != status {
			t.Errorf("%v is no longer the service's refusal", err)
		}
	}
}

func FuzzAnswers(f *testing.F) {
	f.Add([]byte(`{"id":"a","version":636576975611768314,"changedTime":"2022-06-02T12:25:56.651","definition":{"displayText":null}}`))
	f.Add([]byte(`[{"status":"running","steps":[{"messages":["<b",{"messageHtml":"&lt;<br/>"}]}],"previewLinks":[{"uri":7}]}]`))
	f.Add([]byte(`"A.BException: c\r\n at d"`))
	f.Fuzz(func(_ *testing.T, b []byte) {
		var o cpp.Offer
		var s cpp.Status
		var op cpp.Operation
		var sub cpp.Submission
		var p cpp.Publisher
		for _, v := range []any{&o, &s, &op, &sub, &p} {
			_ = json.Unmarshal(b, v)
		}
		s.Stage()
		cpp.ErrorText(b)
		at := cpp.Location(b)
		_, _ = at.ID(), at.Attempt()
	})
}
