package transport

import (
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"time"
)

// logger writes one line per call, of what may be known of it. Bodies are never
// logged.
type logger struct {
	next http.RoundTripper
	name string
	log  *slog.Logger
}

// RoundTrip passes the request on and logs how it went.
func (l *logger) RoundTrip(req *http.Request) (*http.Response, error) {
	began := time.Now()
	resp, err := l.next.RoundTrip(req)
	ctx, f := req.Context(), flightOf(req.Context())
	attrs := []slog.Attr{
		slog.String("api", l.name), slog.String("op", f.op),
		slog.String("method", req.Method), slog.String("target", loggableURL(req.URL)),
		slog.Int("tries", f.tries), slog.Duration("took", time.Since(began)),
		slog.String("client-request-id", f.requestID), slog.Bool("uncertain", f.uncertain),
	}
	level := slog.LevelInfo
	if err != nil {
		level = slog.LevelWarn
		attrs = append(attrs, slog.String("error", Scrub(err.Error())))
	} else {
		if resp.StatusCode >= http.StatusBadRequest {
			level = slog.LevelWarn
		}
		attrs = append(attrs, slog.Int("status", resp.StatusCode), slog.String("request-id", requestID(resp.Header)))
		if l.log.Enabled(ctx, slog.LevelDebug) {
			attrs = append(attrs,
				slog.Any("sent", loggableHeader(req.Header)), slog.Any("received", loggableHeader(resp.Header)))
		}
	}
	l.log.LogAttrs(ctx, level, "call", attrs...)
	return resp, err
}

// bare takes the address out of an error: its query may hold a token.
func bare(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}

// requestID is the service's name for the exchange.
func requestID(h http.Header) string {
	for _, name := range []string{"Request-Id", "X-Ms-Request-Id", "X-Ms-Correlation-Request-Id", "Ms-Correlationid"} {
		if id := h.Get(name); id != "" {
			return id
		}
	}
	return ""
}

// restyLog takes what resty has to say, which goes to standard error by default.
// Its words may hold whole addresses.
type restyLog struct{ log *slog.Logger }

// Errorf logs resty's complaint.
func (l restyLog) Errorf(format string, v ...any) { l.log.Debug("resty", "error", say(format, v)) }

// Warnf logs resty's doubt.
func (l restyLog) Warnf(format string, v ...any) { l.log.Debug("resty", "warning", say(format, v)) }

// Debugf logs nothing: resty's debug output shows tokens.
func (l restyLog) Debugf(string, ...any) {}

func say(format string, v []any) string {
	for i, x := range v {
		if err, ok := x.(error); ok {
			v[i] = bare(err)
		}
	}
	return Scrub(fmt.Sprintf(format, v...))
}
