package client

import (
	"fmt"
	"slices"
	"strings"

	"awning/client/transport"
	"awning/model"
)

// The kinds of failures, for errors.Is: see the transport's own for their
// meaning.
var (
	ErrStale     = transport.ErrStale     // changed elsewhere meanwhile
	ErrUncertain = transport.ErrUncertain // it is not known whether it was done
	ErrNotFound  = transport.ErrNotFound
	ErrForbidden = transport.ErrForbidden
	ErrSignIn    = transport.ErrSignIn
	ErrBusy      = transport.ErrBusy // the service asks to wait; nothing was done
	ErrReadOnly  = transport.ErrReadOnly
)

// NoProfileError says that an offer's profile is not among the market's.
type NoProfileError struct{ Profile model.ProfileName }

// Error names the profile.
func (e *NoProfileError) Error() string { return fmt.Sprintf("there is no profile %q", e.Profile) }

// Hint says what to do next.
func (e *NoProfileError) Hint() string {
	return "add the profile to the config file, or choose another"
}

// UnknownOfferError says that no offer has the id asked for.
type UnknownOfferError struct {
	ID   model.OfferID
	Near []model.OfferID // ids that look alike, the nearest first
}

// Error names the id.
func (e *UnknownOfferError) Error() string { return fmt.Sprintf("there is no offer %q", e.ID) }

// Hint names ids that look alike.
func (e *UnknownOfferError) Hint() string {
	if len(e.Near) == 0 {
		return "list the offers to see their ids"
	}
	return "did you mean " + or(e.Near) + "?"
}

// Is reports that it is an [ErrNotFound].
func (e *UnknownOfferError) Is(err error) bool { return err == ErrNotFound }

// AmbiguousOfferError says that several offers have the id asked for.
type AmbiguousOfferError struct {
	ID     model.OfferID
	Offers []model.Offer
}

// Error says how many there are.
func (e *AmbiguousOfferError) Error() string {
	return fmt.Sprintf("%d offers are called %q", len(e.Offers), e.ID)
}

// Hint names their publishers and profiles.
func (e *AmbiguousOfferError) Hint() string {
	var ways []string
	for _, o := range e.Offers {
		way := "--profile " + string(o.Profile)
		if o.Publisher != "" {
			way += " --publisher " + string(o.Publisher)
		}
		if !slices.Contains(ways, way) {
			ways = append(ways, way)
		}
	}
	return "say which: " + strings.Join(ways, ", or ")
}

// ChangedElsewhereError says that a document is no longer what an edit was
// based on. Nothing was written.
type ChangedElsewhereError struct {
	Offer  model.OfferID
	Theirs model.Document // as it is now
}

// Error names the section.
func (e *ChangedElsewhereError) Error() string {
	return fmt.Sprintf("%s of %s was changed elsewhere meanwhile; nothing was saved", e.Theirs.Key, e.Offer)
}

// Hint says what to do next.
func (e *ChangedElsewhereError) Hint() string {
	return "read the section again, compare, and decide once more"
}

// Is reports that it is an [ErrStale].
func (e *ChangedElsewhereError) Is(err error) bool { return err == ErrStale }

// Elsewhere is the document as it is now, for those who know the error by what
// it can do.
func (e *ChangedElsewhereError) Elsewhere() model.Document { return e.Theirs }

// MovedError says that sections changed after the decision to publish them. Nothing was sent.
type MovedError struct {
	Offer    model.OfferID
	Sections []model.SectionKey
}

// Error names the sections.
func (e *MovedError) Error() string {
	return fmt.Sprintf("%s of %s changed since you looked; nothing was published", strings.Join(e.names(), ", "), e.Offer)
}

func (e *MovedError) names() []string {
	out := make([]string, len(e.Sections))
	for i, k := range e.Sections {
		out[i] = k.String()
	}
	return out
}

// Hint says what to do next.
func (e *MovedError) Hint() string { return "look at the changes again, then publish" }

// Is reports that it is an [ErrStale].
func (e *MovedError) Is(err error) bool { return err == ErrStale }

// Moved lists the sections, for those who know the error by what it can do.
func (e *MovedError) Moved() []model.SectionKey { return e.Sections }

// StateError says that an offer is not in a state that allows what was asked. Nothing was sent.
type StateError struct {
	Offer model.OfferID
	Text  string // why
	Next  string // what to do
}

// Error says why.
func (e *StateError) Error() string { return fmt.Sprintf("%s: %s", e.Offer, e.Text) }

// Hint says what to do next.
func (e *StateError) Hint() string { return e.Next }

func or(ids []model.OfferID) string {
	texts := make([]string, len(ids))
	for i, id := range ids {
		texts[i] = string(id)
	}
	return strings.Join(texts, " or ")
}
