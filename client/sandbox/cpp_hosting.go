package sandbox

import (
	"encoding/hex"
	"encoding/json"
	"net/url"
	"path"
	"strings"

	"awning/client/sandbox/ordered"
)

// hostedUnder is where files of definitions lie in storage.
const hostedUnder = "cpp/"

// isFile reports whether a member of a definition is the address of a file that
// the service takes over.
func isFile(name string) bool {
	switch name[strings.LastIndexByte(name, '.')+1:] {
	case "smallLogo", "mediumLogo", "largeLogo", "wideLogo", "heroLogo", vhd, "packageFile", "userManual", "uploadedCsvUri":
		return true
	default:
		return false
	}
}

// host puts a fresh storage address in the place of every file's own.
func (s *Server) host(base string, def *ordered.Object) {
	eachText(def, func(name, text string) string {
		if !isFile(name) || text == "" {
			return text
		}
		sum := hashed(0, 0, text)
		address := s.sas(base, hostedUnder+hex.EncodeToString(sum[:16]), path.Base(bare(text)))
		s.store.hosted[bare(strings.TrimPrefix(address, base))] = text
		return address
	})
}

// unhost puts back what such addresses stand for. Of other files' addresses
// only the signature goes: the service keeps none.
func (st *store) unhost(def *ordered.Object) {
	eachText(def, func(name, text string) string {
		if !isFile(name) {
			return text
		}
		if u, err := url.Parse(text); err == nil {
			if original, ok := st.hosted[u.EscapedPath()]; ok {
				return original
			}
		}
		return bare(text)
	})
}

// hideSecrets empties every secret: what was set once is never shown again.
func hideSecrets(def *ordered.Object) {
	eachText(def, func(name, text string) string {
		if secretName(name) {
			return ""
		}
		return text
	})
}

// keepSecrets puts stored secrets back where a document has them empty.
func keepSecrets(sent, stored *ordered.Object) {
	for name, value := range sent.All() {
		was, ok := stored.Get(name)
		if !ok {
			continue
		}
		if secretName(name) && string(value) == `""` {
			sent.Set(name, was)
			continue
		}
		if inner, err := ordered.Parse(value); err == nil {
			keepSecrets(inner, object(was))
			sent.Set(name, inner.Bytes())
		}
	}
}

// eachText changes the texts of a document, each with the name of its member.
func eachText(o *ordered.Object, change func(name, text string) string) {
	for name, value := range o.All() {
		o.Set(name, changed(name, value, change))
	}
}

func changed(name string, value json.RawMessage, change func(name, text string) string) json.RawMessage {
	var text string
	var list []json.RawMessage
	switch {
	case len(value) == 0:
		return value
	case value[0] == '{':
		inner := object(value)
		eachText(inner, change)
		return inner.Bytes()
	case value[0] == '[' && json.Unmarshal(value, &list) == nil:
		for i := range list {
			list[i] = changed(name, list[i], change)
		}
		return ordered.Value(list)
	case value[0] == '"' && json.Unmarshal(value, &text) == nil:
		if now := change(name, text); now != text {
			return ordered.Text(now)
		}
	}
	return value
}
