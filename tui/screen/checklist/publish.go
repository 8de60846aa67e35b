package checklist

import (
	"context"
	"errors"
	"fmt"
	"slices"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/checklist"
	"awning/tui/sanitize"
	"awning/tui/send"
	"awning/tui/show"
	"awning/tui/ui"
)

// moved is what a publish answers if sections changed since they were read.
type moved interface {
	error
	Moved() []model.SectionKey
}

// cannotPublish says why nothing can be published now, or "".
func (s *Screen) cannotPublish() string {
	t := s.d.Text.Checklist
	switch {
	case s.sending:
		return t.StillSending
	case s.stands != nil && s.stands.Running != nil:
		return t.Running
	case s.problem != nil:
		return fmt.Sprintf(t.Cannot, sanitize.Line(s.problem.Error()))
	case !s.fresh():
		return t.NotRead
	case !s.anyChanges():
		return t.NothingChanged
	case len(checklist.Sections(s.items)) == 0:
		return t.NothingChosen
	}
	return ""
}

// fresh reports whether the list was made of what the service holds now: what the store
// kept is good to look at, not to publish by.
func (s *Screen) fresh() bool {
	ready := s.items != nil && s.stands != nil && !s.build.Busy() && s.loader.Of(model.Draft).Fresh
	return ready && (s.base == "" || s.loader.Of(s.base).Fresh)
}

func (s *Screen) anyChanges() bool {
	return slices.ContainsFunc(s.items, func(i checklist.Item) bool {
		return len(i.Changes) > 0 && i.Rule != checklist.RuleOutside
	})
}

// ask says what travels and what stays, and publishes on yes.
func (s *Screen) ask() tea.Cmd {
	t, o := s.d.Text.Checklist, s.offer
	id := sanitize.ID(string(o.ID))
	body := []string{fmt.Sprintf(t.AskTravels, s.names(s.travelling()))}
	if s.base == "" {
		body = []string{t.AskWhole}
	}
	if stays := checklist.StaysDraft(s.items); len(stays) > 0 {
		body = append(body, fmt.Sprintf(t.AskStays, s.names(stays)))
	}
	if words := s.unsaved(); words != "" {
		body = append(body, words+".")
	}
	return ui.Confirm(ui.Question{
		Title: fmt.Sprintf(t.Ask, id),
		Facts: [][2]string{
			{t.Account, show.Account(o, s.d.Styles.Marks.Crumb)},
			{t.Offer, id + " (" + sanitize.Line(o.Alias) + ")"},
			{t.Environment, s.d.Text.Words.Environments[model.Preview]},
		},
		Body: append(body, t.AskRunning),
		Yes:  t.Yes, No: t.No,
		Do: s.publish,
	})
}

// publish sends the choice, pinned to the documents it was made on.
func (s *Screen) publish() tea.Cmd {
	if why := s.cannotPublish(); why != "" {
		return ui.Notify(ui.Notice{Level: ui.Info, Text: why})
	}
	r := model.PublishRequest{Notes: s.notes, Seen: s.seen()}
	if s.base != "" {
		r.Sections = checklist.Sections(s.items)
	}
	s.sending, s.moved = true, nil
	api, o := s.api, s.offer
	doing := fmt.Sprintf(s.d.Text.Checklist.Doing, sanitize.ID(string(o.ID)))
	return send.Command(s.ctx(), s.d, s, doing, func(ctx context.Context) (model.Operation, error) {
		return api.Publish(ctx, o, r)
	})
}

// seen are the draft documents of the sections that travel.
func (s *Screen) seen() []model.Document {
	travelling := s.travelling()
	return slices.DeleteFunc(slices.Clone(s.loader.Of(model.Draft).Documents), func(d model.Document) bool {
		return s.base != "" && !slices.ContainsFunc(travelling, func(i checklist.Item) bool {
			return i.Key == d.Key.Whole() || i.Key.Plan == d.Key.Plan && slices.Contains(i.Carries, d.Key.Section)
		})
	})
}

// travelling are the rows that will be published.
func (s *Screen) travelling() []checklist.Item {
	return slices.DeleteFunc(slices.Clone(s.items), func(i checklist.Item) bool { return !i.Selected })
}

// sent takes how sending went. The root has been told already.
func (s *Screen) sent(msg send.Sent) tea.Cmd {
	s.sending = false
	if msg.Err == nil {
		return ui.Instead(s.nav.Progress(msg.Operation))
	}
	if m, ok := errors.AsType[moved](msg.Err); ok {
		s.moved = m.Moved()
		return s.load()
	}
	return nil
}
