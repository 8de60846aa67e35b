package raw_test

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"

	"awning/model/raw"
)

func TestPatch(t *testing.T) {
	t.Parallel()
	const doc = " {\"a\" : 1,\n  \"b\" : [1, 2, 3],\n  \"c\" : {}, \"d\":[] }\n"
	find := func(t *testing.T, root *raw.Node, at raw.Pointer) *raw.Node {
		t.Helper()
		n, err := root.Find(at)
		if err != nil || n == nil {
			t.Fatalf("%s leads nowhere: %v", at, err)
		}
		return n
	}
	tests := []struct {
		name string
		do   func(t *testing.T, p *raw.Patch, root *raw.Node)
		want string
	}{
		{"nothing", func(*testing.T, *raw.Patch, *raw.Node) {}, doc},
		{"several at once", func(t *testing.T, p *raw.Patch, root *raw.Node) {
			t.Helper()
			p.Remove(find(t, root, "/a"))
			p.Remove(find(t, root, "/b/1"))
			p.Replace(find(t, root, "/b/2"), []byte(`3.0`))
			p.AddItem(find(t, root, "/b"), []byte(`4`))
			p.AddMember(find(t, root, "/c"), "x", []byte(`true`))
			p.AddItem(find(t, root, "/d"), []byte(`"y"`))
			p.AddMember(root, "e", []byte(`null`))
		}, " {\"b\" : [1, 3.0, 4],\n  \"c\" : {\"x\":true}, \"d\":[\"y\"], \"e\" : null }\n"},
		{"all of a list", func(t *testing.T, p *raw.Patch, root *raw.Node) {
			t.Helper()
			for _, at := range []raw.Pointer{"/b/0", "/b/1", "/b/2"} {
				p.Remove(find(t, root, at))
			}
			p.AddItem(find(t, root, "/b"), []byte(`{}`))
		}, " {\"a\" : 1,\n  \"b\" : [{}],\n  \"c\" : {}, \"d\":[] }\n"},
		{"the whole", func(_ *testing.T, p *raw.Patch, root *raw.Node) { p.Replace(root, []byte(`7`)) }, " 7\n"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			root, err := raw.Parse([]byte(doc))
			if err != nil {
				t.Fatal(err)
			}
			p := raw.NewPatch(root)
			test.do(t, p, root)
			got, err := p.Bytes()
			if err != nil || string(got) != test.want {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
		})
	}
	root, err := raw.Parse([]byte(doc))
	if err != nil {
		t.Fatal(err)
	}
	p := raw.NewPatch(root)
	p.Replace(root, []byte(`{"a"`))
	if _, err := p.Bytes(); err == nil {
		t.Error("half a value was written")
	}
}

// A patch does at once what Set and Delete do one after the other.
func TestPatch_asSetAndDelete(t *testing.T) {
	t.Parallel()
	often(t, func(t *rapid.T) {
		doc := []byte(object(4).Draw(t, "doc"))
		root := parsed(t, doc)
		p := raw.NewPatch(root)
		want := doc
		all := places(root, "")
		for i := len(all) - 1; i > 0; i-- { // from behind, so that positions hold
			node, err := root.Find(all[i])
			if err != nil {
				t.Fatal(err)
			}
			if len(node.Members)+len(node.Items) > 0 {
				continue
			}
			switch rapid.IntRange(0, 3).Draw(t, "what") {
			case 0:
				p.Replace(node, []byte(`"new"`))
				want, err = raw.Set(want, all[i], []byte(`"new"`))
			case 1:
				p.Remove(node)
				want, err = raw.Delete(want, all[i])
			default:
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		got, err := p.Bytes()
		if err != nil {
			t.Fatal(err)
		}
		if same, err := raw.Equal(got, want); err != nil || !same {
			t.Fatalf("of %s got %s, %v; want %s", doc, got, err, want)
		}
		if bytes.Equal(want, doc) && !bytes.Equal(got, doc) {
			t.Fatalf("nothing changed, but %s became %s", doc, got)
		}
	})
}
