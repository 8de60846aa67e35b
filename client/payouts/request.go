package payouts

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"awning/client/secret"
	"awning/model/payout"
)

// Request is an export as the service tells of it.
type Request struct {
	ID     string
	Status string // as it was sent
	// Blob is the address of the file, which carries its own permission; empty until the
	// export is completed. It is a secret, runs out, and is not to be kept.
	Blob   secret.String
	Asked  time.Time // zero if the service does not say
	Filter string    // as the service repeats it
}

// State is what the status means. A completed export whose file is not there yet, and a status
// nobody here has heard of, are still under way: ask again.
func (r Request) State() payout.ExportState {
	switch strings.ToLower(strings.TrimSpace(r.Status)) {
	case "queued":
		return payout.ExportQueued
	case "failed":
		return payout.ExportFailed
	case "completed":
		if !r.Blob.Empty() {
			return payout.ExportCompleted
		}
	}
	return payout.ExportProcessing
}

// wireRequest is an export on the wire. Its members are written in either case.
type wireRequest struct {
	ID     string `json:"requestId"`
	Asked  string `json:"requestDateTime"`
	Filter string `json:"requestQueryString"`
	Blob   string `json:"blobLocation"`
	Status string `json:"status"`
}

// readRequest reads an answer: an object with a list of exports, a list, or an export alone, as
// other people's clients have met them. It is the export with the given id, or the only one if
// that is empty.
func readRequest(body []byte, id string) (Request, error) {
	all, err := readRequests(body)
	if err != nil {
		return Request{}, fmt.Errorf("the answer cannot be read: %w", err)
	}
	for _, w := range all {
		if w.ID == "" || id != "" && !strings.EqualFold(w.ID, id) {
			continue
		}
		// An instant that cannot be read is none: nothing hangs on it.
		asked, _ := payout.Day(w.Asked)
		return Request{
			ID: w.ID, Status: w.Status, Blob: secret.New(w.Blob), Asked: asked, Filter: w.Filter,
		}, nil
	}
	if id != "" {
		return Request{}, errors.New("the answer is about another export than the one asked for")
	}
	return Request{}, errors.New("the answer names no export")
}

func readRequests(body []byte) ([]wireRequest, error) {
	var list []wireRequest
	if bytes.HasPrefix(bytes.TrimSpace(body), []byte("[")) {
		err := json.Unmarshal(body, &list)
		return list, bare(err)
	}
	var one struct {
		wireRequest
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal(body, &one); err != nil {
		return nil, bare(err)
	}
	switch inner := bytes.TrimSpace(one.Value); {
	case len(inner) == 0, bytes.Equal(inner, []byte("null")):
		return []wireRequest{one.wireRequest}, nil
	case inner[0] == '[':
		err := json.Unmarshal(inner, &list)
		return list, bare(err)
	default:
		err := json.Unmarshal(inner, &one.wireRequest)
		return []wireRequest{one.wireRequest}, bare(err)
	}
}

// bare says which member is of another type than it should be. The decoder's own words would
// show types nobody outside knows.
func bare(err error) error {
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("%s is %s", cmp.Or(e.Field, "it"), e.Value)
	}
	return err
}
