package ingestion

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
)

// ErrorText reads the body of a refused call for the transport. Four shapes are
// known, three of them a JSON string:
//
//  1. a code, prose, and a JSON object with faultCode, reasonPhrase and data;
//  2. a line of an internal exception that ends in an RFC 9110 problem object;
//  3. plain prose;
//  4. a JSON object of the gateway with statusCode.
//
// What is in none of them gives nothing, and status and request id must do.
func ErrorText(body []byte) (code, message string, details map[string][]string) {
	var text string
	if json.Unmarshal(body, &text) != nil {
		return fault(body, "")
	}
	from, to := strings.IndexByte(text, '{'), strings.LastIndexByte(text, '}')
	if from < 0 || to < from {
		return "", strings.TrimSpace(text), nil
	}
	return fault([]byte(text[from:to+1]), text[:from])
}

// fault reads the object inside; prefix is the prose before it, which may begin with a
// code: "ICH50400 - Unable to complete request. ".
func fault(object []byte, prefix string) (code, message string, details map[string][]string) {
	var w struct {
		FaultCode  json.Number `json:"faultCode"`
		Reason     string      `json:"reasonPhrase"`
		Data       fields      `json:"data"`
		Title      string      `json:"title"`
		Errors     fields      `json:"errors"`
		StatusCode json.Number `json:"statusCode"`
		Message    string      `json:"message"`
	}
	if json.Unmarshal(object, &w) != nil {
		return "", strings.TrimSpace(prefix), nil
	}
	code, _, found := strings.Cut(prefix, " - ")
	if !found || strings.ContainsAny(code, " {") {
		code = first(w.FaultCode.String(), w.StatusCode.String())
	}
	details = w.Data
	if len(details) == 0 {
		details = w.Errors
	}
	return code, first(w.Reason, w.Title, w.Message, strings.TrimSpace(prefix)), details
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// fields are messages per field; a field may have one or many.
type fields map[string][]string

func (f *fields) UnmarshalJSON(b []byte) error {
	var many map[string]json.RawMessage
	_ = json.Unmarshal(b, &many) // not per field: nothing to list
	*f = fields{}
	for name, v := range many {
		var list []string
		var one string
		switch {
		case json.Unmarshal(v, &list) == nil:
		case json.Unmarshal(v, &one) == nil:
			list = []string{one}
		default:
			list = []string{strconv.Quote(string(bytes.TrimSpace(v)))}
		}
		(*f)[name] = list
	}
	return nil
}
