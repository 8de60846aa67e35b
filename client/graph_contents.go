package client

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"slices"
	"strings"

	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// graphDialect is the Product Ingestion API.
type graphDialect struct {
	api *graph.Client
	v1  *ingestion.Client // cancels submissions whose job is not known
	m   *Market
}

// contents reads an environment's resource tree. The list of submissions is
// asked first for preview and live: a tree that does not exist is an error of
// the same kind as a bad request.
func (d graphDialect) contents(ctx context.Context, t target, env model.Environment) (model.Contents, error) {
	var shown model.SubmissionID
	if env != model.Draft {
		subs, err := d.api.Submissions(ctx, t.id())
		if err != nil {
			return model.Contents{}, err
		}
		standing := graphStanding(subs)
		in := standing.Live
		if env == model.Preview {
			in = standing.Preview
		}
		if in == nil {
			return model.Contents{Env: env}, nil
		}
		shown = in.ID
	}
	tree, err := d.api.Tree(ctx, t.id(), string(env))
	if env != model.Draft && isStatus(err, http.StatusBadRequest, http.StatusNotFound) {
		return model.Contents{Env: env}, nil
	}
	if err != nil {
		return model.Contents{}, err
	}
	c, err := graphContents(t, env, tree.Resources)
	if c.Submission == "" || c.Submission == "0" {
		c.Submission = shown
	}
	return c, err
}

func isStatus(err error, statuses ...int) bool {
	e, ok := errors.AsType[*transport.Error](err)
	return ok && slices.Contains(statuses, e.Status)
}

// graphContents sorts a tree's resources into plans and documents.
func graphContents(t target, env model.Environment, resources []graph.Resource) (model.Contents, error) {
	c := model.Contents{Env: env, Exists: true}
	for _, r := range resources {
		switch r.Type {
		case "plan":
			plan, err := graphPlan(r)
			if err != nil {
				return model.Contents{}, err
			}
			c.Plans = append(c.Plans, plan)
		case "submission":
			parts := strings.Split(r.ID, "/")
			c.Submission = model.SubmissionID(parts[len(parts)-1])
		}
	}
	slices.SortStableFunc(c.Plans, func(a, b model.Plan) int { return strings.Compare(string(a.ID), string(b.ID)) })
	for _, r := range resources {
		if r.Type == "submission" {
			continue
		}
		c.Documents = append(c.Documents, model.Document{
			Key: graphKey(t.kind, c.Plans, r), Env: env, Dialect: model.Graph, Raw: r.Raw, Ref: r.ID, Sealed: env != model.Draft,
		})
	}
	distinguish(c.Documents)
	sortDocuments(t.kind, c.Plans, c.Documents)
	return c, nil
}

func graphPlan(r graph.Resource) (model.Plan, error) {
	var w struct {
		Identity struct {
			ExternalID string `json:"externalId"`
		} `json:"identity"`
		Alias   string `json:"alias"`
		Subtype string `json:"subtype"`
	}
	if err := json.Unmarshal(r.Raw, &w); err != nil {
		return model.Plan{}, err
	}
	p := model.Plan{Key: lastPart(r.ID), ID: model.PlanID(w.Identity.ExternalID), Alias: w.Alias}
	switch w.Subtype {
	case "managedApplication":
		p.Subtype = "managed-application"
	case "solutionTemplate":
		p.Subtype = "solution-template"
	default:
		p.Subtype = w.Subtype
	}
	return p, nil
}

func lastPart(id string) string { return id[strings.LastIndexByte(id, '/')+1:] }

// graphKey is where a resource belongs. A type the catalogue does not know is a
// section of its own name.
func graphKey(kind *catalog.Type, plans []model.Plan, r graph.Resource) model.SectionKey {
	key := model.SectionKey{Section: model.SectionID(r.Type)}
	parts := strings.Split(r.ID, "/")
	for _, p := range plans {
		if slices.Contains(parts, p.Key) {
			key.Plan = p.ID
		}
	}
	if s, ok := kind.ByResource(r.Type); ok {
		key.Section = s.ID
	}
	switch {
	case r.Type == "listing-asset" && len(parts) > 2:
		key.Item = strings.Join(parts[len(parts)-2:], "/")
	case r.Type == "listing-trailer":
		key.Item = lastPart(r.ID)
	case strings.HasSuffix(r.Type, "listing"):
		key.Item = language(r)
	}
	return key
}

// language is a listing's, unless it is the one every listing has.
func language(r graph.Resource) string {
	l := lastPart(r.ID)
	if node, err := raw.Parse(r.Raw); err == nil && node.Member("languageId") != nil {
		l = node.Member("languageId").Text()
	}
	if strings.EqualFold(l, defaultLanguage) {
		return ""
	}
	return strings.ToLower(l)
}

// distinguish gives documents that would share a key the tail of their ids to tell them
// apart.
func distinguish(docs []model.Document) {
	seen := map[model.SectionKey]bool{}
	for i := range docs {
		if seen[docs[i].Key] {
			docs[i].Key.Item = graph.Tail(docs[i].Ref)
		}
		seen[docs[i].Key] = true
	}
}

// reread reads one resource of the draft.
func (d graphDialect) reread(ctx context.Context, _ target, doc model.Document) (model.Document, error) {
	r, err := d.api.Resource(ctx, doc.Ref)
	if err != nil {
		return model.Document{}, err
	}
	doc.Raw = r.Raw
	return doc, nil
}
