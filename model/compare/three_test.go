package compare_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"

	"awning/model"
	"awning/model/compare"
)

func one(env model.Environment, doc string) model.Contents {
	return model.Contents{Env: env, Exists: true, Documents: []model.Document{
		{Key: model.SectionKey{Section: "listing"}, Env: env, Dialect: model.V1, Raw: json.RawMessage(doc)},
	}}
}

func TestThree(t *testing.T) {
	t.Parallel()
	live := one(model.Live, `{"a":1,"b":2,"c":3,"d":4,"z":{"y":9}}`)
	preview := one(model.Preview, `{"a":1,"b":5,"c":3,"new":6,"d":7}`)
	draft := one(model.Draft, `{"a":1,"b":5,"c":8,"d":4,"f":1,"z":{"y":9}}`)
	rows, err := compare.Three(nil, live, preview, draft, false)
	if err != nil {
		t.Fatal(err)
	}
	got := make([]string, len(rows))
	for i, r := range rows {
		got[i] = fmt.Sprintf("%s %s %s %s %s", r.Kind.Mark(), r.Path, r.Left, r.Middle, r.Right)
	}
	slices.Sort(got)
	want := []string{
		"+ /f   1",    // added in the draft
		"~ /b 2 5 5",  // published to preview
		"~ /c 3 3 8",  // edited in the draft
		"~ /d 4 7 4",  // edited in preview, taken back in the draft
		"~ /new  6 ",  // in preview only
		"~ /z/y 9  9", // not in preview
	}
	if !slices.Equal(got, want) {
		t.Errorf("rows\n%q, want\n%q", got, want)
	}
	all, err := compare.Three(nil, live, preview, draft, true)
	if err != nil || len(all) != 7 {
		t.Errorf("all: %d rows, %v; want 7", len(all), err)
	}
}

// Each row's outer values are those of the comparison of two.
func TestThree_agreesWithTwo(t *testing.T) {
	t.Parallel()
	live, draft := one(model.Live, `{"a":[1,2],"b":{"c":"x"}}`), one(model.Draft, `{"a":[1,3],"d":true}`)
	two, err := compare.Contents(nil, live, draft, false)
	if err != nil {
		t.Fatal(err)
	}
	for name, middle := range map[string]model.Contents{"as left": live, "as right": draft} {
		rows, rerr := compare.Three(nil, live, middle, draft, false)
		if rerr != nil {
			t.Fatal(rerr)
		}
		same := slices.EqualFunc(rows, two, func(r compare.Row, c model.Change) bool {
			return r.Key == c.Key && r.Path == c.Path && r.Kind == c.Kind && string(r.Left) == string(c.Left) && string(r.Right) == string(c.Right)
		})
		if !same {
			t.Errorf("%s: %+v, want %+v", name, rows, two)
		}
	}
}
