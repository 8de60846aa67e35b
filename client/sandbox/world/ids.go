package world

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"strings"
)

// digest is a number of 32 bytes that follows from a seed and a path of names.
func digest(seed int64, path ...string) [sha256.Size]byte {
	return sha256.Sum256(fmt.Appendf(nil, "%d/%s", seed, strings.Join(path, "/")))
}

// guid makes a GUID (version 4 in form) that follows from the seed and a path.
func guid(seed int64, path ...string) string {
	d := digest(seed, path...)
	d[6] = d[6]&0x0f | 0x40
	d[8] = d[8]&0x3f | 0x80
	h := hex.EncodeToString(d[:16])
	return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
}

// roll is a number from 0 to n-1 that follows from the seed and a path.
func roll(seed, n int64, path ...string) int64 {
	var r int64
	for _, b := range digest(seed, path...) {
		r = (r<<8 + int64(b)) % n
	}
	return r
}

// submissionIDs hands out ids of submissions: 19 decimal digits beginning
// 11529215, never the same twice.
type submissionIDs map[int64]bool

func (s submissionIDs) next(seed int64, path ...string) string {
	const room = 100_000_000_000
	n := roll(seed, room, path...)
	for s[n] {
		n = (n + 1) % room
	}
	s[n] = true
	return fmt.Sprintf("11529215%011d", n)
}
