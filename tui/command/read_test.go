package command_test

import (
	"encoding/json"
	"strings"
	"testing"

	"awning/model"
	"awning/tui/command"
)

func TestShow(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "49.00"), "show", "harbor-backup", "--output", "json").want(t, command.Done)
	got := decode[command.ShowJSON](t, r)
	if got.Offer.ID != "harbor-backup" || got.Standing.State != "live" || len(got.Plans) != 1 || got.Plans[0].Subtype != "managed-application" {
		t.Errorf("offer %+v, plans %+v", got.Offer, got.Plans)
	}
	changed := map[string]int{}
	for _, s := range got.Sections {
		if s.ChangedFromLive == nil {
			t.Fatalf("%s was not compared with live", s.Path)
		}
		changed[s.Path] = *s.ChangedFromLive
	}
	if changed["listing"] != 1 || changed["plans/standard/pricing"] != 0 {
		t.Errorf("changes by section: %v", changed)
	}
	script(t, harbor("New", "49.00"), "show", "harbor-backup").want(t, command.Done).
		prints(t, "harbor-backup", "Azure application", "brightwave", "standard", "Offer listing", "plans/standard/pricing")
}

func TestShow_neverPublished(t *testing.T) {
	t.Parallel()
	m := harbor("New", "49.00")
	m.contents[model.Preview], m.contents[model.Live] = model.Contents{}, model.Contents{}
	m.standings["p-1"] = model.Standing{Draft: model.DraftNew}
	got := decode[command.ShowJSON](t, script(t, m, "show", "harbor-backup", "-o", "json").want(t, command.Done))
	if s := got.Sections[0]; s.ChangedFromLive != nil || s.ChangedFromPreview != nil {
		t.Errorf("compared with environments that are not there: %+v", s)
	}
	if got.Standing.State != "draft" || got.Standing.Live != nil {
		t.Errorf("standing %+v", got.Standing)
	}
}

func TestOffer_unknown(t *testing.T) {
	t.Parallel()
	for _, cmd := range []string{"show", "get", "compare", "status"} {
		m := harbor("New", "1")
		r := script(t, m, cmd, "harbour-backup").want(t, command.Failed).
			says(t, `there is no offer "harbour-backup"`, "did you mean harbor-backup?")
		if r.out != "" || m.closed != 1 {
			t.Errorf("%s: stdout %q, closed %d times", cmd, r.out, m.closed)
		}
		for _, id := range []string{"Harbor", "a b", "../up", "x\x1b[2J", strings.Repeat("a", 51)} {
			m = harbor("New", "1")
			script(t, m, cmd, id).want(t, command.WrongUsage).says(t, "offer id")
			if m.closed != 0 {
				t.Errorf("%s %q: the market was opened for an id that cannot be", cmd, id)
			}
		}
	}
}

func TestGet_field(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		path, table, json string
	}{
		"text":             {"listing.summary", "New\n", `"New"`},
		"by label":         {"Offer listing.Search summary", "New\n", `"New"`},
		"number":           {"plans/standard/pricing.price", "49.50\n", `49.50`},
		"unknown member":   {"listing./storefrontHints/rank", "7\n", `7`},
		"unknown compound": {"listing./storefrontHints", "{\"rank\":7}\n", `{"rank":7}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			r := script(t, harbor("New", "49.50"), "get", "harbor-backup", tc.path).want(t, command.Done)
			if r.out != tc.table {
				t.Errorf("printed %q, want %q", r.out, tc.table)
			}
			got := decode[command.GetJSON](t, script(t, harbor("New", "49.50"), "get", "harbor-backup", tc.path, "-o", "json"))
			if got.Offer != "harbor-backup" || got.Path != tc.path || got.Env != "draft" || compact(t, got.Value) != tc.json {
				t.Errorf("got %+v, value %s, want %s", got, got.Value, tc.json)
			}
		})
	}
}

func compact(t *testing.T, v json.RawMessage) string {
	t.Helper()
	return strings.NewReplacer(" ", "", "\n", "").Replace(string(v))
}

func TestGet_environment(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "1"), "get", "harbor-backup", "listing.summary", "--env", "live").want(t, command.Done)
	if r.out != "Old\n" {
		t.Errorf("live has %q", r.out)
	}
	m := harbor("New", "1")
	m.contents[model.Live] = model.Contents{}
	script(t, m, "get", "harbor-backup", "listing.summary", "--env", "live").want(t, command.Failed).says(t, "nothing in live")
	m.contents[model.Preview] = model.Contents{Exists: true, Approximate: true, Documents: m.contents[model.Draft].Documents}
	script(t, m, "get", "harbor-backup", "listing.summary", "--env", "preview").want(t, command.Done).says(t, "put together")
}

func TestGet_all(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "49.50"), "get", "harbor-backup", "-o", "json").want(t, command.Done)
	got := decode[command.FieldsJSON](t, r)
	byPath := map[string]command.ValueJSON{}
	for _, f := range got.Fields {
		byPath[f.Path] = f
	}
	for path, want := range map[string]string{
		"listing.summary":               `"New"`,
		"listing./storefrontHints/rank": `7`,
		"plans/standard/pricing.price":  `49.50`,
	} {
		if compact(t, byPath[path].Value) != want {
			t.Errorf("%s is %s, want %s", path, byPath[path].Value, want)
		}
	}
	// Every path that is listed can be read.
	for path, f := range byPath {
		if f.Set {
			script(t, harbor("New", "49.50"), "get", "harbor-backup", path).want(t, command.Done)
		}
	}
	script(t, harbor("New", "49.50"), "get", "harbor-backup").want(t, command.Done).prints(t, "PATH", "listing.summary", "New")
}

func TestGet_section(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "49.50"), "get", "harbor-backup", "listing", "-o", "json").want(t, command.Done)
	if got := decode[command.GetJSON](t, r); compact(t, got.Value) != compact(t, listing("New")) {
		t.Errorf("section is %s", got.Value)
	}
	script(t, harbor("New", "49.50"), "get", "harbor-backup", "listing").want(t, command.Done).prints(t, "listing.summary", "New")
}

func TestSecrets(t *testing.T) {
	t.Parallel()
	const canary, other = "canary-5f1c", "canary-77aa"
	leads := func(key string) model.Document {
		return model.Document{
			Key: model.SectionKey{Section: "leads"}, Dialect: model.V1,
			Raw: json.RawMessage(`{"resourceType":"AzureTableLeadConfiguration","connectionString":"` + key + `"}`),
		}
	}
	for _, args := range [][]string{
		{"get", "harbor-backup"},
		{"get", "harbor-backup", "leads"},
		{"get", "harbor-backup", "leads.connection"},
		{"compare", "harbor-backup", "--all"},
		{"set", "harbor-backup", "leads.connection=" + other},
	} {
		for _, format := range []string{"table", "json", "csv"} {
			m := harbor("New", "1")
			for env, key := range map[model.Environment]string{model.Draft: canary, model.Live: "canary-live"} {
				c := m.contents[env]
				c.Documents = append(c.Documents, leads(key))
				m.contents[env] = c
			}
			r := script(t, m, append(args, "-o", format)...).want(t, command.Done)
			if strings.Contains(r.out+r.err, "canary") {
				t.Errorf("%v -o %s shows a secret:\n%s%s", args, format, r.out, r.err)
			}
			if args[0] == "set" && (len(m.saved) != 1 || !strings.Contains(string(m.saved[0].Raw), other)) {
				t.Errorf("the secret was not saved: %+v", m.saved)
			}
		}
	}
}

func TestGet_wrongPaths(t *testing.T) {
	t.Parallel()
	for path, says := range map[string]string{
		"listing.sumary":        "did you mean summary",
		"nowhere":               "nowhere",
		"plans/gold/pricing":    "its plans: standard",
		"plans/standard":        "plans/PLAN/SECTION",
		"listing./no/such":      "is not set",
		"properties.categories": "has no section",
		"":                      "",
	} {
		r := script(t, harbor("New", "1"), "get", "harbor-backup", path)
		if path == "listing./no/such" {
			r.want(t, command.Done).says(t, says)
			continue
		}
		if r.exit != command.WrongUsage && r.exit != command.Failed {
			t.Errorf("%q: exit %d", path, r.exit)
		}
		r.says(t, says)
	}
}

func TestGet_unknownType(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	doc := model.Document{Key: model.SectionKey{Section: "hull"}, Raw: json.RawMessage(`{"colour":"red","decks":[1,2]}`)}
	m.contents[model.Draft] = model.Contents{Exists: true, Documents: []model.Document{doc}}
	script(t, m, "get", "tide-table", "hull").want(t, command.Done).prints(t, `"colour": "red"`)
	r := script(t, m, "get", "tide-table", "hull./colour").want(t, command.Done)
	if r.out != "red\n" {
		t.Errorf("printed %q", r.out)
	}
	script(t, m, "set", "tide-table", "hull./colour=blue").want(t, command.Done)
	if len(m.saved) != 1 || string(m.saved[0].Raw) != `{"colour":"blue","decks":[1,2]}` {
		t.Errorf("saved %+v", m.saved)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	r := script(t, harbor("New", "59.00"), "compare", "harbor-backup", "--output", "json").want(t, command.Done)
	got := decode[command.CompareJSON](t, r)
	if got.From != "draft" || got.To != "live" || got.Counts["edited"] != 2 || got.Counts["added"] != 0 || len(got.Changes) != 2 {
		t.Fatalf("comparison %+v", got)
	}
	c := got.Changes[0]
	if c.Path != "listing" || c.Field != "summary" || c.Kind != "edited" || string(c.Left) != `"New"` || string(c.Right) != `"Old"` {
		t.Errorf("first change %+v", c)
	}
	if c = got.Changes[1]; c.Path != "plans/standard/pricing" || c.Field != "price" || string(c.Left) != "59.00" {
		t.Errorf("second change %+v", c)
	}
}

func TestCompare_flags(t *testing.T) {
	t.Parallel()
	base := func(more ...string) []string { return append([]string{"compare", "harbor-backup"}, more...) }
	script(t, harbor("New", "59.00"), base("--exit-code")...).want(t, command.Differences).
		prints(t, "~", "New", "Old", "59.00").says(t, "2 changed, 0 added, 0 removed")
	script(t, harbor("Old", "49.0"), base("--exit-code")...).want(t, command.Done).says(t, "draft and live are the same")
	r := script(t, harbor("New", "59.00"), base("--section", "listing", "-o", "json")...).want(t, command.Done)
	if got := decode[command.CompareJSON](t, r); len(got.Changes) != 1 || got.Changes[0].Path != "listing" {
		t.Errorf("changes of one section: %+v", got.Changes)
	}
	r = script(t, harbor("Old", "49.00"), base("--from", "preview", "--all", "-o", "json")...).want(t, command.Done)
	if got := decode[command.CompareJSON](t, r); got.Counts["unchanged"] == 0 || got.From != "preview" {
		t.Errorf("all: %+v", got.Counts)
	}
	script(t, harbor("New", "1"), base("--from", "live")...).want(t, command.WrongUsage).says(t, "both sides are live")
	script(t, harbor("New", "1"), base("--section", "nowhere")...).want(t, command.WrongUsage).says(t, `no section "nowhere"`)
	script(t, harbor("New", "1"), base("--to", "moon")...).want(t, command.WrongUsage).says(t, "use draft, preview, live")
}

func TestCompare_absent(t *testing.T) {
	t.Parallel()
	m := harbor("New", "1")
	m.contents[model.Live] = model.Contents{}
	r := script(t, m, "compare", "harbor-backup", "-o", "json").want(t, command.Done).says(t, "nothing in live")
	got := decode[command.CompareJSON](t, r)
	if len(got.Absent) != 1 || got.Absent[0] != "live" || got.Counts["removed"] != len(got.Changes) {
		t.Errorf("absent %v, counts %v", got.Absent, got.Counts)
	}
}
