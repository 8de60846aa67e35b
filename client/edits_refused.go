package client

import (
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"

	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// Refusal is one reason for which the service would not write a document.
type Refusal struct {
	// Pointer is the place it names, in the document that was sent or, for a
	// member that is not there, where it would be. Empty if it names none.
	Pointer string
	Code    string // the service's; may be empty
	Message string // the service's words, as they came
}

// RefusedError says that the service would not write a document, and why.
// Nothing of it was written.
type RefusedError struct {
	Offer    model.OfferID
	Section  model.SectionKey
	Refusals []Refusal // at least one
	Cause    error     // the answer or job that said so; may be nil
}

// Error gives the service's reasons.
func (e *RefusedError) Error() string {
	reasons := make([]string, len(e.Refusals))
	for i, r := range e.Refusals {
		reasons[i] = strings.TrimRight(r.Message, " .")
	}
	return fmt.Sprintf("the service refused %s of %s: %s", e.Section, e.Offer, strings.Join(reasons, "; "))
}

// Hint says what to do next.
func (e *RefusedError) Hint() string { return "correct what the message names, then save again" }

// Detail is what the answer or job said, word by word.
func (e *RefusedError) Detail() string {
	if d, ok := errors.AsType[interface {
		error
		Detail() string
	}](e.Cause); ok {
		return d.Detail()
	}
	return e.Error()
}

// Unwrap returns the answer, for errors.Is and errors.As.
func (e *RefusedError) Unwrap() error { return e.Cause }

// jobError is a job of the service that ended without success.
type jobError struct {
	id, result string
	ended      time.Time
	problems   []model.Problem
}

// Error gives the job's reasons.
func (e *jobError) Error() string {
	reasons := make([]string, len(e.problems))
	for i, p := range e.problems {
		reasons[i] = strings.TrimSpace(p.Message)
	}
	return strings.Join(reasons, "; ")
}

// Detail is the job, a line for each fact and each problem.
func (e *jobError) Detail() string {
	var lines []string
	if !e.ended.IsZero() {
		lines = append(lines, e.ended.UTC().Format("2006-01-02 15:04:05 UTC"))
	}
	lines = append(lines, fmt.Sprintf("POST configure, job %s: %s", e.id, e.result))
	for _, p := range e.problems {
		line := strings.TrimSpace(p.Message)
		if p.Code != "" {
			line = p.Code + ": " + line
		}
		if p.Where != "" {
			line += " (" + p.Where + ")"
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

// refused makes a [*RefusedError] of a failed write that says what is wrong with
// the document; other errors stay what they are.
func (s saving) refused(err error) error {
	var reasons []reason
	if job, ok := errors.AsType[*jobError](err); ok {
		for _, p := range job.problems {
			reasons = append(reasons, reason{code: p.Code, message: p.Message})
		}
	}
	if answer, ok := errors.AsType[*transport.Error](err); ok {
		reasons = answered(answer)
	}
	if len(reasons) == 0 {
		return err
	}
	section, _ := s.t.kind.Section(s.e.Base.Key)
	sent, errParse := raw.Parse(s.e.Raw)
	if errParse != nil {
		return err
	}
	out := &RefusedError{Offer: s.t.ID, Section: s.e.Base.Key, Cause: err}
	for _, r := range reasons {
		out.Refusals = append(out.Refusals, Refusal{Pointer: r.place(section, sent), Code: r.code, Message: r.message})
	}
	return out
}

// reason is why a document was refused, in the service's own words.
type reason struct{ at, code, message string }

// answered are the reasons of an answer that says that the document is wrong.
func answered(e *transport.Error) []reason {
	if e.Status != http.StatusBadRequest && e.Status != http.StatusUnprocessableEntity {
		return nil
	}
	var out []reason
	for _, at := range slices.Sorted(maps.Keys(e.Details)) {
		for _, message := range e.Details[at] {
			out = append(out, reason{at, e.Code, message})
		}
	}
	if len(out) == 0 {
		out = []reason{{"", e.Code, e.Message}}
	}
	if out[0].message == "" {
		out[0].message = "the service gives no reason"
	}
	return out
}

// place finds the place in the document that a reason is about: the one it
// names, or else one that its message quotes or has at its beginning.
func (r reason) place(section *catalog.Section, sent *raw.Node) string {
	names := append([]string{r.at}, quoted(r.message)...)
	const first = 2 // a code may stand before it
	words := strings.Fields(r.message)
	names = append(names, words[:min(first, len(words))]...)
	for _, name := range names {
		if at := locate(section, sent, name); at != "" {
			return at
		}
	}
	return ""
}

// quoted are the texts between quotation marks in a message.
func quoted(message string) []string {
	var out []string
	parts := strings.FieldsFunc(message, func(r rune) bool { return strings.ContainsRune("'\"`‘’“”", r) })
	for i := 1; i < len(parts); i += 2 {
		if !strings.Contains(parts[i], " ") {
			out = append(out, parts[i])
		}
	}
	return out
}

// locate turns a name as services write it ("Title", "$.listingUris[0].uri",
// "/searchKeywords") into a pointer into the document. The case of letters does not
// count, and what stands before the first member that is there is passed over: the
// name of the resource.
func locate(section *catalog.Section, sent *raw.Node, name string) string {
	steps := strings.FieldsFunc(name, func(r rune) bool { return strings.ContainsRune("./[]$", r) })
	for i := range steps {
		if at, whole := descend(sent, steps[i:]); whole {
			return string(at)
		}
	}
	if len(steps) == 0 || section == nil {
		return ""
	}
	for i := range section.Fields {
		if at := section.Fields[i].Pointer; strings.EqualFold(at, "/"+strings.Join(steps, "/")) {
			return at
		}
	}
	at, _ := descend(sent, steps)
	return string(at)
}

// descend follows steps as far as the document goes, and reports whether that
// is all of them.
func descend(n *raw.Node, steps []string) (at raw.Pointer, whole bool) {
	for _, step := range steps {
		i := slices.IndexFunc(n.Members, func(m raw.Member) bool { return strings.EqualFold(m.Name, step) })
		if i >= 0 {
			at, n = at.Child(n.Members[i].Name), &n.Members[i].Value
			continue
		}
		place, err := strconv.Atoi(step)
		if err != nil || place < 0 || place >= len(n.Items) {
			return at, false
		}
		at, n = at.Item(place), &n.Items[place]
	}
	return at, true
}
