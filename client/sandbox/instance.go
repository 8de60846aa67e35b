package sandbox

import (
	"encoding/json"
	"slices"
	"time"
)

// env is one of the three environments.
type env int

const (
	draft env = iota
	preview
	live
	envs // how many there are
)

// String is the environment as both APIs spell it.
func (e env) String() string { return [...]string{"draft", "preview", "live"}[e] }

// document is one entity in both dialects. It never changes.
type document struct {
	Key    sectionKey
	Entity string          // the entity id, the same in every environment
	ETag   string          // with its quotes
	V1     json.RawMessage // without "id" and "@odata.etag"; nil if v1 has no such entity
	Graph  json.RawMessage // without "id", "$schema" and references; nil likewise
	CPP    json.RawMessage // the Cloud Partner Portal's definition, of [sectionDefinition] only
	At     time.Time       // when it was written
}

// instance is a set of documents that travel together.
type instance struct {
	ID     string
	Module moduleKey
	Docs   []*document // in the order they were made
	Frozen bool        // a submission has named it; edits make another
}

// doc finds a document by its key; nil if there is none.
func (in *instance) doc(k sectionKey) *document {
	if in == nil {
		return nil
	}
	if i := in.index(k); i >= 0 {
		return in.Docs[i]
	}
	return nil
}

func (in *instance) index(k sectionKey) int {
	return slices.IndexFunc(in.Docs, func(d *document) bool { return d.Key == k })
}

// sameDocs reports whether two instances hold the very same documents.
func (in *instance) sameDocs(other *instance) bool {
	return in != nil && other != nil && slices.Equal(in.Docs, other.Docs)
}

// branch is where a module stands in each environment. A nil instance means
// that the module does not exist there.
type branch struct {
	Key   moduleKey
	Ready time.Time // not to be seen before
	In    [envs]*instance
}
