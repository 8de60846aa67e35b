package cpp

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"awning/client/transport"
)

// Stage is how far something has come: an offer, an operation or a step. The
// service has several words for each.
type Stage int

// The stages.
const (
	Unknown    Stage = iota // a word this client does not know
	NotStarted              // never published, or not yet begun
	Running
	Waiting // for the publisher: in preview, ready to go live
	Succeeded
	Cancelled
	Failed
)

// StageOf reads a state of an offer, an operation or a step, however it is cased and
// spaced.
func StageOf(word string) Stage {
	switch fold(word) {
	case "neverpublished", "notstarted":
		return NotStarted
	case "running", "inprogress", "waitingforapproval":
		return Running
	case "waitingforpublisherreview":
		return Waiting
	case "succeeded", "published", "completed", "complete":
		return Succeeded
	case "canceled", "cancelled":
		return Cancelled
	case "failed", "blocked", "rejected":
		return Failed
	}
	return Unknown
}

// fold brings the spellings of a word together: only letters count, and not
// their case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case 'A' <= r && r <= 'Z':
			return r - 'A' + 'a'
		case 'a' <= r && r <= 'z':
			return r
		}
		return -1
	}, s)
}

// Status is how the publishing of an offer stands.
type Status struct {
	State    string // as the service writes it
	Messages []Message
	Steps    []Step
	Previews []Link
	Lives    []Link
	// Emails are who is told of progress, separated by commas; empty for offers
	// that Partner Center has taken over, which tell the address in the account.
	Emails string
}

// Stage is what the state means. While it waits for the publisher, the service may go
// on saying "running": then only the sign-off step tells. In all else the steps are
// for display, since they contradict the state.
func (s Status) Stage() Stage {
	stage := StageOf(s.State)
	if stage != Running {
		return stage
	}
	for _, step := range s.Steps {
		if step.Signoff() && step.Stage() == Waiting {
			return Waiting
		}
	}
	return stage
}

// UnmarshalJSON reads a status.
func (s *Status) UnmarshalJSON(b []byte) error {
	var w struct {
		State    text          `json:"status"`
		Messages list[Message] `json:"messages"`
		Steps    list[Step]    `json:"steps"`
		Previews list[Link]    `json:"previewLinks"`
		Lives    list[Link]    `json:"liveLinks"`
		Emails   text          `json:"notificationEmails"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("status: %w", err)
	}
	*s = Status{
		State: string(w.State), Messages: w.Messages, Steps: w.Steps, Previews: w.Previews, Lives: w.Lives, Emails: string(w.Emails),
	}
	return nil
}

// Step is one step of the way to the store. Which there are differs by type of offer.
type Step struct {
	ID          string
	Name        string
	Description string
	Estimate    string // "~2-3 days"; may be empty
	State       string // as the service writes it
	Percent     int    // 0 to 100
	Messages    []Message
}

// Stage is what the state means.
func (s Step) Stage() Stage { return StageOf(s.State) }

// Signoff reports whether it is the step in which the publisher decides; the service
// names it in one of two places.
func (s Step) Signoff() bool {
	const signoff = "publishersignoff"
	return fold(s.ID) == signoff || fold(s.Name) == signoff
}

// UnmarshalJSON reads a step. Its progress goes by two names.
func (s *Step) UnmarshalJSON(b []byte) error {
	var w struct {
		ID          text          `json:"id"`
		Name        text          `json:"stepName"`
		Description text          `json:"description"`
		Estimate    text          `json:"estimatedTimeFrame"`
		State       text          `json:"status"`
		Percent     integer       `json:"progressPercentage"`
		Process     integer       `json:"processPercentage"`
		Messages    list[Message] `json:"messages"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("step: %w", err)
	}
	*s = Step{
		ID: string(w.ID), Name: string(w.Name), Description: string(w.Description), Estimate: string(w.Estimate),
		State: string(w.State), Percent: int(min(max(w.Percent, w.Process, 0), 100)), Messages: w.Messages,
	}
	return nil
}

// Message is what the service has to say.
type Message struct {
	Text  string // without markup, in one line
	Level string // information, warning, error, or a word the service added
	At    time.Time
}

// Grave reports whether it says why something failed.
func (m Message) Grave() bool { return strings.EqualFold(m.Level, "error") }

// UnmarshalJSON reads a message, which may be a mere text.
func (m *Message) UnmarshalJSON(b []byte) error {
	var w struct {
		HTML  text   `json:"messageHtml"`
		Level text   `json:"level"`
		At    moment `json:"timestamp"`
	}
	if json.Unmarshal(b, &w.HTML) != nil || w.HTML == "" {
		if err := json.Unmarshal(b, &w); err != nil {
			return fmt.Errorf("message: %w", err)
		}
	}
	*m = Message{Text: plain(string(w.HTML)), Level: string(w.Level), At: time.Time(w.At)}
	return nil
}

// Link is where a person can see the offer.
type Link struct{ Text, URI string }

// UnmarshalJSON reads a link, which may be a mere address.
func (l *Link) UnmarshalJSON(b []byte) error {
	var address string
	if json.Unmarshal(b, &address) == nil {
		*l = Link{URI: address}
		return nil
	}
	var w struct {
		Text text `json:"displayText"`
		URI  text `json:"uri"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return fmt.Errorf("link: %w", err)
	}
	*l = Link{Text: string(w.Text), URI: string(w.URI)}
	return nil
}

// Status reads how the publishing of an offer stands.
func (c *Client) Status(ctx context.Context, publisher, offer string) (Status, error) {
	var s Status
	_, err := c.get(ctx, transport.Call{
		Op: "read the status of offer " + offer, Path: offerPath(publisher, offer, "status"), Query: query(),
	}, &s)
	return s, err
}
