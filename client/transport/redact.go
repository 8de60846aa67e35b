package transport

import (
	"maps"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"awning/client/secret"
)

// loggedHeader reports whether a header's value may be logged. What is not
// listed is not.
func loggedHeader(name string) bool {
	switch strings.ToLower(name) {
	case "content-type", "content-length", "date", "etag", "if-match", "retry-after", "retry-after-ms",
		"x-ms-retry-after-ms", "request-id", "client-request-id", "x-ms-request-id", "ms-requestid",
		"x-ms-correlation-request-id", "ms-correlationid", "x-azure-ref":
		return true
	}
	return false
}

// loggedQuery reports whether the value of a query key may be logged. Paging
// tokens may not: nobody knows what is inside.
func loggedQuery(key string) bool {
	switch strings.ToLower(key) {
	case "api-version", "$version", "status", "$top", "$skip", "$maxpagesize", "$expand", "type", "targettype":
		return true
	}
	return false
}

// loggableHeader returns headers for the log: names all, values of listed ones.
func loggableHeader(h http.Header) map[string]string {
	shown := make(map[string]string, len(h))
	for name, values := range h {
		switch {
		case loggedHeader(name):
			shown[name] = strings.Join(values, ", ")
		case strings.EqualFold(name, "Location"):
			shown[name] = locationHost(values)
		default:
			shown[name] = secret.Redacted
		}
	}
	return shown
}

func locationHost(values []string) string {
	u, err := url.Parse(strings.Join(values, ""))
	if err != nil {
		return secret.Redacted
	}
	return u.Host
}

// loggableURL returns an address for the log, without the values of unlisted
// query keys.
func loggableURL(u *url.URL) string {
	var b strings.Builder
	b.WriteString(u.Scheme + "://" + u.Host + u.EscapedPath())
	query, sign := u.Query(), "?"
	for _, key := range slices.Sorted(maps.Keys(query)) {
		value := secret.Redacted
		if loggedQuery(key) {
			value = url.QueryEscape(strings.Join(query[key], ","))
		}
		b.WriteString(sign + url.QueryEscape(key) + "=" + value)
		sign = "&"
	}
	return b.String()
}

// secretText matches what looks like a secret in foreign text: bearer tokens,
// JSON web tokens, and values behind telling names.
var secretText = regexp.MustCompile(`(?i)(bearer\s+)[A-Za-z0-9._~+/=-]+` +
	`|eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*(?:\.[A-Za-z0-9_-]*)?` +
	`|((?:\bsig|\bsas\w*|password|secret|token|accountkey|\bkey|connectionstring)["']?\s*[=:]\s*["']?)[^\s"'&;,<>]+`)

// Scrub removes what looks like a secret from foreign text.
func Scrub(s string) string {
	return secretText.ReplaceAllString(s, "${1}${2}"+secret.Redacted)
}
