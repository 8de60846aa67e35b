package graph

import (
	"context"
	"encoding/json"
)

// PlansByExternalID finds plans in a product's draft by the id their publisher
// gave them: one, or none, which is no error.
func (c *Client) PlansByExternalID(ctx context.Context, product, id string) ([]Resource, error) {
	var w struct {
		Value []Resource `json:"value"`
	}
	err := c.get(ctx, "find plan "+id, []string{"plan"},
		versioned(readVersion, "product", "product/"+product, "externalId", id), &w)
	return w.Value, err
}

// NewPlan is the resource that makes a plan: its id, which can never be
// changed, its alias and, for Azure applications, its subtype ("" lets the
// service choose).
func NewPlan(product, id, alias, subtype string) (json.RawMessage, error) {
	type identity struct {
		ExternalID string `json:"externalId"`
	}
	return json.Marshal(struct {
		Schema   string   `json:"$schema"`
		Product  string   `json:"product"`
		Identity identity `json:"identity"`
		Alias    string   `json:"alias"`
		Subtype  string   `json:"subtype,omitempty"`
	}{schemaURI("plan"), "product/" + product, identity{id}, alias, subtype})
}

// Deleted is a resource as read, to be sent so that it is no more. The service
// takes it for what was never published only.
func Deleted(resource json.RawMessage) (json.RawMessage, error) {
	return WithLifecycle(resource, lifecycleDeleted)
}
