package entra

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"strings"
)

// mark is this run's mark on a text, for one use of it.
func (d *Directory) mark(use, text string) []byte {
	mac := hmac.New(sha256.New, d.secret)
	mac.Write([]byte(use + "\x00" + text))
	return mac.Sum(nil)
}

// seal writes a value as a text that only this run makes and opens.
func (d *Directory) seal(use, head string, v any) string {
	raw, err := json.Marshal(v)
	if err != nil {
		return ""
	}
	enc := base64.RawURLEncoding
	text := head + "." + enc.EncodeToString(raw)
	return text + "." + enc.EncodeToString(d.mark(use, text))
}

// open reads what [Directory.seal] wrote, and reports whether it did.
func (d *Directory) open(use, sealed string, v any) bool {
	i := strings.LastIndexByte(sealed, '.')
	if i < 0 {
		return false
	}
	mark, ok := decoded(sealed[i+1:])
	if !ok || !hmac.Equal(mark, d.mark(use, sealed[:i])) {
		return false
	}
	_, payload, _ := strings.Cut(sealed[:i], ".")
	raw, ok := decoded(payload)
	return ok && json.Unmarshal(raw, v) == nil
}

// decoded reads one part of a token, in its one right spelling: encoding/base64
// would overlook line ends.
func decoded(part string) ([]byte, bool) {
	raw, err := base64.RawURLEncoding.Strict().DecodeString(part)
	return raw, err == nil && !strings.ContainsAny(part, "\r\n")
}
