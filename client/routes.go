package client

import (
	"errors"
	"slices"
	"strings"

	"awning/model"
	"awning/model/catalog"
)

// Route is a row of the routing table: what one API can do of one task for some
// types of offers. Of several rows that fit, the first holds.
type Route struct {
	Task Task
	API  model.API
	Use  Use
	// Types are those it is about; nil means every type whose documents are in Of, those
	// that the catalogue does not know included; with Of empty, every type.
	Types []model.OfferType
	Of    model.Dialect
	Mark  Mark   // how sure it is
	From  string // who says so: a call, an article, a client, an issue
	Note  string // what to know about it; may be empty
}

// Use says when an API does a task.
type Use string

// The uses.
const (
	Usual Use = "usual" // by itself; the first of several, the next if it fails
	Asked Use = "asked" // only if the user wants this API: see Options.API
	Never Use = "never" // the API has no call for it
)

// Mark says what kind of evidence a row rests on.
type Mark string

// The marks, from the surest to a guess. A guess is either taken, because nothing
// surer is there, or to be asked for.
const (
	Recorded   Mark = "recorded"   // seen in a recorded exchange with the real service
	Declared   Mark = "declared"   // in the swagger or the JSON schemas of the service
	Documented Mark = "documented" // in Microsoft's documentation
	Practised  Mark = "practised"  // a public client does so against the real service
	Reported   Mark = "reported"   // in a public report with the service's answer
	Guessed    Mark = "guessed"    // inferred, nowhere confirmed
)

// covers reports whether a row is about a type.
func (r Route) covers(kind *catalog.Type) bool {
	if r.Types != nil {
		return slices.Contains(r.Types, kind.ID)
	}
	return r.Of == "" || r.Of == kind.Dialect
}

// Routes lists what each API can do of a task for a type of offers: one row per API
// that the table knows of, in the order in which they are tried.
func Routes(k Task, kind *catalog.Type) []Route {
	var out []Route
	for _, r := range routes() {
		known := slices.ContainsFunc(out, func(o Route) bool { return o.API == r.API })
		if r.Task == k && !known && r.covers(kind) {
			out = append(out, r)
		}
	}
	return out
}

// route is the table with the user's own choice applied: the APIs that do a task, the
// first choice first. The error is a [*NoAPIError].
func (m *Market) route(k Task, kind *catalog.Type) ([]model.API, error) {
	return route(m.o.API, k, kind)
}

// route is the table for a task and a type; chosen is the one API that may be
// used, and empty if there is none such.
func route(chosen model.API, k Task, kind *catalog.Type) ([]model.API, error) {
	var usual []model.API
	var own Route
	for _, r := range Routes(k, kind) {
		if r.Use == Usual {
			usual = append(usual, r.API)
		}
		if r.API == chosen {
			own = r
		}
	}
	switch {
	case chosen == "" && len(usual) > 0:
		return usual, nil
	case chosen != "" && own.Use != Never && own.Use != "":
		return []model.API{chosen}, nil
	}
	return nil, &NoAPIError{Task: k, Type: kind.Label, API: chosen, Others: usual, Why: own.Note}
}

// api is the API that does a task for an offer. An offer that the Cloud Partner
// Portal API told of has no id that another one understands.
func (m *Market) api(t target, k Task) (model.API, error) {
	chosen := m.o.API
	if isCPP(t.Offer) {
		chosen = model.CPP
	}
	apis, err := route(chosen, k, t.kind)
	if err != nil {
		if e, ok := errors.AsType[*NoAPIError](err); ok {
			e.Offer = t.ID
		}
		return "", err
	}
	return apis[0], nil
}

// dialect returns who does a task for an offer. The error is a [*NoAPIError].
func (m *Market) dialect(t target, k Task) (dialect, error) {
	api, err := m.api(t, k)
	switch {
	case err != nil:
		return nil, err
	case api == model.V1:
		return v1Dialect{api: t.seat.v1, m: m}, nil
	case api == model.CPP:
		return cppDialect{api: t.seat.cpp, m: m}, nil
	}
	return graphDialect{api: t.seat.graph, v1: t.seat.v1, m: m}, nil
}

// reading is the task of reading an environment.
func reading(env model.Environment) Task {
	switch env {
	case model.Preview:
		return TaskPreview
	case model.Live:
		return TaskLive
	case model.Draft:
	}
	return TaskDraft
}

// editing is the task of saving a document.
func editing(t target, key model.SectionKey) Task {
	s, ok := t.kind.Section(key)
	if ok && (s.Module == "Package" || strings.HasSuffix(s.Resource, "technical-configuration")) {
		return TaskTechnical
	}
	return TaskEdit
}

// submitting is the task of an operation.
func submitting(v model.Verb) Task {
	switch v {
	case model.VerbGoLive:
		return TaskGoLive
	case model.VerbCancel:
		return TaskCancel
	case model.VerbStop:
		return TaskStop
	case model.VerbRestore:
		return TaskRestore
	case model.VerbPublish:
	}
	return TaskPublish
}
