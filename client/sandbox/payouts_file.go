package sandbox

import (
	"io"
	"iter"
	"net/http"
	"slices"
	"strconv"

	"awning/client/sandbox/books"
)

// ledgers are the books that a caller may see.
func (st *store) ledgers(who caller) []*books.Book {
	return slices.DeleteFunc(slices.Clone(st.books), func(b *books.Book) bool { return !who.sees(b.Seller.Tenant) })
}

// exportFile is the file of a complete export. What is in it was settled when the world
// began, so that it can be written while it is read.
func (s *Server) exportFile(e *export) blob {
	ledgers := s.store.ledgers(caller{Tenant: e.Tenant, Owner: e.Tenant == ""})
	if e.Kind == exportPayments {
		return blob{kind: e.Format.Kind(), open: func() io.ReadCloser {
			return e.Format.Payments(each(ledgers, func(b *books.Book) iter.Seq[books.Payment] { return slices.Values(b.Payments) }), e.Filter)
		}}
	}
	return blob{kind: e.Format.Kind(), open: func() io.ReadCloser { return e.Format.Earnings(each(ledgers, (*books.Book).Earnings), e.Filter) }}
}

// each yields something of all books, one after another.
func each[T any](list []*books.Book, of func(*books.Book) iter.Seq[T]) iter.Seq[T] {
	return func(yield func(T) bool) {
		for _, b := range list {
			for one := range of(b) {
				if !yield(one) {
					return
				}
			}
		}
	}
}

// shortFile is how many bytes of a file that is written while it is read are made
// before its length has to be known.
const shortFile = 4 << 20

// blobOpen gives the bytes of a file that is written while it is read: a short one
// with its length, a long one without.
func (s *Server) blobOpen(c *call, b blob) answer {
	a := answer{Status: http.StatusOK, Header: http.Header{"Content-Type": {b.kind}}}
	if c.Method == http.MethodHead {
		return a
	}
	file := b.open()
	head, err := io.ReadAll(io.LimitReader(file, shortFile))
	if err != nil {
		return s.storageError(http.StatusInternalServerError, "InternalError", "The server encountered an internal error. Please retry the request.")
	}
	if len(head) == shortFile {
		a.Stream = &stream{head: head, rest: file}
		return a
	}
	if err = file.Close(); err != nil {
		return s.storageError(http.StatusInternalServerError, "InternalError", "The server encountered an internal error. Please retry the request.")
	}
	a.Body = head
	return a.with("Content-Length", strconv.Itoa(len(head)))
}

// stream is a file of which the beginning was read already.
type stream struct {
	head []byte
	rest io.ReadCloser
}

// Read is io.Reader.
func (s *stream) Read(p []byte) (int, error) {
	if len(s.head) == 0 {
		return s.rest.Read(p)
	}
	n := copy(p, s.head)
	s.head = s.head[n:]
	return n, nil
}

// Close is io.Closer.
func (s *stream) Close() error { return s.rest.Close() }

// cutShort is a file whose connection breaks after its beginning.
func cutShort(file io.ReadCloser) io.ReadCloser {
	return struct {
		io.Reader
		io.Closer
	}{io.MultiReader(io.LimitReader(file, shortFile/2), broken{}), file}
}
