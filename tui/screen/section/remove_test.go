package section_test

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// pictures is the shop's offer with a page of images.
func pictures(t *testing.T, o tuitest.Options, change func(docs []model.Document)) (*tuitest.Driver, *shop.Shop) {
	t.Helper()
	kind := shop.Type()
	kind.Sections = append(kind.Sections, catalog.Section{ID: "images", Label: "Images", Fields: []catalog.Field{
		{ID: "file", Label: "File", Help: "A PNG image.", Pointer: "/fileName", Kind: catalog.File},
		{ID: "caption", Label: "Caption", Pointer: "/description", Kind: catalog.Text},
	}})
	m := shop.New()
	docs := []model.Document{
		shop.Document("images:logo/1", `{"fileName":"logo.png","description":"The logo"}`),
		shop.Document("images:screenshot/1", `{"fileName":"map\u001b[2J\u202e.png","description":"The map"}`),
	}
	if change != nil {
		change(docs)
	}
	draft := m.Now[model.Draft]
	draft.Documents = append(slices.Clone(draft.Documents), docs...)
	m.Now[model.Draft] = draft
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return section.New(d, m, section.Nav{}, kind, shop.Harbor(), model.SectionKey{Section: "images"})
	}), m
}

func TestScreen_removesFiles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d, m := pictures(t, tuitest.Options{Width: 120, Height: 40}, nil)
		d.Press("down", "down", "down", "x").Shows("Remove map<U+202E>.png from the draft?", "What is published", "[Keep it]")
		d.Advance(time.Second).Press("enter").Hides("Remove map").Press("x").Advance(time.Second).Press("n").Hides("Remove map").Shows("The map")
		if len(m.Calls()) > 0 {
			t.Fatalf("no is the default, and it asked %v", m.Calls())
		}
		m.Delay = 5 * time.Second
		d.Press("x").Advance(time.Second).Press("y").Advance(time.Second).Press("x").Shows("a file is being removed")
		d.Advance(5 * time.Second).Shows("map<U+202E>.png is no longer in the draft.")
		d.Advance(20 * time.Second).Shows("The logo").Hides("The map")
		if got := m.Calls(); !slices.Equal(got, []string{"RemoveFile images:screenshot/1"}) {
			t.Errorf("asked %v", got)
		}

		m.Delay, m.Errors = 0, map[string]error{"RemoveFile": errors.New("the service is closed")}
		d.Press("x").Shows("Remove logo.png").Advance(time.Second).Press("y").Shows("the service is closed", "The logo")
	})
}

func TestScreen_filesThatStay(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change func([]model.Document)
		keys   []string
		want   string
	}{
		"of the other API":    {func(docs []model.Document) { docs[0].Dialect = model.Graph }, nil, "remove it in Partner Center"},
		"sealed":              {func(docs []model.Document) { docs[0].Sealed = true }, nil, "takes no change to it here"},
		"edits are not saved": {nil, []string{"down", "enter", "a", "enter"}, "save or revert the unsaved edits of this page first"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, m := pictures(t, tuitest.Options{Width: 120, Height: 40}, c.change)
				d.Press(c.keys...).Press("x").Shows(c.want).Hides("Remove logo.png")
				if len(m.Calls()) > 0 {
					t.Errorf("asked %v", m.Calls())
				}
			})
		})
	}
	synctest.Test(t, func(t *testing.T) {
		d, _ := pictures(t, tuitest.Options{Width: 120, Height: 40, ReadOnly: true}, nil)
		d.Press("x").Hides("Remove", "remove the file")
		d = open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), listing)
		d.Press("x").Hides("Remove", "remove the file")
	})
}

func TestScreen_removeGolden(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, _ := pictures(t, size.options, nil)
				d.Golden("pictures")
				d.Press("x").Golden("question")
			})
		})
	}
}
