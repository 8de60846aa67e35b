package ingestion

import (
	"context"
	"encoding/json"
	"net/http"

	"awning/client/transport"
)

// CreateProduct makes an offer: its type, its id, which can never be changed,
// and its alias. The service issues the product's GUID. Branches and entities
// of the new offer appear some seconds later.
func (c *Client) CreateProduct(ctx context.Context, kind, offerID, alias string) (Product, error) {
	var p Product
	err := c.create(ctx, "create offer "+offerID, []string{"products"}, newProduct{
		Type: kind, Name: alias, External: []Pair{{"AzureOfferId", offerID}},
	}, &p)
	return p, err
}

// newProduct is a product as a request spells it.
type newProduct struct {
	Type     string `json:"resourceType"`
	Name     string `json:"name"`
	External []Pair `json:"externalIDs"`
}

// DeleteProduct deletes an offer that was never published.
func (c *Client) DeleteProduct(ctx context.Context, id string) error {
	return c.remove(ctx, "delete offer "+id, product(id))
}

// CreateVariant makes a plan: its id, which can never be changed, its alias
// and, for Azure applications, its subtype ("" lets the service choose).
func (c *Client) CreateVariant(ctx context.Context, productID, planID, alias, subtype string) (Variant, error) {
	var v Variant
	err := c.create(ctx, "create plan "+planID, product(productID, "variants"), newVariant{
		Type: "AzureSkuVariant", FriendlyName: alias, ExternalID: planID, SubType: subtype,
	}, &v)
	return v, err
}

// newVariant is a plan as a request spells it.
type newVariant struct {
	Type         string `json:"resourceType"`
	FriendlyName string `json:"friendlyName"`
	ExternalID   string `json:"externalID"`
	SubType      string `json:"subType,omitempty"`
}

// DeleteVariant deletes a plan that was never published.
func (c *Client) DeleteVariant(ctx context.Context, productID, id string) error {
	return c.remove(ctx, "delete plan "+id, product(productID, "variants", id))
}

func (c *Client) create(ctx context.Context, op string, path []string, body, out any) error {
	raw, err := json.Marshal(body)
	if err != nil {
		return err
	}
	return c.post(ctx, op, path, raw, out)
}

// post creates something by exactly the bytes given.
func (c *Client) post(ctx context.Context, op string, path []string, body json.RawMessage, out any) error {
	reply, err := c.api.Do(ctx, transport.Call{Op: op, Kind: transport.Create, Method: http.MethodPost, Path: path, Body: body})
	if err != nil {
		return err
	}
	return decode(op, reply.Body, out)
}

func (c *Client) remove(ctx context.Context, op string, path []string) error {
	_, err := c.api.Do(ctx, transport.Call{Op: op, Kind: transport.DeleteDraft, Method: http.MethodDelete, Path: path})
	return err
}
