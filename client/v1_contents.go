package client

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"

	"golang.org/x/sync/errgroup"

	"awning/client/ingestion"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
)

// sideBySide is how many of an offer's parts are read at once.
const sideBySide = 16

// v1Dialect is the submission API v1.
type v1Dialect struct {
	api *ingestion.Client
	m   *Market
}

// v1Offer is what describes an offer in the submission API before any module
// is read: the frame documents hang in.
type v1Offer struct {
	product  ingestion.Product
	setup    ingestion.Entity
	leads    ingestion.Entity
	reseller ingestion.Entity
	variants []ingestion.Variant
	branches []ingestion.Branch
}

// contents reads the draft by its branches; preview and live by the instances
// that the newest submission there names, which is as near as this API gets.
func (d v1Dialect) contents(ctx context.Context, t target, env model.Environment) (model.Contents, error) {
	var frame v1Offer
	var subs []ingestion.Submission
	g, groupCtx := errgroup.WithContext(ctx)
	g.Go(func() (err error) { frame, err = d.frame(groupCtx, t); return err })
	if env != model.Draft {
		g.Go(func() (err error) { subs, err = d.submissions(groupCtx, t); return err })
	}
	if err := g.Wait(); err != nil {
		return model.Contents{}, err
	}
	c := model.Contents{Env: env, Exists: true}
	rows := frame.branches
	if env != model.Draft {
		sub, ok := v1Shown(subs, env)
		if !ok {
			return model.Contents{Env: env}, nil
		}
		rows = v1Rows(sub)
		c.Approximate, c.Submission = true, model.SubmissionID(sub.ID)
	}
	c.Plans = frame.plans(rows, env)
	docs, err := d.documents(ctx, t, frame, c.Plans, rows)
	if err != nil {
		return model.Contents{}, err
	}
	for i := range docs {
		docs[i].Env, docs[i].Dialect = env, model.V1
		docs[i].Sealed = docs[i].Sealed || env != model.Draft
	}
	c.Documents = docs
	return c, nil
}

// frame reads everything but the modules' contents.
func (d v1Dialect) frame(ctx context.Context, t target) (v1Offer, error) {
	var f v1Offer
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(sideBySide)
	g.Go(func() (err error) { f.product, err = d.product(ctx, t); return err })
	g.Go(func() (err error) { f.setup, err = d.optional(ctx, t, ingestion.Setup); return err })
	g.Go(func() (err error) { f.leads, err = d.optional(ctx, t, ingestion.Leads); return err })
	g.Go(func() (err error) { f.variants, err = d.variants(ctx, t); return err })
	if slices.Contains(v1Modules(t.kind), ingestion.ModuleReseller) {
		g.Go(func() (err error) { f.reseller, err = d.optional(ctx, t, ingestion.Reseller); return err })
	}
	g.Go(func() (err error) { f.branches, err = d.branches(ctx, t); return err })
	err := g.Wait()
	// The test drive is no plan: it has no id of the publisher's.
	f.variants = slices.DeleteFunc(slices.Clone(f.variants), func(v ingestion.Variant) bool { return v.PlanID == "" })
	return f, err
}

// optional reads a singleton that not every offer has.
func (d v1Dialect) optional(ctx context.Context, t target, s ingestion.Singleton) (ingestion.Entity, error) {
	e, err := ask(ctx, t.seat.together, t.id()+" "+string(s), func() (ingestion.Entity, error) { return d.api.Single(ctx, t.id(), s) })
	if notThere(err) {
		return ingestion.Entity{}, nil
	}
	return e, err
}

// branches reads the rows of all modules of the offer's type, in the
// catalogue's order. A module the type does not have is refused by the service
// and left out; if it refuses all, that is a failure.
func (d v1Dialect) branches(ctx context.Context, t target) ([]ingestion.Branch, error) {
	modules := v1Modules(t.kind)
	rows := make([][]ingestion.Branch, len(modules))
	refusals := make([]error, len(modules))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(sideBySide)
	for i, module := range modules {
		g.Go(func() error {
			var err error
			if rows[i], err = d.rows(ctx, t, module); notThere(err) {
				refusals[i], err = err, nil
			}
			return err
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	if !slices.Contains(refusals, nil) {
		return nil, refusals[0]
	}
	return slices.Concat(rows...), nil
}

// notThere reports whether the service says that the offer has no such thing.
func notThere(err error) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && (e.Status == http.StatusNotFound || e.Status == http.StatusBadRequest)
}

// v1Modules lists the modules of an offer type, offer and plan level together.
func v1Modules(kind *catalog.Type) []ingestion.Module {
	var out []ingestion.Module
	for _, s := range kind.Sections {
		if m := ingestion.Module(s.Module); m != "" && !slices.Contains(out, m) {
			out = append(out, m)
		}
	}
	if len(out) == 0 {
		return []ingestion.Module{
			ingestion.ModuleProperty, ingestion.ModuleListing, ingestion.ModuleAvailability,
			ingestion.ModulePackage, ingestion.ModuleReseller, ingestion.ModuleSupplemental,
		}
	}
	return out
}

// v1Rows turns a submission's resources into rows like those of the branches.
func v1Rows(s ingestion.Submission) []ingestion.Branch {
	var rows []ingestion.Branch
	for _, r := range s.Resources {
		rows = append(rows, ingestion.Branch{Module: ingestion.Module(r.Type), Instance: r.Value})
	}
	for _, p := range s.Plans {
		for _, r := range p.Resources {
			rows = append(rows, ingestion.Branch{Module: ingestion.Module(r.Type), Instance: r.Value, Variant: p.Variant})
		}
	}
	return rows
}

// plans lists the draft's plans, or those of a submission. One that was deleted
// since goes by its key, for want of a better name.
func (f v1Offer) plans(rows []ingestion.Branch, env model.Environment) []model.Plan {
	var out []model.Plan
	for _, v := range f.variants {
		submitted := slices.ContainsFunc(rows, func(r ingestion.Branch) bool { return r.Variant == v.ID })
		if env == model.Draft || submitted {
			out = append(out, model.Plan{Key: v.ID, ID: model.PlanID(v.PlanID), Alias: v.Alias, Subtype: v.SubType})
		}
	}
	for _, r := range rows {
		known := slices.ContainsFunc(f.variants, func(v ingestion.Variant) bool { return v.ID == r.Variant })
		listed := slices.ContainsFunc(out, func(p model.Plan) bool { return p.Key == r.Variant })
		if env != model.Draft && r.Variant != "" && r.Variant != ingestion.TestDrive && !known && !listed {
			out = append(out, model.Plan{Key: r.Variant, ID: model.PlanID(r.Variant)})
		}
	}
	return out
}

// documents reads the instances that rows name and puts the frame around them.
func (d v1Dialect) documents(ctx context.Context, t target, f v1Offer, plans []model.Plan, rows []ingestion.Branch) ([]model.Document, error) {
	parts := make([][]model.Document, len(rows))
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(sideBySide)
	for i, row := range rows {
		key, ok := v1RowKey(t.kind, plans, row)
		if !ok {
			continue
		}
		g.Go(func() (err error) { parts[i], err = d.module(ctx, t, f, key, row); return err })
	}
	err := g.Wait()
	docs := slices.Concat(append([][]model.Document{f.documents(plans)}, parts...)...)
	sortDocuments(t.kind, plans, docs)
	return docs, err
}

// documents are those of the offer's frame.
func (f v1Offer) documents(plans []model.Plan) []model.Document {
	docs := []model.Document{{Key: model.SectionKey{Section: sectionProduct}, Raw: f.product.Raw, Ref: f.product.ID, Sealed: true}}
	if f.setup.Raw != nil {
		docs = append(docs, model.Document{Key: model.SectionKey{Section: sectionSetup}, Raw: f.setup.Raw, ETag: f.setup.ETag})
	}
	if f.leads.Raw != nil {
		docs = append(docs, model.Document{Key: model.SectionKey{Section: sectionLeads}, Raw: f.leads.Raw, ETag: f.leads.ETag})
	}
	for _, v := range f.variants {
		if slices.ContainsFunc(plans, func(p model.Plan) bool { return p.Key == v.ID }) {
			docs = append(docs, model.Document{
				Key: model.SectionKey{Plan: model.PlanID(v.PlanID), Section: sectionSetup}, Raw: v.Raw, ETag: v.ETag, Ref: v.ID,
			})
		}
	}
	return docs
}

// drafted reports whether a row's instance is the draft's.
func (f v1Offer) drafted(row ingestion.Branch) bool {
	return slices.ContainsFunc(f.branches, func(b ingestion.Branch) bool { return b.Module == row.Module && b.Instance == row.Instance })
}

// module reads one instance and, for a listing, its files.
func (d v1Dialect) module(ctx context.Context, t target, f v1Offer, key model.SectionKey, row ingestion.Branch) ([]model.Document, error) {
	place, ok := row.Module.Collection(key.Plan != "")
	if !ok {
		// A singleton: its content is known for the draft's instance only.
		if row.Module != ingestion.ModuleReseller || f.reseller.Raw == nil || !f.drafted(row) {
			return nil, nil
		}
		return []model.Document{{Key: key, Raw: f.reseller.Raw, ETag: f.reseller.ETag, Instance: row.Instance}}, nil
	}
	entities, err := d.instance(ctx, t, place, row.Instance)
	if err != nil && !notThere(err) {
		return nil, err
	}
	if len(entities) == 0 && !f.drafted(row) {
		// Left out, it would look like something that was deleted.
		return nil, &StateError{
			Offer: t.ID, Text: fmt.Sprintf("the service does not show what was published of %s", key),
			Next: "compare this offer in Partner Center",
		}
	}
	var docs []model.Document
	for _, e := range entities {
		doc := model.Document{Key: key, Raw: e.Raw, ETag: e.ETag, Ref: e.ID, Instance: row.Instance}
		if len(docs) > 0 { // one is all that was ever seen
			doc.Key.Item = e.ID
		}
		docs = append(docs, doc)
	}
	if place != ingestion.Listings || key.Plan != "" || len(docs) == 0 {
		return docs, nil
	}
	media, err := d.media(ctx, t, docs[0].Ref)
	return append(docs, media...), err
}
