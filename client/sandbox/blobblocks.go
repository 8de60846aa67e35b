package sandbox

import (
	"encoding/base64"
	"encoding/xml"
	"maps"
	"net/http"
	"strings"
)

// keptFile is how large a file may be for its bytes to be kept. Of larger ones the
// sandbox knows that they arrived: nothing reads a package back.
const keptFile = 16 << 20

// keep stores a file made of parts; without data if it is too large to be kept.
func (st *store) keep(path, kind string, parts ...[]byte) {
	data := []byte{}
	for _, part := range parts {
		if len(data)+len(part) > keptFile {
			data = nil
			break
		}
		data = append(data, part...)
	}
	st.blobs[path] = blob{data: data, kind: kind}
}

// blockPath is where a block waits for the list that makes it part of a file.
func blockPath(path, id string) string { return path + "\x00" + id }

// putBlock takes a part of a file. The same id again replaces it; a file has ids of
// one length only.
func (s *Server) putBlock(c *call, path string) answer {
	id, _ := c.query("blockid")
	if name, err := base64.StdEncoding.DecodeString(id); err != nil || len(name) == 0 || len(name) > 64 || !s.store.fits(path, id) {
		return s.storageError(http.StatusBadRequest, "InvalidBlobOrBlock", "The specified blob or block content is invalid.")
	}
	if len(c.Body) == 0 {
		return s.storageError(http.StatusBadRequest, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format: Content-Length.")
	}
	s.store.blobs[blockPath(path, id)] = blob{data: c.Body}
	s.store.forget(path)
	c.accept("blob", "block", nil, path)
	return answer{Status: http.StatusCreated, Header: http.Header{}}
}

// fits reports whether a block's id is as long as those of the blocks that wait.
func (st *store) fits(path, id string) bool {
	for other := range st.waiting(path) {
		if len(other) != len(id) {
			return false
		}
	}
	return true
}

// waiting are the blocks of a file that no list has named yet, by their ids.
func (st *store) waiting(path string) map[string]blob {
	out := map[string]blob{}
	for at, b := range st.blobs {
		if id, ok := strings.CutPrefix(at, path+"\x00"); ok {
			out[id] = b
		}
	}
	return out
}

// forget lets go of the bytes of blocks when all together are more than is kept.
func (st *store) forget(path string) {
	blocks, size := st.waiting(path), 0
	for _, b := range blocks {
		size += len(b.data)
	}
	if size <= keptFile {
		return
	}
	for id := range blocks {
		st.blobs[blockPath(path, id)] = blob{}
	}
}

// putBlockList makes a file of blocks, in the order of the list. All blocks that waited are
// gone afterwards.
func (s *Server) putBlockList(c *call, path string) answer {
	var list struct {
		XMLName xml.Name `xml:"BlockList"`
		Blocks  []struct {
			ID string `xml:",chardata"`
		} `xml:",any"` // Latest, Committed, Uncommitted
	}
	if xml.Unmarshal(c.Body, &list) != nil {
		return s.storageError(http.StatusBadRequest, "InvalidXmlDocument", "The specified XML is not syntactically valid.")
	}
	blocks := s.store.waiting(path)
	whole, parts := true, make([][]byte, len(list.Blocks))
	for i, of := range list.Blocks {
		b, ok := blocks[of.ID]
		if !ok {
			return s.storageError(http.StatusBadRequest, "InvalidBlockList", "The specified block list is invalid.")
		}
		whole, parts[i] = whole && b.data != nil, b.data
	}
	kind := c.Header.Get("X-Ms-Blob-Content-Type")
	if whole {
		s.store.keep(path, kind, parts...)
	} else {
		s.store.blobs[path] = blob{kind: kind}
	}
	maps.DeleteFunc(s.store.blobs, func(at string, _ blob) bool { return strings.HasPrefix(at, path+"\x00") })
	return s.stored(c, path)
}
