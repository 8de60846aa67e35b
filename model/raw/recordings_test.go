package raw_test

import (
	"testing"

	"awning/client/contract"
	"awning/model/raw"
)

// Of every body the real services sent, or were sent, an edit changes the place
// it is made in and no other byte; and taken back, it leaves the very same bytes.
func TestSet_recordings(t *testing.T) {
	t.Parallel()
	bodies, edits := 0, 0
	for _, x := range contract.Recordings(t) {
		for _, doc := range [][]byte{x.Request, x.Response} {
			root, err := raw.Parse(doc)
			if err != nil {
				continue // no JSON: an empty body
			}
			bodies++
			for _, at := range places(root, "") {
				edits++
				edited(t, doc, root, at)
			}
		}
	}
	t.Logf("%d bodies, %d edits of them, 0 with another byte changed unless said above", bodies, edits)
	if bodies < 92 {
		t.Errorf("only %d bodies are JSON", bodies)
	}
}

func edited(t *testing.T, doc []byte, root *raw.Node, at raw.Pointer) {
	t.Helper()
	const value = `{"edited":[1.50,"é"]}`
	node, err := root.Find(at)
	if err != nil || node == nil {
		t.Fatalf("%s leads nowhere in %s: %v", at, doc, err)
	}
	got, err := raw.Set(doc, at, []byte(value))
	if want := string(doc[:node.Start]) + value + string(doc[node.End:]); err != nil || string(got) != want {
		t.Errorf("%s set in %s: %s, %v", at, doc, got, err)
		return
	}
	back, err := raw.Set(got, at, node.Raw())
	if err != nil || string(back) != string(doc) {
		t.Errorf("%s taken back in %s: %s, %v", at, doc, back, err)
	}
}
