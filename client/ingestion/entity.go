package ingestion

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"awning/client/transport"
)

// Entity is one module's content, or any other thing that is read and written
// whole: raw, with the members of its envelope.
type Entity struct {
	ID   string
	Type string // resourceType
	ETag string // as If-Match wants it; empty if the API gives none
	Raw  json.RawMessage
}

// UnmarshalJSON keeps the bytes and reads the envelope.
func (e *Entity) UnmarshalJSON(b []byte) error {
	var w struct {
		ID   string `json:"id"`
		Type string `json:"resourceType"`
		ETag string `json:"@odata.etag"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("entity: %w", err)
	}
	*e = Entity{ID: w.ID, Type: w.Type, ETag: w.ETag, Raw: bytes.Clone(b)}
	return nil
}

// Collection names a kind of module content by its place below a product.
type Collection string

// The collections that are read by instance.
const (
	Listings              Collection = "listings"
	Properties            Collection = "properties"
	ProductAvailabilities Collection = "productAvailabilities"
	FeatureAvailabilities Collection = "featureAvailabilities"
	PackageConfigurations Collection = "packageConfigurations"
	SupplementalContents  Collection = "supplementalContents"
	CosellListings        Collection = "cosellListing" // read only
)

// query is what every read and write of the collection must ask for: without
// it a plan's prices and markets are missing from the answer, and a write
// would delete them.
func (k Collection) query() url.Values {
	if k == FeatureAvailabilities {
		return url.Values{"$expand": {"MarketStates,Trial,PriceSchedules"}}
	}
	return nil
}

// ByInstance reads a module's content by its instance id, draft or published. The
// service wraps the one entity in a collection; an empty one means that the
// instance does not exist (yet: entities of a new plan appear seconds late).
func (c *Client) ByInstance(ctx context.Context, productID string, kind Collection, instance string) ([]Entity, error) {
	var page list[Entity]
	err := c.get(ctx, "read "+string(kind)+" of offer "+productID,
		product(productID, string(kind), "getByInstanceID(instanceID="+instance+")"), kind.query(), &page)
	return page.Value, err
}

// One reads an entity by its own id; supplemental content and co-sell listings go by
// that of their instance.
func (c *Client) One(ctx context.Context, productID string, kind Collection, id string) (Entity, error) {
	var e Entity
	err := c.get(ctx, "read "+string(kind)+" "+id+" of offer "+productID, product(productID, string(kind), id), kind.query(), &e)
	return e, err
}

// Put replaces an entity by exactly the bytes given. An empty etag overwrites whatever is
// there: allowed only right after a read that equals what the change was based on.
func (c *Client) Put(ctx context.Context, productID string, kind Collection, id string, body json.RawMessage, etag string) (Entity, error) {
	return c.put(ctx, "save "+string(kind)+" of offer "+productID, product(productID, string(kind), id), kind.query(), body, etag)
}

func (c *Client) put(ctx context.Context, op string, path []string, query url.Values, body json.RawMessage, etag string) (Entity, error) {
	reply, err := c.replace(ctx, op, path, query, body, etag)
	if err != nil {
		return Entity{}, err
	}
	return written(op, reply.Body)
}

// replace sends a PUT; see [Client.Put].
func (c *Client) replace(
	ctx context.Context, op string, path []string, query url.Values, body json.RawMessage, etag string,
) (transport.Reply, error) {
	call := transport.Call{
		Op: op, Kind: transport.PutTagged, Method: http.MethodPut, Path: path, Query: query, Body: body,
		Header: http.Header{"If-Match": {etag}},
	}
	if etag == "" {
		call.Kind = transport.PutUntagged
		call.Header.Set("If-Match", "*")
	}
	return c.api.Do(ctx, call)
}

// written reads what a write answers with; nothing at all is fine.
func written(op string, body []byte) (Entity, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return Entity{}, nil
	}
	var e Entity
	err := decode(op, body, &e)
	return e, err
}
