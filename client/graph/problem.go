package graph

import (
	"encoding/json"
	"fmt"
	"strings"
)

// Problem is one error of a job or of a refused call. Problems nest, to any
// depth: the innermost says what is wrong.
type Problem struct {
	Code     string
	Message  string
	Resource string // a durable id or the name the body gave; may be empty
	Details  []Problem
}

// UnmarshalJSON reads one error element.
func (p *Problem) UnmarshalJSON(b []byte) error {
	var w struct {
		Code     string    `json:"code"`
		Message  string    `json:"message"`
		Resource reference `json:"resourceId"`
		Details  problems  `json:"details"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("error element: %w", err)
	}
	*p = Problem{Code: w.Code, Message: w.Message, Resource: string(w.Resource), Details: w.Details}
	return nil
}

// Flat lists the problem's leaves, outermost first; each leaf without a resource takes
// that of the error around it.
func (p Problem) Flat() []Problem {
	if len(p.Details) == 0 {
		return []Problem{p}
	}
	var out []Problem
	for _, d := range p.Details {
		if d.Resource == "" {
			d.Resource = p.Resource
		}
		out = append(out, d.Flat()...)
	}
	return out
}

// problems decodes a list that some answers give as an empty object.
type problems []Problem

func (ps *problems) UnmarshalJSON(b []byte) error {
	if strings.HasPrefix(strings.TrimSpace(string(b)), "{") {
		var one Problem
		if err := json.Unmarshal(b, &one); err != nil {
			return err
		}
		if one.Code != "" || one.Message != "" {
			*ps = problems{one}
		}
		return nil
	}
	var list []Problem
	if err := json.Unmarshal(b, &list); err != nil {
		return fmt.Errorf("error list: %w", err)
	}
	*ps = list
	return nil
}

// ErrorText reads the body of a refused call for [transport.Options].
func ErrorText(body []byte) (code, message string, details map[string][]string) {
	var w struct {
		Error Problem `json:"error"`
	}
	if json.Unmarshal(body, &w) != nil || (w.Error.Code == "" && w.Error.Message == "") {
		return "", "", nil
	}
	for _, inner := range w.Error.Details {
		for _, leaf := range inner.Flat() {
			if details == nil {
				details = map[string][]string{}
			}
			details[leaf.Resource] = append(details[leaf.Resource], strings.TrimSpace(leaf.Code+" "+leaf.Message))
		}
	}
	return w.Error.Code, w.Error.Message, details
}
