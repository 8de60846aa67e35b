package command_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/tui/command"
)

func TestCompare_narrowed(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		args   []string
		fields []string
		exit   command.Exit
	}{
		"all of it":         {nil, []string{"summary", "price"}, command.Differences},
		"one plan":          {[]string{"--plan", "standard"}, []string{"price"}, command.Differences},
		"one section":       {[]string{"--section", "listing"}, []string{"summary"}, command.Differences},
		"edited":            {[]string{"--kind", "edited"}, []string{"summary", "price"}, command.Differences},
		"added":             {[]string{"--kind", "added"}, nil, command.Done},
		"several kinds":     {[]string{"--kind", "Added,edited"}, []string{"summary", "price"}, command.Differences},
		"value":             {[]string{"--search", "restORE"}, []string{"summary"}, command.Differences},
		"value of the left": {[]string{"--search", "59"}, []string{"price"}, command.Differences},
		"two words":         {[]string{"--search", "restore backups"}, []string{"summary"}, command.Differences},
		"two, one missing":  {[]string{"--search", "restore price"}, nil, command.Done},
		"name of the field": {[]string{"--search", "search summary"}, []string{"summary"}, command.Differences},
		"path":              {[]string{"--search", "plans/standard"}, []string{"price"}, command.Differences},
		"equal, by text":    {[]string{"--search", "Harbor Backup", "--all"}, []string{"title"}, command.Done},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			args := append([]string{"compare", "harbor-backup", "-o", "json", "--exit-code"}, tc.args...)
			r := script(t, harbor("Backups that restore", "59.00"), args...).want(t, tc.exit)
			got := decode[command.CompareJSON](t, r)
			var fields []string
			for _, c := range got.Changes {
				fields = append(fields, c.Field)
			}
			if !slices.Equal(fields, tc.fields) {
				t.Errorf("fields %q, want %q", fields, tc.fields)
			}
			if got.Counts["edited"] != len(tc.fields) && tc.exit == command.Differences {
				t.Errorf("counts %v", got.Counts)
			}
		})
	}
	m := harbor("Backups that restore", "59.00")
	r := script(t, m, "compare", "harbor-backup", "--kind", "unchanged", "-o", "json", "--exit-code").want(t, command.Done)
	for _, c := range decode[command.CompareJSON](t, r).Changes {
		if c.Kind != "unchanged" {
			t.Errorf("change %+v", c)
		}
	}
	script(t, m, "compare", "harbor-backup", "--kind", "added").says(t, "nothing of what was asked for differs")
	script(t, m, "compare", "harbor-backup", "--kind", "moved").want(t, command.WrongUsage).says(t, "edited, added, removed, unchanged")
	script(t, m, "compare", "harbor-backup", "--plan", "gold").want(t, command.WrongUsage).says(t, "standard")
}

func TestCompare_three(t *testing.T) {
	t.Parallel()
	m := harbor("In draft", "49.00")
	preview := m.contents[model.Preview]
	preview.Documents = slices.Clone(preview.Documents)
	preview.Documents[0].Raw = listing("In preview")
	preview.Documents[2].Raw = pricing("52.00") // of the three, preview alone differs
	m.contents[model.Preview] = preview
	got := decode[command.CompareJSON](t, script(t, m, "compare", "harbor-backup", "--three", "-o", "json").want(t, command.Done))
	if got.From != "draft" || got.Middle != "preview" || got.To != "live" || len(got.Changes) != 2 {
		t.Fatalf("answer %+v", got)
	}
	for i, want := range [][3]string{{`"In draft"`, `"In preview"`, `"Old"`}, {"49.00", "52.00", "49.00"}} {
		c := got.Changes[i]
		if have := [3]string{string(c.Left), string(c.Middle), string(c.Right)}; have != want || c.Kind != "edited" {
			t.Errorf("%s holds %q (%s), want %q", c.Field, have, c.Kind, want)
		}
	}
	script(t, m, "compare", "harbor-backup", "--three", "--from", "live", "--to", "draft", "-o", "csv").want(t, command.Done).
		prints(t, "kind,path,label,left,middle,right\n", "edited,listing,Search summary,Old,In preview,In draft\n")
	script(t, m, "compare", "harbor-backup", "--three").want(t, command.Done).prints(t, "DRAFT", "PREVIEW", "LIVE", "52.00")
	two := decode[command.CompareJSON](t, script(t, m, "compare", "harbor-backup", "-o", "json"))
	if two.Middle != "" || two.Changes[0].Middle != nil {
		t.Errorf("two sides have a middle: %+v", two)
	}
}

// A secret is found by its name and never by its value, nor shown in the middle.
func TestCompare_threeSecret(t *testing.T) {
	t.Parallel()
	m := harbor("Old", "49.00")
	for env, key := range map[model.Environment]string{model.Draft: "b25l", model.Preview: "dHdv", model.Live: "b25l"} {
		c := m.contents[env]
		c.Documents = append(slices.Clone(c.Documents), model.Document{
			Key: model.SectionKey{Section: "leads"}, Env: env, Dialect: model.V1,
			Raw: json.RawMessage(`{"resourceType":"AzureTableLeadConfiguration","connectionString":"AccountKey=` + key + `"}`),
		})
		m.contents[env] = c
	}
	r := script(t, m, "compare", "harbor-backup", "--three", "-o", "json").want(t, command.Done)
	if got := decode[command.CompareJSON](t, r); len(got.Changes) != 1 || !got.Changes[0].Secret || strings.Contains(r.out, "AccountKey") {
		t.Errorf("answer %s", r.out)
	}
	script(t, m, "compare", "harbor-backup", "--three", "--search", "AccountKey").says(t, "nothing of what was asked for differs")
	if r = script(t, m, "compare", "harbor-backup", "--three"); strings.Contains(r.out, "AccountKey") {
		t.Errorf("shown: %s", r.out)
	}
}

// On a terminal too narrow for long texts the columns show where they differ.
func TestCompare_narrowTerminal(t *testing.T) {
	t.Parallel()
	const same = "One backup for all that runs in your harbour, "
	m := harbor(same+"restored in minutes", "49.00")
	live := m.contents[model.Live]
	live.Documents = slices.Clone(live.Documents)
	live.Documents[0].Raw = listing(same + "stored for years")
	m.contents[model.Live] = live
	r := shell{terminal: true, width: 80}.run(t, m, "compare", "harbor-backup", "--color", "never").want(t, command.Done)
	if !strings.Contains(r.out, "restored in") || !strings.Contains(r.out, "stored for") {
		t.Errorf("the difference does not show:\n%s", r.out)
	}
	for line := range strings.SplitSeq(r.out, "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("too wide: %q", line)
		}
	}
	script(t, m, "compare", "harbor-backup").prints(t, same+"restored in minutes", same+"stored for years")
	shell{terminal: true, width: 80}.run(t, m, "compare", "harbor-backup", "-o", "csv").prints(t, same+"restored in minutes")
}

// Three sides have room on the narrowest terminal the console takes.
func TestCompare_threeNarrow(t *testing.T) {
	t.Parallel()
	m := harbor("One backup for all that runs in your harbour", "59.00")
	r := shell{terminal: true, width: 80}.run(t, m, "compare", "harbor-backup", "--three", "--color", "never").want(t, command.Done).
		prints(t, "DRAFT", "PREVIEW", "LIVE", "59.00", "49.00")
	for line := range strings.SplitSeq(r.out, "\n") {
		if len([]rune(line)) > 80 {
			t.Errorf("too wide: %q", line)
		}
	}
}
