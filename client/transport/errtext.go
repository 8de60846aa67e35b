package transport

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The limits of what is kept of an error's text.
const (
	textLimit  = 64 << 10
	depthLimit = 20
)

// webPage stands for a body nobody wants to read on a terminal.
const webPage = "the service answered with a web page"

// ErrorText reads the error bodies the services are known to send:
//
//   - an object with an "error" object, nested details of any depth (Product
//     Ingestion, CPP), or with an "error" word and a description (Entra)
//   - a JSON string of prose with a JSON object inside, or without one
//     (submission API v1, see
//     learn.microsoft.com/partner-center/developer/error-codes)
//   - an object with statusCode, faultCode, title or Message (gateways, insights)
//   - an object with code, description and source (Partner Center's own API, see
//     learn.microsoft.com/partner-center/developer/partner-center-rest-resources)
//
// What cannot be read yields an empty code and a short text. Details are keyed by
// field, or by code where no field is named.
func ErrorText(body []byte) (code, message string, details map[string][]string) {
	body = bytes.TrimSpace(body)
	if len(body) == 0 {
		return "", "", nil
	}
	var prose string
	if json.Unmarshal(body, &prose) == nil {
		return errorProse(prose)
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(body, &object) == nil {
		return errorObject(object)
	}
	if looksLikePage(body) {
		return "", webPage, nil
	}
	return "", cut(string(body)), nil
}

func looksLikePage(body []byte) bool {
	head := bytes.ToLower(body[:min(len(body), 1024)])
	return bytes.HasPrefix(head, []byte("<")) || bytes.Contains(head, []byte("<html"))
}

// errorProse reads "ICH50400 - Unable to complete request. {…}" and a line of an
// internal exception that ends in "ResponseContent={…}".
func errorProse(s string) (code, message string, details map[string][]string) {
	if looksLikePage([]byte(s)) {
		return "", webPage, nil
	}
	lead := s
	tail := s
	if _, after, found := strings.Cut(s, "ResponseContent="); found {
		tail = after
	}
	if from, to := strings.IndexByte(tail, '{'), strings.LastIndexByte(tail, '}'); from >= 0 && to > from {
		var object map[string]json.RawMessage
		if json.Unmarshal([]byte(tail[from:to+1]), &object) == nil {
			code, message, details = errorObject(object)
			lead = s[:strings.IndexByte(s, '{')]
		}
	}
	if word, rest, found := strings.Cut(lead, " - "); found && !strings.ContainsAny(word, " \t\r\n") {
		code, lead = word, rest
	}
	if message == "" {
		message = cut(firstLine(lead))
	}
	return code, message, details
}

// firstLine drops the stack of an exception.
func firstLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(line)
}

func errorObject(o map[string]json.RawMessage) (code, message string, details map[string][]string) {
	inner := member(o, "error")
	var object map[string]json.RawMessage
	if json.Unmarshal(inner, &object) == nil && object != nil {
		return errorObject(object)
	}
	code = firstText(o, "code", "faultCode", "error", "errorCode", "statusCode", "status")
	message = firstText(o, "message", "error_description", "reasonPhrase", "detail", "title", "description")
	if c, rest, found := strings.Cut(message, ": "); found && strings.HasPrefix(c, "AADSTS") {
		code, message = c, firstLine(rest)
	}
	d := collector{left: textLimit, found: map[string][]string{}}
	for _, name := range []string{"data", "errors", "details", "innererror"} {
		d.add("", member(o, name), 0)
	}
	if len(d.found) > 0 {
		details = d.found
	}
	return code, cut(message), details
}

// member finds a member whatever the case of its name: the services differ.
func member(o map[string]json.RawMessage, name string) json.RawMessage {
	if v, ok := o[name]; ok {
		return v
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		if strings.EqualFold(key, name) {
			return o[key]
		}
	}
	return nil
}

// firstText is the first member that is a text or a number and not empty.
func firstText(o map[string]json.RawMessage, names ...string) string {
	for _, name := range names {
		if s := text(member(o, name)); s != "" {
			return s
		}
	}
	return ""
}

func text(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var n json.Number
	if json.Unmarshal(raw, &n) == nil {
		return n.String()
	}
	return ""
}

// collector gathers details, up to a limit of text and depth.
type collector struct {
	left  int
	found map[string][]string
}

func (c *collector) add(key string, raw json.RawMessage, depth int) {
	if len(raw) == 0 || depth > depthLimit || c.left <= 0 {
		return
	}
	if s := text(raw); s != "" {
		c.put(key, s)
		return
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) == nil {
		for _, item := range list {
			c.add(key, item, depth+1)
		}
		return
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(raw, &object) != nil {
		return
	}
	if message := firstText(object, "message"); message != "" {
		c.put(firstText(object, "resourceId", "target", "code"), message)
		for _, name := range []string{"details", "innererror"} {
			c.add(key, member(object, name), depth+1)
		}
		return
	}
	for _, name := range slices.Sorted(maps.Keys(object)) {
		c.add(name, object[name], depth+1)
	}
}

func (c *collector) put(key, s string) {
	s = Scrub(s)
	s = s[:min(len(s), c.left)]
	c.left -= len(s)
	c.found[key] = append(c.found[key], strings.ToValidUTF8(s, ""))
}

// cut keeps a text within the limit.
func cut(s string) string {
	return strings.ToValidUTF8(s[:min(len(s), textLimit)], "")
}
