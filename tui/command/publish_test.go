package command_test

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/model"
	"awning/tui/command"
)

func TestPublish_notes(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	m.notes = "Use the account in the vault"
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done).says(t, "Notes: Use the account in the vault")
	script(t, m, "publish", "harbor-backup", "--yes", "--notes", "Another").want(t, command.Done).says(t, "Notes: Another")
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done)
	file := filepath.Join(t.TempDir(), "notes.txt")
	if err := os.WriteFile(file, []byte("First line\nsecond\x1b[2J line\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	script(t, m, "publish", "harbor-backup", "--yes", "--notes", "@"+file).want(t, command.Done).says(t, "Notes: First line second")
	script(t, m, "publish", "harbor-backup", "--yes", "--notes", "").want(t, command.Done).says(t, "Notes: none")
	var sent []string
	for _, p := range m.published {
		sent = append(sent, p.Notes)
	}
	want := "Use the account in the vault|Another|Another|First line\nsecond\x1b[2J line|"
	if got := strings.Join(sent, "|"); got != want || m.notes != "" {
		t.Errorf("sent %q, want %q; kept %q", got, want, m.notes)
	}
}

// How long it takes is told as the portal documents it, and as it was here.
func TestPublish_tellsHowLongItTookBefore(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	if r := script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done); strings.Contains(r.err, "of this type took") {
		t.Errorf("it took so long before, though there was no before:\n%s", r.err)
	}
	m.runs = []time.Duration{2 * time.Hour, 50 * time.Minute, 70 * time.Minute}
	const words = "Here, the last 3 of this type took 50 min to 2 h, half of them at most 1 h 10 min."
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done).says(t, words)
	script(t, m, "publish", "harbor-backup", "--dry-run").want(t, command.Done).says(t, words)
}

// Notes are kept once the publish was agreed to, not before.
func TestPublish_declinedKeepsOldNotes(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	m.notes = "Old notes"
	shell{asks: true, in: "n\n"}.run(t, m, "publish", "harbor-backup", "--notes", "New notes").want(t, command.Failed)
	script(t, m, "publish", "harbor-backup", "--dry-run", "--notes", "New notes").want(t, command.Done)
	if m.notes != "Old notes" || len(m.published) != 0 {
		t.Errorf("kept %q, published %d", m.notes, len(m.published))
	}
}

// Edits that are on this machine only are not published, and nobody should think so.
func TestPublish_unsaved(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	m.edits = []model.FieldEdit{{Key: model.SectionKey{Section: "listing"}}, {Key: model.SectionKey{Section: "listing"}}}
	for _, args := range [][]string{{"publish", "harbor-backup", "--yes"}, {"check", "harbor-backup"}} {
		script(t, m, args...).want(t, command.Done).says(t, "2 unsaved edits on this machine, in listing;")
	}
}

func TestPublish_says(t *testing.T) {
	t.Parallel()
	script(t, harbor("New", "49.00"), "publish", "harbor-backup", "--section", "listing", "--yes").want(t, command.Done).
		says(t, "For: p › brightwave", "Notified: the seller contact", "Then: Automated validation", "you look at the preview and go live", "Publish (")
}

// Only what travels is held against what was read: a change elsewhere in the draft is
// no reason to stop.
func TestPublish_seen(t *testing.T) {
	t.Parallel()
	m := harbor("New", "59.00")
	script(t, m, "publish", "harbor-backup", "--section", "plans/standard/pricing", "--yes").want(t, command.Done)
	for _, d := range m.published[0].Seen {
		if d.Key.Section == "listing" {
			t.Errorf("the listing stays and is held against what was read")
		}
	}
	script(t, m, "publish", "harbor-backup", "--yes").want(t, command.Done)
	if got := len(m.published[1].Seen); got != len(m.contents[model.Draft].Documents) {
		t.Errorf("%d documents were seen", got)
	}
}

func TestPublish_dryRun(t *testing.T) {
	t.Parallel()
	m := harbor("New", "59.00")
	r := script(t, m, "publish", "harbor-backup", "--dry-run", "--section", "listing", "-o", "json").want(t, command.Done)
	got := decode[command.PublishPlanJSON](t, r)
	fates := map[string]string{}
	for _, row := range got.Sections {
		fates[row.Path] = row.Fate
	}
	if !got.Possible || got.First || fates["listing"] != "published" || fates["plans/standard/pricing"] != "stays" || len(got.ToPreview) == 0 {
		t.Errorf("plan %+v", got)
	}
	if len(m.published) != 0 {
		t.Error("something was published")
	}
	script(t, m, "publish", "harbor-backup", "--dry-run").want(t, command.Done).prints(t, "WHAT HAPPENS", "is published")
	script(t, m, "publish", "harbor-backup", "--dry-run", "--wait").want(t, command.WrongUsage).says(t, "--dry-run --wait")

	m = harbor(strings.Repeat("x", 101), "49.00")
	r = script(t, m, "publish", "harbor-backup", "--dry-run", "-o", "json").want(t, command.Failed).
		says(t, "  listing (1 change): incomplete\n      Search summary may have at most 100", "awning check harbor-backup")
	got = decode[command.PublishPlanJSON](t, r)
	if got.Possible || len(got.Sections) == 0 || got.Sections[0].Fate != "blocked" || len(got.Sections[0].Faults) != 1 {
		t.Errorf("plan %+v", got)
	}
}

// A section that cannot be published does not keep others back; why is said.
func TestPublish_blockedStays(t *testing.T) {
	t.Parallel()
	m := harbor(strings.Repeat("x", 101), "59.00")
	script(t, m, "publish", "harbor-backup", "--section", "plans/standard/pricing", "--yes").want(t, command.Done).
		says(t, "what stays in the draft:\n  listing (1 change): incomplete\n      Search summary may have at most 100")
}

// What a service calls its plans reaches no terminal as it is.
func TestPublish_hostilePlan(t *testing.T) {
	t.Parallel()
	const id = "gold\x1b]0;owned\a\u202e"
	m := harbor("New", "49.00")
	draft := m.contents[model.Draft]
	draft.Plans = append(slices.Clone(draft.Plans), model.Plan{Key: "h", ID: id, Alias: id})
	draft.Documents = append(slices.Clone(draft.Documents),
		model.Document{Key: model.SectionKey{Plan: id, Section: "pricing"}, Env: model.Draft, Dialect: model.V1, Raw: pricing("1")})
	m.contents[model.Draft] = draft
	m.edits = []model.FieldEdit{{Key: model.SectionKey{Plan: id, Section: "pricing"}}}
	for _, args := range [][]string{
		{"publish", "harbor-backup", "--section", "listing", "--yes"},
		{"publish", "harbor-backup", "--dry-run"},
		{"check", "harbor-backup"},
		{"compare", "harbor-backup", "--three"},
		{"golive", "harbor-backup", "--yes"},
	} {
		r := script(t, m, args...)
		if strings.ContainsAny(r.out+r.err, "\x1b\a\u202e") {
			t.Errorf("%q:\n%q\n%q", args, r.out, r.err)
		}
	}
}

func TestFlow_goLiveSaysWhatChanges(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		s.awning("set", "harbor-backup", "listing.summary=New").want(t, command.Done)
		s.awning("publish", "harbor-backup", "--section", "listing", "--yes", "--wait", "--notes", "vault").want(t, command.Done)
		s.awning("golive", "harbor-backup", "--yes", "--wait").want(t, command.Done).
			says(t, "what changes for customers:\n  listing (1 change)\nawning compare harbor-backup --from preview --to live")
		s.awning("golive", "current-crm", "--yes").want(t, command.Done).says(t, "never been live")
		s.awning("set", "harbor-backup", "listing.summary=Newer").want(t, command.Done)
		s.awning("publish", "harbor-backup", "--yes").want(t, command.Done).says(t, "Notes: vault")
	})
}
