package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// Resource is one element of a tree or of a configure body: raw, with the
// members of its envelope.
type Resource struct {
	ID   string // durable id: "plan/P/V"
	Type string // from $schema: "plan"
	Raw  json.RawMessage
}

// UnmarshalJSON keeps the bytes and reads the envelope.
func (r *Resource) UnmarshalJSON(b []byte) error {
	var w struct {
		Schema string `json:"$schema"`
		ID     string `json:"id"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("resource: %w", err)
	}
	*r = Resource{ID: w.ID, Type: TypeOf(w.Schema), Raw: bytes.Clone(b)}
	if r.Type == "" {
		r.Type, _, _ = strings.Cut(w.ID, "/")
	}
	return nil
}

// Tree is everything an offer holds in one environment.
type Tree struct {
	Target    string // draft, preview or live
	Resources []Resource
}

// Tree reads an environment: "draft", "preview" or "live". Elements are sorted
// by id, because the service promises no order. Asking for live before the
// first go-live is refused by the service with a 400.
func (c *Client) Tree(ctx context.Context, product, target string) (Tree, error) {
	op := "read the " + target + " of offer " + product
	var w struct {
		Target    targeting  `json:"target"`
		Resources []Resource `json:"resources"`
	}
	if err := c.get(ctx, op, []string{"resource-tree", "product", product}, versioned(readVersion, "targetType", target), &w); err != nil {
		return Tree{}, err
	}
	slices.SortStableFunc(w.Resources, func(a, b Resource) int { return strings.Compare(a.ID, b.ID) })
	return Tree{Target: w.Target.Type, Resources: w.Resources}, nil
}

// Resource reads one resource of the draft by its durable id.
func (c *Client) Resource(ctx context.Context, durable string) (Resource, error) {
	var r Resource
	err := c.get(ctx, "read "+durable, segments(durable), versioned(readVersion), &r)
	return r, err
}
