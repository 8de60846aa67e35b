package auth

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// tokenAnswer is what a token endpoint answers, as far as it is used. The rest is not
// handed on: among it the list of scopes, which may name what was asked for otherwise.
type tokenAnswer struct {
	TokenType    string `json:"token_type"`
	AccessToken  string `json:"access_token"`
	RefreshToken string `json:"refresh_token,omitempty"`
	IDToken      string `json:"id_token,omitempty"`
	ClientInfo   string `json:"client_info,omitempty"`
	ExpiresIn    int64  `json:"expires_in"` // seconds
}

// readTokens reads the answer of a token endpoint. A lifetime that makes no sense is
// none: the token is used once, and then another is asked for.
func readTokens(body []byte) (tokenAnswer, error) {
	var raw map[string]json.RawMessage
	a := tokenAnswer{TokenType: "Bearer"}
	if json.Unmarshal(body, &raw) == nil {
		a.AccessToken, a.RefreshToken = textOf(raw["access_token"]), textOf(raw["refresh_token"])
	}
	if a.AccessToken == "" {
		return a, &Error{
			Message: "the sign-in service answered without a token",
			hint:    "a proxy may stand in between; check the network, then try again",
		}
	}
	const longest = 24 * time.Hour
	a.ExpiresIn = min(max(wholeOf(raw["expires_in"]), 0), int64(longest/time.Second))
	a.IDToken, a.ClientInfo = identify(textOf(raw["id_token"]), textOf(raw["client_info"]))
	return a, nil
}

// clientInfo tells where somebody is at home; only the directory's own library asks for it.
type clientInfo struct {
	User   string `json:"uid,omitempty"`
	Tenant string `json:"utid,omitempty"`
}

// identify takes from the two parts of an answer that tell who signed in what the
// library needs to know an account by, and writes them anew: the library fails on all
// else that such a part may hold. A part that cannot be read says nothing.
func identify(idToken, info string) (string, string) {
	var who struct {
		Object  string `json:"oid,omitempty"`
		Tenant  string `json:"tid,omitempty"`
		Subject string `json:"sub,omitempty"`
		Name    string `json:"preferred_username,omitempty"`
		UPN     string `json:"upn,omitempty"`
	}
	var home clientInfo
	if !decode(segment(idToken, 1), &who) || who.Subject+who.Object == "" {
		return "", ""
	}
	if !decode(info, &home) || home.User == "" {
		return "e30." + encode(who) + ".", ""
	}
	return "e30." + encode(who) + ".", encode(home)
}

// deviceAnswer is what the device code endpoint answers.
type deviceAnswer struct {
	UserCode   string `json:"user_code"`
	DeviceCode string `json:"device_code"`
	Address    string `json:"verification_uri"`
	ExpiresIn  int64  `json:"expires_in"` // seconds
	Interval   int64  `json:"interval"`   // seconds
}

// readCode reads the answer of the device code endpoint. Times that make no sense are
// those of the protocol; see RFC 8628, section 3.2.
func readCode(body []byte) (deviceAnswer, error) {
	var raw map[string]json.RawMessage
	var a deviceAnswer
	if json.Unmarshal(body, &raw) == nil {
		a.UserCode, a.DeviceCode = textOf(raw["user_code"]), textOf(raw["device_code"])
		a.Address = textOf(raw["verification_uri"])
		if a.Address == "" {
			a.Address = textOf(raw["verification_url"])
		}
	}
	const limit = 1 << 10 // people type it
	if a.UserCode == "" || a.DeviceCode == "" || a.Address == "" || len(a.UserCode) > limit || len(a.Address) > limit {
		return a, &Error{
			Message: "the sign-in service answered without a code",
			hint:    "a proxy may stand in between; check the network, then try again",
		}
	}
	a.ExpiresIn = within(wholeOf(raw["expires_in"]), usualLife, time.Hour)
	a.Interval = within(wholeOf(raw["interval"]), usualInterval, time.Minute)
	return a, nil
}

// The times of a device code where the answer names none.
const (
	usualLife     = 15 * time.Minute
	usualInterval = 5 * time.Second
)

// within takes seconds, the usual ones if they make no sense, and at most the longest.
func within(seconds int64, usual, longest time.Duration) int64 {
	if seconds <= 0 {
		return int64(usual / time.Second)
	}
	return min(seconds, int64(longest/time.Second))
}

// textOf reads a member that should be a text; anything else is none.
func textOf(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) != nil {
		return ""
	}
	return s
}

// wholeOf reads a whole number, or a text with one, as the older endpoints and some
// proxies send it. Anything else is 0.
func wholeOf(raw json.RawMessage) int64 {
	n, err := json.Number(bytes.Trim(raw, `"`)).Int64()
	if err != nil {
		return 0
	}
	return n
}

// segment is a part of a JSON web token, still encoded.
func segment(token string, i int) string {
	parts := strings.SplitN(token, ".", 4)
	if len(parts) != 3 {
		return ""
	}
	return parts[i]
}

// decode reads base64url-encoded JSON, padded or not.
func decode(encoded string, into any) bool {
	plain, err := base64.RawURLEncoding.DecodeString(strings.TrimRight(encoded, "="))
	return err == nil && json.Unmarshal(plain, into) == nil
}

// encode writes base64url-encoded JSON.
func encode(v any) string {
	plain, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString(plain)
}
