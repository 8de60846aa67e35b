package sandbox

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/ordered"
)

// requestLine is what the log says of a request.
type requestLine struct {
	Kind    string            `json:"kind"`
	Time    string            `json:"time"`
	Method  string            `json:"method"`
	Host    string            `json:"host"`
	Target  string            `json:"target"`
	Headers map[string]string `json:"headers"`
	Body    json.RawMessage   `json:"body,omitempty"`
	Status  int               `json:"status"` // 0: the connection was broken
}

// changeLine is what it says of an accepted change.
type changeLine struct {
	Kind string `json:"kind"`
	Time string `json:"time"`
	change
}

// loggedHeaders are the request headers worth keeping; none can hold a secret.
func loggedHeaders() []string {
	return []string{
		"Accept", "Client-Request-Id", "Content-Length", "Content-Type", "If-Match", "If-None-Match", "Ms-Correlationid", "Ms-Requestid",
		"Request-Id", "User-Agent",
		"X-Ms-Blob-Type", "X-Ms-Publisherid",
	}
}

// log writes a request and what it changed.
func (s *Server) log(c *call, r *http.Request, a answer, broken error) {
	if s.opts.Log == nil {
		return
	}
	now := s.store.now().Format(time.RFC3339Nano)
	line := requestLine{
		Kind: "request", Time: now, Method: c.Method, Host: r.Host, Target: redactedTarget(r.URL), Headers: map[string]string{},
		Body: redactedBody(c.Header.Get("Content-Type"), c.Body), Status: a.Status,
	}
	if broken != nil {
		line.Status = 0
	}
	for _, name := range loggedHeaders() {
		if value := c.Header.Get(name); value != "" {
			line.Headers[name] = value
		}
	}
	lines := []any{line}
	for _, ch := range c.changes {
		lines = append(lines, changeLine{"mutation", now, ch})
	}
	for _, l := range lines {
		// A log that cannot be written must not stop the marketplace.
		if _, err := s.opts.Log.Write(append(ordered.Value(l), '\n')); err != nil {
			return
		}
	}
}

const redacted = "[redacted]"

// redactedTarget is the request's path and query without signatures.
func redactedTarget(u *url.URL) string {
	if u.RawQuery == "" {
		return u.EscapedPath()
	}
	return u.EscapedPath() + "?" + redactedText(u.RawQuery)
}

// redactedText takes the signature out of any storage address in a text.
func redactedText(text string) string {
	var b strings.Builder
	for {
		before, after, ok := strings.Cut(text, "sig=")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString("sig=" + redacted)
		end := strings.IndexAny(after, "&\"' \\")
		if end < 0 {
			return b.String()
		}
		text = after[end:]
	}
}

// redactedBody is a request body as JSON without secrets. Forms become
// objects; of anything else only the size is told.
func redactedBody(contentType string, body []byte) json.RawMessage {
	if len(body) == 0 {
		return nil
	}
	kind, _, err := mime.ParseMediaType(contentType)
	if err == nil && kind == "application/x-www-form-urlencoded" {
		form, err := url.ParseQuery(string(body))
		if err == nil {
			fields := map[string]string{}
			for name := range form {
				fields[name] = form.Get(name)
				if secretName(name) || secretField(name) {
					fields[name] = redacted
				}
			}
			return ordered.Value(fields)
		}
	}
	if json.Valid(body) {
		return redactedJSON(body)
	}
	return ordered.Text(fmt.Sprintf("[%d bytes]", len(body)))
}

// redactedJSON goes through a document and hides what a secret's name holds.
func redactedJSON(raw json.RawMessage) json.RawMessage {
	if o, err := ordered.Parse(raw); err == nil {
		out := new(ordered.Object)
		for name, value := range o.All() {
			if secretName(name) {
				value = ordered.Text(redacted)
			} else {
				value = redactedJSON(value)
			}
			out.Set(name, value)
		}
		return out.Bytes()
	}
	var items []json.RawMessage
	if json.Unmarshal(raw, &items) == nil && items != nil {
		for i := range items {
			items[i] = redactedJSON(items[i])
		}
		return ordered.Value(items)
	}
	var text string
	if json.Unmarshal(raw, &text) == nil && strings.Contains(text, "sig=") {
		return ordered.Text(redactedText(text))
	}
	return raw
}

// secretName reports whether a member of this name holds a secret.
func secretName(name string) bool {
	name = strings.ToLower(strings.ReplaceAll(name, "_", ""))
	for _, part := range []string{"secret", "password", "connectionstring", "applicationkey", "assertion", "accesstoken", "refreshtoken"} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// secretField reports whether a field of a form to the directory is good for a
// token: what was typed into a browser, handed to it, or proves who asked for it.
func secretField(name string) bool {
	return slices.Contains([]string{"code", "code_verifier", "device_code", "user_code"}, strings.ToLower(name))
}
