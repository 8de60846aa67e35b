package section

import (
	"strings"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model/raw"
)

// dateEntry takes a date: typed, or stepped to by days and months. What stands
// after the day, a time of day, stays.
type dateEntry struct{ *lineEntry }

// day is the date that is typed and what follows it; false if none is.
func (e dateEntry) day() (date time.Time, rest string, ok bool) {
	typed := strings.TrimSpace(e.Value())
	const length = len(time.DateOnly)
	if len(typed) < length || e.f.Check(raw.Quote(typed)) != nil {
		return time.Time{}, "", false
	}
	date, err := time.Parse(time.DateOnly, typed[:length])
	return date, typed[length:], err == nil
}

func (e dateEntry) update(msg tea.KeyMsg) bool {
	days, months := 0, 0
	switch msg.Type {
	case tea.KeyUp:
		days = 1
	case tea.KeyDown:
		days = -1
	case tea.KeyPgUp:
		months = 1
	case tea.KeyPgDown:
		months = -1
	default:
		return e.lineEntry.update(msg)
	}
	date, rest, ok := e.day()
	switch {
	case ok:
		e.Replace(stepped(date, days, months).Format(time.DateOnly) + rest)
	case strings.TrimSpace(e.Value()) == "":
		e.Replace(e.d.Now().Format(time.DateOnly))
	}
	return true
}

// stepped is a date so many days and months later. A month ends where it ends:
// one after the 31st of January is the last of February.
func stepped(date time.Time, days, months int) time.Time {
	first := time.Date(date.Year(), date.Month()+time.Month(months), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(date.Day(), last)-1+days)
}

// count is the date in words.
func (e dateEntry) count() string {
	date, _, ok := e.day()
	if !ok {
		return ""
	}
	return date.Format(e.d.Text.Section.DayInWords)
}

func (e dateEntry) lines() []string {
	return []string{e.View(true), e.d.Styles.Dim.Render(e.d.Text.Section.DateHint)}
}
