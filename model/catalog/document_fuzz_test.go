package catalog_test

import (
	"strings"
	"testing"

	"awning/model/catalog"
	"awning/model/raw"
)

// Whatever a service or a person puts into a field is judged without harm:
// keeping all that was published breaks no rule, and a doubt is raised only
// about what is otherwise in order.
func FuzzField_judge(f *testing.F) {
	for _, seed := range []string{
		`null`, `"<p>a<`, `["azureGlobal",{}]`, `{"web":[1,2,3]}`, `[{"ID":"a","displayName":"b"},{"ID":"a","displayName":"c"}]`,
		`[{"versionNumber":1,"vmImages":[{"source":{"sourceType":"sasUri","dataDisks":{}}},{}]}]`, `-0.5e3`, `"\ud800"`,
	} {
		f.Add(seed)
	}
	c := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		n, err := raw.Parse([]byte(text))
		if err != nil {
			return
		}
		for _, ty := range c.Types() {
			for i := range ty.Sections {
				s := &ty.Sections[i]
				s.CheckTallies([]catalog.Counted{{Root: n}})
				for j := range s.Fields {
					judge(t, &s.Fields[j], n)
				}
			}
		}
	})
}

func judge(t *testing.T, f *catalog.Field, n *raw.Node) {
	t.Helper()
	if err := f.CheckKept(n, n); err != nil && unambiguous(n) {
		t.Errorf("%s: keeping everything is refused: %v", f.ID, err)
	}
	if f.Doubt(n) != nil && f.CheckNode(n) != nil {
		t.Errorf("%s: a doubt beside a refusal", f.ID)
	}
	f.AppliesTo(n)
	f.CheckUnique([]catalog.Counted{{Root: n}, {Root: n}})
	_ = f.CheckFile(n, catalog.FileFacts{Name: string(n.Raw())}) // any answer will do, but for a panic
}

// unambiguous reports whether no two items of a list have the same key: of
// those, nobody can say which became which.
func unambiguous(n *raw.Node) bool {
	for i := range n.Items {
		for j := range n.Items[:i] {
			if a, b := n.Items[i].Member("ID"), n.Items[j].Member("ID"); a != nil && b != nil && strings.TrimSpace(a.Plain()) == strings.TrimSpace(b.Plain()) {
				return false
			}
		}
	}
	return true
}
