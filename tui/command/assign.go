package command

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// assignment is one PATH=VALUE, understood.
type assignment struct {
	place place
	value json.RawMessage
	file  string // to be uploaded instead of setting a value; empty if there is none
}

// holds reports whether a document has the value in the place. Absent, null and
// empty are one.
func (a assignment) holds(doc json.RawMessage) (bool, error) {
	v, _, err := a.place.field.Get(doc)
	if err != nil {
		return false, err
	}
	return equal(v, a.value)
}

// equal compares two values as the services mean them.
func equal(a, b json.RawMessage) (bool, error) {
	nothing := func(v json.RawMessage) (bool, error) {
		if v == nil {
			return true, nil
		}
		n, err := raw.Parse(v)
		if err != nil {
			return false, err
		}
		return n.Empty(), nil
	}
	emptyA, err := nothing(a)
	if err != nil {
		return false, err
	}
	emptyB, err := nothing(b)
	if err != nil || emptyA || emptyB {
		return emptyA && emptyB, err
	}
	return raw.Equal(a, b)
}

// assignments understands all arguments, or says everything that is wrong with
// them at once: nothing is sent unless all are right.
func (s *subject) assignments(args []string, c model.Contents, was past) ([]assignment, error) {
	var (
		out   []assignment
		wrong []error
	)
	for _, arg := range args {
		a, err := s.assignment(arg, c)
		if err == nil {
			err = s.fixed(a.place, was)
		}
		if err == nil && a.file == "" {
			err = s.kept(a.place, a.value, was)
		}
		if err == nil && slices.ContainsFunc(out, func(b assignment) bool { return samePlace(a.place, b.place) }) {
			err = &Error{Exit: WrongUsage, Text: sprintf(s.text.Command.Usage.TwiceSet, a.place.path)}
		}
		if err != nil {
			wrong = append(wrong, err)
			continue
		}
		out = append(out, a)
	}
	switch len(wrong) {
	case 0:
		return out, nil
	case 1:
		return nil, wrong[0]
	}
	for _, err := range wrong {
		s.complain(err)
	}
	return nil, &Error{Exit: s.exit(wrong[0]), Text: s.text.Command.Fail.NothingSent, Cause: errors.Join(wrong...)}
}

func samePlace(a, b place) bool {
	return a.doc.Key == b.doc.Key && a.field.Pointer == b.field.Pointer
}

// assignment understands one PATH=VALUE.
func (s *subject) assignment(arg string, c model.Contents) (assignment, error) {
	t := &s.text.Command
	path, typed, found := strings.Cut(arg, "=")
	if !found || path == "" {
		return assignment{}, wrong(sprintf(t.Usage.NotAssignment, arg), t.Usage.AssignLike)
	}
	p, err := s.place(path, c)
	if err != nil {
		return assignment{}, err
	}
	if p.uploads(typed) {
		return s.fileOf(p, typed)
	}
	if typed, err = s.typed(typed); err != nil {
		return assignment{}, err
	}
	a := assignment{place: p}
	if p.field == nil {
		return a, wrong(sprintf(t.Usage.WholeSection, path), sprintf(t.Usage.ListPaths, s.offer.ID))
	}
	if err = s.changeable(p); err != nil {
		return a, err
	}
	a.value, err = s.valueOf(p, typed)
	return a, err
}

// changeable refuses places whose value cannot be typed.
func (s *subject) changeable(p place) error {
	t := &s.text.Command.Fail
	switch {
	case p.doc.Sealed:
		return failed(sprintf(t.Sealed, s.sectionLabel(p.doc.Key)), t.ChangeInPortal)
	case p.field != nil && p.field.Kind == catalog.File:
		return failed(sprintf(t.NotByLine, p.path), sprintf(s.text.Command.Upload.Like, s.offer.ID, p.path))
	}
	return nil
}

// valueOf understands what was typed for a field, by its rules.
func (s *subject) valueOf(p place, typed string) (json.RawMessage, error) {
	parse := p.field.Parse
	if p.field.Kind == catalog.JSON {
		parse = func(typed string) (json.RawMessage, error) { return jsonValue(p, typed) }
	}
	v, err := parse(typed)
	if err != nil {
		return nil, s.rejected(p.path, err)
	}
	return v, nil
}

// rejected says which rule a value breaks.
func (s *subject) rejected(path string, broken error) error {
	return &Error{Exit: WrongUsage, Text: sprintf(s.text.Command.Fail.Rejected, path, broken), Cause: broken}
}

// jsonValue reads the value of a place the catalogue knows nothing of: JSON,
// or plain text where text stands now.
func jsonValue(p place, typed string) (json.RawMessage, error) {
	now, found, err := p.field.Get(p.doc.Raw)
	if err != nil {
		return nil, err
	}
	if found && strings.HasPrefix(string(now), `"`) && !strings.HasPrefix(typed, `"`) {
		return raw.Quote(typed), nil
	}
	return p.field.Parse(typed)
}

// The largest file a value is read from; the services take far less.
const valueLimit = 1 << 20

// typed resolves @FILE and @-, and @@ for a value that begins with @.
func (s *subject) typed(v string) (string, error) {
	name, isFile := strings.CutPrefix(v, "@")
	if !isFile || strings.HasPrefix(name, "@") {
		return name, nil
	}
	t := &s.text.Command.Usage
	b, err := s.readFile(name)
	switch {
	case err != nil:
		return "", wrong(sprintf(t.ReadFile, name, reason(err)), "")
	case len(b) > valueLimit:
		return "", wrong(sprintf(t.LargeFile, name, valueLimit), "")
	}
	return strings.TrimSuffix(strings.TrimSuffix(string(b), "\n"), "\r"), nil
}

// readFile reads a file, or standard input for "-", to just beyond the limit.
func (s *subject) readFile(name string) (b []byte, err error) {
	in := s.opt.In
	if name != "-" {
		file, errOpen := os.Open(name)
		if errOpen != nil {
			return nil, errOpen
		}
		defer func() { err = errors.Join(err, file.Close()) }()
		in = file
	}
	return io.ReadAll(io.LimitReader(in, valueLimit+1))
}

// reason is a file system error without the path, which the sentence names.
func reason(err error) string {
	if e, ok := errors.AsType[*os.PathError](err); ok {
		return e.Err.Error()
	}
	return fmt.Sprint(err)
}
