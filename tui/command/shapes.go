package command

import (
	"encoding/json"
	"time"

	"awning/model"
)

// OfferJSON is an offer and, where it was asked for, where it stands.
type OfferJSON struct {
	ID        string `json:"id"`        // the publisher's id
	Product   string `json:"product"`   // the service's id, a GUID
	Alias     string `json:"alias"`     // the name inside the portal
	Type      string `json:"type"`      // as "virtual-machine"
	TypeLabel string `json:"typeLabel"` // as "Virtual machine"
	Publisher string `json:"publisher"` // empty if no API told
	Account   string `json:"account"`   // directory tenant
	Profile   string `json:"profile"`
	*StandingJSON
}

// StandingJSON says where an offer stands.
type StandingJSON struct {
	// State is draft, publishing, attention, preview, live, stopping or stopped.
	State string `json:"state"`
	// Draft is new (never published), changed, same (as published last) or empty
	// if nobody can tell.
	Draft    string          `json:"draft"`
	Preview  *SubmissionJSON `json:"preview"`  // null: nothing
	Live     *SubmissionJSON `json:"live"`     // null: nothing
	InFlight *SubmissionJSON `json:"inFlight"` // null: nothing
}

// SubmissionJSON is one publish.
type SubmissionJSON struct {
	ID string `json:"id"` // 19 digits
	// Phase is publishing, failed, cancelled, preview, going-live, live,
	// live-failed or empty for a state this version does not know.
	Phase        string     `json:"phase"`
	ServiceState string     `json:"serviceState"` // the service's own words
	Created      *time.Time `json:"created"`
}

// OffersJSON is the answer of offers.
type OffersJSON struct {
	Offers []OfferJSON `json:"offers"`
	ReadAt time.Time   `json:"readAt"`
	// Complete is false if a part could not be read; Problems say which and why.
	Complete bool     `json:"complete"`
	Problems []string `json:"problems"`
}

// ShowJSON is the answer of show.
type ShowJSON struct {
	Offer    OfferJSON     `json:"offer"`
	Standing StandingJSON  `json:"standing"`
	Plans    []PlanJSON    `json:"plans"`
	Sections []SectionJSON `json:"sections"`
}

// PlanJSON is one plan.
type PlanJSON struct {
	ID      string `json:"id"`
	Key     string `json:"key"` // the service's id, a GUID
	Alias   string `json:"alias"`
	Subtype string `json:"subtype"` // Azure applications only
}

// SectionJSON is one section of an offer's draft.
type SectionJSON struct {
	Path  string `json:"path"` // as get and compare take it
	Label string `json:"label"`
	Plan  string `json:"plan"` // empty for the offer's own
	// ChangedFromPreview and ChangedFromLive count the fields in which the draft
	// differs; null if there is no such environment.
	ChangedFromPreview *int `json:"changedFromPreview"`
	ChangedFromLive    *int `json:"changedFromLive"`
	// Complete is false if a required field is empty or breaks a rule; Missing
	// names those.
	Complete bool     `json:"complete"`
	Missing  []string `json:"missing"`
}

// ValueJSON is one field of a section.
type ValueJSON struct {
	Path  string          `json:"path"`
	Label string          `json:"label"`
	Kind  string          `json:"kind"`  // the catalogue's; json if it knows none
	Value json.RawMessage `json:"value"` // null if there is none, or if it is secret
	// Secret values are never shown; Set says whether there is one.
	Secret bool `json:"secret,omitempty"`
	Set    bool `json:"set"`
}

// GetJSON is the answer of get for one field or section: Value is the field's
// value, or the section's whole document.
type GetJSON struct {
	Offer string          `json:"offer"`
	Path  string          `json:"path"`
	Env   string          `json:"env"`
	Value json.RawMessage `json:"value"`
}

// FieldsJSON is the answer of get without a path.
type FieldsJSON struct {
	Offer  string      `json:"offer"`
	Env    string      `json:"env"`
	Fields []ValueJSON `json:"fields"`
}

// SetJSON is the answer of set and edit.
type SetJSON struct {
	Offer string `json:"offer"`
	// Changes are the fields that were saved, in the order they were given.
	Changes []SetChangeJSON `json:"changes"`
	// Saved are the paths of the sections that were written.
	Saved []string `json:"saved"`
}

// SetChangeJSON is one field that was set. Secret values are null.
type SetChangeJSON struct {
	Path  string          `json:"path"`
	Label string          `json:"label"`
	Old   json.RawMessage `json:"old"`
	New   json.RawMessage `json:"new"` // as read back
}

// CompareJSON is the answer of compare.
type CompareJSON struct {
	Offer   string       `json:"offer"`
	From    string       `json:"from"`             // environment
	Middle  string       `json:"middle,omitempty"` // environment; with --three only
	To      string       `json:"to"`               // environment
	Changes []ChangeJSON `json:"changes"`
	// Counts are by kind: added, removed, edited, unchanged.
	Counts map[string]int `json:"counts"`
	// Absent are those of the environments in which the offer has nothing.
	Absent []string `json:"absent"`
	// Approximate are those which the service has no way to ask for and which
	// were put together from a submission's parts.
	Approximate []string `json:"approximate"`
}

// ChangeJSON is one field in which two environments differ.
type ChangeJSON struct {
	Path    string          `json:"path"`    // of the section
	Pointer string          `json:"pointer"` // where in its document
	Field   string          `json:"field"`   // the catalogue's id; empty if it knows none
	Label   string          `json:"label"`
	Kind    string          `json:"kind"`  // added, removed, edited, unchanged
	Left    json.RawMessage `json:"left"`  // null if there is none, or if it is secret
	Right   json.RawMessage `json:"right"` // null if there is none, or if it is secret
	// Middle is what the environment between holds, as Left; absent without
	// --three, and where it holds nothing. A change may be edited because of it alone.
	Middle json.RawMessage `json:"middle,omitempty"`
	Secret bool            `json:"secret,omitempty"`
}

// ProgressJSON is the answer of publish, golive and cancel, and of status for
// one offer.
type ProgressJSON struct {
	// Operation is what is under way, or what became of the newest submission;
	// null if there never was one.
	Operation *OperationJSON `json:"operation"`
	Standing  *StandingJSON  `json:"standing"` // null if nobody looked yet
	Steps     []StepJSON     `json:"steps"`
	Problems  []ProblemJSON  `json:"problems"`
}

// StatusJSON is the answer of status without an offer.
type StatusJSON struct {
	Operations []ProgressJSON `json:"operations"`
}

// OperationJSON is one long-running thing.
type OperationJSON struct {
	ID         string    `json:"id"` // Awning's own; empty if it was not begun on this machine
	Verb       string    `json:"verb"`
	Offer      string    `json:"offer"`
	Publisher  string    `json:"publisher"`
	Product    string    `json:"product"`
	Sections   []string  `json:"sections"` // empty: everything
	Phase      string    `json:"phase"`    // intent, sent, uncertain, ended
	Submission string    `json:"submission"`
	Started    time.Time `json:"started"`
	// Outcome is empty while it runs; then succeeded, failed, cancelled,
	// not-accepted or unclear.
	Outcome string `json:"outcome"`
}

// StepJSON is one step of publishing.
type StepJSON struct {
	Name         string     `json:"name"`
	Target       string     `json:"target"` // preview, live or empty
	State        string     `json:"state"`  // waiting, running, done, failed, person
	ServiceState string     `json:"serviceState"`
	Began        *time.Time `json:"began"`
	Ended        *time.Time `json:"ended"`
	Messages     []string   `json:"messages"`
}

// ProblemJSON is one finding of the service.
type ProblemJSON struct {
	Code     string `json:"code"`
	Severity string `json:"severity"`
	Message  string `json:"message"`
	Where    string `json:"where"`
}

func submissionJSON(s *model.Submission) *SubmissionJSON {
	if s == nil {
		return nil
	}
	return &SubmissionJSON{
		ID: string(s.ID), Phase: string(s.Phase), ServiceState: s.Literal, Created: moment(s.Created),
	}
}

func standingJSON(s model.Standing) *StandingJSON {
	return &StandingJSON{
		State: string(s.State()), Draft: string(s.Draft),
		Preview: submissionJSON(s.Preview), Live: submissionJSON(s.Live), InFlight: submissionJSON(s.Running),
	}
}

// moment is a time in UTC, or nothing.
func moment(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC()
	return &t
}

func progressJSON(p model.Progress, standing bool) ProgressJSON {
	out := ProgressJSON{Steps: []StepJSON{}, Problems: []ProblemJSON{}}
	if p.Operation.Phase != "" {
		out.Operation = operationJSON(p.Operation, p.Outcome)
	}
	if standing {
		out.Standing = standingJSON(p.Standing)
	}
	for _, s := range p.Steps {
		out.Steps = append(out.Steps, StepJSON{
			Name: s.Name, Target: string(s.Target), State: string(s.State), ServiceState: s.Literal,
			Began: moment(s.Began), Ended: moment(s.Ended), Messages: some(s.Messages),
		})
	}
	for _, x := range p.Problems {
		out.Problems = append(out.Problems, ProblemJSON(x))
	}
	return out
}

func operationJSON(op model.Operation, outcome model.Outcome) *OperationJSON {
	sections := make([]string, len(op.Sections))
	for i, k := range op.Sections {
		sections[i] = k.String()
	}
	return &OperationJSON{
		ID: string(op.ID), Verb: string(op.Verb), Offer: string(op.Offer.ID),
		Publisher: string(op.Offer.Publisher), Product: string(op.Offer.Product), Sections: sections,
		Phase: string(op.Phase), Submission: string(op.Submission), Started: op.Started.UTC(), Outcome: string(outcome),
	}
}

// some is a list that is never null in JSON.
func some(s []string) []string {
	if s == nil {
		return []string{}
	}
	return s
}
