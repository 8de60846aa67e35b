package sandbox

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"regexp"
	"time"
)

// maker makes the ids of one server. The same seed makes the same ids in the
// same order, so that a session can be repeated.
type maker struct {
	seed int64
	next uint64
}

// bits are 32 bytes that look random and are not.
func (m *maker) bits() [sha256.Size]byte {
	m.next++
	return hashed(m.seed, m.next, "")
}

func hashed(seed int64, n uint64, text string) [sha256.Size]byte {
	in := binary.BigEndian.AppendUint64(nil, uint64(seed)) //nolint:gosec // the bits matter, not the sign
	in = binary.BigEndian.AppendUint64(in, n)
	return sha256.Sum256(append(in, text...))
}

// guid makes a GUID in the services' spelling: lower case, with hyphens.
func (m *maker) guid() string { return guidOf(m.bits()) }

func guidOf(b [sha256.Size]byte) string {
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])
}

// submission makes a submission id: 19 decimal digits beginning 11529215, as
// every one in the wild does.
func (m *maker) submission() string {
	b := m.bits()
	return fmt.Sprintf("11529215%011d", binary.BigEndian.Uint64(b[:8])%100_000_000_000)
}

// trace makes the 32 hex digits of an operation id.
func (m *maker) trace() string {
	b := m.bits()
	return hex.EncodeToString(b[:16])
}

// etag makes an entity tag with its quotes. The last group begins with the
// time of the write in epoch seconds, as the recorded ones do.
func (m *maker) etag(at time.Time) string {
	b := m.bits()
	return fmt.Sprintf(`"%x-0000-0800-0000-%08x0000"`, b[:4], at.Unix())
}

// isGUID reports whether a text is a GUID in the usual spelling, in any case.
func isGUID(text string) bool {
	return regexp.MustCompile(`^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$`).MatchString(text)
}
