package tui_test

import (
	"context"
	"encoding/json"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/model/compare"
)

// editor stands in for the user's own editor: it puts one text for another in
// the file it is given.
func editor(t *testing.T, old, text string) func(*exec.Cmd, tea.ExecCallback) tea.Cmd {
	t.Helper()
	return func(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
		return func() tea.Msg {
			path := c.Args[len(c.Args)-1]
			before, err := os.ReadFile(path)
			if err != nil {
				return done(err)
			}
			if !strings.Contains(string(before), old) {
				t.Errorf("the editor was given %q", before)
			}
			return done(os.WriteFile(path, []byte(strings.Replace(string(before), old, text, 1)+"\n"), 0o600))
		}
	}
}

// sections are all of an offer's documents in an environment, without what
// every read makes anew.
func (s *stage) sections(id model.OfferID, env model.Environment) map[string]string {
	s.t.Helper()
	out := map[string]string{}
	for _, d := range s.contents(id, env).Documents {
		out[d.Key.String()] = settled(string(d.Raw))
	}
	return out
}

// same fails the test unless an environment's documents are those wanted, byte
// for byte.
func (s *stage) same(id model.OfferID, env model.Environment, want map[string]string) {
	s.t.Helper()
	got := s.sections(id, env)
	if len(got) != len(want) {
		s.t.Errorf("%s has %d documents, want %d", env, len(got), len(want))
	}
	for key, w := range want {
		if got[key] != w {
			s.t.Errorf("%s in %s is\n%s\nwant\n%s", key, env, got[key], w)
		}
	}
}

// changed fails the test unless the draft differs from live in these places and in
// so many prices.
func (s *stage) changed(id model.OfferID, prices int, want ...string) {
	s.t.Helper()
	_, kind := s.find(id)
	changes, err := compare.Contents(kind, s.contents(id, model.Draft), s.contents(id, model.Live), false)
	if err != nil {
		s.t.Fatal(err)
	}
	var got []string
	for _, c := range changes {
		if at := c.Key.String() + c.Path; strings.HasPrefix(at, "plans/standard/pricing/priceSchedules/") {
			prices--
		} else {
			got = append(got, at)
		}
	}
	if slices.Sort(want); prices != 0 || !slices.Equal(slices.Sorted(slices.Values(got)), want) {
		s.t.Errorf("changed: %v and %d prices less than wanted; want %v", got, prices, want)
	}
}

// The whole job by keys: a listing's summary and, in the user's own editor, its
// description; a plan's name; its price in twelve markets by percent. The
// console is killed, and another one goes on: everything typed is there, is saved,
// and the comparison shows it and nothing else. One edit is taken back, one section
// published, and each environment has what it must have, byte for byte.
func TestFlow_whole(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const id, summary, description, name = "harbor-backup", "Backups that restore themselves", "<p>No backup is one until it was restored.", "Essential"
		s.exec = editor(s.t, "<p>Most backup products tell you that a copy was made.", description)
		toPlan := times(7, "down") // from the listing to the plan's
		ctx, kill := context.WithCancel(s.t.Context())

		d := s.toListing(ctx)
		draft, preview, live := s.sections(id, model.Draft), s.sections(id, model.Preview), s.sections(id, model.Live)
		d.Press("enter", "ctrl+u").Type(summary).Press("enter").Advance(time.Second).Press("down", "down", "E").Advance(time.Second)
		d.Shows("Edit Description", "No backup is one until").Press("esc").Advance(time.Second).Shows("2 unsaved edits")
		d.Press("esc").Advance(time.Second).Press(toPlan...).Press("enter").Advance(5*time.Second).Press("enter", "ctrl+u").Type(name).Press("enter").Advance(time.Second).Shows("1 unsaved edit")
		d.Press("esc").Advance(time.Second).Press("down", "$").Advance(10*time.Second).Press("/").Type("germ").Press("enter", "v").Press(times(11, "down")...)
		d.Press("%").Type("7").Press("enter").Advance(time.Second).Shows("12 unsaved prices")
		kill()
		s.same(id, model.Draft, draft)

		d = s.toListing(s.t.Context()).Shows("Unsaved edits of before are here: 2", summary, "* unsaved")
		d.Press("enter", "ctrl+s").Advance(2 * time.Second).Shows("Saved in the draft: 2 edits.").Hides("unsaved")
		d.Press("esc").Advance(time.Second).Press(toPlan...).Press("enter").Advance(5*time.Second).Shows("Unsaved edits of before are here: 1", name)
		d.Press("enter", "ctrl+s").Advance(2 * time.Second).Shows("Saved in the draft: 1 edit.").Hides("unsaved")
		d.Press("esc").Advance(time.Second).Press("down", "$").Advance(10 * time.Second).Shows("12 unsaved prices").Press("ctrl+s").Advance(time.Second).Shows("Save new prices of standard?")
		d.Type("standard").Press("enter").Advance(3 * time.Second).Shows("Saved 12 prices")

		s.changed(id, 12, "listing/summary", "listing/description", "plans/standard/listing/title")
		d.Press("esc").Advance(time.Second).Press("c").Advance(5*time.Second).Shows("[differences 15]", summary).Press("n", "n").Shows(name)

		d.Press("esc").Press("up", "enter").Advance(5*time.Second).Press("enter", "ctrl+u").Type("Standard").Press("enter").Advance(time.Second)
		d.Press("u").Advance(time.Second).Shows(name).Press("ctrl+r").Advance(time.Second).Press("ctrl+s").Advance(2 * time.Second).Shows("Saved in the draft: 1 edit.")
		s.changed(id, 12, "listing/summary", "listing/description")

		d.Press("esc").Advance(5 * time.Second).Press("p").Advance(5 * time.Second).Shows("[ ]  Offer listing").Press("space").Shows("[x]  Offer listing")
		d.Press("p").Advance(time.Second).Shows("Stays a draft: Standard › Pricing and availability.").Press("y").Advance(time.Minute).Shows("waits for you")
		preview["listing"] = edited(s.t, preview["listing"], map[string]string{
			"Immutable, policy-driven backups for virtual machines, disks and file shares": summary,
			"<p>Most backup products tell you that a copy was made.":                       description,
		})
		s.same(id, model.Preview, preview)
		s.same(id, model.Live, live)
		s.changed(id, 12, "listing/summary", "listing/description")
		d.Press("g").Advance(5 * time.Second).Shows("~ 2 changed, + 0 added, - 0 removed").Press("g").Advance(time.Second).Type(id).Press("enter").Advance(time.Minute)
		d.Shows("harbor-backup is live")
		live["listing"] = preview["listing"]
		s.same(id, model.Live, live)
		s.changed(id, 12)
	})
}

// edited is a document with some texts in place of others. That it has members
// nobody told us of is what makes the comparison worth its while.
func edited(t *testing.T, doc string, texts map[string]string) string {
	t.Helper()
	if !strings.Contains(doc, `"storefrontHints":{"rank":7,"badge":"rehearsed"}`) || !json.Valid([]byte(doc)) {
		t.Fatalf("the sandbox's listing has no unknown member: %s", doc)
	}
	for old, text := range texts {
		if strings.Count(doc, old) != 1 {
			t.Fatalf("%q is not once in %s", old, doc)
		}
		doc = strings.Replace(doc, old, text, 1)
	}
	return doc
}
