package raw_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"awning/model/raw"
	"awning/tries"
)

// written is a JSON value as some service might spell it: odd spacing, escapes
// that need not be, numbers in every form.
func written(depth int) *rapid.Generator[string] {
	scalars := []*rapid.Generator[string]{
		rapid.SampledFrom([]string{`""`, `"a"`, `"\u0061\/"`, `"é😀"`, `"\ud83d\ude00"`, `"a\"b\\"`, `"<b>&</b>"`, `"~/&="`}),
		rapid.StringMatching(`-?(0|[1-9][0-9]{0,20})(\.[0-9]{1,10})?([eE][+-]?[0-9]{1,3})?`),
		rapid.SampledFrom([]string{"null", "true", "false"}),
	}
	if depth == 0 {
		return rapid.OneOf(scalars...)
	}
	return rapid.OneOf(append(scalars, object(depth), array(depth), object(depth), array(depth))...)
}

func space() *rapid.Generator[string] { return rapid.SampledFrom([]string{"", " ", "\n  ", "\t"}) }

func array(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		parts := rapid.SliceOfN(written(depth-1), 0, 4).Draw(t, "items")
		return "[" + space().Draw(t, "s") + strings.Join(parts, space().Draw(t, "s")+","+space().Draw(t, "s")) + "]"
	})
}

func object(depth int) *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		var b strings.Builder
		b.WriteString("{" + space().Draw(t, "s"))
		for i, name := range rapid.SliceOfNDistinct(rapid.SampledFrom(names()), 0, 4, rapid.ID).Draw(t, "names") {
			if i > 0 {
				b.WriteString("," + space().Draw(t, "s"))
			}
			b.WriteString(string(raw.Quote(name)) + space().Draw(t, "s") + ":" + space().Draw(t, "s") + written(depth-1).Draw(t, "value"))
		}
		return b.String() + space().Draw(t, "s") + "}"
	})
}

func names() []string { return []string{"a", "b/c", "d~e", "f=g", "h&i", "0", "type", "é", ""} }

// places lists the pointer of every value of a document.
func places(n *raw.Node, at raw.Pointer) []raw.Pointer {
	out := []raw.Pointer{at}
	for i := range n.Members {
		out = append(out, places(&n.Members[i].Value, at.Child(n.Members[i].Name))...)
	}
	for i := range n.Items {
		out = append(out, places(&n.Items[i], at.Item(i))...)
	}
	return out
}

func parsed(t *rapid.T, doc []byte) *raw.Node {
	n, err := raw.Parse(doc)
	if err != nil {
		t.Fatalf("%s: %v", doc, err)
	}
	return n
}

// often checks a property, as many times over as AWNING_TEST_SCALE says.
func often(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	for range tries.Factor() {
		rapid.Check(t, property)
	}
}

// Whatever is set can be read back, every other byte stays, and setting the
// old value again restores the document.
func TestSet_touchesNothingElse(t *testing.T) {
	t.Parallel()
	often(t, func(t *rapid.T) {
		doc := []byte(object(4).Draw(t, "doc"))
		root := parsed(t, doc)
		at := rapid.SampledFrom(places(root, "")).Draw(t, "at")
		value := []byte(written(2).Draw(t, "value"))

		node, err := root.Find(at)
		if err != nil || node == nil {
			t.Fatalf("%s does not lead anywhere: %v", at, err)
		}
		got, err := raw.Set(doc, at, value)
		if err != nil {
			t.Fatalf("Set: %v", err)
		}
		want := string(doc[:node.Start]) + string(value) + string(doc[node.End:])
		if string(got) != want {
			t.Fatalf("Set(%s, %q, %s) = %s, want %s", doc, at, value, got, want)
		}
		back, err := raw.Set(got, at, node.Raw())
		if err != nil || !bytes.Equal(back, doc) {
			t.Fatalf("back to %s, %v; want %s", back, err, doc)
		}
	})
}

// Setting a place that is not there, and deleting it again, changes nothing
// but the white space between the brackets of what was empty.
func TestSet_newMember(t *testing.T) {
	t.Parallel()
	often(t, func(t *rapid.T) {
		doc := []byte(object(3).Draw(t, "doc"))
		root := parsed(t, doc)
		var objects []raw.Pointer
		for _, p := range places(root, "") {
			if n, err := root.Find(p); err == nil && n.Kind == raw.Object {
				objects = append(objects, p)
			}
		}
		if len(objects) == 0 {
			return
		}
		at := rapid.SampledFrom(objects).Draw(t, "object").Child("not there")
		got, err := raw.Set(doc, at, []byte(`1.50`))
		if err != nil {
			t.Fatal(err)
		}
		if v, ok, errGet := raw.Get(got, at); errGet != nil || !ok || string(v) != "1.50" {
			t.Fatalf("reading back: %s, %v, %v", v, ok, errGet)
		}
		back, err := raw.Delete(got, at)
		if err != nil || !bytes.Equal(back, doc) {
			t.Fatalf("deleting again: %s, %v; want %s", back, err, doc)
		}
	})
}

// Deleting takes away exactly one value, and what is left is JSON.
func TestDelete_takesOneAway(t *testing.T) {
	t.Parallel()
	often(t, func(t *rapid.T) {
		doc := []byte(object(4).Draw(t, "doc"))
		root := parsed(t, doc)
		at := rapid.SampledFrom(places(root, "")).Draw(t, "at")
		if at == "" {
			return
		}
		got, err := raw.Delete(doc, at)
		if err != nil {
			t.Fatal(err)
		}
		node, err := root.Find(at)
		if err != nil {
			t.Fatal(err)
		}
		if left, gone := len(places(parsed(t, got), "")), len(places(node, "")); left != len(places(root, ""))-gone {
			t.Fatalf("Delete(%s, %q) = %s", doc, at, got)
		}
	})
}

// Equal agrees with the standard library on what a document means.
func TestEqual_againstTheStandardLibrary(t *testing.T) {
	t.Parallel()
	often(t, func(t *rapid.T) {
		doc := []byte(object(4).Draw(t, "doc"))
		var v any
		d := json.NewDecoder(bytes.NewReader(doc))
		d.UseNumber()
		if err := d.Decode(&v); err != nil {
			t.Fatalf("%s: %v", doc, err)
		}
		again, err := json.Marshal(v) // other order, spacing and escapes
		if err != nil {
			t.Fatal(err)
		}
		if same, err := raw.Equal(doc, again); err != nil || !same {
			t.Fatalf("%s and %s differ: %v", doc, again, err)
		}
	})
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{listing, `{"a":[1,-0.5e+3,"\ud83d"],"b":null}`, `[[[]]]`, `"\u00e9"`, ` 1 `, `{"a":1,"a":2}`, "\"\xff\"", `{`} {
		f.Add([]byte(seed), "/a/0")
	}
	f.Add([]byte(listing), "/listingContacts/type=Engineering/email")
	f.Fuzz(func(t *testing.T, doc []byte, at string) {
		root, err := raw.Parse(doc)
		if err != nil {
			if _, _, errGet := raw.Get(doc, raw.Pointer(at)); errGet == nil {
				t.Fatal("Get reads what Parse refuses")
			}
			return
		}
		if !json.Valid(doc) {
			t.Fatalf("%q is no JSON but was accepted", doc)
		}
		for _, p := range places(root, "") {
			if n, errFind := root.Find(p); errFind != nil || n == nil {
				t.Fatalf("%q: %q leads nowhere: %v", doc, p, errFind)
			}
		}
		out, err := raw.Set(doc, raw.Pointer(at), []byte(`{"new":1.0}`))
		if err != nil {
			return
		}
		v, ok, err := raw.Get(out, raw.Pointer(at))
		if strings.Contains(at+"/", "/-/") { // names the place after the last item
			return
		}
		if err != nil || !ok && !strings.Contains(at, "=") || ok && string(v) != `{"new":1.0}` && !strings.Contains(at, "=") {
			t.Fatalf("Set(%q, %q) = %q; reading it back gives %s, %v, %v", doc, at, out, v, ok, err)
		}
	})
}

func BenchmarkSet(b *testing.B) {
	var doc bytes.Buffer
	doc.WriteString(`{"markets":[`)
	for i := range 2000 {
		fmt.Fprintf(&doc, `{"marketCode":"M%d","state":"Enabled","price":%d.50},`, i, i)
	}
	doc.WriteString(`{}]}`)
	for b.Loop() {
		if _, err := raw.Set(doc.Bytes(), "/markets/marketCode=M1500/price", []byte(`3`)); err != nil {
			b.Fatal(err)
		}
	}
}
