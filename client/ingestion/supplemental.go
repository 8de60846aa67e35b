package ingestion

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"awning/client/secret"
	"awning/client/transport"
)

// SupplementalAsset is a file of the supplemental content.
type SupplementalAsset struct {
	ID       string
	FileName string
	Address  secret.String // where its bytes go; empty if they are not wanted
}

// SupplementalContent is what only the people of certification see.
type SupplementalContent struct {
	Entity
	Assets []SupplementalAsset
}

// UnmarshalJSON reads supplemental content and keeps its bytes.
func (s *SupplementalContent) UnmarshalJSON(b []byte) error {
	if err := s.Entity.UnmarshalJSON(b); err != nil {
		return err
	}
	var w struct {
		Assets []struct {
			ID       string `json:"assetID"`
			FileName string `json:"fileName"`
			Address  string `json:"fileSasUri"`
		} `json:"assets"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("supplemental content: %w", err)
	}
	s.Assets = nil
	for _, a := range w.Assets {
		s.Assets = append(s.Assets, SupplementalAsset{ID: a.ID, FileName: a.FileName, Address: secret.New(a.Address)})
	}
	return nil
}

// Supplemental reads the supplemental content of an instance, with addresses for its
// files.
func (c *Client) Supplemental(ctx context.Context, productID, instance string) (SupplementalContent, error) {
	var s SupplementalContent
	err := c.get(ctx, "read the supplemental content of offer "+productID, product(productID, string(SupplementalContents), instance), nil, &s)
	return s, err
}

// CommitSupplemental tells that the files of supplemental content have arrived in
// storage. Saying so twice changes nothing more.
func (c *Client) CommitSupplemental(ctx context.Context, productID, instance string) (Entity, error) {
	op := "commit the supplemental content of offer " + productID
	reply, err := c.api.Do(ctx, transport.Call{
		Op: op, Kind: transport.PutUntagged, Method: http.MethodPost,
		Path: product(productID, string(SupplementalContents), instance, "commit"),
	})
	if err != nil {
		return Entity{}, err
	}
	return written(op, reply.Body)
}
