package cpp

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"time"

	"awning/client/transport"
)

// Offer is the envelope of an offer.
type Offer struct {
	ID        string // the id the publisher chose; a GUID for some old ones
	Type      string // offerTypeId: "microsoft-azure-virtualmachines"
	Publisher string // empty in some old ones
	Name      string // definition.displayText, shown in portals only
	State     string // as the service writes it; see [StageOf]
	Version   int64  // grows with each publish, not by one
	Changed   time.Time
	// Migration is "migrated" for offers that Partner Center has taken over,
	// "none" for others, and empty if the service does not tell.
	Migration string
}

// Migrated reports whether Partner Center has taken the offer over.
func (o Offer) Migrated() bool { return strings.EqualFold(o.Migration, "migrated") }

// UnmarshalJSON reads the envelope.
func (o *Offer) UnmarshalJSON(b []byte) error {
	var w struct {
		ID         text    `json:"id"`
		Type       text    `json:"offerTypeId"`
		Publisher  text    `json:"publisherId"`
		State      text    `json:"status"`
		Version    integer `json:"version"`
		Changed    moment  `json:"changedTime"`
		Migration  text    `json:"pcMigrationStatus"`
		Definition struct {
			Name text `json:"displayText"`
		} `json:"definition"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("offer: %w", err)
	}
	*o = Offer{
		ID: string(w.ID), Type: string(w.Type), Publisher: string(w.Publisher), Name: string(w.Definition.Name),
		State: string(w.State), Version: int64(w.Version), Changed: time.Time(w.Changed), Migration: string(w.Migration),
	}
	return nil
}

// Offers lists the offers of a publisher, drafts included.
func (c *Client) Offers(ctx context.Context, publisher string) ([]Offer, error) {
	return c.offers(ctx, "list offers of publisher "+publisher, publisher)
}

// OffersOfType lists the offers of a publisher that are of one type, such as
// "microsoft-azure-virtualmachines".
func (c *Client) OffersOfType(ctx context.Context, publisher, kind string) ([]Offer, error) {
	return c.offers(ctx, "list "+kind+" offers of publisher "+publisher, publisher,
		"$filter", "offerTypeId eq '"+strings.ReplaceAll(kind, "'", "''")+"'")
}

func (c *Client) offers(ctx context.Context, op, publisher string, filter ...string) ([]Offer, error) {
	var out []Offer
	_, err := c.get(ctx, transport.Call{Op: op, Path: []string{"publishers", publisher, "offers"}, Query: query(filter...)}, &out)
	return out, err
}

// Slot is a place an offer's document is kept in.
type Slot string

// The slots. A slot that was never filled is [transport.ErrNotFound].
const (
	Draft      Slot = "Draft"
	Preview    Slot = "Preview"
	Production Slot = "Production"
)

// Document is a whole offer as the service sent it.
type Document struct {
	Offer
	// ETag is what a change may be based on, exactly as received; empty for
	// offers that Partner Center has taken over.
	ETag string
	Raw  json.RawMessage
}

// Draft reads the offer as it is being worked on.
func (c *Client) Draft(ctx context.Context, publisher, offer string) (Document, error) {
	return c.document(ctx, "read offer "+offer, offerPath(publisher, offer))
}

// Slot reads what is in a slot.
func (c *Client) Slot(ctx context.Context, publisher, offer string, s Slot) (Document, error) {
	return c.document(ctx, "read slot "+string(s)+" of offer "+offer, offerPath(publisher, offer, "slot", string(s)))
}

// Version reads the offer as it was in some version.
func (c *Client) Version(ctx context.Context, publisher, offer string, n int64) (Document, error) {
	v := strconv.FormatInt(n, 10)
	return c.document(ctx, "read version "+v+" of offer "+offer, offerPath(publisher, offer, "versions", v))
}

func (c *Client) document(ctx context.Context, op string, path []string) (Document, error) {
	var d Document
	reply, err := c.get(ctx, transport.Call{Op: op, Path: path, Query: query()}, &d.Offer)
	if err != nil {
		return Document{}, err
	}
	d.Raw, d.ETag = bytes.Clone(reply.Body), reply.Header.Get("ETag")
	return d, nil
}
