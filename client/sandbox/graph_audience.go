package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// member of an audience: who may buy a private plan.
type audienceMember struct {
	Type  string `json:"type"`
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
}

// applyAudiences changes who may buy a private plan, in the draft, in preview and
// live at once. An identifier of a kind that the plan has not been published
// with needs a publish.
func (a applying) applyAudiences(el element) (applied, *refusal) {
	p, r := a.product(el)
	if r != nil {
		return applied{}, r
	}
	if r = supported(p, el.Type); r != nil {
		return applied{}, r
	}
	guid, r := a.plan(p, el)
	if r != nil {
		return applied{}, r
	}
	k := sectionKey{Name: world.PlanAvail, Plan: guid}
	published := p.doc(live, k)
	if published == nil {
		return applied{}, refuse(http.StatusBadRequest, "invalidEntityStatus", "plan", "The plan is not live. Change its draft, and publish it.")
	}
	if object(published.Graph).TextOf("audience") != "private" {
		return applied{}, invalid("plan", "The plan is not private.")
	}
	var change struct{ Add, Remove []audienceMember }
	raw, _ := el.Body.Get("privateAudiences")
	if json.Unmarshal(raw, &change) != nil {
		return applied{}, invalid("privateAudiences", "privateAudiences has lists of what to add and to remove.")
	}
	known := audiencesOf(object(published.Graph))
	for _, m := range change.Add {
		if m.Type == "" || m.ID == "" {
			return applied{}, invalid("privateAudiences", "Each member of an audience needs a type and an id.")
		}
		if !slices.ContainsFunc(known, func(o audienceMember) bool { return o.Type == m.Type }) {
			return applied{}, refuse(http.StatusBadRequest, "invalidState", "privateAudiences",
				"The plan was not published with an audience of type "+m.Type+" before: publish it in full.")
		}
	}
	a.st.everywhere(p, k, func(o *ordered.Object) {
		list := slices.DeleteFunc(audiencesOf(o), func(m audienceMember) bool { return m.in(change.Remove) || m.in(change.Add) })
		o.Set("privateAudiences", ordered.Value(append(list, change.Add...)))
	})
	return applied{Product: p, Key: k}, nil
}

// in reports whether a list has the same identifier, whatever its label.
func (m audienceMember) in(list []audienceMember) bool {
	return slices.ContainsFunc(list, func(o audienceMember) bool { return o.Type == m.Type && o.ID == m.ID })
}

func audiencesOf(o *ordered.Object) []audienceMember {
	list := []audienceMember{}
	if raw, ok := o.Get("privateAudiences"); ok && json.Unmarshal(raw, &list) != nil {
		return []audienceMember{}
	}
	return list
}

// everywhere changes a document in every environment that has it. Environments
// that shared it share the changed one.
func (st *store) everywhere(p *product, k sectionKey, change func(*ordered.Object)) {
	at := st.now()
	changed := map[*document]*document{}
	for _, in := range p.branch(k.module()).In {
		i := -1
		if in != nil {
			i = in.index(k)
		}
		if i < 0 || slices.ContainsFunc(in.Docs, func(d *document) bool { return d == changed[in.Docs[i]] }) {
			continue
		}
		old := in.Docs[i]
		if _, done := changed[old]; !done {
			next := *old
			graph := object(old.Graph)
			change(graph)
			next.Graph, next.At, next.ETag = graph.Bytes(), at, st.make.etag(at)
			next.V1 = toV1(k.Name, old.Graph, next.Graph, old.V1)
			changed[old] = &next
		}
		in.Docs[i] = changed[old]
	}
	p.Changed = at
}
