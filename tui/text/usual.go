package text

import (
	"fmt"
	"slices"
	"time"
)

// Usually says how long operations of one kind took before, on this machine and
// for one type of offer; empty if there were none.
func (t *Texts) Usually(took []time.Duration) string {
	if len(took) == 0 {
		return ""
	}
	p, w, sorted := t.Progress, t.Words, slices.Sorted(slices.Values(took))
	least, most := w.Duration(sorted[0]), w.Duration(sorted[len(sorted)-1])
	switch {
	case len(sorted) == 1:
		return fmt.Sprintf(p.UsualOne, most)
	case least == most:
		return fmt.Sprintf(p.UsualSame, len(sorted), most)
	}
	return fmt.Sprintf(p.Usual, len(sorted), least, most, w.Duration(sorted[len(sorted)/2]))
}
