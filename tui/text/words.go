package text

import (
	"fmt"
	"time"

	"awning/model"
	"awning/tui/sanitize"
)

// Words are what the model's codes are called. A code without a word (the
// services add some) is shown as it is, in the service's own spelling.
type Words struct {
	Environments map[model.Environment]string
	States       map[model.State]string
	Phases       map[model.Phase]string
	Drafts       map[model.DraftState]string
	// BriefStates are for narrow columns, where the others are too long.
	BriefStates map[model.State]string
	Steps       map[model.StepState]string
	Kinds       map[model.ChangeKind]string
	Verbs       map[model.Verb]string

	Seconds, Minutes, Hours, Days string // how many of them
	Clock, Seconds24, Date        string // layouts of package time
	JustNow, Ago                  string // Ago: a duration

	Empty, NotSet, Hidden string // stand for values
	Yes, No               string
	And, Or               string // between the last two of a list: one, other
	Doubt                 string // a rule that is broken and not sure
}

func englishWords() Words {
	return Words{
		Environments: map[model.Environment]string{
			model.Draft: "draft", model.Preview: "preview", model.Live: "live",
		},
		States: map[model.State]string{
			model.StateDraft: "Draft", model.StatePublishing: "Publish in progress",
			model.StateAttention: "Attention needed", model.StatePreview: "Preview, waits for you",
			model.StateLive: "Live", model.StateStopping: "Pending stop", model.StateStopped: "Not available",
		},
		BriefStates: map[model.State]string{
			model.StateDraft: "Draft", model.StatePublishing: "Publishing", model.StateAttention: "Attention",
			model.StatePreview: "Waits for you", model.StateLive: "Live", model.StateStopping: "Pending stop",
			model.StateStopped: "Not available",
		},
		Phases: map[model.Phase]string{
			model.PhaseUnknown: "unknown", model.PhasePublishing: "on its way to preview", model.PhaseFailed: "failed",
			model.PhaseCancelled: "cancelled", model.PhasePreview: "in preview, waits for you",
			model.PhaseGoingLive: "going live", model.PhaseLive: "live", model.PhaseLiveFailed: "going live failed",
		},
		Drafts: map[model.DraftState]string{
			model.DraftUnknown: "not looked at yet", model.DraftNew: "never published",
			model.DraftChanged: "unpublished changes", model.DraftUnchanged: "no unpublished changes",
		},
		Steps: map[model.StepState]string{
			model.StepWaiting: "waiting", model.StepRunning: "running", model.StepDone: "done",
			model.StepFailed: "failed", model.StepPerson: "waits for you",
		},
		Kinds: map[model.ChangeKind]string{
			model.Added: "added", model.Removed: "removed", model.Edited: "changed", model.Unchanged: "unchanged",
		},
		Verbs: map[model.Verb]string{
			model.VerbPublish: "publishing", model.VerbGoLive: "going live", model.VerbCancel: "cancelling",
			model.VerbStop: "stopping the sale", model.VerbRestore: "restoring",
		},
		Seconds: "%d s", Minutes: "%d min", Hours: "%d h", Days: "%d days",
		Clock: "15:04", Seconds24: "15:04:05", Date: "2 Jan 2006 15:04",
		JustNow: "just now", Ago: "%s ago",
		Empty: "(empty)", NotSet: "not set", Hidden: "set, not shown",
		Yes: "yes", No: "no",
		And: "%s and %s", Or: "%s or %s",
		Doubt: "%s; the documentation contradicts itself here, and the service decides",
	}
}

// Word is what a code is called, or the code itself if it has no word.
func Word[K ~string](words map[K]string, code K) string {
	if w, ok := words[code]; ok {
		return w
	}
	return sanitize.Line(string(code)) // a service's own word is foreign text
}

// Count says how many there are: one is the text for a single one, many the
// format for any other number.
func Count(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// Duration says how long something took, to the unit that matters: "40 s",
// "12 min", "3 h 5 min", "2 days".
func (w Words) Duration(d time.Duration) string {
	switch {
	case d < time.Minute:
		return fmt.Sprintf(w.Seconds, max(d, 0)/time.Second)
	case d < time.Hour:
		return fmt.Sprintf(w.Minutes, d/time.Minute)
	case d < 48*time.Hour:
		hours := fmt.Sprintf(w.Hours, d/time.Hour)
		if rest := d % time.Hour / time.Minute; rest > 0 {
			return hours + " " + fmt.Sprintf(w.Minutes, rest)
		}
		return hours
	}
	return fmt.Sprintf(w.Days, d/(24*time.Hour))
}

// Age says how long ago something was.
func (w Words) Age(d time.Duration) string {
	if d < 5*time.Second {
		return w.JustNow
	}
	return fmt.Sprintf(w.Ago, w.Duration(d))
}

// Time says when something was, as seen from now: the clock alone if it was
// within the day, the date too if not. Both are in now's time zone.
func (w Words) Time(t, now time.Time) string {
	t = t.In(now.Location())
	if now.Sub(t).Abs() < 12*time.Hour {
		return t.Format(w.Clock)
	}
	return t.Format(w.Date)
}
