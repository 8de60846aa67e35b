package client

import (
	"slices"

	"awning/model"
)

// task is something a service is asked to do.
type task string

const (
	taskList   task = "list"   // list and find offers
	taskRead   task = "read"   // environments, sections, where an offer stands
	taskEdit   task = "edit"   // save a section
	taskSubmit task = "submit" // publish, go live, cancel, watch
)

// routes says which services do a task for offers of a dialect, the first choice
// first. Only listing has a second choice: what is read in one dialect
// must be written in the same.
//
// The product list of the submission API has been broken for weeks at a time and its
// pages are no larger, so the Product Ingestion API comes first even for the
// types it does not officially serve.
func routes() map[task]map[model.Dialect][]model.API {
	own := map[model.Dialect][]model.API{model.Graph: {model.Graph}, model.V1: {model.V1}}
	return map[task]map[model.Dialect][]model.API{
		taskList: {
			model.Graph: {model.Graph, model.V1},
			model.V1:    {model.Graph, model.V1},
		},
		taskRead:   own,
		taskEdit:   own,
		taskSubmit: own,
	}
}

// route is the table with the user's own choice applied.
func (m *Market) route(t task, d model.Dialect) []model.API {
	if m.o.API != "" {
		return []model.API{m.o.API}
	}
	return slices.Clone(routes()[t][d])
}

// dialect returns who does a task for an offer.
func (m *Market) dialect(t target, k task) dialect {
	if apis := m.route(k, t.kind.Dialect); len(apis) > 0 && apis[0] == model.V1 {
		return v1Dialect{api: t.seat.v1, m: m}
	}
	return graphDialect{api: t.seat.graph, v1: t.seat.v1, m: m}
}
