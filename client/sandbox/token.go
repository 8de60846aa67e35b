package sandbox

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
	"time"
)

// tokenLife is how long an access token is good for, as in the real service.
const tokenLife = time.Hour

// claims are what a token of the sandbox carries.
type claims struct {
	Audience string `json:"aud"`
	Issuer   string `json:"iss"`
	Tenant   string `json:"tid"`
	Client   string `json:"appid"`
	Issued   int64  `json:"iat"`
	Expires  int64  `json:"exp"`
}

// issue makes a token: shaped like a JWT so that clients may look at its
// claims, but signed with a secret of this run only. It is good for nothing
// else, and nothing else is good here.
func (s *Server) issue(cl claims) string {
	enc := base64.RawURLEncoding
	head := enc.EncodeToString([]byte(`{"typ":"JWT","alg":"none","kid":"sandbox"}`))
	body, err := json.Marshal(cl)
	if err != nil {
		return ""
	}
	text := head + "." + enc.EncodeToString(body)
	return text + "." + enc.EncodeToString(s.store.seal(text))
}

// seal is the mark of this run on a text.
func (st *store) seal(text string) []byte {
	mac := hmac.New(sha256.New, st.secret)
	mac.Write([]byte(text))
	return mac.Sum(nil)
}

// admit finds out who presents an Authorization header, and why not to let
// them in: "" if there is no reason.
func (s *Server) admit(header, audience string) (caller, string) {
	scheme, token, _ := strings.Cut(header, " ")
	token = strings.TrimSpace(token)
	if !strings.EqualFold(scheme, "Bearer") || token == "" {
		return caller{}, "Access token is missing or empty."
	}
	if s.opts.Token != "" && hmac.Equal([]byte(token), []byte(s.opts.Token)) {
		return caller{Owner: true}, ""
	}
	i := strings.LastIndexByte(token, '.')
	if i < 0 {
		return caller{}, "Access token validation failure. It was not issued by this sandbox."
	}
	seal, err := base64.RawURLEncoding.DecodeString(token[i+1:])
	if err != nil || !hmac.Equal(seal, s.store.seal(token[:i])) {
		return caller{}, "Access token validation failure. It was not issued by this sandbox."
	}
	cl, ok := readClaims(token[:i])
	switch {
	case !ok:
		return caller{}, "Access token validation failure. It was not issued by this sandbox."
	case s.store.now().Unix() >= cl.Expires:
		return caller{}, "Access token has expired or is not yet valid."
	case strings.TrimSuffix(cl.Audience, "/") != audience:
		return caller{}, "Access token validation failure. Invalid audience."
	}
	return caller{Tenant: cl.Tenant, Client: cl.Client}, ""
}

func readClaims(unsigned string) (claims, bool) {
	_, payload, ok := strings.Cut(unsigned, ".")
	if !ok {
		return claims{}, false
	}
	raw, err := base64.RawURLEncoding.DecodeString(payload)
	if err != nil {
		return claims{}, false
	}
	var cl claims
	return cl, json.Unmarshal(raw, &cl) == nil
}
