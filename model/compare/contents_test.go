package compare_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"awning/model"
	"awning/model/catalog"
	"awning/model/compare"
	"awning/tries"
)

// contents makes an offer's contents of documents by key; plans come from the keys,
// in the order they are named.
func contents(tb testing.TB, dialect model.Dialect, docs ...string) model.Contents {
	tb.Helper()
	c := model.Contents{Exists: len(docs) > 0}
	for i := 0; i+1 < len(docs); i += 2 {
		k, ok := model.ParseSectionKey(docs[i])
		if !ok {
			tb.Fatalf("%q is no key", docs[i])
		}
		if _, known := c.Plan(k.Plan); k.Plan != "" && !known {
			c.Plans = append(c.Plans, model.Plan{ID: k.Plan})
		}
		c.Documents = append(c.Documents, model.Document{Key: k, Dialect: dialect, Raw: json.RawMessage(docs[i+1])})
	}
	return c
}

// brief writes changes as section and label.
func brief(changes []model.Change) string {
	out := make([]string, len(changes))
	for i, c := range changes {
		out[i] = fmt.Sprintf("%s %s.%s", c.Kind.Mark(), c.Key, c.Field)
	}
	return strings.Join(out, ", ")
}

func TestContents(t *testing.T) {
	t.Parallel()
	left := contents(t, model.V1,
		"plans/zeta/listing", `{"title":"Z"}`,
		"mystery", `{"a":1}`,
		"plans/alpha/pricing", `{"visibility":"Public"}`,
		"plans/alpha/listing", `{"title":"A"}`,
		"listing", `{"title":"T"}`,
		"assets:b", `{"fileName":"b.png"}`,
		"properties", `{"appVersion":"1"}`)
	right := contents(t, model.V1,
		"properties", `{"appVersion":"2"}`,
		"listing", `{"title":"U"}`,
		"mystery", `{"a":2}`,
		"assets:a", `{"fileName":"a.png"}`,
		"plans/new/listing", `{"title":"N"}`,
		"plans/alpha/listing", `{"title":"B"}`,
		"plans/alpha/pricing", `{"visibility":"Private"}`)
	got, err := compare.Contents(offerType(t, app), left, right, false)
	const want = "~ properties.app-version, ~ listing.title, - assets:b.file, + assets:a.file, ~ mystery., " +
		"- plans/zeta/listing.name, ~ plans/alpha/listing.name, ~ plans/alpha/pricing.visibility, + plans/new/listing.name"
	if err != nil || brief(got) != want {
		t.Errorf("got %s, %v; want %s", brief(got), err, want)
	}

	got, err = compare.Contents(nil, left, right, false)
	if err != nil || !strings.Contains(brief(got), "~ mystery.") {
		t.Errorf("an unknown type: %s, %v", brief(got), err)
	}
}

func TestContents_absent(t *testing.T) {
	t.Parallel()
	there := contents(t, model.V1, "listing", `{"title":"T"}`)
	absent := there
	absent.Exists = false
	got, err := compare.Contents(offerType(t, app), absent, there, false)
	if err != nil || brief(got) != "+ listing.title" {
		t.Errorf("got %s, %v", brief(got), err)
	}
	got, err = compare.Contents(offerType(t, app), model.Contents{}, model.Contents{}, true)
	if err != nil || len(got) != 0 {
		t.Errorf("got %s, %v", brief(got), err)
	}
	broken := contents(t, model.V1, "listing", `{`)
	if _, err := compare.Contents(offerType(t, app), there, broken, false); err == nil {
		t.Error("half a document was compared")
	}
}

// A side put together from a submission's modules knows nothing of the setup,
// the images or a plan's identity: their absence is no change. The absence of
// a module or of a plan is.
func TestContents_approximate(t *testing.T) {
	t.Parallel()
	live := contents(t, model.V1, "listing", `{"title":"T"}`, "plans/old/listing", `{"title":"O"}`)
	live.Approximate = true
	draft := contents(t, model.V1,
		"setup", `{"trialUri":"https://a.example"}`, "listing", `{"title":"T"}`, "assets:a", `{"fileName":"a.png"}`, "resell", `{"resellerChannelState":"Enabled"}`,
		"plans/old/setup", `{"friendlyName":"Old"}`, "plans/old/listing", `{"title":"O"}`,
		"plans/new/setup", `{"friendlyName":"New"}`)
	got, err := compare.Contents(offerType(t, app), live, draft, false)
	const want = "+ resell.channel, + plans/new/setup.alias"
	if err != nil || brief(got) != want {
		t.Errorf("got %s, %v; want %s", brief(got), err, want)
	}
}

// often checks a property, as many times over as AWNING_TEST_SCALE says.
func often(t *testing.T, property func(*rapid.T)) {
	t.Helper()
	for range tries.Factor() {
		rapid.Check(t, property)
	}
}

// Comparing a document with itself finds nothing, and comparing two both ways
// finds the same places, with added and removed exchanged.
func TestDocuments_symmetry(t *testing.T) {
	t.Parallel()
	s, k := section(t, vm, "plans/p/technical")
	version := rapid.Custom(func(t *rapid.T) map[string]any {
		return map[string]any{
			"versionNumber":  rapid.SampledFrom([]string{"1.0.0", "1.0.1", "2.0.0"}).Draw(t, "version"),
			"vmImages":       rapid.SliceOfN(rapid.SampledFrom([]any{map[string]any{"imageType": "x64Gen1"}, map[string]any{"imageType": "x64Gen2", "source": map[string]any{"sourceType": "sasUri"}}, nil, 1}), 0, 3).Draw(t, "images"),
			"lifecycleState": rapid.SampledFrom([]any{nil, "", "deprecated", 1}).Draw(t, "state"),
		}
	})
	document := rapid.Custom(func(t *rapid.T) *model.Document {
		if rapid.IntRange(0, 9).Draw(t, "absent") == 0 {
			return nil
		}
		v := map[string]any{
			"vmImageVersions":    rapid.SliceOfN(version, 0, 4).Draw(t, "versions"),
			"recommendedVmSizes": rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b"}), 0, 3).Draw(t, "sizes"),
			"openPorts":          rapid.SampledFrom([]any{nil, []any{}, map[string]any{"a": 1}, []any{map[string]any{"label": "ssh"}, 3}}).Draw(t, "ports"),
			"vmProperties":       rapid.SampledFrom([]any{nil, map[string]any{}, map[string]any{"supportsNVMe": true, "new": 1}, "text"}).Draw(t, "properties"),
			"more":               rapid.SampledFrom([]any{nil, []any{1}, []any{1, 2}, map[string]any{"deep": map[string]any{"er": 1}}}).Draw(t, "more"),
		}
		text, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		return &model.Document{Key: k, Dialect: model.Graph, Raw: text}
	})
	often(t, func(t *rapid.T) {
		left, right := document.Draw(t, "left"), document.Draw(t, "right")
		for _, d := range []*model.Document{left, right} {
			if changes := diff(t, s, d, d); len(changes) > 0 {
				t.Fatalf("%s differs from itself: %s", d.Raw, brief(changes))
			}
		}
		there, back := places(diff(t, s, left, right), false), places(diff(t, s, right, left), true)
		if !slices.Equal(there, back) {
			t.Fatalf("there:\n%s\nback:\n%s", strings.Join(there, "\n"), strings.Join(back, "\n"))
		}
	})
}

func diff(t *rapid.T, s *catalog.Section, left, right *model.Document) []model.Change {
	changes, err := compare.Documents(s, left, right, false)
	if err != nil {
		t.Fatal(err)
	}
	return changes
}

// places writes changes as kind and values, sorted; turned around if asked.
// Paths are left out: items without a key are named by the left side's position.
func places(changes []model.Change, turn bool) []string {
	out := make([]string, len(changes))
	for i, c := range changes {
		if turn {
			c.Left, c.Right = c.Right, c.Left
			switch c.Kind {
			case model.Added:
				c.Kind = model.Removed
			case model.Removed:
				c.Kind = model.Added
			default:
			}
		}
		out[i] = fmt.Sprintf("%s %s %s %s", c.Kind, c.Field, c.Left, c.Right)
	}
	slices.Sort(out)
	return out
}

// BenchmarkContents compares an offer of 5,000 fields in two environments. Members
// and items come in another order and numbers in another spelling on each side.
func BenchmarkContents(b *testing.B) {
	ty := offerType(b, app)
	const plans, markets = 20, 250
	for name, every := range map[string]int{"every tenth differs": 10, "all differ": 1} {
		var left, right []string
		for plan := range plans {
			var l, r strings.Builder
			for m := range markets {
				fmt.Fprintf(&l, `{"marketCode":"M%d","state":"Enabled","price":%d.50},`, m, m)
				price, code := markets-1-m, markets-1-m
				if code%every == 0 {
					price++
				}
				fmt.Fprintf(&r, `{"state":"Enabled","marketCode":"M%d","price":%d.5},`, code, price)
			}
			key := fmt.Sprintf("plans/p%d/pricing", plan)
			left = append(left, key, `{"visibility":"Public","marketStates":[`+strings.TrimSuffix(l.String(), ",")+`]}`)
			right = append(right, key, `{"visibility":"Public","marketStates":[`+strings.TrimSuffix(r.String(), ",")+`]}`)
		}
		x, y := contents(b, model.V1, left...), contents(b, model.V1, right...)
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				changes, err := compare.Contents(ty, x, y, false)
				if err != nil || len(changes) != plans*markets/every {
					b.Fatalf("%d changes: %v", len(changes), err)
				}
			}
		})
	}
}
