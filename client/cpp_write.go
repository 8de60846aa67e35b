package client

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"awning/model"
	"awning/model/raw"
	"awning/model/secrets"
)

// rounds is how often a save is tried when other parts of the offer change
// meanwhile.
const rounds = 3

// write puts a part into the draft as it is now, if the part itself is still what the
// edit was based on, and sends the whole. The etag of that draft goes along; one that is
// refused although the offer is the same is of no use, and nothing is compared then but
// what was read.
func (d cppDialect) write(ctx context.Context, t target, e model.Edit) error {
	owner, err := d.owner(t)
	if err != nil {
		return err
	}
	refusedTag := ""
	for range rounds {
		doc, errRead := d.api.Draft(ctx, owner, string(t.ID))
		if errRead != nil {
			return errRead
		}
		whole, errCut := cutCPP(t, doc)
		if errCut != nil {
			return errCut
		}
		body, errBody := whole.edited(t, e)
		if errBody != nil {
			return errBody
		}
		etag := doc.ETag
		if etag == refusedTag {
			etag = ""
		}
		_, err = d.api.Modify(ctx, owner, string(t.ID), body, etag)
		if etag == "" || !isStatus(err, http.StatusConflict, http.StatusPreconditionFailed) {
			return err
		}
		refusedTag = etag
	}
	return err
}

// deferred is false: a write is done when it is answered.
func (d cppDialect) deferred() bool { return false }

// edited is the whole with one part changed, and every other byte as it was. The
// error is an [ErrStale] if the part is not what the edit was based on.
func (w cppWhole) edited(t target, e model.Edit) (json.RawMessage, error) {
	c, err := w.contents(model.Draft)
	if err != nil {
		return nil, err
	}
	now, ok := c.Find(e.Base.Key)
	if !ok {
		return nil, goneSection(t, e.Base.Key)
	}
	if same, errSame := alike(t, now, e.Base); errSame != nil || !same {
		return nil, saving{t: t}.elsewhere(now, errSame)
	}
	part, err := withSignatures(e.Raw, w.root)
	if err != nil {
		return nil, err
	}
	root, err := raw.Parse(part)
	if err != nil {
		return nil, err
	}
	p := raw.NewPatch(w.root)
	if i := slices.IndexFunc(w.plans, func(p cppPlan) bool { return p.key == e.Base.Key }); i >= 0 {
		if id := planIDOf(root); id != e.Base.Key.Plan {
			return nil, &StateError{
				Offer: t.ID, Text: fmt.Sprintf("the id of plan %s would become %q, and ids of plans never change", e.Base.Key.Plan, id),
				Next: "leave planId as it was",
			}
		}
		if err = pricesTogether(t, e.Base.Key, w.plans[i].node, root); err != nil {
			return nil, err
		}
		p.Replace(w.plans[i].node, part)
	} else if err = w.redefine(t, p, root); err != nil {
		return nil, err
	}
	if err = withSecrets(t, e.Base.Raw, root); err != nil {
		return nil, err
	}
	return p.Bytes()
}

// redefine replaces the members of the definition, all but the plans.
func (w cppWhole) redefine(t target, p *raw.Patch, root *raw.Node) error {
	const plans = "plans"
	if root.Kind != raw.Object || root.Member(plans) != nil {
		return &StateError{
			Offer: t.ID, Text: "the definition of the offer is an object without plans, which have definitions of their own",
			Next: "edit the definition of the plan",
		}
	}
	for i := range root.Members {
		m := &root.Members[i]
		was := w.definition.Member(m.Name)
		switch {
		case was == nil:
			p.AddMember(w.definition, m.Name, m.Value.Raw())
		case string(was.Raw()) != string(m.Value.Raw()):
			p.Replace(was, m.Value.Raw())
		}
	}
	for i := range w.definition.Members {
		if m := &w.definition.Members[i]; m.Name != plans && root.Member(m.Name) == nil {
			p.Remove(&m.Value)
		}
	}
	return nil
}

// pricesTogether refuses to change one of a plan's two price tables, of which the
// second came with simplified currencies: clients of the service send the same in
// both, and which one counts is not known.
func pricesTogether(t target, key model.SectionKey, before, after *raw.Node) error {
	for _, name := range []string{"virtualMachinePricing", "monthlyPricing"} {
		older, newer := before.Member(name), before.Member(name+"V2")
		if older == nil || newer == nil || !older.Equal(newer) {
			continue
		}
		was := older
		older, newer = after.Member(name), after.Member(name+"V2")
		if older != nil && newer != nil && older.Equal(newer) || older == nil && newer == nil {
			continue
		}
		changed := name
		if older != nil && older.Equal(was) {
			changed += "V2"
		}
		return &StateError{
			Offer: t.ID, Text: fmt.Sprintf("only %s of %s would change, and %s and %sV2 hold the same prices", changed, key, name, name),
			Next: "make the same change in both, then save them together",
		}
	}
	return nil
}

// withSecrets refuses to change settings that need a secret without it. The service
// never shows it. Settings that nobody changes go back as they came, without: that
// is how the documentation has offers changed.
func withSecrets(t target, before []byte, after *raw.Node) error {
	root, err := raw.Parse(before)
	if err != nil {
		return err
	}
	for _, at := range blankSecrets(after, "") {
		settings := at[:strings.LastIndexByte(string(at), '/')]
		was, errWas := root.Find(settings)
		is, errIs := after.Find(settings)
		if errWas != nil || errIs != nil {
			return errors.Join(errWas, errIs)
		}
		if was == nil || !was.Equal(is) {
			return &StateError{
				Offer: t.ID, Text: "settings would be saved with their secret at " + string(at) + " blank; the service never shows it",
				Next: "enter the secret again together with the other settings",
			}
		}
	}
	return nil
}

// blankSecrets lists the secrets that are blank although other members beside them
// are not.
func blankSecrets(n *raw.Node, at raw.Pointer) []raw.Pointer {
	var out []raw.Pointer
	for i := range n.Items {
		out = append(out, blankSecrets(&n.Items[i], at.Item(i))...)
	}
	used := slices.ContainsFunc(n.Members, func(m raw.Member) bool { return !m.Value.Empty() })
	for i := range n.Members {
		m := &n.Members[i]
		if used && at != "" && secrets.Named(m.Name) && m.Value.Empty() {
			out = append(out, at.Child(m.Name))
		}
		out = append(out, blankSecrets(&m.Value, at.Child(m.Name))...)
	}
	return out
}
