package show

import (
	"awning/model"
	"awning/tui/sanitize"
)

// Account says by which profile and for which publisher an offer is seen: what
// must be right before something is done that cannot be taken back.
func Account(o model.Offer, crumb string) string {
	s := sanitize.Line(string(o.Profile))
	if o.Publisher != "" {
		s += " " + crumb + " " + sanitize.ID(string(o.Publisher))
	}
	return s
}
