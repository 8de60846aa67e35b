package catalog_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"awning/model"
	"awning/model/catalog"
)

// table is a small catalogue: one type with one section and what fields it is given.
func table(fields string) fstest.MapFS {
	return fstest.MapFS{
		"data/index.json": {Data: []byte(`["thing"]`)},
		"data/thing.json": {Data: []byte(`{
  "id": "thing", "label": "Some thing", "short": "Thing", "dialect": "v1", "names": {"v1": "AzureThing"}, "plans": true,
  "subtypes": [{"value": "big", "label": "Big"}],
  "sections": [
    {"id": "listing", "label": "Listing", "travel": "selectable", "module": "Listing", "fields": [` + fields + `]}
  ]
}`)},
	}
}

func TestRead(t *testing.T) {
	t.Parallel()
	c, err := catalog.Read(table(`{"id": "title", "label": "Name", "pointer": "/title", "kind": "text", "max": 3}, {"id": "kind", "label": "Kind", "pointer": "/resourceType", "kind": "text"}`))
	if err != nil {
		t.Fatal(err)
	}
	ty, _ := c.Type("thing")
	s, _ := ty.Section(model.SectionKey{Section: "listing"})
	noise := strings.Join(s.Noise, " ")
	if !strings.Contains(noise, "/@odata.etag") || strings.Contains(noise, "/resourceType") {
		t.Errorf("noise is %s: the dialect's is missing, or hides a field", noise)
	}
}

func TestRead_refusals(t *testing.T) {
	t.Parallel()
	const title = `{"id": "title", "label": "Name", "pointer": "/title", "kind": "text"}`
	tests := []struct {
		name  string
		table fstest.MapFS
		want  []string
	}{
		{"unknown member", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "maximum": 3}`), []string{"thing.json", "line 5", "maximum"}},
		{"double member", table(`{"id": "a", "id": "b", "label": "A", "pointer": "/a", "kind": "text"}`), []string{"thing.json", "twice"}},
		{"double id", table(title + `,{"id": "title", "label": "Other", "pointer": "/b", "kind": "text"}`), []string{"thing.json", "section 1 (listing)", "field 2 (title)", "twice"}},
		{"double label", table(title + `,{"id": "b", "label": "name", "pointer": "/b", "kind": "text"}`), []string{"field 2 (b)", `label is that of "title"`}},
		{"double pointer", table(title + `,{"id": "b", "label": "B", "pointer": "/title", "kind": "text"}`), []string{"field 2 (b)", `pointer is that of "title"`}},
		{"bad pointer", table(`{"id": "a", "label": "A", "pointer": "a", "kind": "text"}`), []string{"field 1 (a)", "must begin with /"}},
		{"no label", table(`{"id": "a", "pointer": "/a", "kind": "text"}`), []string{"field 1 (a)", "label"}},
		{"bad id", table(`{"id": "a.b", "label": "A", "pointer": "/a", "kind": "text"}`), []string{"field 1 (a.b)", "no dots"}},
		{"bad kind", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "string"}`), []string{`kind "string"`}},
		{"no choices", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "choice"}`), []string{"nothing to choose"}},
		{"choices of a text", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "choices": [{"value": "x"}]}`), []string{"has no choices"}},
		{"double choice", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "choice", "choices": [{"value": "x"}, {"value": "X"}]}`), []string{"choice 2"}},
		{"limits", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "min": 4, "max": 3}`), []string{"4 to 3"}},
		{"number limit of a text", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "minValue": "0"}`), []string{`limit "0"`}},
		{"number limit", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "money", "maxValue": "much"}`), []string{`limit "much"`}},
		{"frozen", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "frozen": "always"}`), []string{`"always"`}},
		{"pattern without words", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "pattern": "x"}`), []string{"needs its words"}},
		{"pattern", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "pattern": "(", "patternHelp": "x"}`), []string{"regular expression"}},
		{"condition", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "when": {"pointer": "/b", "in": []}}`), []string{"condition"}},
		{"subtype", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "subtypes": ["small"]}`), []string{`subtype "small"`}},
		{"parts of a text", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "parts": [{"id": "b", "label": "B", "pointer": "/b", "kind": "text"}]}`), []string{"has no parts"}},
		{"bad part", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "json", "parts": [{"id": "b", "label": "B", "pointer": "b", "kind": "text"}]}`), []string{"field 1 (a)", "part 1 (b)", "must begin with /"}},
		{"frozen part", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "json", "parts": [{"id": "b", "label": "B", "pointer": "/b", "kind": "text", "frozen": "create"}]}`), []string{"part 1 (b)"}},
		{"file of a text", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "files": [{"ending": "png"}]}`), []string{"holds no file"}},
		{"file ending", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "file", "files": [{"ending": "PNG"}]}`), []string{"file rule 1", "small letters"}},
		{"file size", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "file", "files": [{"ending": "png", "width": {"min": 3, "max": 2}}]}`), []string{"file rule 1", "contradict"}},
		{"file condition", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "file", "files": [{"ending": "png", "when": {"pointer": "b", "in": ["x"]}}]}`), []string{"file rule 1", `condition on "b"`}},
		{"unsure of what is firm", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "unsure": ["required"]}`), []string{`"required" cannot be unsure`}},
		{"unsure of nothing", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "unsure": ["max"]}`), []string{`there is no max to be unsure of`}},
		{"even place", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "json", "even": {"label": "disks", "inner": "b", "list": "/c"}}`), []string{"must begin with /"}},
		{"even texts", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "text", "even": {"label": "disks", "inner": "/b", "list": "/c"}}`), []string{"no lists to compare"}},
		{"plain number", table(`{"id": "a", "label": "A", "pointer": "/a", "kind": "number", "plain": true}`), []string{"cannot be plain text"}},
		{"no such file", fstest.MapFS{"data/index.json": {Data: []byte(`["other"]`)}}, []string{"other.json"}},
		{"no index", fstest.MapFS{}, []string{"index.json"}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			wantRefusal(t, test.table, test.want)
		})
	}
}

func wantRefusal(t *testing.T, files fstest.MapFS, want []string) {
	t.Helper()
	_, err := catalog.Read(files)
	if err == nil {
		t.Fatal("the table was accepted")
	}
	for _, w := range want {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("the error does not say %q: %v", w, err)
		}
	}
}

// What can be wrong beside fields, as one change to a good table each.
func TestRead_refusesChanges(t *testing.T) {
	t.Parallel()
	const section = `"module": "Listing",`
	tests := []struct{ name, old, fresh, want string }{
		{"id is the file's name", `"id": "thing"`, `"id": "stuff"`, "file's name"},
		{"label", `"label": "Some thing"`, `"label": ""`, "label and short"},
		{"dialect", `"dialect": "v1"`, `"dialect": "cpp"`, "neither graph nor v1"},
		{"name of the dialect", `"v1": "AzureThing"`, `"cpp": "x"`, "no name for the dialect"},
		{"travel", `"selectable"`, `"sometimes"`, `travel "sometimes"`},
		{"list key", section, `"lists": {"/a": "b+"},`, `list "/a"`},
		{"list pointer", section, `"lists": {"a": "b"},`, `list "a"`},
		{"label pointer", section, `"labels": {"a": "b"},`, `label of "a"`},
		{"empty label", section, `"labels": {"/a": ""},`, `label of "/a"`},
		{"tally without a label", section, `"tallies": [{"max": 3}],`, "tally 1"},
		{"tally limits", section, `"tallies": [{"label": "A", "min": 4, "max": 3}],`, "tally 1"},
		{"tally condition", section, `"tallies": [{"label": "A", "when": {"pointer": "/a", "in": []}}],`, "tally 1"},
		{"noise pointer", section, `"noise": ["a"],`, "noise"},
		{"section subtype", section, `"subtypes": ["small"],`, `subtype "small"`},
		{"rider", section, `"with": "nothing",`, `ride with "nothing"`},
		{"rider of itself", section, `"with": "listing",`, "ride with"},
		{"plan section without plans", `"plans": true`, `"plans": false`, ""},
		{"flow", `"plans": true`, `"plans": true, "flow": {"order": "backwards"}`, "backwards"},
		{"end", "\n}", "\n} {}", "after the end"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			files := table("")
			text := string(files["data/thing.json"].Data)
			if test.want == "" { // needs two changes
				text = strings.Replace(text, section, `"plan": true,`, 1)
				test.want = "has no plans"
			}
			files["data/thing.json"].Data = []byte(strings.Replace(text, test.old, test.fresh, 1))
			wantRefusal(t, files, []string{"thing.json", test.want})
		})
	}
}

func TestRead_index(t *testing.T) {
	t.Parallel()
	files := table("")
	files["data/index.json"].Data = []byte(`["thing", "thing"]`)
	wantRefusal(t, files, []string{"index.json: row 2", "twice"})
	files = table("")
	files["data/more.json"] = &fstest.MapFile{Data: []byte(`{}`)}
	wantRefusal(t, files, []string{"does not list more.json"})
	files = table("")
	files["data/index.json"].Data = []byte(`["thing", "other"]`)
	files["data/other.json"] = &fstest.MapFile{Data: []byte(strings.Replace(string(files["data/thing.json"].Data), `"id": "thing"`, `"id": "other"`, 1))}
	wantRefusal(t, files, []string{"other.json", `already means "thing"`})
}
