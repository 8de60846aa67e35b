// Package cpp reads two lists of the Cloud Partner Portal API
// (learn.microsoft.com/partner-center/marketplace-offers/cloud-partner-portal-api-overview):
// the publishers an identity belongs to, and the offers of a publisher. No newer
// API tells which publisher owns an offer.
//
// Answers are bare arrays without pages. An identity that was never added to a
// publisher is refused with a 403, which is common and no reason to stop.
package cpp

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"awning/client/transport"
)

// BaseURL is where the API lives.
const BaseURL = "https://cloudpartner.azure.com/api"

// Client makes the calls. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// Publisher is a namespace that owns offers.
type Publisher struct {
	ID       string
	Name     string
	SellerID string // a number, kept as text
}

// UnmarshalJSON reads a publisher.
func (p *Publisher) UnmarshalJSON(b []byte) error {
	var w struct {
		ID         string `json:"id"`
		Definition struct {
			Text   string      `json:"displayText"`
			Seller json.Number `json:"sellerId"`
		} `json:"definition"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("publisher: %w", err)
	}
	*p = Publisher{ID: w.ID, Name: w.Definition.Text, SellerID: w.Definition.Seller.String()}
	return nil
}

// Offer is an offer as its publisher's list shows it.
type Offer struct {
	ID        string `json:"id"` // the id the publisher chose
	Type      string `json:"offerTypeId"`
	Publisher string `json:"publisherId"`
}

// Publishers lists the publishers the identity belongs to.
func (c *Client) Publishers(ctx context.Context) ([]Publisher, error) {
	var out []Publisher
	err := c.get(ctx, "list publishers", []string{"publishers"}, &out)
	return out, err
}

// Offers lists the offers of a publisher, drafts included.
func (c *Client) Offers(ctx context.Context, publisher string) ([]Offer, error) {
	var out []Offer
	err := c.get(ctx, "list offers of publisher "+publisher, []string{"publishers", publisher, "offers"}, &out)
	return out, err
}

func (c *Client) get(ctx context.Context, op string, path []string, out any) error {
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.Read, Method: http.MethodGet, Path: path,
		Query: url.Values{"api-version": {"2017-10-31"}},
	})
	if err != nil {
		return err
	}
	if err := json.Unmarshal(reply.Body, out); err != nil {
		return fmt.Errorf("%s: the answer cannot be read: %w", op, err)
	}
	return nil
}
