package ingestion

import (
	"context"
	"encoding/json"
	"net/http"

	"awning/client/transport"
)

// Singleton names a thing a product has exactly one of, read and written without
// an id.
type Singleton string

// The singletons. None has an etag.
const (
	Setup    Singleton = "setup"
	Leads    Singleton = "leadconfiguration"
	Reseller Singleton = "resellerConfiguration"
)

// Single reads a singleton.
func (c *Client) Single(ctx context.Context, productID string, s Singleton) (Entity, error) {
	var e Entity
	err := c.get(ctx, "read "+string(s)+" of offer "+productID, product(productID, string(s)), nil, &e)
	return e, err
}

// Replace overwrites a singleton by exactly the bytes given. The service calls
// it POST; it is an upsert, and as safe to repeat as a PUT without etag.
func (c *Client) Replace(ctx context.Context, productID string, s Singleton, body json.RawMessage) (Entity, error) {
	op := "save " + string(s) + " of offer " + productID
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.PutUntagged, Method: http.MethodPost, Path: product(productID, string(s)), Body: body,
	})
	if err != nil {
		return Entity{}, err
	}
	return written(op, reply.Body)
}
