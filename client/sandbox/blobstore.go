package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// sasLife is how long a storage address is good for.
const sasLife = 24 * time.Hour

// sas makes a new, signed storage address for a file of an entity. No
// two are alike, as in the real services. base is the scheme and host it begins
// with.
func (s *Server) sas(base, container, file string) string {
	return s.signed(base, blobPath(container, file), "rw", sasLife)
}

// blobPath is where a file of a container is.
func blobPath(container, file string) string {
	return "/blob/" + container + "/" + url.PathEscape(file)
}

// signed is the address of a path that may be read ("r") or written ("w") for some
// time.
func (s *Server) signed(base, path, may string, life time.Duration) string {
	query := url.Values{
		"sv": {"2024-11-04"}, "sr": {"b"}, "sp": {may},
		"se":  {s.store.now().Add(life).Format(time.RFC3339)},
		"skt": {s.store.make.trace()},
	}
	query.Set("sig", s.store.sasSeal(path, query))
	return base + path + "?" + query.Encode()
}

// sasSeal is the signature over a path and the rest of its query.
func (st *store) sasSeal(path string, query url.Values) string {
	mac := hmac.New(sha256.New, st.secret)
	mac.Write([]byte(path + "\n" + query.Get("sp") + "\n" + query.Get("se") + "\n" + query.Get("skt")))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// blob is the storage service: PUT keeps bytes, GET gives them back. Who comes
// with a bearer token is refused, as the address itself is the permission.
func (s *Server) blob(c *call) answer {
	path := "/blob/" + escapedTail(c.Path)
	if c.Header.Get("Authorization") != "" {
		return s.storageError(http.StatusForbidden, "AuthenticationFailed",
			"Server failed to authenticate the request. Storage addresses carry their own signature and take no Authorization header.")
	}
	until, err := time.Parse(time.RFC3339, c.Query.Get("se"))
	if err != nil || c.Query.Get("sig") != s.store.sasSeal(path, c.Query) || s.store.now().After(until) {
		return s.storageError(http.StatusForbidden, "AuthenticationFailed",
			"Server failed to authenticate the request. Make sure the value of the signature is formed correctly and has not expired.")
	}
	may := c.Query.Get("sp")
	switch c.Method {
	case http.MethodPut:
		if !strings.Contains(may, "w") {
			return s.storageError(http.StatusForbidden, "AuthorizationPermissionMismatch",
				"This request is not authorized to perform this operation using this permission.")
		}
		return s.blobPut(c, path)
	case http.MethodGet, http.MethodHead:
		return s.blobGet(c, path)
	default:
		return s.storageError(http.StatusMethodNotAllowed, "UnsupportedHttpVerb", "The resource doesn't support specified Http Verb.")
	}
}

// blobGet gives bytes back. Those of a file too large to be kept are archived, which
// the service's word for it is.
func (s *Server) blobGet(c *call, path string) answer {
	b, ok := s.store.blobs[path]
	switch {
	case !ok:
		return s.storageError(http.StatusNotFound, "BlobNotFound", "The specified blob does not exist.")
	case b.open != nil:
		return s.blobOpen(c, b)
	case b.data == nil && c.Method == http.MethodGet:
		return s.storageError(http.StatusConflict, "BlobArchived", "This operation is not permitted on an archived blob.")
	}
	a := answer{Status: http.StatusOK, Header: http.Header{"Content-Type": {b.kind}}}
	if c.Method == http.MethodGet {
		a.Body = b.data
		a.Header.Set("Content-Length", strconv.Itoa(len(b.data)))
	}
	return a
}

// blobPut is Put Blob, Put Block or Put Block List, as the query says.
func (s *Server) blobPut(c *call, path string) answer {
	switch comp, _ := c.query("comp"); strings.ToLower(comp) {
	case "":
	case "block":
		return s.putBlock(c, path)
	case "blocklist":
		return s.putBlockList(c, path)
	default:
		return s.storageError(http.StatusBadRequest, "InvalidQueryParameterValue", "Value for one of the query parameters specified in the request URI is invalid.")
	}
	if !strings.EqualFold(c.Header.Get("X-Ms-Blob-Type"), "BlockBlob") {
		return s.storageError(http.StatusBadRequest, "MissingRequiredHeader",
			"An HTTP header that's mandatory for this request is not specified: x-ms-blob-type.")
	}
	s.store.keep(path, c.Header.Get("Content-Type"), c.Body)
	return s.stored(c, path)
}

func (s *Server) stored(c *call, path string) answer {
	c.accept("blob", "put", nil, path)
	return answer{Status: http.StatusCreated, Header: http.Header{"Etag": {s.store.make.etag(s.store.now())}}}
}

// escapedTail is a storage path after its prefix, as it was signed: the
// container's segments and the file name, escaped.
func escapedTail(path string) string {
	path = path[len("/blob"):]
	path = strings.TrimPrefix(path, "/")
	i := strings.LastIndexByte(path, '/')
	return path[:i+1] + url.PathEscape(path[i+1:])
}

// storageError is the XML form of the storage service.
func (s *Server) storageError(status int, code, message string) answer {
	body := `<?xml version="1.0" encoding="utf-8"?><Error><Code>` + code + `</Code><Message>` + message + `</Message></Error>`
	return answer{Status: status, Header: http.Header{"Content-Type": {"application/xml"}, "X-Ms-Error-Code": {code}}, Body: []byte(body)}
}
