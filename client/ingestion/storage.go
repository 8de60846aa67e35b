package ingestion

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"awning/client/secret"
	"awning/client/transport"
)

const (
	// wholeLimit is how large a file may be to be sent in one request, as every known
	// client of the API does with all of them. In one request nobody sees how far
	// it is, and a slow line has no more than the time of one call.
	wholeLimit = 8 << 20
	// blockSize is how much of a larger file is sent, and in memory, at a time
	// (learn.microsoft.com/rest/api/storageservices/put-block).
	blockSize = 4 << 20
	// storageTries is how often a part is sent. Sending it again puts the same bytes
	// at the same place.
	storageTries = 5
)

// Storage is where the bytes of files go. An address in it carries its own
// permission, so that no token is ever sent along.
type Storage struct{ o transport.Options }

// NewStorage makes a storage on a transport's options, of which name, address,
// tokens and error texts are its own.
func NewStorage(o transport.Options) *Storage {
	o.Name, o.Audience, o.Tokens, o.ErrorText = "storage", "", nil, transport.StorageErrorText
	return &Storage{o: o}
}

// Blob is a file on its way into storage.
type Blob struct {
	Type    string // content type: "image/png"
	Size    int64
	Content io.ReaderAt
	// Sent, if set, is told how many bytes have arrived, after each part and by the
	// goroutine that sends.
	Sent func(bytes int64)
}

// Put sends a file to an address: in one piece, or, if it is larger than 8 MiB, in
// blocks of 4 MiB that become a file all at once at the end. Until then, what was there
// before is untouched, so that a broken upload may be repeated. Each part is
// repeated after a passing failure; a refused address is [transport.ErrForbidden]: ask
// for a new one.
func (s *Storage) Put(ctx context.Context, op string, address secret.String, b Blob) error {
	at, err := url.Parse(address.Reveal())
	if err != nil || at.Host == "" {
		return fmt.Errorf("%s: the service gave no address that can be read to send the file to", op)
	}
	o := s.o
	o.BaseURL = (&url.URL{Scheme: at.Scheme, Host: at.Host}).String()
	api := transport.New(o)
	link, err := api.Resolve(address.Reveal())
	if err != nil {
		return fmt.Errorf("%s: %w", op, err)
	}
	p := putting{api: api, op: op, at: link, b: b}
	if b.Size <= wholeLimit {
		return p.whole(ctx)
	}
	return p.blocks(ctx)
}

// putting is one file on its way to one address.
type putting struct {
	api *transport.API
	op  string
	at  *url.URL
	b   Blob
}

func (p putting) whole(ctx context.Context) error {
	part, err := p.part(0, p.b.Size)
	if err != nil {
		return err
	}
	if err = p.send(ctx, p.at, part, http.Header{"X-Ms-Blob-Type": {"BlockBlob"}, "Content-Type": {p.b.Type}}); err != nil {
		return err
	}
	p.sent(p.b.Size)
	return nil
}

func (p putting) blocks(ctx context.Context) error {
	var list blockList
	for from := int64(0); from < p.b.Size; from += blockSize {
		part, err := p.part(from, min(blockSize, p.b.Size-from))
		if err != nil {
			return err
		}
		// All ids of a file have to be of the same length.
		id := base64.StdEncoding.EncodeToString(fmt.Appendf(nil, "block-%08d", len(list.Latest)))
		list.Latest = append(list.Latest, id)
		query := "comp=block&blockid=" + url.QueryEscape(id)
		if err = p.send(ctx, p.with(query), part, http.Header{"Content-Type": {"application/octet-stream"}}); err != nil {
			return err
		}
		p.sent(from + int64(len(part)))
	}
	body, err := xml.Marshal(list)
	if err != nil {
		return fmt.Errorf("%s: %w", p.op, err)
	}
	return p.send(ctx, p.with("comp=blocklist"), append([]byte(xml.Header), body...),
		http.Header{"Content-Type": {"application/xml"}, "X-Ms-Blob-Content-Type": {p.b.Type}})
}

// blockList says of which blocks, and in which order, a file is made.
type blockList struct {
	XMLName xml.Name `xml:"BlockList"`
	Latest  []string
}

// with is the address with more in its query, the signed part of which stays as it is.
func (p putting) with(query string) *url.URL {
	u := *p.at
	if u.RawQuery != "" {
		query = u.RawQuery + "&" + query
	}
	u.RawQuery = query
	return &u
}

// part reads some of the file into memory of its own: a request that failed may
// still be reading what it was given.
func (p putting) part(from, size int64) ([]byte, error) {
	part := make([]byte, size)
	n, err := p.b.Content.ReadAt(part, from)
	if int64(n) == size {
		return part, nil
	}
	if err == nil || errors.Is(err, io.EOF) {
		err = errors.New("it became shorter while it was read")
	}
	return nil, fmt.Errorf("%s: read the file: %w", p.op, err)
}

func (p putting) sent(bytes int64) {
	if p.b.Sent != nil {
		p.b.Sent(bytes)
	}
}

// send puts one part where it belongs, several times if it has to. Storage says 201 and
// nothing else.
func (p putting) send(ctx context.Context, to *url.URL, body []byte, header http.Header) error {
	for try := 1; ; try++ {
		reply, err := p.api.Do(ctx, transport.Call{
			Op: p.op, Kind: transport.PutUntagged, Method: http.MethodPut, Link: to, Header: header, Body: body,
		})
		switch {
		case err == nil && reply.Status == http.StatusCreated:
			return nil
		case err == nil:
			return fmt.Errorf("%s: storage answered %d %s instead of 201", p.op, reply.Status, http.StatusText(reply.Status))
		case ctx.Err() != nil:
			return fmt.Errorf("%s: %w", p.op, context.Cause(ctx))
		case try == storageTries, !errors.Is(err, transport.ErrUncertain) && !errors.Is(err, transport.ErrBusy):
			return err
		}
		if err = pause(ctx, delay(err, try)); err != nil {
			return fmt.Errorf("%s: %w", p.op, err)
		}
	}
}

// delay is how long to wait after a try that failed: what storage asks for within
// reason, or 1, 2, 4 seconds and so on.
func delay(err error, try int) time.Duration {
	d := time.Second << (try - 1)
	if e, ok := errors.AsType[*transport.Error](err); ok {
		d = max(d, min(e.Wait, transport.Patience))
	}
	return d
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
