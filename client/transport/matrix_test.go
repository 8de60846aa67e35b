package transport_test

import (
	"errors"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"testing"
	"testing/synctest"

	"awning/client/transport"
)

// What the caller gets after a failure that is followed by a good answer.
const (
	repeated  = "repeated"  // two tries, success
	uncertain = "uncertain" // one try, ErrUncertain
	shown     = "shown"     // one try, an error that is certain
	success   = "success"   // one try, success
)

func TestMatrix(t *testing.T) {
	t.Parallel()
	kinds := map[transport.Kind]string{
		transport.Read: "Read", transport.PutTagged: "PutTagged", transport.PutUntagged: "PutUntagged",
		transport.DeleteDraft: "DeleteDraft", transport.Create: "Create", transport.Act: "Act", transport.Token: "Token",
	}
	html := http.Header{"Content-Type": {"text/html"}}
	type row struct {
		fail answer
		want map[string]string // by kind; "" is every other
		is   error             // of the error, where one is shown
	}
	lost := map[string]string{"Read": repeated, "Token": repeated, "": uncertain}
	rows := map[string]row{
		"unsent":     {answer{err: dialError()}, map[string]string{"": repeated}, nil},
		"reset":      {answer{err: errors.New("read: connection reset by peer")}, lost, nil},
		"eof":        {answer{err: io.ErrUnexpectedEOF}, lost, nil},
		"broken off": {answer{status: 200, body: `{"value":[`, broken: true}, lost, nil},
		"half JSON":  {answer{status: 200, body: `{"value":[`}, lost, nil},
		"web page": {
			answer{status: 200, body: "<html>Sign in</html>", header: html},
			map[string]string{"Read": shown, "Token": shown, "": uncertain},
			transport.ErrNotJSON,
		},
		"empty 200": {answer{status: 200}, map[string]string{"Read": repeated, "": success}, nil},
		"201":       {answer{status: 201, body: `{}`}, map[string]string{"": success}, nil},
		"202":       {answer{status: 202}, map[string]string{"": success}, nil},
		"204":       {answer{status: 204}, map[string]string{"": success}, nil},
		"304":       {answer{status: 304}, map[string]string{"": shown}, nil},
		"302":       {answer{status: 302, header: http.Header{"Location": {"https://evil.example/"}}}, map[string]string{"": shown}, nil},
		"400":       {answer{status: 400, body: `{}`}, map[string]string{"": shown}, nil},
		"401":       {answer{status: 401, body: `{}`}, map[string]string{"": repeated}, nil},
		"403":       {answer{status: 403, body: `{}`}, map[string]string{"": shown}, transport.ErrForbidden},
		"404":       {answer{status: 404, body: `{}`}, map[string]string{"DeleteDraft": success, "": shown}, transport.ErrNotFound},
		"409":       {answer{status: 409, body: `{}`}, map[string]string{"": shown}, transport.ErrStale},
		"412":       {answer{status: 412, body: `{}`}, map[string]string{"": shown}, transport.ErrStale},
		"410":       {answer{status: 410, body: `{}`}, map[string]string{"": shown}, transport.ErrNotFound},
		"422":       {answer{status: 422, body: `{}`}, map[string]string{"": shown}, nil},
		"time-out":  {answer{err: &net.OpError{Op: "read", Net: "tcp", Err: os.ErrDeadlineExceeded}}, lost, nil},
		"no TLS":    {answer{err: &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("first record does not look like a TLS handshake")}}, map[string]string{"": repeated}, nil},
		"no DNS":    {answer{err: &net.DNSError{Err: "server misbehaving", Name: "api.example.com", IsTemporary: true}}, map[string]string{"": repeated}, nil},
		"text":      {answer{status: 200, body: "OK"}, map[string]string{"Read": shown, "Token": shown, "": uncertain}, transport.ErrNotJSON},
		"405":       {answer{status: 405, body: `{}`}, map[string]string{"": shown}, nil},
		"415":       {answer{status: 415, body: `{}`}, map[string]string{"": shown}, nil},
		"401, claims": {
			answer{status: 401, body: `{}`, header: http.Header{"Www-Authenticate": {`Bearer claims="e30="`}}},
			map[string]string{"": shown},
			transport.ErrSignIn,
		},
		"501": {answer{status: 501, body: `{}`}, map[string]string{"": shown}, nil},
		"429": {
			answer{status: 429, header: http.Header{"Retry-After": {"3"}}},
			map[string]string{"PutUntagged": shown, "Create": shown, "Act": shown, "": repeated},
			transport.ErrBusy,
		},
	}
	for _, status := range []int{408, 500, 502, 503, 504} {
		rows[strconv.Itoa(status)] = row{answer{status: status, body: `<html>Bad</html>`}, lost, nil}
	}
	t.Logf("T-MATRIX: %d failures x %d kinds of calls = %d cells", len(rows), len(kinds), len(rows)*len(kinds))
	for name, r := range rows {
		for kind, kindName := range kinds {
			t.Run(name+"/"+kindName, func(t *testing.T) {
				t.Parallel()
				want, ok := r.want[kindName]
				if !ok {
					want = r.want[""]
				}
				synctest.Test(t, func(t *testing.T) { cell(t, kind, r.fail, want, r.is) })
			})
		}
	}
}

func cell(t *testing.T, kind transport.Kind, fail answer, want string, is error) {
	t.Helper()
	srv := &fake{answers: []answer{fail, {status: 200, body: `{"ok":true}`}}}
	reply, err := newAPI(t, srv).Do(t.Context(), call(kind))
	tries := len(srv.seen)
	switch want {
	case repeated:
		if err != nil || tries != 2 || string(reply.Body) != `{"ok":true}` {
			t.Errorf("tries %d, reply %s, err %v; want the second try to succeed", tries, reply.Body, err)
		}
		if srv.bodies[0] != srv.bodies[1] {
			t.Errorf("the second try sent %q, the first %q", srv.bodies[1], srv.bodies[0])
		}
	case uncertain:
		if tries != 1 || !errors.Is(err, transport.ErrUncertain) {
			t.Errorf("tries %d, err %v; want one try and ErrUncertain", tries, err)
		}
	case shown:
		if tries != 1 || err == nil || errors.Is(err, transport.ErrUncertain) || (is != nil && !errors.Is(err, is)) {
			t.Errorf("tries %d, err %v; want one try and an error that is %v", tries, err, is)
		}
	case success:
		if tries != 1 || err != nil {
			t.Errorf("tries %d, err %v; want success at once", tries, err)
		}
	}
}

func TestRetry_givesUpAfterFiveTries(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &fake{answers: []answer{{status: 503, body: `{}`}}}
		_, err := newAPI(t, srv).Do(t.Context(), call(transport.Read))
		e, ok := errors.AsType[*transport.Error](err)
		if !ok || e.Status != 503 || len(srv.seen) != 5 {
			t.Errorf("tries %d, err %v; want 5 and a 503", len(srv.seen), err)
		}
		if e.Uncertain {
			t.Error("a read is never uncertain")
		}
	})
}

func TestRetry_budgetRunsOut(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &fake{answers: []answer{{status: 500, body: `{}`}}}
		api := newAPI(t, srv)
		for range 200 {
			_, _ = api.Do(t.Context(), call(transport.Read))
		}
		if got := len(srv.seen); got != 200+100 { // 500 points pay for 100 retries
			t.Errorf("%d tries, want 300", got)
		}
	})
}

func TestRetry_freshCorrelationIDPerTry(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &fake{answers: []answer{{status: 401, body: `{}`}, {status: 503, body: `{}`}, {status: 200, body: `{}`}}}
		if _, err := newAPI(t, srv).Do(t.Context(), call(transport.Read)); err != nil {
			t.Fatal(err)
		}
		ids := map[string]bool{}
		for _, r := range srv.seen {
			ids[r.Header.Get("Client-Request-ID")] = true
		}
		if len(ids) != 3 || ids[""] {
			t.Errorf("correlation ids %v, want three different ones", ids)
		}
	})
}
