package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// The service walks its storage partition by partition, and so does the list
// of products here: in an order that means nothing, in pages of any size,
// some of them empty. A skip token is a place in that walk.

// span is the part of the key space a token leaves to walk.
type span struct {
	Min string `json:"min"`
	Max string `json:"max"`
}

const endOfKeys = "FF"

// walkKey is a product's place in the walk.
func (s *Server) walkKey(p *product) string {
	b := hashed(s.opts.Seed, 0, strings.ToLower(p.ID))
	return fmt.Sprintf("05C1%X", b[:5])
}

// encode makes a token as the service's own look inside.
func (sp span) encode() string {
	list := ordered.Value([]*ordered.Object{newObject("token", nil, "range", sp)})
	return base64.StdEncoding.EncodeToString(newObject("LastId", string(list), "Source", "DocDB").Bytes())
}

// readSpan reads a token; an empty one is the whole walk.
func readSpan(token string) (span, bool) {
	if token == "" {
		return span{Max: endOfKeys}, true
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	if err != nil {
		return span{}, false
	}
	var list []struct {
		Range span `json:"range"`
	}
	if json.Unmarshal([]byte(object(raw).TextOf("LastId")), &list) != nil || len(list) == 0 {
		return span{}, false
	}
	return list[0].Range, list[0].Range.Max != ""
}

// walk takes one page of the products from a place on, and says where the next
// page begins; nil if there is none.
func (s *Server) walk(all []*product, from span) (items []*product, next *span) {
	type place struct {
		key string
		*product
	}
	places := make([]place, 0, len(all))
	for _, p := range all {
		if key := s.walkKey(p); key >= from.Min && (from.Max == endOfKeys || key < from.Max) {
			places = append(places, place{key, p})
		}
	}
	slices.SortFunc(places, func(a, b place) int { return strings.Compare(a.key, b.key) })
	b := hashed(s.opts.Seed, 1, from.Min)
	size := min(1+int(b[0])%5, len(places))
	for _, at := range places[:size] {
		items = append(items, at.product)
	}
	switch {
	case size < len(places) && from.Min == "" && len(places) > 4:
		// Nothing lives between two neighbours: an empty page.
		return items, &span{Min: places[size-1].key + "0", Max: places[size].key}
	case size < len(places):
		return items, &span{Min: places[size].key, Max: from.Max}
	case from.Max != endOfKeys:
		return items, &span{Min: from.Max, Max: endOfKeys}
	default:
		return items, nil
	}
}
