package command_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"awning/model"
	"awning/tui/command"
)

// typist is an editor: a shell script that gets the file as its argument.
func typist(t *testing.T, script string) map[string]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "editor.sh")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nset -e\n"+script+"\n"), 0o700); err != nil {
		t.Fatal(err)
	}
	return map[string]string{"EDITOR": path}
}

// keptFile is the file a failed edit says what was typed is kept in.
func keptFile(t *testing.T, r result) string {
	t.Helper()
	found := regexp.MustCompile(`what you typed is kept in (\S+)`).FindStringSubmatch(r.err)
	if found == nil {
		t.Fatalf("no kept file is named:\n%s", r.err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(filepath.Dir(found[1])) })
	info, err := os.Stat(found[1])
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Fatalf("the kept file: %v, %v", info, err)
	}
	text, err := os.ReadFile(found[1])
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestEdit_field(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	sh := shell{env: typist(t, `test "$(cat "$1")" = Old; printf 'Backups that restore\n' >"$1"`)}
	r := sh.run(t, m, "edit", "harbor-backup", "listing.summary", "-o", "json").want(t, command.Done)
	got := decode[command.SetJSON](t, r)
	if len(got.Changes) != 1 || got.Changes[0].Path != "listing.summary" || string(got.Changes[0].Old) != `"Old"` ||
		string(got.Changes[0].New) != `"Backups that restore"` || len(got.Saved) != 1 {
		t.Errorf("answer %+v", got)
	}
	if len(m.saved) != 1 || string(m.saved[0].Raw) != string(listing("Backups that restore")) {
		t.Errorf("saves: %s", m.sent())
	}
}

// What the catalogue does not know keeps its bytes, though the editor saw all of it laid
// out anew.
func TestEdit_section(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	sh := shell{env: typist(t, `grep -q '^  "summary": "Old",$' "$1"; sed -i 's/"Old"/"New"/; s/"rank": 7/"rank": 8/' "$1"`)}
	sh.run(t, m, "edit", "harbor-backup", "listing").want(t, command.Done).
		prints(t, "listing.summary", "listing./storefrontHints/rank", "7", "8").says(t, "saved Offer listing")
	want := strings.Replace(string(listing("New")), `"rank":7`, `"rank":8`, 1)
	if len(m.saved) != 1 || string(m.saved[0].Raw) != want {
		t.Errorf("saved\n%s\nwant\n%s", m.sent(), want)
	}
}

func TestEdit_list(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		const offer, path = "harbor-backup", "listing.keywords"
		s.awning("set", offer, path+"=backup,vault").want(t, command.Done)
		s.env = typist(t, `test "$(cat "$1")" = "$(printf 'backup\nvault')"; printf '\nrestore\n' >>"$1"`)
		s.awning("edit", offer, path).want(t, command.Done)
		if got := s.get(offer, path, model.Draft); strings.Join(strings.Fields(got), "") != `["backup","vault","restore"]` {
			t.Errorf("keywords are %s", got)
		}
	})
}

func TestEdit_nothingDone(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		script string
		args   []string
		exit   command.Exit
		says   []string
		kept   string // empty: nothing is kept
	}{
		"unchanged field":   {"true", []string{"listing.summary"}, command.Done, []string{"not changed"}, ""},
		"unchanged section": {"true", []string{"listing"}, command.Done, []string{"not changed"}, ""},
		"only laid out":     {`tr -d '\n' <"$1" >"$1.n"; mv "$1.n" "$1"`, []string{"listing"}, command.Done, []string{"not changed"}, ""},
		"too long":          {`printf '%0101d' 0 >"$1"`, []string{"listing.summary"}, command.WrongUsage, []string{"100", "101"}, strings.Repeat("0", 101)},
		"no number":         {`echo cheap >"$1"`, []string{"plans/standard/pricing.price"}, command.WrongUsage, []string{"cheap"}, "cheap"},
		"no JSON":           {`echo '{' >"$1"`, []string{"listing"}, command.WrongUsage, []string{"not JSON"}, "{\n"},
		"no object":         {`echo '[]' >"$1"`, []string{"listing"}, command.WrongUsage, []string{"not a JSON object"}, "[]\n"},
		"two rules broken": {
			`sed -i 's/"Old"/""/; s/"Harbor Backup"/""/' "$1"`,
			[]string{"listing"},
			command.WrongUsage,
			[]string{"listing.summary", "listing.title", "2 values"},
			"*",
		},
		"fixed":        {"echo de-de >$1", []string{"listing.language"}, command.Failed, []string{"fixed"}, ""},
		"a file":       {"echo x >$1", []string{"assets:azurelogolarge/1.file"}, command.Failed, []string{"uploaded file"}, ""},
		"live":         {"true", []string{"listing", "--env", "live"}, command.WrongUsage, []string{"only the draft", "awning get harbor-backup listing --env live"}, ""},
		"unknown":      {"true", []string{"listing.nothing"}, command.WrongUsage, []string{"nothing"}, ""},
		"editor fails": {`rm "$1"`, []string{"listing.summary"}, command.Failed, []string{"editor could not be used"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := harbor("Old", "49.00")
			r := shell{env: typist(t, tc.script)}.run(t, m, append([]string{"edit", "harbor-backup"}, tc.args...)...).
				want(t, tc.exit).says(t, tc.says...)
			if len(m.saved) > 0 {
				t.Errorf("saved %s", m.sent())
			}
			switch {
			case tc.kept == "" && strings.Contains(r.err, "kept in"):
				t.Errorf("something is kept:\n%s", r.err)
			case tc.kept == "":
			case tc.kept == "*":
				keptFile(t, r)
			default:
				if got := keptFile(t, r); got != tc.kept {
					t.Errorf("kept %q, want %q", got, tc.kept)
				}
			}
		})
	}
}

func TestEdit_needsAnEditor(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "1")
	script(t, m, "edit", "harbor-backup", "listing.summary").want(t, command.WrongUsage).says(t, "no terminal", "EDITOR")
	if m.closed != 0 {
		t.Error("the market was opened for it")
	}
}

func TestEdit_readOnly(t *testing.T) {
	t.Parallel()
	r := shell{env: typist(t, "echo x >$1")}.run(t, harbor("Old", "1"), "edit", "harbor-backup", "listing.summary", "--read-only").
		want(t, command.NotAllowed).says(t, "--read-only")
	if strings.Contains(r.err, "kept") {
		t.Error("the editor was opened")
	}
}

// On a terminal what cannot be taken goes back to the editor as it was typed.
func TestEdit_again(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	sh := shell{
		asks: true, in: "y\n",
		env: typist(t, `case "$(cat "$1")" in Old) printf '%0101d' 0 >"$1";; 0*) printf 'Short' >"$1";; esac`),
	}
	sh.run(t, m, "edit", "harbor-backup", "listing.summary").want(t, command.Done).says(t, "at most 100", "Go back")
	if len(m.saved) != 1 || string(m.saved[0].Raw) != string(listing("Short")) {
		t.Errorf("saves: %s", m.sent())
	}
	sh.in = "n\n"
	r := sh.run(t, harbor("Old", "49.00"), "edit", "harbor-backup", "listing.summary").want(t, command.WrongUsage)
	if got := keptFile(t, r); got != strings.Repeat("0", 101) {
		t.Errorf("kept %q", got)
	}
}

// elsewhereError is what a save fails with if somebody was faster.
type elsewhereError struct{ theirs model.Document }

func (e elsewhereError) Error() string             { return "listing was changed elsewhere meanwhile" }
func (e elsewhereError) Is(err error) bool         { return err == errStale }
func (e elsewhereError) Elsewhere() model.Document { return e.theirs }

func TestEdit_changedElsewhere(t *testing.T) {
	t.Parallel()
	begin := func(theirs json.RawMessage) *market {
		m := harbor("Old", "49.00")
		base := m.contents[model.Draft].Documents[0]
		base.Raw, base.ETag = theirs, `"2"`
		m.saveOnce = elsewhereError{base}
		return m
	}
	titled := json.RawMessage(strings.Replace(string(listing("Old")), "Harbor Backup", "Harbor Vault", 1))
	both := strings.Replace(string(listing("New")), "Harbor Backup", "Harbor Vault", 1)
	env := typist(t, `printf New >"$1"`)

	m := begin(titled)
	shell{env: env}.run(t, m, "edit", "harbor-backup", "listing.summary", "--yes").want(t, command.Done).
		says(t, "changed elsewhere while you edited", "Name")
	if len(m.saved) != 1 || string(m.saved[0].Raw) != both || m.saved[0].Base.ETag != `"2"` {
		t.Errorf("saved %s\nwant %s", m.sent(), both)
	}
	m = begin(titled)
	r := shell{env: env}.run(t, m, "edit", "harbor-backup", "listing.summary").want(t, command.Elsewhere).says(t, "with --yes")
	if got := keptFile(t, r); got != "New" || len(m.saved) > 0 {
		t.Errorf("kept %q, saved %s", got, m.sent())
	}
	m = begin(listing("Theirs"))
	r = shell{env: env}.run(t, m, "edit", "harbor-backup", "listing.summary", "--yes").want(t, command.Elsewhere).
		says(t, "both sides changed", "before  Old", "yours   New", "theirs  Theirs")
	if got := keptFile(t, r); got != "New" || len(m.saved) > 0 {
		t.Errorf("kept %q, saved %s", got, m.sent())
	}
}

// Somebody saves the same section while the editor is open, through either API: both
// changes are in the draft, and nothing else is.
func TestFlow_editMeanwhile(t *testing.T) {
	t.Parallel()
	onStage(t, func(s *stage) {
		for _, offer := range []string{"harbor-backup", "lighthouse-gateway"} {
			s.env = typist(t, `printf 'Mine' >"$1"`)
			s.meanwhile = func() { s.awning("set", offer, "listing.support-phone=+1 555 0100").want(t, command.Done) }
			r := s.awning("edit", offer, "listing.summary").want(t, command.Elsewhere).says(t, "changed elsewhere while you edited")
			if keptFile(t, r) != "Mine" {
				t.Error("what was typed is not kept")
			}
			s.meanwhile = func() { s.awning("set", offer, "listing.support-phone=+1 555 0199").want(t, command.Done) }
			s.awning("edit", offer, "listing.summary", "--yes").want(t, command.Done)
			if got := s.get(offer, "listing.summary", model.Draft); got != `"Mine"` {
				t.Errorf("%s: the summary is %s", offer, got)
			}
			if got := s.get(offer, "listing.support-phone", model.Draft); got != `"+1 555 0199"` {
				t.Errorf("%s: the phone is %s", offer, got)
			}
			s.meanwhile = func() { s.awning("set", offer, "listing.summary=Theirs").want(t, command.Done) }
			s.env = typist(t, `printf 'Mine again' >"$1"`)
			r = s.awning("edit", offer, "listing.summary", "--yes").want(t, command.Elsewhere).says(t, "both sides changed")
			if got := s.get(offer, "listing.summary", model.Draft); got != `"Theirs"` || keptFile(t, r) != "Mine again" {
				t.Errorf("%s: the summary is %s", offer, got)
			}
			r = s.awning("compare", offer, "--section", "listing", "-o", "json").want(t, command.Done)
			if got := decode[command.CompareJSON](t, r); len(got.Changes) != 2 {
				t.Errorf("%s: %d fields differ from live, want 2", offer, len(got.Changes))
			}
		}
	})
}

// A secret is neither edited nor shown to an editor, and survives an edit around it.
func TestEdit_secret(t *testing.T) {
	t.Parallel()
	const secret = "DefaultEndpointsProtocol=https;AccountKey=dG9wc2VjcmV0"
	leads := func(extra string) json.RawMessage {
		return json.RawMessage(`{"resourceType":"AzureTableLeadConfiguration","connectionString":"` + secret + `"` + extra + `}`)
	}
	begin := func() *market {
		m := harbor("Old", "49.00")
		c := m.contents[model.Draft]
		c.Documents = append(c.Documents, model.Document{Key: model.SectionKey{Section: "leads"}, Env: model.Draft, Dialect: model.V1, Raw: leads("")})
		m.contents[model.Draft] = c
		return m
	}
	r := shell{env: typist(t, "true")}.run(t, begin(), "edit", "harbor-backup", "leads.connection").want(t, command.Failed).
		says(t, "secret", "awning set harbor-backup leads.connection=@FILE")
	if strings.Contains(r.err+r.out, secret) {
		t.Error("the secret is shown")
	}
	m := begin()
	r = shell{env: typist(t, `if grep -q AccountKey "$1"; then exit 1; fi; sed -i 's/"(hidden)"/"(hidden)", "note": "x"/' "$1"`)}.
		run(t, m, "edit", "harbor-backup", "leads").want(t, command.Done).says(t, "(hidden)")
	if len(m.saved) != 1 || string(m.saved[0].Raw) != string(leads(`,"note":"x"`)) {
		t.Errorf("saved %s", m.sent())
	}
	m = begin()
	r2 := shell{env: typist(t, `sed -i 's/(hidden)/AccountKey=bmV3/' "$1"`)}.run(t, m, "edit", "harbor-backup", "leads", "-o", "json").want(t, command.Done)
	if len(m.saved) != 1 || !strings.Contains(string(m.saved[0].Raw), "AccountKey=bmV3") {
		t.Errorf("saved %s", m.sent())
	}
	if strings.Contains(r.err+r.out+r2.out+r2.err, "AccountKey") {
		t.Errorf("a secret is shown:\n%s%s", r2.out, r2.err)
	}
}

// A secret somewhere within a value that is none is not printed either.
func TestGet_secretsWithin(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	c := m.contents[model.Draft]
	c.Documents = append(c.Documents, model.Document{
		Key: model.SectionKey{Plan: "standard", Section: "images"}, Env: model.Draft, Dialect: model.V1,
		Raw: json.RawMessage(`{"disks":[{"lun":1,"uri":"https://x.example/d.vhd?sv=1&sig=dG9wc2VjcmV0"}],"sasToken":"dG9wc2VjcmV0"}`),
	})
	m.contents[model.Draft] = c
	for _, path := range []string{"plans/standard/images", "plans/standard/images./disks", "plans/standard/images./sasToken"} {
		for _, format := range []string{"table", "json", "csv"} {
			r := script(t, m, "get", "harbor-backup", path, "-o", format).want(t, command.Done)
			if strings.Contains(r.out, "dG9wc2VjcmV0") {
				t.Errorf("%s as %s shows a secret:\n%s", path, format, r.out)
			}
		}
	}
}
