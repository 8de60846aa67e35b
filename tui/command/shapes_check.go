package command

import "time"

// CheckJSON is the answer of check.
type CheckJSON struct {
	Offer string `json:"offer"`
	// Publishable is false if a finding blocks.
	Publishable bool           `json:"publishable"`
	Findings    []FindingJSON  `json:"findings"`
	Counts      map[string]int `json:"counts"` // by severity: error, warning, info
	// Service says what the service was asked about; null if nothing was ever
	// submitted.
	Service *ServiceCheckJSON `json:"service"`
}

// FindingJSON is one thing found.
type FindingJSON struct {
	// Severity is error, warning or info.
	Severity string `json:"severity"`
	// Source is local for a rule Awning knows, service for a finding of the
	// service in the newest submission.
	Source string `json:"source"`
	// Blocks is true if the draft cannot be published with it. It is never true
	// of the service's findings: the draft may have been corrected since.
	Blocks bool `json:"blocks"`
	// Code is the rule: one of the catalogue's for a value (required, form, min,
	// max, choice, pattern, type...), unique for one that another document has, count for
	// too many or too few documents, fixed, under-way, nothing-new, for-testing,
	// no-rules, a rule of prices (free-to-paid, up-and-down, term-removed, notice),
	// incomplete for a section that is missing, or the service's own code.
	Code    string `json:"code"`
	Path    string `json:"path"`    // as get, set and edit take it; empty if it is about the whole offer
	Label   string `json:"label"`   // of the section and field
	Message string `json:"message"` // one sentence
	Where   string `json:"where"`   // the resource the service names; empty for local findings
}

// ServiceCheckJSON is the submission the service was asked about.
type ServiceCheckJSON struct {
	// Told is false if no API tells what the service found in it.
	Told       bool       `json:"told"`
	Submission string     `json:"submission"`
	Phase      string     `json:"phase"` // as of [SubmissionJSON]
	Created    *time.Time `json:"created"`
}
