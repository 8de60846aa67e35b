package ordered_test

import (
	"testing"

	"awning/client/sandbox/ordered"
)

func TestKeepsOrderAndSpelling(t *testing.T) {
	t.Parallel()
	const in = `{"z":1.50,"a":{"y":1e3,"b":[1152921500000000042]},"html":"<p>&"}`
	o, err := ordered.Parse([]byte(in))
	if err != nil {
		t.Fatal(err)
	}
	if got := string(o.Bytes()); got != in {
		t.Fatalf("got %s, want %s", got, in)
	}
	o.SetText("a", "x")
	o.SetFirst("first", ordered.Value(true))
	o.DeleteFold("HTML")
	o.SetText("Last", "<b>")
	o.Rename("last")
	const want = `{"first":true,"z":1.50,"a":"x","last":"<b>"}`
	if got := string(o.Bytes()); got != want {
		t.Fatalf("got %s, want %s", got, want)
	}
}

func TestParseRefusesOtherThanOneObject(t *testing.T) {
	t.Parallel()
	for _, in := range []string{``, `[]`, `1`, `{"a":}`, `{"a":1`, `{} {}`, `{"a":1}}`, `null`} {
		if _, err := ordered.Parse([]byte(in)); err == nil {
			t.Errorf("Parse(%q) succeeded", in)
		}
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(`{"a":1,"a":2,"b":[{}]}`))
	f.Fuzz(func(t *testing.T, in []byte) {
		o, err := ordered.Parse(in)
		if err != nil {
			return
		}
		again, err := ordered.Parse(o.Bytes())
		if err != nil {
			t.Fatalf("own output refused: %v", err)
		}
		if string(again.Bytes()) != string(o.Bytes()) {
			t.Fatalf("unstable: %s, then %s", o.Bytes(), again.Bytes())
		}
	})
}
