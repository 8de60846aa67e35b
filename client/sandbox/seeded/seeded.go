// Package seeded makes ids and numbers that look random and follow from a seed and
// a path of names, so that the same seed makes the same marketplace.
package seeded

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// Digest is a number of 32 bytes.
func Digest(seed int64, path ...string) [sha256.Size]byte {
	const usual = 128 // no allocation for most
	text := strconv.AppendInt(make([]byte, 0, usual), seed, 10)
	if len(path) == 0 {
		text = append(text, '/')
	}
	for _, name := range path {
		text = append(append(text, '/'), name...)
	}
	return sha256.Sum256(text)
}

// GUID makes a GUID, version 4 in form.
func GUID(seed int64, path ...string) string {
	d := Digest(seed, path...)
	return Spell([16]byte(d[:16]))
}

// Spell writes 16 bytes as a GUID, version 4 in form.
func Spell(b [16]byte) string {
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	h := hex.EncodeToString(b[:])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// Roll is a number from 0 to n-1.
func Roll(seed, n int64, path ...string) int64 {
	var r int64
	for _, b := range Digest(seed, path...) {
		r = (r<<8 + int64(b)) % n
	}
	return r
}
