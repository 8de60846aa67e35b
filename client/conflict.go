package client

import (
	"fmt"

	"awning/model"
	"awning/model/merge"
)

// ConflictError says that a section was changed elsewhere since its unsaved edits
// were made. Nothing was sent, and the edits are still there. Somebody has to
// look at what the others changed, settle what both changed, and then
// [Market.Resolve].
type ConflictError struct {
	Offer model.Offer
	Key   model.SectionKey
	// Theirs is the document as it is now, Edits are the ones that were to be
	// saved. A decision holds for these two only.
	Theirs model.Document
	Edits  []model.FieldEdit
	// Conflicts are the places that both sides changed; there may be none.
	Conflicts []merge.Conflict
	// Taken is what comes from the others: left is what the edits alone would
	// have made, right what would be saved.
	Taken []model.Change
}

// Error names the section.
func (e *ConflictError) Error() string {
	return fmt.Sprintf("%s of %s was changed elsewhere meanwhile; nothing was saved (%d changes from elsewhere, %d conflicts with yours)",
		e.Key, e.Offer.ID, len(e.Taken), len(e.Conflicts))
}

// Hint says what to do next.
func (e *ConflictError) Hint() string {
	return "look at what was changed elsewhere, settle the conflicts, then save again; your edits are kept"
}

// Is reports that it is an [ErrStale].
func (e *ConflictError) Is(err error) bool { return err == ErrStale }

// Elsewhere is the document as it is now, for those who know the error by what
// it can do.
func (e *ConflictError) Elsewhere() model.Document { return e.Theirs }

// ThirdValueError says that a section was saved, but that reading it back shows
// something else at places that were edited: the service changed it, or
// somebody else was there at the same moment. The edits of these places are
// still there.
type ThirdValueError struct {
	Offer model.OfferID
	Found model.Document
	Edits []model.FieldEdit
}

// Error names the places.
func (e *ThirdValueError) Error() string {
	return fmt.Sprintf("%s of %s was saved, but %d of its edited places hold something else now, such as %q",
		e.Found.Key, e.Offer, len(e.Edits), e.Edits[0].Path)
}

// Hint says what to do next.
func (e *ThirdValueError) Hint() string {
	return "compare them with your edits, then save again or discard them"
}

// Is reports that it is an [ErrStale].
func (e *ThirdValueError) Is(err error) bool { return err == ErrStale }
