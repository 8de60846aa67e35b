package section_test

import (
	"bytes"
	"errors"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// more is the shop's offer with a section of fields it has none of otherwise.
func more(t *testing.T, o tuitest.Options) (*tuitest.Driver, *shop.Shop) {
	t.Helper()
	kind := shop.Type()
	kind.Sections = append(kind.Sections, catalog.Section{ID: "more", Label: "More", Fields: []catalog.Field{
		{ID: "logo", Label: "Logo", Help: "A PNG image.", Pointer: "/logo", Kind: catalog.File, Files: []catalog.FileRule{
			{Ending: "png", Width: catalog.Span{Min: 216, Max: 350}, Height: catalog.Span{Min: 216, Max: 350}, Square: true},
		}},
		{ID: "until", Label: "Sold until", Pointer: "/until", Kind: catalog.Date},
	}})
	m := shop.New()
	draft := m.Now[model.Draft]
	draft.Documents = append(draft.Documents, shop.Document("more", `{"logo":"old-logo.png","until":"2028-01-31T12:00:00Z"}`))
	m.Now[model.Draft] = draft
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return section.New(d, m, section.Nav{}, kind, shop.Harbor(), model.SectionKey{Section: "more"})
	}), m
}

func TestScreen_datesStep(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys []string
		want string
	}{
		"a day later":               {[]string{"up"}, "2028-02-01T12:00:00Z"},
		"days earlier":              {[]string{"down", "down"}, "2028-01-29T12:00:00Z"},
		"the last of a short month": {[]string{"pgup"}, "2028-02-29T12:00:00Z"},
		"a month earlier":           {[]string{"pgdown"}, "2027-12-31T12:00:00Z"},
		"from nothing, today":       {[]string{"ctrl+u", "up"}, "2000-01-01"},
		"typed":                     {[]string{"ctrl+u", "2", "0", "3", "0", "-", "0", "2", "-", "2", "8", "up"}, "2030-03-01"},
		"stepped and taken back":    {[]string{"pgup", "up", "ctrl+_"}, "2028-02-29T12:00:00Z"},
		"no date stays":             {[]string{"ctrl+u", "x", "up"}, "x"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d, m := more(t, tuitest.Options{Width: 100})
				d.Press("down", "enter").Press(c.keys...).Press("esc")
				if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != `"`+c.want+`"` {
					t.Errorf("kept %+v, want %s", got, c.want)
				}
			})
		})
	}
}

// logos is a folder with a logo that fits and one that does not.
func logos(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, side := range map[string]int{"logo-large.png": 216, "logo-small.png": 48} {
		var b bytes.Buffer
		if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, side, side))); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, name), b.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir + string(filepath.Separator)
}

// A file that fits is uploaded: how far it is shows, and the draft has it without a save.
func TestScreen_filesAreUploaded(t *testing.T) {
	t.Parallel()
	dir := logos(t)
	synctest.Test(t, func(t *testing.T) {
		d, m := more(t, tuitest.Options{Width: 120, Height: 40})
		d.Press("enter").Paste(dir + "logo-large.png").Press("ctrl+s").Shows("check the file first")
		m.Delay = 5 * time.Second
		d.Press("enter").Shows("fits").Press("ctrl+s")
		d.Advance(3*time.Second).Shows("50 % of", "bytes sent").Advance(5 * time.Second).Shows("the service looks at it")
		d.Type("typed meanwhile").Hides("meanwhile")
		d.Advance(8 * time.Second).Shows("logo-large.png is in the draft.").Hides("Edit Logo")
		if !slices.Contains(m.Calls(), "Upload more logo logo-large.png") {
			t.Errorf("asked %v", m.Calls())
		}

		m.Delay = 0
		d.Advance(20 * time.Second).Press("enter").Paste(dir + "logo-large.png").Press("enter")
		m.Delay = 5 * time.Second
		d.Press("ctrl+s").Advance(time.Second)
		before := len(m.Calls())
		d.Press("esc").Shows("The upload was stopped").Advance(time.Minute).Hides("in the draft")
		if saved := m.Calls()[before:]; slices.ContainsFunc(saved, func(c string) bool { return strings.HasPrefix(c, "Save") }) {
			t.Errorf("after the stop it asked %v", saved)
		}

		m.Delay, m.Errors = 0, map[string]error{"Upload": errors.New("storage is full")}
		d.Press("enter", "ctrl+s").Shows("storage is full", "Edit Logo")
	})
}

// A field that names packages takes a file: its references come by uploading one.
func TestScreen_packagesAreFiles(t *testing.T) {
	t.Parallel()
	name := filepath.Join(t.TempDir(), "harbor.app")
	if err := os.WriteFile(name, []byte("NAVX"), 0o600); err != nil {
		t.Fatal(err)
	}
	synctest.Test(t, func(t *testing.T) {
		kind := shop.Type()
		kind.Sections = append(kind.Sections, catalog.Section{ID: "pack", Label: "Pack", Fields: []catalog.Field{
			{ID: "packages", Label: "Packages", Pointer: "/packages", Kind: catalog.JSON, Files: []catalog.FileRule{{Ending: "app"}}},
		}})
		m := shop.New()
		draft := m.Now[model.Draft]
		draft.Documents = append(draft.Documents, shop.Document("pack", `{"packages":[{"type":"App","value":"1"}]}`))
		m.Now[model.Draft] = draft
		d := tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen {
			return section.New(d, m, section.Nav{}, kind, shop.Harbor(), model.SectionKey{Section: "pack"})
		})
		d.Press("enter").Shows("File:", "ctrl+s uploads it").Hides("The service has")
		d.Paste(name).Press("enter", "ctrl+s").Shows("harbor.app is in the draft.")
		if !slices.Contains(m.Calls(), "Upload pack packages harbor.app") {
			t.Errorf("asked %v", m.Calls())
		}
	})
}

// A file is named by its path, with tab, and checked here; the value stays what the
// service has.
func TestScreen_filesAreChecked(t *testing.T) {
	t.Parallel()
	dir := logos(t)
	synctest.Test(t, func(t *testing.T) {
		d, m := more(t, tuitest.Options{Width: 120, Height: 40})
		d.Press("enter").Shows("The service has old-logo.png.", "ctrl+s uploads it")
		d.Paste(dir+"lo").Press("tab").Shows("logo-large.png  logo-small.png").Type("s").Press("tab", "enter")
		d.Shows("logo-small.png does not fit.", "216 × 216 to 350 × 350 pixels and square; this is 48 × 48 pixels")
		d.Press(strings.Fields(strings.Repeat("backspace ", len("small.png")))...).Type("l").Press("tab", "enter")
		d.Shows("logo-large.png fits: 216 × 216 pixels, ")
		d.Type("x").Press("ctrl+s").Shows("check the file first").Press("enter").Shows("no such file").Press("tab").Shows("nothing begins like that")
		d.Press("esc").Hides("Edit Logo", "unsaved")
		if len(m.Unsaved()) > 0 {
			t.Errorf("a path of this machine is kept as a value: %+v", m.Unsaved())
		}
	})
}
