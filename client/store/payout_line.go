package store

import (
	"encoding/binary"
	"fmt"
	"hash/fnv"
	"math"
	"strings"
	"time"

	"awning/model/payout"
)

// The figures of a line that questions are asked about, and where they stand in its part
// of a sheet; numbers are little endian.
const (
	atDate      = 0  // Unix seconds
	atMonth     = 8  // earned; see monthNumber
	atEstimated = 12 // paid
	atWords     = 16 // four bytes for each kind
	atOrder     = atWords + 4*int(kinds)
	atAsset     = atOrder + 8
	atDue       = atAsset + 8
	atUSD       = atDue + 8
	atDueExp    = atUSD + 8
	atUSDExp    = atDueExp + 1
	atFlags     = atUSDExp + 1
	lineSize    = 96

	flagLine    = 1 // the slot is not empty
	flagPrivate = 2
)

// sheetLines is how many lines share a sheet: few enough that a changed line costs
// little, and many enough that all of them are soon read.
const sheetLines = 256

// line is a view of a line's figures.
type line []byte

func (l line) there() bool          { return l[atFlags]&flagLine != 0 }
func (l line) private() bool        { return l[atFlags]&flagPrivate != 0 }
func (l line) date() int64          { return int64(binary.LittleEndian.Uint64(l[atDate:])) } // #nosec G115 -- as it was put
func (l line) month() uint32        { return binary.LittleEndian.Uint32(l[atMonth:]) }
func (l line) estimated() uint32    { return binary.LittleEndian.Uint32(l[atEstimated:]) }
func (l line) word(k kind) uint32   { return binary.LittleEndian.Uint32(l[atWords+4*int(k):]) }
func (l line) due() amount          { return l.amount(atDue, atDueExp) }
func (l line) usd() amount          { return l.amount(atUSD, atUSDExp) }
func (l line) number(at int) uint64 { return binary.LittleEndian.Uint64(l[at:]) }

func (l line) amount(coef, exp int) amount {
	return amount{int64(l.number(coef)), int8(l[exp])} // #nosec G115 -- as it was put
}

// figures are what is put in a line's place.
func figures(e payout.Earning, words [kinds]uint32) (line, error) {
	due, err := amountOf(e.Due().Amount)
	if err != nil {
		return nil, fmt.Errorf("earning %s: %w", e.ID, err)
	}
	usd, err := amountOf(e.USD)
	if err != nil {
		return nil, fmt.Errorf("earning %s: %w", e.ID, err)
	}
	l := make(line, lineSize)
	put := binary.LittleEndian
	put.PutUint64(l[atDate:], uint64(e.Date.Unix())) // #nosec G115 -- and back
	put.PutUint32(l[atMonth:], monthNumber(earnedIn(e)))
	put.PutUint32(l[atEstimated:], monthNumber(e.Estimated))
	for k, n := range words {
		put.PutUint32(l[atWords+4*k:], n)
	}
	put.PutUint64(l[atOrder:], hashOf(e.Order))
	put.PutUint64(l[atAsset:], hashOf(e.Asset))
	put.PutUint64(l[atDue:], uint64(due.coef))              // #nosec G115 -- and back
	put.PutUint64(l[atUSD:], uint64(usd.coef))              // #nosec G115 -- and back
	l[atDueExp], l[atUSDExp] = byte(due.exp), byte(usd.exp) // #nosec G115 -- and back
	l[atFlags] = flagLine
	if e.PrivateOffer {
		l[atFlags] |= flagPrivate
	}
	return l, nil
}

// earnedIn is the month a line was earned in.
func earnedIn(e payout.Earning) payout.Month {
	if e.Date.IsZero() {
		return payout.Month{}
	}
	return payout.MonthOf(e.Date.UTC())
}

// monthNumber is a month as a number that sorts; 0 for none.
func monthNumber(m payout.Month) uint32 {
	if m.Zero() || m.Year < 0 || m.Year > math.MaxUint16 {
		return 0
	}
	return uint32(m.Year*12+int(m.Month)-1) + 1 // #nosec G115 -- a year is small
}

func monthOf(n uint32) payout.Month {
	if n == 0 {
		return payout.Month{}
	}
	return payout.Month{Year: int(n-1) / 12, Month: time.Month((n-1)%12 + 1)}
}

// hashOf stands for an id, case-blind; 0 for none.
func hashOf(id string) uint64 {
	if id == "" {
		return 0
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(strings.ToLower(id))) // a hash never fails to take bytes
	return h.Sum64()
}
