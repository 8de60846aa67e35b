package payouts_test

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/payouts"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model/payout"
	"awning/tries"
)

// Who may see payouts is told that there is no such export; everything else is an error.
func TestReachable(t *testing.T) {
	t.Parallel()
	const none = `{"error":{"code":"NotFound","message":"The export request was not found."}}`
	for name, tt := range map[string]struct {
		status int
		body   string
		kind   error // nil: reachable
		code   string
	}{
		"no such export":        {status: 404, body: none},
		"gone":                  {status: 404},
		"there is one":          {status: 200, body: `{"value":[]}`},
		"refused":               {status: 403, body: `{"error":{"code":"Forbidden","message":"No."}}`, kind: transport.ErrForbidden, code: "Forbidden"},
		"wrong token":           {status: 401, body: `{"error":{"code":"Unauthorized"}}`, kind: transport.ErrSignIn, code: "Unauthorized"},
		"somebody else's page":  {status: 404, body: `<html>Not here</html>`, kind: transport.ErrNotFound},
		"a proxy's own sign-in": {status: 200, body: `<html>Sign in</html>`, kind: transport.ErrNotJSON},
	} {
		srv := &answer{status: tt.status, body: tt.body}
		err := client(srv).Reachable(transport.Once(t.Context()))
		if (err == nil) != (tt.kind == nil) || !errors.Is(err, tt.kind) {
			t.Errorf("%s: %v", name, err)
		}
		if e, ok := errors.AsType[*transport.Error](err); ok && e.Code != tt.code {
			t.Errorf("%s: code %q, want %q", name, e.Code, tt.code)
		}
		if !regexp.MustCompile(`^GET https://api\.partner\.microsoft\.com/v1\.0/payouts/payments/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`).MatchString(srv.asked) {
			t.Errorf("%s: asked %s", name, srv.asked)
		}
	}
}

const (
	id      = "1d0c5a52-1111-4222-8333-444455556666"
	address = "https://store.blob.example/exports/1.csv?sv=2024&sig=s%2B%2F%3D"
	one     = `{"requestId":"` + id + `","requestDateTime":"2024-10-02T08:11:05.1234567Z","requestPath":"/v1.0/payouts/payments",` +
		`"requestQueryString":"payoutStatusUpdateTS ge 2024-07-01","blobLocation":"` + address + `","status":"Completed"}`
)

// However the service wraps an export, it is read; what is none is refused.
func TestPoll_shapes(t *testing.T) {
	t.Parallel()
	want := payouts.Request{
		ID: id, Status: "Completed", Blob: secret.New(address), Filter: "payoutStatusUpdateTS ge 2024-07-01",
		Asked: time.Date(2024, time.October, 2, 8, 11, 5, 123456700, time.UTC),
	}
	other := strings.Replace(one, id, "another", 1)
	for name, tt := range map[string]struct{ body, err string }{
		"a list in an object":  {body: `{"value":[` + one + `],"nextLink":null,"totalCount":1}`},
		"an object alone":      {body: one},
		"a list alone":         {body: `[` + one + `]`},
		"an object in a value": {body: `{"value":` + one + `}`},
		"capitals":             {body: `{"Value":[` + strings.NewReplacer("requestId", "RequestId", "blobLocation", "BlobLocation", `"status`, `"Status`).Replace(one) + `]}`},
		"others before it":     {body: `{"value":[` + other + `,` + one + `]}`},
		"its id in capitals":   {body: strings.Replace(one, id, strings.ToUpper(id), 1)},
		"another one":          {body: other, err: "another export"},
		"nothing":              {body: `{"value":[]}`, err: "another export"},
		"null":                 {body: `{"value":null}`, err: "another export"},
		"a text":               {body: `"Queued"`, err: "it is string"},
		"a number for a list":  {body: `{"value":7}`, err: "cannot be read"},
		"a number for an id":   {body: `{"value":[{"requestId":7}]}`, err: "requestId is number"},
		"a list for a blob":    {body: `[{"requestId":"` + id + `","blobLocation":["a"]}]`, err: "blobLocation is array"},
	} {
		got, err := client(&answer{status: 200, body: tt.body}).Poll(t.Context(), payout.ExportPayments, id)
		switch {
		case tt.err != "":
			if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "wire") {
				t.Errorf("%s: %+v, %v", name, got, err)
			}
		case err != nil:
			t.Errorf("%s: %v", name, err)
		default:
			got.ID = strings.ToLower(got.ID)
			if got != want {
				t.Errorf("%s: %+v", name, got)
			}
		}
		if shown := fmt.Sprintf("%+v %v", got, err); strings.Contains(shown, "sig=") {
			t.Errorf("%s: the signed address is shown: %s", name, shown)
		}
	}
}

// What the service's words mean, however they are written. A file that is not there yet is
// waited for, and so is what a word nobody knows stands for.
func TestRequest_state(t *testing.T) {
	t.Parallel()
	for status, want := range map[string][2]payout.ExportState{ // without and with a file
		"Queued":     {payout.ExportQueued, payout.ExportQueued},
		"QUEUED":     {payout.ExportQueued, payout.ExportQueued},
		"Processing": {payout.ExportProcessing, payout.ExportProcessing},
		"completed":  {payout.ExportProcessing, payout.ExportCompleted},
		"Failed ":    {payout.ExportFailed, payout.ExportFailed},
		"Throttled":  {payout.ExportProcessing, payout.ExportProcessing},
		"":           {payout.ExportProcessing, payout.ExportProcessing},
	} {
		without, with := payouts.Request{Status: status}, payouts.Request{Status: status, Blob: secret.New(address)}
		if got := [2]payout.ExportState{without.State(), with.State()}; got != want {
			t.Errorf("%q: %v, want %v", status, got, want)
		}
	}
}

// On the wire an export is asked for by a filter with %20 for its blanks, a length of 0 and the
// caller's own request id, which is the only thing that stays when it is asked for again.
func TestQueue_onTheWire(t *testing.T) {
	t.Parallel()
	var seen []string
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		seen = append(seen, r.Method+" "+r.RequestURI, "length "+r.Header.Get("Content-Length"), r.Header.Get("Ms-Requestid"), r.Header.Get("Authorization"))
		if !regexp.MustCompile(`^[0-9a-f-]{36}$`).MatchString(r.Header.Get("Ms-Correlationid")) {
			t.Errorf("correlation id %q", r.Header.Get("Ms-Correlationid"))
		}
		w.WriteHeader(http.StatusAccepted)
		_, _ = io.WriteString(w, `{"value":[{"requestId":"`+id+`","status":"Queued","blobLocation":""}]}`)
	}))
	defer srv.Close()
	base, err := transport.HostMap(srv.URL, transport.NewBase())
	if err != nil {
		t.Fatal(err)
	}
	from, to := time.Date(2026, time.January, 31, 0, 0, 0, 0, time.UTC), time.Date(2026, time.June, 30, 0, 0, 0, 0, time.UTC)
	filter := payouts.Between(payout.ExportEarnings, from, to)
	r, err := client(base).Queue(t.Context(), payout.ExportEarnings, filter.String(), "11111111-2222-4333-8444-555555555555")
	if err != nil || r.ID != id || r.State() != payout.ExportQueued {
		t.Fatalf("%+v, %v", r, err)
	}
	want := []string{
		"POST /v1.0/payouts/transactionhistory?$filter=earningForDate%20ge%202026-01-31%20and%20earningForDate%20le%202026-06-30&fileformat=csv",
		"length 0", "11111111-2222-4333-8444-555555555555", "Bearer t",
	}
	if got := strings.Join(seen, "\n"); got != strings.Join(want, "\n") {
		t.Errorf("the service saw\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// What becomes of a request to queue: nothing is sent twice by the client itself, and the caller is
// told what it may do, in the words of payouts.
func TestQueue_refused(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		status int
		header http.Header
		body   string
		kind   error
		hint   string
	}{
		"not allowed": {status: 403, body: `{"code":"403","description":"User is not authorized"}`, kind: transport.ErrForbidden, hint: "Financial contributor"},
		"bad filter":  {status: 400, body: `{"error":{"code":"BadRequest","message":"The filter is invalid"}}`, hint: "fewer months"},
		"busy":        {status: 429, kind: transport.ErrBusy, hint: "try again in 2s"},
		"busy, until": {status: 429, header: http.Header{"Retry-After": {"90"}}, kind: transport.ErrBusy, hint: "try again in 1m30s"},
		"trouble":     {status: 503, kind: transport.ErrUncertain, hint: "makes no second export"},
		"lost":        {status: 202, body: `{"value":[{"requestId":"1d0c`, kind: transport.ErrUncertain, hint: "makes no second export"},
		"no id in it": {status: 202, body: `{"value":[{"status":"Queued"}]}`, kind: transport.ErrUncertain, hint: "makes no second export"},
		"a page":      {status: 202, body: `<html>Sign in</html>`, kind: transport.ErrUncertain, hint: "makes no second export"},
	} {
		srv := &answer{status: tt.status, header: tt.header, body: tt.body}
		_, err := client(srv).Queue(t.Context(), payout.ExportPayments, "", id)
		if err == nil || tt.kind != nil && !errors.Is(err, tt.kind) || srv.calls != 1 {
			t.Errorf("%s: %v after %d calls", name, err, srv.calls)
		}
		if h, ok := errors.AsType[interface {
			error
			Hint() string
		}](err); !ok || !strings.Contains(h.Hint(), tt.hint) {
			t.Errorf("%s: hint of %v", name, err)
		}
		if srv.asked != "POST "+payouts.BaseURL+"/payments?fileformat=csv" {
			t.Errorf("%s: asked %s", name, srv.asked)
		}
	}
	srv := &answer{status: 200, body: one}
	if _, err := client(srv).Queue(t.Context(), payout.ExportPayments, "", ""); err == nil || srv.calls != 0 {
		t.Errorf("without a request id: %v after %d calls", err, srv.calls)
	}
	if _, err := client(srv).Queue(t.Context(), "orders", "", id); err == nil || srv.calls != 0 {
		t.Errorf("of orders: %v after %d calls", err, srv.calls)
	}
}

// A poll outlasts passing trouble by itself, and an export that is gone is told as such.
func TestPoll_troubles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		_, err := client(&answer{status: 404, body: `{"error":{"message":"none"}}`}).Poll(t.Context(), payout.ExportEarnings, id)
		if !errors.Is(err, transport.ErrNotFound) {
			t.Errorf("gone: %v", err)
		}
		srv := &answer{status: 500}
		if _, err = client(srv).Poll(t.Context(), payout.ExportEarnings, id); err == nil || srv.calls < 3 {
			t.Errorf("trouble: %v after %d calls", err, srv.calls)
		}
	})
}

// Deleting what is not there is fine; what the service is working on stays.
func TestDelete(t *testing.T) {
	t.Parallel()
	for status, fine := range map[int]bool{200: true, 204: true, 404: true, 400: false, 403: false} {
		srv := &answer{status: status}
		err := client(srv).Delete(t.Context(), payout.ExportEarnings, id)
		if (err == nil) != fine || srv.asked != "DELETE "+payouts.BaseURL+"/transactionhistory/"+id {
			t.Errorf("%d: %v, asked %s", status, err, srv.asked)
		}
	}
}

// No answer, however broken, ends in anything but an export with an id or an error.
func TestPoll_hostile(t *testing.T) {
	t.Parallel()
	n, read := tries.Of(2000), 0
	r := rand.New(rand.NewPCG(1, 2))
	for range n {
		body := []byte(`{"value":[` + one + `],"nextLink":null}`)
		for range 1 + r.IntN(4) {
			switch at := r.IntN(len(body)); r.IntN(3) {
			case 0:
				body[at] = byte(r.IntN(256))
			case 1:
				body = append(body[:at:at], body[min(at+r.IntN(20), len(body)):]...)
			case 2:
				body = append(body[:at:at], append([]byte(`[{"value":null`), body[at:]...)...)
			}
			if len(body) == 0 {
				break
			}
		}
		got, err := client(&answer{status: 200, body: string(body)}).Poll(transport.Once(t.Context()), payout.ExportEarnings, id)
		if err == nil && !strings.EqualFold(got.ID, id) {
			t.Fatalf("%q is read as %+v", body, got)
		}
		if err == nil {
			read++
		}
	}
	t.Logf("%d broken answers: %d still name the export, %d are errors", n, read, n-read)
}

func FuzzPoll(f *testing.F) {
	f.Add([]byte(one))
	f.Add([]byte(`{"Value":[` + one + `]}`))
	f.Fuzz(func(t *testing.T, body []byte) {
		got, err := client(&answer{status: 200, body: string(body)}).Poll(transport.Once(t.Context()), payout.ExportEarnings, id)
		if err == nil && !strings.EqualFold(got.ID, id) {
			t.Errorf("read as %+v", got)
		}
	})
}
