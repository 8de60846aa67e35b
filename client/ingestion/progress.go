package ingestion

import (
	"context"
)

// Workflow is one leg of a submission's way: to preview, or to live. How many
// there are and which steps each has differs by offer type.
type Workflow struct {
	Type   string `json:"type"` // Push
	State  string `json:"state"`
	Target string `json:"targetEnvironment"` // Preview, Live
	Began  Time   `json:"startDateTimeInUtc"`
	Ended  Time   `json:"completeDateTimeInUtc"`
	Steps  []Step `json:"workflowSteps"`
}

// Step is one step of a workflow. NotStarted, InProgress and Success are known
// states; any other is a failure.
type Step struct {
	Name  string `json:"name"`
	State string `json:"state"`
	Began Time   `json:"startDateTimeInUtc"`
	Ended Time   `json:"completeDateTimeInUtc"`
}

// Workflows reads how far a submission has come.
func (c *Client) Workflows(ctx context.Context, productID, submission string) ([]Workflow, error) {
	return all(pages[Workflow](ctx, c, "read the steps of submission "+submission,
		product(productID, "submissions", submission, "workflowdetails"), nil))
}

// Finding is one remark of the service's validation.
type Finding struct {
	Code     string `json:"errorCode"` // "Resell-20007"
	Severity string `json:"severity"`  // Informational, Warning, Error
	Message  string `json:"message"`
	Resource string `json:"resource"`
}

// Findings lists what validation had to say; it may be nothing although the
// submission failed.
func (c *Client) Findings(ctx context.Context, productID, submission string) ([]Finding, error) {
	return all(pages[Finding](ctx, c, "read the findings on submission "+submission,
		product(productID, "submissions", submission, "validations"), nil))
}

// Report is one certification report.
type Report struct {
	At     Time   `json:"reportTimeInUtc"`
	Status string `json:"status"`  // Pending, Failed, Passed, PassedWithNotes, Unknown
	File   string `json:"fileUri"` // where a person can read it
}

// Reports lists the certification reports of a submission.
func (c *Client) Reports(ctx context.Context, productID, submission string) ([]Report, error) {
	return all(pages[Report](ctx, c, "read the reports on submission "+submission,
		product(productID, "submissions", submission, "reports"), nil))
}
