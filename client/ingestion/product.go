package ingestion

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/url"
	"strings"
)

// Pair is how the API writes many things: external ids, targets, resources.
type Pair struct {
	Type  string `json:"type"`
	Value string `json:"value"`
}

// Product is an offer.
type Product struct {
	ID      string // GUID
	OfferID string // the id its publisher chose
	Type    string // resourceType: "AzureApplication"
	Name    string // the alias
	Raw     json.RawMessage
}

// UnmarshalJSON keeps the raw entity beside the members that are read.
func (p *Product) UnmarshalJSON(b []byte) error {
	var w struct {
		ID       string `json:"id"`
		Type     string `json:"resourceType"`
		Name     string `json:"name"`
		External []Pair `json:"externalIDs"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("product: %w", err)
	}
	*p = Product{ID: w.ID, Type: w.Type, Name: w.Name, Raw: bytes.Clone(b)}
	for _, e := range w.External {
		if strings.EqualFold(e.Type, "AzureOfferId") {
			p.OfferID = e.Value
		}
	}
	return nil
}

// Products lists all products, page by page; a page may be empty. Since April
// 2026 the service may refuse the unfiltered list with a 400; [Client.ProductsOfType] is
// the way around.
func (c *Client) Products(ctx context.Context) iter.Seq2[[]Product, error] {
	return pages[Product](ctx, c, "list offers", []string{"products"}, url.Values{"$skipToken": {""}})
}

// First reports whether there is any product, by one request for one. Like the list of all
// it may be refused with a 400.
func (c *Client) First(ctx context.Context) (bool, error) {
	for page, err := range pages[Product](ctx, c, "look for offers", []string{"products"}, url.Values{"$top": {"1"}}) {
		return len(page) > 0, err
	}
	return false, nil
}

// ProductsOfType lists the products of some types, page by page.
func (c *Client) ProductsOfType(ctx context.Context, types ...string) iter.Seq2[[]Product, error] {
	terms := make([]string, len(types))
	for i, t := range types {
		terms[i] = "ResourceType eq " + quoted(t)
	}
	return pages[Product](ctx, c, "list "+strings.Join(types, ", ")+" offers", []string{"products"},
		url.Values{"$filter": {strings.Join(terms, " or ")}})
}

// ProductsByOfferID finds products by the id their publisher gave them. None is
// an empty answer, not an error.
func (c *Client) ProductsByOfferID(ctx context.Context, id string) ([]Product, error) {
	filter := "externalIDs/Any(i:i/type eq 'AzureOfferId' and i/value eq " + quoted(id) + ")"
	return all(pages[Product](ctx, c, "find offer "+id, []string{"products"}, url.Values{"$filter": {filter}}))
}

// Product reads one product.
func (c *Client) Product(ctx context.Context, id string) (Product, error) {
	var p Product
	err := c.get(ctx, "read offer "+id, product(id), nil, &p)
	return p, err
}

// quoted writes an OData string.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
