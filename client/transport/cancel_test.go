package transport_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/transport"
)

// hanging takes a request and never answers.
type hanging struct{ seen int }

func (h *hanging) RoundTrip(req *http.Request) (*http.Response, error) {
	h.seen++
	<-req.Context().Done()
	return nil, req.Context().Err()
}

func TestCancel_whileOnItsWay(t *testing.T) {
	t.Parallel()
	for kind, uncertain := range map[transport.Kind]bool{transport.Read: false, transport.PutTagged: true, transport.Act: true} {
		synctest.Test(t, func(t *testing.T) {
			srv := &hanging{}
			ctx, cancel := context.WithCancel(t.Context())
			time.AfterFunc(time.Second, cancel)
			_, err := newAPI(t, srv).Do(ctx, call(kind))
			if !errors.Is(err, context.Canceled) || errors.Is(err, transport.ErrUncertain) != uncertain {
				t.Errorf("kind %d: %v; want a cancelled error, uncertain %v", kind, err, uncertain)
			}
			if srv.seen != 1 {
				t.Errorf("kind %d: sent %d times after the cancel", kind, srv.seen)
			}
		})
	}
}

func TestCancel_afterTheWholeTime(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		_, err := newAPI(t, &hanging{}).Do(t.Context(), call(transport.Act))
		if !errors.Is(err, transport.ErrUncertain) || time.Since(began) != 5*time.Minute {
			t.Errorf("after %s: %v; want an uncertain error after 5 minutes", time.Since(began), err)
		}
	})
}

func TestCancel_whileWaiting(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		srv := &fake{answers: []answer{{status: 429, header: http.Header{"Retry-After": {"30"}}}}}
		ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
		defer cancel()
		_, err := newAPI(t, srv).Do(ctx, call(transport.PutTagged))
		if !errors.Is(err, context.DeadlineExceeded) || errors.Is(err, transport.ErrUncertain) {
			t.Errorf("err %v; want a deadline that is certain: nothing was done", err)
		}
		if len(srv.seen) != 1 {
			t.Errorf("%d requests after the context ended", len(srv.seen))
		}
	})
}
