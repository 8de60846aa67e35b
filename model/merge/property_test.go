package merge_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"pgregory.net/rapid"

	"awning/model/catalog"
	"awning/model/compare"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tries"
)

// writer makes one of the three documents. A choice made by name is the same in
// all three unless the writer is in a mood to change it.
type writer struct {
	t     *rapid.T
	who   string
	base  map[string]int
	made  map[string]int
	moody int // of 10 choices this many are made anew
}

func (w *writer) pick(name string, n int) int {
	v, ok := w.base[name]
	if !ok || rapid.IntRange(0, 9).Draw(w.t, w.who+" mood") < w.moody {
		v = rapid.IntRange(0, n-1).Draw(w.t, w.who+" "+name)
	}
	w.made[name] = v
	return v
}

// member is a member with one of some values, or none.
func (w *writer) member(out *[]string, path, name string, spellings ...string) {
	if i := w.pick(path+"/"+name, len(spellings)+1); i > 0 {
		*out = append(*out, string(raw.Quote(name))+": "+spellings[i-1])
	}
}

func (w *writer) join(parts []string, open, end string) string {
	if rapid.Bool().Draw(w.t, w.who+" order") {
		slices.Reverse(parts)
	}
	return open + strings.Join(parts, []string{",", ", ", ",\n "}[w.pick("space", 3)]) + end
}

// listing is an offer's listing with fields, sets, items with keys, members
// nobody knows, and numbers and texts in several spellings.
func (w *writer) listing() string {
	var m []string
	w.member(&m, "", "@odata.etag", `"1"`, `"2"`, `"3"`)
	w.member(&m, "", "title", `"é"`, `"\u00e9"`, `"b"`, `"c"`, `""`, `null`)
	w.member(&m, "", "summary", `"s"`, `"t"`, `"u"`)
	var paragraphs []string
	for i := range 4 {
		if c := w.pick(fmt.Sprint("p", i), 4); c > 0 {
			paragraphs = append(paragraphs, fmt.Sprintf("<p>%d%c</p>", i, 'a'+c))
		}
	}
	m = append(m, `"description":`+string(raw.Quote(strings.Join(paragraphs, ""))))
	var words []string
	for i := range 5 {
		if w.pick(fmt.Sprint("k", i), 2) == 1 {
			words = append(words, fmt.Sprintf(`"k%d"`, i))
		}
	}
	m = append(m, `"keywords":`+w.join(words, "[", "]"))
	var contacts []string
	for _, kind := range []string{"Engineering", "CustomerSupport", "ChannelManager"} {
		if w.pick("has "+kind, 3) > 0 {
			c := []string{`"type":"` + kind + `"`}
			w.member(&c, kind, "email", `"a@x.example"`, `"b@x.example"`)
			w.member(&c, kind, "more", `1`, `1.0`, `2`, `[1,2]`, `[2]`)
			contacts = append(contacts, w.join(c, "{", "}"))
		}
	}
	m = append(m, `"listingContacts":`+w.join(contacts, "[", "]"))
	if w.pick("has unknown", 4) > 0 {
		var u []string
		w.member(&u, "unknown", "x", `1.50`, `15e-1`, `2`, `{"deep":1}`, `{"deep":2,"er":[]}`)
		w.member(&u, "unknown", "list", `[1]`, `[1.0]`, `[1,2]`, `[2,1]`)
		m = append(m, `"unknown":`+w.join(u, "{", "}"))
	}
	return w.join(m, "{", "}")
}

// pricing is a plan's prices: items with two keys, and items by position.
func (w *writer) pricing() string {
	var m, groups, states []string
	for _, name := range []string{"base", "ca", "de"} {
		if w.pick("has "+name, 3) == 0 {
			continue
		}
		var terms []string
		for i := range 1 + w.pick("terms "+name, 2) {
			terms = append(terms, fmt.Sprintf(`{"retailPrice":{"openPrice":%s,"currencyCode":"USD"},"new":%d}`,
				[]string{"1", "1.0", "2", "3"}[w.pick(fmt.Sprint(name, i), 4)], i))
		}
		groups = append(groups, w.join([]string{
			fmt.Sprintf(`"isBaseSchedule":%t`, name == "base"), `"friendlyName":"` + name + `"`,
			`"schedules":[` + strings.Join(terms, ",") + `]`,
		}, "{", "}"))
	}
	m = append(m, `"priceSchedules":`+w.join(groups, "[", "]"))
	for _, market := range []string{"CA", "DE", "JP"} {
		if c := w.pick("state "+market, 4); c > 0 {
			states = append(states, fmt.Sprintf(`{"marketCode":"%s","state":"%s"}`, market, []string{"Enabled", "Disabled", "StopSelling"}[c-1]))
		}
	}
	m = append(m, `"marketStates":`+w.join(states, "[", "]"))
	return w.join(m, "{", "}")
}

// leaves writes down every single value of a document under a path that does
// not depend on order: items by their keys, sets by their values, lists without
// keys as one value, empty values not at all.
func leaves(n *raw.Node, path string, out map[string]string) {
	switch {
	case n.Empty() || path == "/@odata.etag":
	case n.Kind == raw.Object:
		for i := range n.Members {
			leaves(&n.Members[i].Value, path+string(raw.Pointer("").Child(n.Members[i].Name)), out)
		}
	case n.Kind == raw.Array && path == "/keywords":
		for i := range n.Items {
			out[path+"/"+n.Items[i].Text()] = "in"
		}
	case n.Kind == raw.Array && strings.HasSuffix(path, "/schedules"):
		for i := range n.Items {
			out[fmt.Sprint(path, "/", i)] = plain(&n.Items[i])
		}
		out[path+"/count"] = strconv.Itoa(len(n.Items))
	case n.Kind == raw.Array && keysOf(path) != nil:
		for i := range n.Items {
			var keys []raw.Key
			for _, k := range keysOf(path) {
				keys = append(keys, raw.Key{Name: k, Value: n.Items[i].Member(k).Plain()})
			}
			leaves(&n.Items[i], string(raw.Pointer(path).Keyed(keys...)), out)
		}
	default:
		out[path] = plain(n)
	}
}

func keysOf(path string) []string {
	return map[string][]string{
		"/listingContacts": {"type"}, "/marketStates": {"marketCode"}, "/priceSchedules": {"isBaseSchedule", "friendlyName"},
	}[path]
}

// plain spells a value the one way equal values share, as far as the writers go.
func plain(n *raw.Node) string {
	s := string(n.Raw())
	for _, same := range [][2]string{{`\u00e9`, `é`}, {`15e-1`, `1.50`}, {`1.0`, `1`}, {" ", ""}} {
		s = strings.ReplaceAll(s, same[0], same[1])
	}
	return s
}

func flat(t *rapid.T, doc []byte) map[string]string {
	root, err := raw.Parse(doc)
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	out := map[string]string{}
	leaves(root, "", out)
	return out
}

// triple is one draw: three documents of one section.
type triple struct {
	section            *catalog.Section
	base, mine, theirs json.RawMessage
}

func draw(t *rapid.T, listing, pricing *catalog.Section) triple {
	moody := rapid.IntRange(0, 6).Draw(t, "moody")
	prices := rapid.Bool().Draw(t, "prices")
	shared := map[string]int{}
	doc := func(who string) json.RawMessage {
		w := &writer{t: t, who: who, base: shared, made: map[string]int{}, moody: moody}
		if who == "base" {
			w.made = shared
		}
		if prices {
			return json.RawMessage(w.pricing())
		}
		return json.RawMessage(w.listing())
	}
	out := triple{section: listing, base: doc("base"), mine: doc("mine"), theirs: doc("theirs")}
	if prices {
		out.section = pricing
	}
	return out
}

func (x triple) merge(t *rapid.T, base, mine, theirs json.RawMessage) merge.Result {
	r, err := merge.Documents(x.section, base, mine, theirs)
	if err != nil {
		t.Fatalf("base %s\nmine %s\ntheirs %s\n%v", base, mine, theirs, err)
	}
	return r
}

func (x triple) same(t *rapid.T, a, b json.RawMessage) bool {
	l, errL := raw.Parse(a)
	r, errR := raw.Parse(b)
	if errL != nil || errR != nil {
		t.Fatal(errL, errR)
	}
	return compare.RulesOf(x.section).Same("", l, r)
}

// T-MERGE: whatever three documents are merged, every value of the result is
// the one the three-way rule demands, nothing is made up, and mine and theirs
// may change places.
func TestDocuments_everyTriple(t *testing.T) {
	t.Parallel()
	listing, pricing := section(t, app, "listing"), section(t, app, "plans/p/pricing")
	rounds := 20 // of 100 triples; 1,000 at the scale of CI
	if tries.Factor() > 1 {
		rounds = tries.Of(100)
	}
	var triples, conflicts, clean atomic.Int64
	for range rounds {
		rapid.Check(t, func(t *rapid.T) {
			x := draw(t, listing, pricing)
			r := x.merge(t, x.base, x.mine, x.theirs)
			triples.Add(1)
			conflicts.Add(int64(len(r.Conflicts)))
			if len(r.Conflicts) == 0 {
				clean.Add(1)
			}
			x.byTheRule(t, r)
			x.theOtherWay(t, r)
		})
	}
	t.Logf("T-MERGE: %d triples, %d of them clean, %d conflicts; 0 values neither side had", triples.Load(), clean.Load(), conflicts.Load())
}

// touches reports whether a conflict is about a leaf, something in it or around it.
func touches(c merge.Conflict, leaf string) bool {
	at := string(c.Pointer)
	return at == leaf || strings.HasPrefix(leaf, at+"/") || strings.HasPrefix(at, leaf+"/")
}

// byTheRule holds every leaf of a result against the rule.
func (x triple) byTheRule(t *rapid.T, r merge.Result) {
	base, mine, theirs, got := flat(t, x.base), flat(t, x.mine), flat(t, x.theirs), flat(t, r.Raw)
	all := map[string]bool{}
	for _, m := range []map[string]string{base, mine, theirs, got} {
		for path := range m {
			all[path] = true
		}
	}
	for _, c := range r.Conflicts {
		var changed [2]bool
		for path := range all {
			if touches(c, path) {
				changed[0] = changed[0] || mine[path] != base[path]
				changed[1] = changed[1] || theirs[path] != base[path]
			}
		}
		if changed != [2]bool{true, true} {
			t.Fatalf("%s is a conflict, but not both changed it\n%s\n%s\n%s", c.Pointer, x.base, x.mine, x.theirs)
		}
	}
	for path := range all {
		b, m, th, g := base[path], mine[path], theirs[path], got[path]
		conflict := slices.ContainsFunc(r.Conflicts, func(c merge.Conflict) bool {
			return touches(c, path)
		})
		want := th
		switch {
		case conflict, m == th: // theirs stands
		case th == b:
			want = m
		case m == b:
		case path == "/description":
			x.paragraphs(t, g)
			continue
		default:
			t.Fatalf("%s: %q, %q and %q, but no conflict\n%s\n%s\n%s\n%s", path, b, m, th, x.base, x.mine, x.theirs, r.Raw)
		}
		if g != want {
			t.Fatalf("%s: of %q, %q and %q became %q\n%s\n%s\n%s\n%s", path, b, m, th, g, x.base, x.mine, x.theirs, r.Raw)
		}
	}
}

// paragraphs wants each paragraph of a merged text to be a side's, and all that
// only one side changed to be as it left it.
func (x triple) paragraphs(t *rapid.T, got string) {
	split := func(doc json.RawMessage) string {
		v, _, err := raw.Get(doc, "/description")
		if err != nil {
			t.Fatal(err)
		}
		return string(v)
	}
	base, mine, theirs := split(x.base), split(x.mine), split(x.theirs)
	for i := range 4 {
		var sides [4]string
		for j, text := range []string{base, mine, theirs, got} {
			for c := 'b'; c <= 'd'; c++ {
				if p := fmt.Sprintf("<p>%d%c</p>", i, c); strings.Contains(text, p) {
					sides[j] += p
				}
			}
		}
		want := sides[2]
		if sides[2] == sides[0] {
			want = sides[1]
		}
		if sides[3] != want {
			t.Fatalf("paragraph %d: of %q, %q and %q became %q", i, sides[0], sides[1], sides[2], sides[3])
		}
	}
}

// theOtherWay exchanges mine and theirs, and tries the ends.
func (x triple) theOtherWay(t *rapid.T, r merge.Result) {
	back := x.merge(t, x.base, x.theirs, x.mine)
	if len(back.Conflicts) != len(r.Conflicts) {
		t.Fatalf("%d conflicts one way, %d the other\n%s\n%s\n%s", len(r.Conflicts), len(back.Conflicts), x.base, x.mine, x.theirs)
	}
	mine, err := r.Resolve(choose(r, merge.Mine)...)
	if err != nil {
		t.Fatal(err)
	}
	theirs, err := back.Resolve(choose(back, merge.Theirs)...)
	if err != nil {
		t.Fatal(err)
	}
	if !x.same(t, mine, theirs) {
		t.Fatalf("the two ways differ:\n%s\n%s", mine, theirs)
	}
	if same := x.merge(t, x.base, x.base, x.theirs); string(same.Raw) != string(x.theirs) || len(same.Conflicts) > 0 {
		t.Fatalf("nothing was edited, but theirs %s became %s", x.theirs, same.Raw)
	}
	if own := x.merge(t, x.base, x.mine, x.base); !x.same(t, own.Raw, x.mine) || len(own.Conflicts) > 0 || len(own.Taken) > 0 {
		t.Fatalf("theirs is the base, but mine %s became %s", x.mine, own.Raw)
	}
	if len(r.Taken) == 0 && !x.same(t, mine, x.mine) {
		t.Fatalf("something came from theirs unsaid: %s became %s", x.mine, mine)
	}
}

func choose(r merge.Result, side merge.Side) []merge.Choice {
	var out []merge.Choice
	for _, c := range r.Conflicts {
		out = append(out, merge.Choice{Pointer: c.Pointer, Take: side})
	}
	return out
}

func FuzzDocuments(f *testing.F) {
	f.Add([]byte(`{"a":1}`), []byte(`{"a":2}`), []byte(`{"a":3,"b":[]}`))
	f.Add([]byte(`{"description":"<p>a</p>"}`), []byte(`{"description":"<p>b</p>"}`), []byte(`{"keywords":["a",1]}`))
	f.Add([]byte(`[]`), []byte(`{"listingContacts":[{"type":"x"},{"type":"x"}]}`), []byte(`null`))
	s := section(f, app, "listing")
	f.Fuzz(func(t *testing.T, base, mine, theirs []byte) {
		r, err := merge.Documents(s, base, mine, theirs)
		if err != nil {
			return
		}
		out, err := r.Resolve(choose(r, merge.Mine)...)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := raw.Parse(out); err != nil {
			t.Fatal(err)
		}
	})
}

func BenchmarkDocuments(b *testing.B) {
	s := section(b, app, "plans/p/pricing")
	doc := func(raise int) json.RawMessage {
		groups := make([]string, 141)
		for i := range groups {
			groups[i] = fmt.Sprintf(`{"isBaseSchedule":false,"friendlyName":"m%d","marketCodes":["M%d"],"schedules":[{"retailPrice":{"openPrice":%d,"currencyCode":"USD"}},{"retailPrice":{"openPrice":100,"currencyCode":"USD"}}]}`, i, i, 10+raise*(i%2))
		}
		return json.RawMessage(`{"priceSchedules":[` + strings.Join(groups, ",") + `]}`)
	}
	base, mine, theirs := doc(0), doc(1), json.RawMessage(strings.Replace(string(doc(0)), `"openPrice":10,`, `"openPrice":11,`, 1))
	b.ReportAllocs()
	for b.Loop() {
		if r, err := merge.Documents(s, base, mine, theirs); err != nil || len(r.Conflicts) > 0 {
			b.Fatal(r.Conflicts, err)
		}
	}
}
