package prices

import (
	"time"

	"awning/model"
	"awning/model/catalog"
)

// NoticeDays is how many days at least lie between publishing a raised price and
// the day it is in force.
const NoticeDays = 90

// CutOff is how many days before the end of a month a price change must be
// published to count for that month.
func CutOff(t model.OfferType) int {
	switch t {
	case "saas":
		return 4
	case "virtual-machine":
		return 6
	}
	return 14 // Azure applications, and the careful choice for all others
}

// InForce is the first day, at midnight UTC, on which a price can be in force
// that is published at some time: always the first of a month, after the notice
// for a raised one, and a month later if the cut-off was missed.
func InForce(published time.Time, t model.OfferType, raised bool) time.Time {
	published = published.UTC()
	year, month, day := published.Date()
	if raised {
		year, month, day = published.AddDate(0, 0, NoticeDays).Date()
		if day == 1 {
			return time.Date(year, month, 1, 0, 0, 0, 0, time.UTC)
		}
		return time.Date(year, month+1, 1, 0, 0, 0, 0, time.UTC)
	}
	if last := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Day(); day > last-CutOff(t) {
		month++
	}
	return time.Date(year, month+1, 1, 0, 0, 0, 0, time.UTC)
}

// Hidden reports whether a plan's pricing document says that the plan is not
// listed.
func Hidden(t *catalog.Type, d model.Document) bool {
	s, ok := t.Section(d.Key)
	if !ok {
		return false
	}
	for id, hides := range map[string]string{"hidden": "true", "visibility": `"hidden"`} {
		f, found := s.Field(id)
		if !found {
			continue
		}
		if v, _, err := f.Get(d.Raw); err == nil && string(v) == hides {
			return true
		}
	}
	return false
}
