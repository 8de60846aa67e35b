package ingestion

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"net/http"
	"net/url"

	"awning/client/transport"
)

// maxPages ends a walk that would never end.
const maxPages = 1000

// pages walks a collection. An empty page with a next link means "go on". A 404
// after the first page is a quiet end: the service has been seen to hand out links
// to nowhere. A link given twice ends the walk too.
func pages[T any](ctx context.Context, c *Client, op string, path []string, query url.Values) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		call := transport.Call{Op: op, Kind: transport.Read, Method: http.MethodGet, Path: path, Query: query}
		seen := map[string]bool{}
		for n := range maxPages {
			reply, err := c.api.Do(ctx, call)
			if n > 0 && errors.Is(err, transport.ErrNotFound) {
				return
			}
			var page list[T]
			if err == nil {
				err = decode(op, reply.Body, &page)
			}
			next := page.next()
			if !yield(page.Value, err) || err != nil || next == "" || seen[next] {
				return
			}
			seen[next] = true
			link, err := c.api.Resolve(next) // the token travels with it
			if err != nil {
				yield(nil, fmt.Errorf("%s: %w", op, err))
				return
			}
			call.Link = link
		}
		yield(nil, fmt.Errorf("%s: the list has more than %d pages; stopped reading", op, maxPages))
	}
}

// all gathers every page.
func all[T any](walk iter.Seq2[[]T, error]) ([]T, error) {
	var out []T
	for page, err := range walk {
		if err != nil {
			return nil, err
		}
		out = append(out, page...)
	}
	return out, nil
}
