package transport

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// flight is what the layers know of the call they carry. One goroutine at a time
// uses it.
type flight struct {
	op   string
	kind Kind
	body []byte

	tries     int
	requestID string // ours, of the last try
	answer    []byte // the body of the last answer
	left      func() // leaves the desk, where a long answer was read; nil elsewhere
	uncertain bool   // it may have been done although no answer says so
	cause     error  // why there is no answer
	demand    error  // why a challenge could not be answered; nil if it was, or there was none
}

type flightKey struct{}

// leave lets others read their long answers.
func (f *flight) leave() {
	if f.left != nil {
		f.left()
		f.left = nil
	}
}

// flightOf returns the flight of a request made by [API.Do].
func flightOf(ctx context.Context) *flight {
	f, ok := ctx.Value(flightKey{}).(*flight)
	if !ok {
		return &flight{kind: Act} // the strictest
	}
	return f
}

// retrier repeats tries after the matrix.
type retrier struct {
	next     http.RoundTripper
	gate     *gate
	budget   *budget
	patience time.Duration
	log      *slog.Logger
	desk     desk
}

// RoundTrip sends the request until an answer stands, or nothing more may be
// tried. The body of the answer it returns is in memory.
func (r *retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	if req.Body != nil {
		defer req.Body.Close() // the tries send copies
	}
	ctx, f := req.Context(), flightOf(req.Context())
	began := time.Now()
	patience := r.patience
	if once(ctx) {
		patience = 0
	}
	for {
		if err := r.gate.enter(ctx, patience); err != nil {
			f.cause = err
			return nil, err
		}
		f.tries++
		resp, err := r.try(req, f)
		o := outcomeOf(req, resp, err)
		pause := r.pause(o, resp, f.tries)
		if o == busy {
			r.gate.shut(pause)
		}
		r.gate.leave(o == done || o == refused)
		if o == done {
			r.budget.reward()
		}
		act := next(f.kind, o)
		if !r.mayRepeat(ctx, act, f, err) || !r.worthWaiting(o, pause, time.Since(began)) {
			f.cause, f.uncertain = err, act == ask
			return resp, err
		}
		f.leave()
		r.log.LogAttrs(ctx, slog.LevelDebug, "trying again",
			slog.String("op", f.op), slog.Int("tries", f.tries), slog.Duration("wait", pause))
		if o == busy {
			continue // the gate does the waiting
		}
		if err = sleep(ctx, pause); err != nil {
			f.cause = err
			return nil, err
		}
	}
}

func outcomeOf(req *http.Request, resp *http.Response, err error) outcome {
	if err != nil {
		return judgeError(err)
	}
	body, ok := resp.Body.(*memory)
	if !ok {
		return silent
	}
	return judge(req.Method, resp.StatusCode, body.bytes)
}

// pause is how long to wait after this outcome before another try.
func (r *retrier) pause(o outcome, resp *http.Response, try int) time.Duration {
	if o == busy {
		return busyWait(resp.Header, try)
	}
	d := backoff(try)
	if resp != nil {
		if asked, ok := retryAfter(resp.Header); ok {
			d = max(d, asked)
		}
	}
	return d
}

func (r *retrier) mayRepeat(ctx context.Context, act action, f *flight, err error) bool {
	if _, beyond := errors.AsType[*limitError](err); beyond || once(ctx) || f.tries >= maxTries || ctx.Err() != nil {
		return false
	}
	switch act {
	case wait:
		return true
	case again:
		cost := retryCost
		if timeout, ok := errors.AsType[net.Error](err); ok && timeout.Timeout() {
			cost = timeoutCost
		}
		return r.budget.take(cost)
	case stop, ask:
	}
	return false
}

// worthWaiting reports whether the pause is bearable: each that the service asks
// for, and all of trying again together.
func (r *retrier) worthWaiting(o outcome, pause, elapsed time.Duration) bool {
	if o == busy {
		return pause <= r.patience
	}
	return elapsed+pause <= r.patience
}

// try sends the request once, with a body of its own, and reads the whole
// answer.
func (r *retrier) try(req *http.Request, f *flight) (*http.Response, error) {
	out := req.Clone(req.Context())
	if f.body != nil {
		out.ContentLength = int64(len(f.body))
		out.GetBody = func() (io.ReadCloser, error) { return io.NopCloser(bytes.NewReader(f.body)), nil }
		out.Body = io.NopCloser(bytes.NewReader(f.body))
	} else {
		out.Body, out.GetBody, out.ContentLength = nil, nil, 0
	}
	resp, err := r.next.RoundTrip(out)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	var body []byte
	if body, f.left, err = r.desk.read(req.Context(), resp.Body); err != nil {
		return nil, err
	}
	body = bytes.TrimPrefix(body, []byte("\xef\xbb\xbf"))
	if err = checkShape(body); err != nil {
		return nil, err
	}
	f.answer = body
	whole := *resp
	whole.Request = req // the one without the token
	whole.Body = &memory{bytes: body, Reader: bytes.NewReader(body)}
	whole.ContentLength = int64(len(body))
	return &whole, nil
}

// memory is a body that was read already.
type memory struct {
	*bytes.Reader
	bytes []byte
}

// Close does nothing.
func (m *memory) Close() error { return nil }
