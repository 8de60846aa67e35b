package graph

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/url"
	"strconv"

	"awning/client/transport"
)

const (
	// maxPages ends a walk that would never end.
	maxPages = 1000
	// pageSize asks for the most; the service only ever gives fewer, four at
	// the time of writing.
	pageSize = 100
)

// Product is an offer as the product list shows it.
type Product struct {
	ID         string // GUID
	ExternalID string // the offer id its publisher chose
	Type       string // "azureVirtualMachine"
	Alias      string
	Lifecycle  string // "generallyAvailable", "deprecated", ...
	Raw        json.RawMessage
}

// UnmarshalJSON keeps the raw resource beside the members that are read.
func (p *Product) UnmarshalJSON(b []byte) error {
	var w struct {
		ID       string `json:"id"`
		Identity struct {
			ExternalID string `json:"externalId"`
		} `json:"identity"`
		Type      string `json:"type"`
		Alias     string `json:"alias"`
		Lifecycle string `json:"lifecycleState"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("product: %w", err)
	}
	*p = Product{
		ID: Tail(w.ID), ExternalID: w.Identity.ExternalID, Type: w.Type, Alias: w.Alias,
		Lifecycle: w.Lifecycle, Raw: bytes.Clone(b),
	}
	return nil
}

// Products lists the products of one type, page by page; a page may be empty.
// Pages are small, so types are best listed side by side. The walk ends after the
// first error.
func (c *Client) Products(ctx context.Context, productType string) iter.Seq2[[]Product, error] {
	return c.productPages(ctx, "list "+productType+" offers",
		versioned(readVersion, "type", productType, "$maxpagesize", strconv.Itoa(pageSize)))
}

// First reports whether there is any product of a type, by one request for one.
func (c *Client) First(ctx context.Context, productType string) (bool, error) {
	for page, err := range c.productPages(ctx, "look for "+productType+" offers", versioned(readVersion, "type", productType, "$maxpagesize", "1")) {
		return len(page) > 0, err
	}
	return false, nil
}

// AllProducts lists the products of all types, page by page, which takes a
// request for every few of them.
func (c *Client) AllProducts(ctx context.Context) iter.Seq2[[]Product, error] {
	return c.productPages(ctx, "list offers", versioned(readVersion, "$maxpagesize", strconv.Itoa(pageSize)))
}

// ProductsByExternalID finds products by the id their publisher gave them.
// It is unique within a publisher only: there may be several.
func (c *Client) ProductsByExternalID(ctx context.Context, id string) ([]Product, error) {
	var found []Product
	for page, err := range c.productPages(ctx, "find offer "+id, versioned(readVersion, "externalId", id)) {
		if err != nil {
			return nil, err
		}
		found = append(found, page...)
	}
	return found, nil
}

func (c *Client) productPages(ctx context.Context, op string, query url.Values) iter.Seq2[[]Product, error] {
	return func(yield func([]Product, error) bool) {
		call := transport.Call{Op: op, Kind: transport.Read, Method: http.MethodGet, Path: []string{"product"}, Query: query}
		seen := map[string]bool{}
		for range maxPages {
			next, products, err := c.productPage(ctx, call)
			if !yield(products, err) || err != nil || next == "" || seen[next] {
				return
			}
			seen[next] = true
			link, err := c.api.Resolve(next) // the token travels with it
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", op, err))
				return
			}
			call.Link = link
		}
		yield(nil, fmt.Errorf("%s: the list has more than %d pages; stopped reading", op, maxPages))
	}
}

func (c *Client) productPage(ctx context.Context, call transport.Call) (string, []Product, error) {
	reply, err := c.api.Do(ctx, call)
	if err != nil {
		return "", nil, err
	}
	var page struct {
		Value []Product `json:"value"`
		Next  string    `json:"@nextLink"`
	}
	err = decode(call.Op, reply.Body, &page)
	return page.Next, page.Value, err
}
