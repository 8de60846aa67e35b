package store

import "math/bits"

// slotSet is a set of slots, a bit for each.
type slotSet []uint64

const wordBits = 64

func newSlotSet(slots uint32) slotSet { return make(slotSet, (slots+wordBits-1)/wordBits) }

func (s slotSet) add(slot uint32) { s[slot/wordBits] |= 1 << (slot % wordBits) }

func (s slotSet) has(slot uint32) bool { return s[slot/wordBits]>>(slot%wordBits)&1 != 0 }

// count is how many slots are in the set.
func (s slotSet) count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// each goes through the slots in their order.
func (s slotSet) each(do func(slot uint32)) {
	for i, word := range s {
		for first := uint32(i) * wordBits; word != 0; word &= word - 1 { // #nosec G115 -- slots have 32 bits
			do(first + uint32(bits.TrailingZeros64(word))) // #nosec G115 -- below 64
		}
	}
}

// keep takes the slots out of the set that are not to stay.
func (s slotSet) keep(stays func(slot uint32) bool) {
	s.each(func(slot uint32) {
		if !stays(slot) {
			s[slot/wordBits] &^= 1 << (slot % wordBits)
		}
	})
}
