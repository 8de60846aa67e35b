package cpp

import (
	"context"
	"encoding/json"
	"fmt"

	"awning/client/transport"
)

// Publisher is a namespace that owns offers.
type Publisher struct {
	ID       string
	Name     string
	SellerID string // a number, kept as text
}

// UnmarshalJSON reads a publisher.
func (p *Publisher) UnmarshalJSON(b []byte) error {
	var w struct {
		ID         text `json:"id"`
		Definition struct {
			Text   text `json:"displayText"`
			Seller text `json:"sellerId"`
		} `json:"definition"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("publisher: %w", err)
	}
	*p = Publisher{ID: string(w.ID), Name: string(w.Definition.Text), SellerID: string(w.Definition.Seller)}
	return nil
}

// Publishers lists the publishers the identity belongs to.
func (c *Client) Publishers(ctx context.Context) ([]Publisher, error) {
	var out []Publisher
	_, err := c.get(ctx, transport.Call{Op: "list publishers", Path: []string{"publishers"}, Query: query()}, &out)
	return out, err
}
