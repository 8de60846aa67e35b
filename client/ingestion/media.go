package ingestion

import (
	"context"
	"encoding/json"
	"fmt"
)

// Image is a logo or screenshot of a listing, without the address of its file, which the
// service makes anew for whoever asks for it.
type Image struct {
	Entity
	Kind     string // type: "AzureLogoLarge"
	FileName string
	State    string
	Order    int
}

// UnmarshalJSON reads an image and keeps its bytes.
func (i *Image) UnmarshalJSON(b []byte) error {
	if err := i.Entity.UnmarshalJSON(b); err != nil {
		return err
	}
	var w struct {
		Type     string `json:"type"`
		FileName string `json:"fileName"`
		State    string `json:"state"`
		Order    int    `json:"order"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("image: %w", err)
	}
	i.Kind, i.FileName, i.State, i.Order = w.Type, w.FileName, w.State, w.Order
	return nil
}

// Images lists the images of a listing, by the listing's entity id.
func (c *Client) Images(ctx context.Context, productID, listingID string) ([]Image, error) {
	return all(pages[Image](ctx, c, "list images of offer "+productID, product(productID, "listings", listingID, "images"), nil))
}

// PutImage replaces what is said about an image; see [Client.Put].
func (c *Client) PutImage(ctx context.Context, productID, listingID, id string, body json.RawMessage, etag string) (Entity, error) {
	return c.put(ctx, "save image "+id, product(productID, "listings", listingID, "images", id), nil, body, etag)
}

// Package is an uploaded file of the technical configuration.
type Package struct {
	Entity
	FileName string
	State    string // PendingUpload, Uploaded, InProcessing, Processed, ProcessFailed
}

// UnmarshalJSON reads a package and keeps its bytes.
func (p *Package) UnmarshalJSON(b []byte) error {
	if err := p.Entity.UnmarshalJSON(b); err != nil {
		return err
	}
	var w struct {
		FileName string `json:"fileName"`
		State    string `json:"state"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("package: %w", err)
	}
	p.FileName, p.State = w.FileName, w.State
	return nil
}

// Packages lists the uploaded packages of a product.
func (c *Client) Packages(ctx context.Context, productID string) ([]Package, error) {
	return all(pages[Package](ctx, c, "list packages of offer "+productID, product(productID, "packages"), nil))
}
