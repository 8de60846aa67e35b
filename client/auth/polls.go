package auth

import (
	"context"
	"errors"
	"net/http"
	"time"

	"awning/client/transport"
)

// askForCode starts a device code flow, and sets the pace at which the directory wants
// to be asked how it ended.
func (w *wire) askForCode(ctx context.Context, form []byte) (*http.Response, error) {
	answer, err := w.send(ctx, deviceEndpoint, form)
	if err != nil {
		return nil, err
	}
	code, err := readCode(answer.Body)
	if err != nil {
		return nil, err
	}
	if w.polls != nil {
		w.polls.interval = time.Duration(code.Interval) * time.Second
		w.polls.last = time.Now()
	}
	return reply(code, nil)
}

// polls asks how a device code flow ended, at the directory's pace: the library keeps
// one of its own. Each poll is one try.
type polls struct {
	wire     *wire
	interval time.Duration
	last     time.Time     // when the last poll was sent, or failed
	failures int           // polls in a row that got no answer
	asked    time.Duration // how long the directory asked to be left alone
}

const (
	// slower is what each slow_down adds to the interval; see RFC 8628, section 3.5.
	slower = 5 * time.Second
	// longestPause is how long a poll is put off at most while the network or the
	// directory has trouble, unless the directory itself asks for more.
	longestPause = time.Minute
)

// send polls until the directory has decided. It ends with ctx, whose deadline is that of
// the code.
func (p *polls) send(ctx context.Context, endpoint string, form []byte) (transport.Reply, error) {
	for { // wait ends it
		if err := p.wait(ctx); err != nil {
			return transport.Reply{}, err
		}
		p.last = time.Now()
		answer, err := p.wire.send(transport.Once(ctx), endpoint, form)
		if err == nil || p.decided(err) {
			return answer, err
		}
	}
}

// wait holds a poll back until its time has come.
func (p *polls) wait(ctx context.Context) error {
	pause := p.interval
	for range p.failures {
		pause = min(2*pause, max(longestPause, p.interval))
	}
	timer := time.NewTimer(time.Until(p.last.Add(max(pause, p.asked))))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
	return ctx.Err()
}

// decided reports whether a failed poll was the last one, and takes from it when the next
// one may be sent.
func (p *polls) decided(err error) bool {
	p.asked = 0
	e, ok := errors.AsType[*transport.Error](err)
	if !ok {
		return true
	}
	switch word := wordOf(e); {
	case word == "slow_down":
		p.interval += slower
	case word == "authorization_pending":
	case refused(e):
		return true
	default: // the network, or the directory itself
		p.failures++
		p.last, p.asked = time.Now(), e.Wait
		return false
	}
	p.failures = 0
	return false
}
