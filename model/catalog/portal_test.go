package catalog_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// limit is one limit of the portal for one type or both, tried at its edge.
type limit struct {
	says   string // the portal's rule
	types  []model.OfferType
	path   string // the field, or the section of a rule over several documents
	within probe  // the last that is accepted
	beyond probe  // the first that is refused
	// want are parts of the refusal: label, limit and actual value.
	want []string
}

// probe tries something on a field of a section; the field is nil if the path
// names a section only.
type probe func(t *testing.T, s *catalog.Section, f *catalog.Field) error

// unjudged is a limit that nothing on this machine can judge.
type unjudged struct {
	says  string
	types []model.OfferType
	path  string // the field that must not exist as long as the limit is listed here; empty for none
	why   string
}

func value(v string) probe {
	return func(_ *testing.T, _ *catalog.Section, f *catalog.Field) error { return f.Check(json.RawMessage(v)) }
}

// doubt expects that the value is let pass, and returns what is said of it.
func doubt(v string) probe {
	return func(t *testing.T, _ *catalog.Section, f *catalog.Field) error {
		t.Helper()
		if err := f.Check(json.RawMessage(v)); err != nil {
			t.Errorf("%s: an unsure limit refuses: %v", f.ID, err)
		}
		return f.Doubt(node(t, v))
	}
}

func node(t *testing.T, v string) *raw.Node {
	t.Helper()
	n, err := raw.Parse([]byte(v))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// file tries a file in a document that says what it is for.
func file(doc string, facts catalog.FileFacts) probe {
	return func(t *testing.T, _ *catalog.Section, f *catalog.Field) error {
		t.Helper()
		return f.CheckFile(node(t, doc), facts)
	}
}

// asset tries an image of a kind, in the words of the type's API.
func asset(kind, name string, width, height int) probe {
	return func(t *testing.T, s *catalog.Section, f *catalog.Field) error {
		t.Helper()
		spelled := kind
		if s.Resource != "" {
			spelled = "azure" + strings.TrimPrefix(kind, "Azure")
		}
		return file(`{"type":"`+spelled+`"}`, catalog.FileFacts{Name: name, Width: width, Height: height})(t, s, f)
	}
}

// kept tries what a draft makes of a published value.
func kept(published, draft string) probe {
	return func(t *testing.T, _ *catalog.Section, f *catalog.Field) error {
		t.Helper()
		return f.CheckKept(node(t, published), node(t, draft))
	}
}

// number tries so many documents of a section.
func number(n int, docs ...string) probe {
	return func(t *testing.T, s *catalog.Section, _ *catalog.Field) error {
		t.Helper()
		all := make([]catalog.Counted, 0, n+len(docs))
		for _, d := range docs[1:] {
			all = append(all, catalog.Counted{Root: node(t, d)})
		}
		for range n {
			all = append(all, catalog.Counted{Root: node(t, docs[0])})
		}
		for _, err := range s.CheckTallies(all) {
			return err
		}
		return nil
	}
}

// shared tries documents with these values in the field.
func shared(values ...string) probe {
	return func(t *testing.T, _ *catalog.Section, f *catalog.Field) error {
		t.Helper()
		var docs []catalog.Counted
		for i, v := range values {
			doc, err := f.Set(json.RawMessage(`{}`), json.RawMessage(v))
			if err != nil {
				t.Fatal(err)
			}
			key := model.SectionKey{Plan: model.PlanID(fmt.Sprintf("plan%d", i+1)), Section: "listing"}
			docs = append(docs, catalog.Counted{Key: key, Root: node(t, string(doc))})
		}
		for _, err := range f.CheckUnique(docs) {
			return err
		}
		return nil
	}
}

// exists tries whether the field is there in a document: nil if it is.
func exists(doc string) probe {
	return func(t *testing.T, _ *catalog.Section, f *catalog.Field) error {
		t.Helper()
		if !f.AppliesTo(node(t, doc)) {
			return fmt.Errorf("%s does not exist", f.Label)
		}
		return nil
	}
}

// long is a text of so many characters, outside of the plane that UTF-16 counts
// singly, so that characters are what is counted.
func long(n int) string { return `"` + strings.Repeat("𝔘", n) + `"` }

// plain is a text of so many letters.
func plain(n int) string { return `"` + strings.Repeat("a", n) + `"` }

// many is a list of so many of one item.
func many(n int, item string) string {
	return "[" + strings.TrimSuffix(strings.Repeat(item+",", n), ",") + "]"
}

// tableOf is an object with so many members of one value.
func tableOf(n int, v string) string {
	rows := make([]string, n)
	for i := range rows {
		rows[i] = fmt.Sprintf(`"row%d":%s`, i+1, v)
	}
	return "{" + strings.Join(rows, ",") + "}"
}

// Every limit of the portal that concerns the two complete types is refused
// here, before any service is asked, in words that name the field, the limit and
// what was found; what just meets the limit is accepted.
func TestPortalLimits(t *testing.T) {
	t.Parallel()
	rows := slices.Concat(offerLimits(), listingLimits(), mediaLimits(), planLimits(), pricingLimits(), technicalLimits())
	types := map[model.OfferType]*catalog.Type{vm: offerType(t, vm), app: offerType(t, app)}
	covered := 0
	for _, l := range rows {
		for _, id := range l.types {
			covered++
			try(t, l, types[id])
		}
	}
	all := covered
	for _, u := range unjudgedLimits() {
		all += len(u.types)
		if u.why == "" || slices.ContainsFunc(rows, func(l limit) bool { return l.says == u.says }) {
			t.Errorf("%q is judged after all, or has no reason why it is not", u.says)
		}
		for _, id := range u.types {
			if key, f, err := types[id].Resolve(u.path); u.path != "" && err == nil && (f != nil || !strings.Contains(u.path, ".")) {
				t.Errorf("%s: %s exists (%s) and can judge %q", id, u.path, key, u.says)
			}
		}
	}
	t.Logf("%d limits of portal-domain section 5: %d covered", all, covered)
}

func try(t *testing.T, l limit, ty *catalog.Type) {
	t.Helper()
	key, f, err := ty.Resolve(l.path)
	if err != nil {
		t.Errorf("%s: %s: %v", ty.ID, l.says, err)
		return
	}
	s, _ := ty.Section(key)
	if errWithin := l.within(t, s, f); errWithin != nil {
		t.Errorf("%s %s: %s: what meets the limit is refused: %v", ty.ID, l.path, l.says, errWithin)
	}
	errBeyond := l.beyond(t, s, f)
	if errBeyond == nil {
		t.Errorf("%s %s: %s: what goes beyond is accepted", ty.ID, l.path, l.says)
		return
	}
	for _, part := range l.want {
		if !strings.Contains(errBeyond.Error(), part) {
			t.Errorf("%s %s: %s: %q does not say %q", ty.ID, l.path, l.says, errBeyond, part)
		}
	}
	if f != nil && !strings.Contains(errBeyond.Error(), f.Label) {
		t.Errorf("%s %s: %s: %q does not name %q", ty.ID, l.path, l.says, errBeyond, f.Label)
	}
}
