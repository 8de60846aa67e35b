package ingestion

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
)

// TestDrive is the id of the variant that is no plan: what customers may try. It has a
// package configuration of its own.
const TestDrive = "testdrive"

// Variant is a plan, or the test drive.
type Variant struct {
	Entity
	PlanID  string // externalID; empty for the test drive's pseudo plan
	Alias   string // friendlyName
	State   string // Active, Inactive
	SubType string // Azure applications: solution-template, managed-application
}

// UnmarshalJSON reads a variant and keeps its bytes.
func (v *Variant) UnmarshalJSON(b []byte) error {
	if err := v.Entity.UnmarshalJSON(b); err != nil {
		return err
	}
	var w struct {
		ExternalID   string `json:"externalID"`
		FriendlyName string `json:"friendlyName"`
		State        string `json:"state"`
		SubType      string `json:"subType"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("variant: %w", err)
	}
	v.PlanID, v.Alias, v.State, v.SubType = w.ExternalID, w.FriendlyName, w.State, w.SubType
	return nil
}

// Variants lists a product's plans, in the order of their creation.
func (c *Client) Variants(ctx context.Context, productID string) ([]Variant, error) {
	return all(pages[Variant](ctx, c, "list plans of offer "+productID, product(productID, "variants"), nil))
}

// Variant reads one plan by its key.
func (c *Client) Variant(ctx context.Context, productID, id string) (Variant, error) {
	var v Variant
	err := c.get(ctx, "read plan "+id, product(productID, "variants", id), nil, &v)
	return v, err
}

// PutVariant replaces a plan's own entity; see [Client.Put].
func (c *Client) PutVariant(ctx context.Context, productID, id string, body json.RawMessage, etag string) (Entity, error) {
	return c.put(ctx, "save plan "+id, product(productID, "variants", id), url.Values{}, body, etag)
}
