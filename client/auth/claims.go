package auth

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"awning/client/secret"
	"awning/model"
)

// ReadClaims reads what an access token says of its owner. It verifies nothing: that is
// the service's business. A token that cannot be read is opaque, and says nothing.
func ReadClaims(token secret.String) model.Claims {
	const limit = 64 << 10
	text := token.Reveal()
	var raw map[string]json.RawMessage
	if len(text) > limit || !decode(segment(text, 1), &raw) || raw == nil {
		return model.Claims{Opaque: true}
	}
	first := func(names ...string) string {
		for _, name := range names {
			if s := textOf(raw[name]); s != "" {
				return s
			}
		}
		return ""
	}
	c := model.Claims{
		Audience: first("aud"),
		Tenant:   first("tid"),
		App:      first("appid", "azp"),
		User:     first("upn", "preferred_username", "unique_name"),
		Object:   first("oid"),
		Scopes:   strings.Fields(first("scp")),
		Roles:    textsOf(raw["roles"]),
		Methods:  textsOf(raw["amr"]),
		Issued:   timeOf(raw["iat"]),
		Expires:  timeOf(raw["exp"]),
	}
	if several := textsOf(raw["aud"]); c.Audience == "" && len(several) > 0 {
		c.Audience = several[0]
	}
	c.AppOnly = first("idtyp") == "app" || len(c.Scopes) == 0 && len(c.Roles) > 0
	return c
}

// textsOf reads a list of texts, or a single one; what is no text is left out.
func textsOf(raw json.RawMessage) []string {
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	texts := make([]string, 0, len(list))
	for _, one := range list {
		texts = append(texts, textOf(one))
	}
	texts = slices.DeleteFunc(texts, func(s string) bool { return s == "" })
	if len(texts) == 0 {
		return nil
	}
	return texts
}

// timeOf reads seconds since 1970; the zero time if they make no sense.
func timeOf(raw json.RawMessage) time.Time {
	const end = 253402300799 // the year 9999
	seconds := wholeOf(raw)
	if seconds <= 0 || seconds > end {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}
