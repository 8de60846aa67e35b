package entra

import (
	"fmt"
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
)

// reply is a JSON answer of names and values in turn.
func reply(status int, pairs ...any) Response {
	return Response{
		Status: status,
		Header: http.Header{
			"Content-Type": {"application/json; charset=utf-8"}, "Cache-Control": {"no-store, no-cache"}, "Pragma": {"no-cache"},
		},
		Body: ordered.New(pairs...).Bytes(),
	}
}

// text is a plain answer, for people at a command line.
func text(status int, words string) Response {
	return Response{Status: status, Header: http.Header{"Content-Type": {"text/plain; charset=utf-8"}}, Body: []byte(words + "\n")}
}

// failure is why the directory says no, in its own terms.
type failure struct {
	Status   int
	Kind     string // "invalid_grant"
	Code     int    // the number after AADSTS
	Text     string
	Suberror string // "consent_required"; may be empty
	Claims   string // what a new sign-in must bring; may be empty
}

// fail is a failure with the usual status of its kind.
func fail(kind string, code int, format string, args ...any) *failure {
	status := http.StatusBadRequest
	if kind == "invalid_client" {
		status = http.StatusUnauthorized
	}
	return &failure{Status: status, Kind: kind, Code: code, Text: fmt.Sprintf(format, args...)}
}

// because adds the finer reason.
func (f *failure) because(suberror string) *failure {
	f.Suberror = suberror
	return f
}

// described is what a failure says of itself, with the ids support asks for.
func (d *Directory) described(r Request, f *failure) (words, trace, correlation, at string) {
	trace, correlation, at = newID(), r.Header.Get("Client-Request-Id"), d.now().Format("2006-01-02 15:04:05Z")
	if len(correlation) != len(trace) || strings.Trim(correlation, "-0123456789ABCDEFabcdef") != "" {
		correlation = newID()
	}
	words = fmt.Sprintf("AADSTS%d: %s Trace ID: %s Correlation ID: %s Timestamp: %s", f.Code, f.Text, trace, correlation, at)
	return words, trace, correlation, at
}

// refused renders a failure in the form of the token endpoints.
func (d *Directory) refused(r Request, f *failure) Response {
	words, trace, correlation, at := d.described(r, f)
	o := ordered.New(
		"error", f.Kind, "error_description", words, "error_codes", []int{f.Code}, "timestamp", at,
		"trace_id", trace, "correlation_id", correlation, "error_uri", fmt.Sprintf("%s/error?code=%d", loginHost, f.Code),
	)
	if f.Suberror != "" {
		o.SetText("suberror", f.Suberror)
	}
	if f.Claims != "" {
		o.SetText("claims", f.Claims)
	}
	a := reply(f.Status)
	a.Body = o.Bytes()
	a.Header.Set("X-Ms-Request-Id", trace)
	return a
}
