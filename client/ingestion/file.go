package ingestion

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"awning/client/secret"
)

// The states of a file, in the order in which it passes them.
const (
	PendingUpload = "PendingUpload" // the entity is there, its bytes are not
	Uploaded      = "Uploaded"      // its owner says that the bytes are in storage
	InProcessing  = "InProcessing"
	Processed     = "Processed"
	ProcessFailed = "ProcessFailed" // final: it takes another file
)

// File is what the API says about a file: an image, document or video of a
// listing, a package, a document of co-sell. Its bytes are elsewhere, see [Storage]. A
// video is at an address of its own; the file is its thumbnail.
type File struct {
	Entity
	Kind     string // type: "AzureLogoLarge"; a package's is its resourceType
	FileName string
	State    string // one of the states above, or one that is new to us
	Order    int
	// Address is where the bytes go; its own signature is all the permission it
	// takes. It is new whenever it is asked for, and lists leave it out.
	Address secret.String
	// Findings are what the service has against a package.
	Findings []Finding
}

// UnmarshalJSON reads a file and keeps its bytes.
func (f *File) UnmarshalJSON(b []byte) error {
	var e Entity
	if err := e.UnmarshalJSON(b); err != nil {
		return err
	}
	var w struct {
		Type      string    `json:"type"`
		FileName  string    `json:"fileName"`
		State     string    `json:"state"`
		Order     int       `json:"order"`
		Address   string    `json:"fileSasUri"`
		Findings  []Finding `json:"validationItems"`
		Thumbnail struct {
			FileName string `json:"fileName"`
			Address  string `json:"fileSasUri"`
		} `json:"thumbnail"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("file: %w", err)
	}
	*f = File{
		Entity: e, Kind: first(w.Type, e.Type), FileName: first(w.Thumbnail.FileName, w.FileName), State: w.State, Order: w.Order,
		Address: secret.New(first(w.Thumbnail.Address, w.Address)), Findings: w.Findings,
	}
	return nil
}

// Shelf is a place below a product that files are kept at.
type Shelf struct {
	word  string   // for errors: "image"
	path  []string // below the product
	query url.Values
}

// Images are the logos and screenshots of a listing, by its entity id.
func Images(listing string) Shelf { return medium("image", listing, "images") }

// Assets are the documents of a listing.
func Assets(listing string) Shelf { return medium("document", listing, "assets") }

// Videos are the videos of a listing: an address elsewhere, and a thumbnail.
func Videos(listing string) Shelf { return medium("video", listing, "videos") }

// Packages are the files of a product's technical configuration.
func Packages() Shelf { return Shelf{word: "package", path: []string{"packages"}} }

// CosellAssets are the documents of a product's co-sell listing; they can be read.
func CosellAssets() Shelf { return Shelf{word: "co-sell document", path: []string{"cosellAssets"}} }

func medium(word, listing, place string) Shelf {
	return Shelf{
		word: word, path: []string{"listings", listing, place},
		query: url.Values{"$expand": {"FileSasUri"}},
	}
}

func (s Shelf) at(productID string, more ...string) []string {
	return append(product(productID, s.path...), more...)
}

// Files lists what is at a shelf, without addresses.
func (c *Client) Files(ctx context.Context, productID string, s Shelf) ([]File, error) {
	return all(pages[File](ctx, c, "list the "+s.word+"s of offer "+productID, s.at(productID), nil))
}

// File reads one file, with an address for its bytes.
func (c *Client) File(ctx context.Context, productID string, s Shelf, id string) (File, error) {
	var f File
	err := c.get(ctx, "read "+s.word+" "+id, s.at(productID, id), s.query, &f)
	return f, err
}

// CreateFile makes an entity for a file whose bytes are still to come, by exactly the
// bytes given; its state has to be [PendingUpload].
func (c *Client) CreateFile(ctx context.Context, productID string, s Shelf, body json.RawMessage) (File, error) {
	var f File
	err := c.post(ctx, "make a place for "+s.word+" of offer "+productID, s.at(productID), body, &f)
	return f, err
}

// PutFile replaces what is said about a file; the state [Uploaded] says that its
// bytes have arrived. See [Client.Put].
func (c *Client) PutFile(ctx context.Context, productID string, s Shelf, id string, body json.RawMessage, etag string) (File, error) {
	op := "save " + s.word + " " + id
	reply, err := c.replace(ctx, op, s.at(productID, id), nil, body, etag)
	if err != nil || len(bytes.TrimSpace(reply.Body)) == 0 {
		return File{}, err
	}
	var f File
	err = decode(op, reply.Body, &f)
	return f, err
}

// DeleteFile deletes a file from the draft. What was published keeps it.
func (c *Client) DeleteFile(ctx context.Context, productID string, s Shelf, id string) error {
	return c.remove(ctx, "delete "+s.word+" "+id, s.at(productID, id))
}

// CosellFiles lists the documents of a co-sell listing as they are, or were, in one
// of its instances.
func (c *Client) CosellFiles(ctx context.Context, productID, instance string) ([]File, error) {
	s := CosellAssets()
	return all(pages[File](ctx, c, "list the "+s.word+"s of offer "+productID, s.at(productID, "getByInstanceID(instanceID="+instance+")"), nil))
}
