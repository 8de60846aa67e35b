package model

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"time"

	"awning/model/raw"
)

// FieldEdit is one place of a draft's document that a person has changed and
// not saved yet. It is kept until a save of it is confirmed, or until it is
// discarded in so many words.
type FieldEdit struct {
	// Rev tells versions of an edit apart; it grows with every one that is kept.
	// In an edit that is to be kept it names the one that it replaces, as its
	// author last saw it; zero means that there was none.
	Rev int64
	// Origin is the Rev of the first in a row of edits of one place that
	// replaced each other; zero if this is the first.
	Origin int64
	Offer  Offer
	Key    SectionKey
	Path   string          // JSON pointer, or its keyed form, into the document; empty for all of it
	Old    json.RawMessage // what Base has there; nil: nothing
	New    json.RawMessage // what it shall be; nil: nothing, the member is taken out
	// Base is the document the edit was made on. What the store gives back is
	// without its secrets.
	Base     Document
	BaseHash string // of Base as it is kept; see [Document.Hash]
	By       Process
	At       time.Time // when it was made
	Ended    time.Time // when it was discarded; the zero time while it is unsaved
	// Volatile edits hold a secret: they are in this program's memory only, and
	// end with it.
	Volatile bool
}

// Process is one run of the program, which is one console.
type Process struct {
	Host string
	PID  int
	Run  string // tells runs apart that have the same host and number
}

// Editor is a console that has a section open for editing.
type Editor struct {
	Key   SectionKey
	By    Process
	Since time.Time
}

// Clash is two edits of one place, made in two consoles, of which one can be kept.
type Clash struct {
	Mine   FieldEdit // the one that was not taken
	Theirs FieldEdit // the one that is there
}

// Same reports whether two edits are of the same place.
func (e FieldEdit) Same(other FieldEdit) bool {
	return e.Offer.Profile == other.Offer.Profile && e.Offer.Product == other.Offer.Product && e.Key == other.Key && e.Path == other.Path
}

// Apply makes the edit in a document and leaves every other byte alone. The
// error names the place that cannot be reached.
func (e FieldEdit) Apply(doc json.RawMessage) (json.RawMessage, error) {
	out, err := e.apply(doc)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be changed at %q: %w", e.Key, e.Path, err)
	}
	return out, nil
}

func (e FieldEdit) apply(doc json.RawMessage) (json.RawMessage, error) {
	if e.New == nil {
		return raw.Delete(doc, raw.Pointer(e.Path))
	}
	return raw.Set(doc, raw.Pointer(e.Path), e.New)
}

// Edited returns a document with the edits of its section made in it, in their
// order. Edits of other sections are passed over, so that a screen may hand in
// all it knows of.
func (d Document) Edited(edits []FieldEdit) (Document, error) {
	for _, e := range edits {
		if e.Key != d.Key {
			continue
		}
		var err error
		if d.Raw, err = e.Apply(d.Raw); err != nil {
			return Document{}, err
		}
	}
	return d, nil
}

// Hash tells versions of a document apart where the service gives no etag.
func (d Document) Hash() string {
	sum := sha256.Sum256(d.Raw)
	return hex.EncodeToString(sum[:])
}
