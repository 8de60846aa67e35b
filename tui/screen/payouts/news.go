package payouts

import (
	"fmt"
	"slices"
	"time"

	"awning/model/payout"
	"awning/tui/outlook"
	"awning/tui/sanitize"
	"awning/tui/text"
	"awning/tui/ui"
	"awning/tui/widget/wrap"
)

// leastNews is how many lines of news show in any case.
const leastNews = 2

// news is something to know beside the three answers: what it is called where all of it is
// told, the mark it stands behind, and its words.
type news struct{ label, mark, words string }

// news is all of it, the most urgent first.
func (s *Screen) news() []news {
	st, t := s.d.Styles, s.d.Text.Payouts
	var out []news
	add := func(label, mark string, all ...string) {
		for _, words := range all {
			out = append(out, news{label, mark, words})
		}
	}
	add(t.Problem, st.Bad.Render(st.Marks.Failed), s.problems()...)
	add(t.Title, st.Accent.Render(st.Marks.Running), s.progress()...)
	if outlook.Estimated(s.view) {
		words, some := t.Estimate, t.EstimateOf
		if s.nav.SignIn != nil {
			words, some = t.EstimateKey, t.EstimateOfKey
		}
		if who := outlook.Estimates(s.d.Text, s.view); who != "" {
			words = fmt.Sprintf(some, who)
		}
		add(t.Note, st.Warn.Render(st.Marks.Changed), words)
	}
	if !s.wide() { // else it stands beside the months
		add(t.ToDo, st.Warn.Render(st.Marks.Changed), outlook.ToDo(s.d.Text, s.view.Outlook.Held)...)
	}
	add(t.Note, st.Warn.Render(st.Marks.Changed), outlook.Notes(s.d.Text, s.view)...)
	if n := len(s.view.Mismatches); n > 0 && s.nav.Reconcile != nil {
		add(t.Note, st.Warn.Render(st.Marks.Changed), text.Count(n, t.WrongOne, t.WrongSome))
	}
	return out
}

// told are news behind their marks, broken into lines: as many as there is room for, of which
// the last one says how many there are more.
func (s *Screen) told(all []news, room int) []string {
	st := s.d.Styles
	var out []string
	for _, one := range all {
		for i, line := range wrap.Lines(one.words, max(s.width-2, 1)) {
			before := "  "
			if i == 0 {
				before = one.mark + " "
			}
			out = append(out, before+st.Text.Render(line))
		}
	}
	if room = max(room, leastNews); len(out) > room {
		rest := len(out) - room + 1
		out = append(out[:room-1], "  "+st.Dim.Render(fmt.Sprintf(s.d.Text.Payouts.MoreBelow, rest)))
	}
	return out
}

// problems say why there is nothing, or nothing newer, and what to do.
func (s *Screen) problems() []string {
	t := s.d.Text.Payouts
	var out []string
	for _, one := range s.view.States {
		if one.Problem == "" {
			continue
		}
		words := fmt.Sprintf(t.Missing, sanitize.ID(string(one.Profile)), sanitize.Line(one.Problem))
		if one.Hint != "" {
			words = fmt.Sprintf(t.WhatToDo, words, sanitize.Line(one.Hint))
		}
		out = append(out, words)
	}
	return out
}

// progress says how far a refresh is, and what becomes of it.
func (s *Screen) progress() []string {
	if !s.refresh.Busy() {
		return nil
	}
	t := s.d.Text
	var out []string
	if !outlook.EverRead(s.view) {
		out = append(out, t.Payouts.First)
	}
	all := s.steps.all()
	if len(all) == 0 {
		out = append(out, t.Payouts.Asking)
	}
	for _, p := range all {
		who, kind, state := sanitize.ID(string(p.Profile)), text.Word(t.Payout.Exports, p.Export.Kind), text.Word(t.Payout.Stages, p.Export.State)
		words := fmt.Sprintf(t.Command.Payouts.Stage, who, kind, state)
		if p.Export.Rows > 0 {
			words = fmt.Sprintf(t.Command.Payouts.StageRows, who, kind, state, p.Export.Rows)
		}
		if p.Export.Problem != "" {
			words = fmt.Sprintf(t.Command.Payouts.StageNote, words, sanitize.Line(p.Export.Problem))
		}
		out = append(out, s.asked(words, p.Export))
	}
	return append(out, t.Payouts.GoesOn)
}

// asked adds since when an export is waited for, once that is long.
func (s *Screen) asked(words string, e payout.Export) string {
	const long = time.Minute
	switch age := s.d.Now().Sub(e.Asked); {
	case e.State == payout.ExportDone, e.State == payout.ExportFailed, e.Asked.IsZero(), age < long:
		return words
	default:
		return fmt.Sprintf(s.d.Text.Payouts.Since, words, s.d.Text.Words.Age(age))
	}
}

// troubled is the first account whose payouts whoever is signed in may not see. An export that
// failed is no such trouble: it is asked for again.
func (s *Screen) troubled() *payout.State {
	failed := func(e payout.Export) bool { return e.State == payout.ExportFailed }
	i := slices.IndexFunc(s.view.States, func(one payout.State) bool {
		return one.Problem != "" && !slices.ContainsFunc(one.Exports, failed)
	})
	if i < 0 {
		return nil
	}
	return &s.view.States[i]
}

// Detail is the month under the cursor in full, and all there is to know beside it.
func (s *Screen) Detail() []ui.Fact {
	t, out := s.d.Text, s.rows.Detail()
	for _, l := range outlook.Lines(t, s.view) {
		out = append(out, ui.Fact{Label: l.Label, Value: l.Wordings[0]})
	}
	for _, h := range outlook.ByUrgency(s.view.Outlook.Held) {
		out = append(out, ui.Fact{Label: t.Payouts.HeldUp, Value: s.heldUp(h)})
	}
	for _, one := range s.news() {
		if one.label != t.Payouts.ToDo { // which is said of what is held up
			out = append(out, ui.Fact{Label: one.label, Value: one.words})
		}
	}
	for _, one := range s.view.States {
		if !one.At.IsZero() {
			out = append(out, ui.Fact{Label: t.Payouts.Source, Value: s.source(one)})
		}
	}
	return out
}

// source says where the figures of an account come from, and how old they are.
func (s *Screen) source(of payout.State) string {
	t := s.d.Text
	return fmt.Sprintf(
		t.Payouts.Sources, sanitize.ID(string(of.Profile)), text.Word(t.Payout.Sources, of.Source),
		text.Count(of.Earnings, t.Command.Payouts.OneLine, t.Command.Payouts.Lines),
		text.Count(of.Payments, t.Command.Payouts.OnePayment, t.Command.Payouts.Payments), t.Words.Time(of.At, s.d.Now()),
	)
}
