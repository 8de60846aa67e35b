package ingestion

import (
	"context"
	"encoding/json"
)

// CreateListing adds a language to the listing of a draft's instance, by exactly
// the bytes given; their languageCode says which.
func (c *Client) CreateListing(ctx context.Context, productID, instance string, body json.RawMessage) (Entity, error) {
	var e Entity
	err := c.post(ctx, "add a language to the listing of offer "+productID,
		product(productID, string(Listings), "createWithInstanceID(instanceID="+instance+")"), body, &e)
	return e, err
}

// DeleteListing removes a language and its media from the draft; the last one
// stays.
func (c *Client) DeleteListing(ctx context.Context, productID, id string) error {
	return c.remove(ctx, "delete listing "+id+" of offer "+productID, product(productID, string(Listings), id))
}
