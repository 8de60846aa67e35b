package transport

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
)

// challengeLimit is how long a demand of claims may be. Real ones have some hundred
// bytes.
const challengeLimit = 8 << 10

// challenge is a 401 that demands more of a token than a new one of the same kind
// has, such as another factor: conditional access, and continuous access evaluation. See
// learn.microsoft.com/entra/identity-platform/claims-challenge.
type challenge struct {
	// claims is what the next token is to be asked for with, a JSON object; empty if the
	// answer does not say it legibly.
	claims string
}

// challenged reads the challenge of a 401; false if it is a plain one.
func challenged(status int, h http.Header) (challenge, bool) {
	if status != http.StatusUnauthorized {
		return challenge{}, false
	}
	found := false
	for _, header := range h.Values("Www-Authenticate") {
		p := authParams(header)
		demand, ok := p["claims"]
		if claims := readClaims(demand); claims != "" {
			return challenge{claims: claims}, true
		}
		found = found || ok || p["error"] == "insufficient_claims"
	}
	return challenge{}, found
}

// readClaims decodes demanded claims: in base64 of any dialect, or as they are.
func readClaims(s string) string {
	if len(s) > challengeLimit {
		return ""
	}
	text := []byte(s)
	if !strings.HasPrefix(s, "{") {
		plain := strings.NewReplacer("-", "+", "_", "/").Replace(strings.TrimRight(s, "="))
		var err error
		if text, err = base64.RawStdEncoding.DecodeString(plain); err != nil {
			return ""
		}
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(text, &object) != nil || object == nil {
		return ""
	}
	var out bytes.Buffer
	if json.Compact(&out, text) != nil {
		return ""
	}
	return out.String()
}

// authParams reads the parameters of a WWW-Authenticate header, by their names in lower
// case; of several with one name the first counts.
func authParams(header string) map[string]string {
	out := map[string]string{}
	rest := header
	for rest != "" {
		var name string
		name, rest = token(strings.TrimLeft(rest, " \t,"))
		if name == "" { // not the grammar: go on behind it
			rest = rest[min(1, len(rest)):]
			continue
		}
		after, isParam := strings.CutPrefix(strings.TrimLeft(rest, " \t"), "=")
		if !isParam {
			continue // the name of a scheme
		}
		var value string
		if after = strings.TrimLeft(after, " \t"); strings.HasPrefix(after, `"`) {
			value, rest = quoted(after)
		} else {
			end := strings.IndexAny(after, " \t,")
			if end < 0 {
				end = len(after)
			}
			value, rest = after[:end], after[end:]
		}
		if name = strings.ToLower(name); out[name] == "" {
			out[name] = value
		}
	}
	return out
}

// token splits off a leading word.
func token(s string) (word, rest string) {
	end := strings.IndexAny(s, " \t,=\"")
	if end < 0 {
		end = len(s)
	}
	return s[:end], s[end:]
}

// quoted splits off a leading text in quotes, which may hold escaped ones. One that does not
// end goes to the end.
func quoted(s string) (text, rest string) {
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s):
			i++
			b.WriteByte(s[i])
		case s[i] == '"':
			return b.String(), s[i+1:]
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String(), ""
}
