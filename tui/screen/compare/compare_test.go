package compare_test

import (
	"encoding/base64"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/model"
	"awning/model/catalog"
	"awning/tui/screen/compare"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// nav shows in words where it leads.
func nav() compare.Nav {
	return compare.Nav{Field: func(_ model.Offer, c model.Change) ui.Screen {
		return shop.Page("editing " + c.Key.String() + " at " + c.Path)
	}}
}

func open(t *testing.T, o tuitest.Options, m *shop.Shop, opt compare.Options) *tuitest.Driver {
	t.Helper()
	return tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		return compare.New(d, m, nav(), shop.Type(), shop.Harbor(), opt)
	})
}

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, shop.New(), compare.Options{})
				d.Golden("preview-draft").Tiny()
				d.Press("v").Golden("detail").Press("v", "w").Golden("write").Tiny().Press("esc")
				d.Press("/").Type("server").Golden("find").Tiny().Press("esc")
				d.Press("n", "n", "3").Golden("live-draft")
				d.Press("u").Golden("all")
				open(t, o, shop.Abroad(), compare.Options{}).Golden("abroad")
			})
		})
	}
}

// Where there is room the sections are listed beside the values: the list follows
// the values, and the values follow the list.
func TestScreen_sectionsBesideTheValues(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		at := func(d *tuitest.Driver, section, field string) {
			t.Helper()
			if text := d.Text(); !strings.Contains(text, "\n› "+section) || !strings.Contains(text, "│ › ~ "+field) {
				t.Errorf("the cursor is not on %s and %s:\n%s", section, field, text)
			}
		}
		d := open(t, tuitest.Options{Width: 200, Height: 60}, shop.New(), compare.Options{})
		at(d, "Offer listing", "Search results summary")
		d.Press("end")
		at(d, "Pricing and availability", "Billing")
		d.Press("tab", "up")
		at(d, "Offer listing", "Search results summary")
		d.Press("down")
		at(d, "Pricing and availability", "Price")
		d.Press("tab", "down", "s").Hides("│ › ~ Search")
		d.Press("s").Resize(120, 40).Press("tab").Shows("listed beside the values in wider windows", "Search results summary")
	})
}

func TestScreen_showsAnyTwoEnvironments(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{})
		d.Shows("preview → draft", "Search results summary", "Price", "12.5 USD per month").Hides("App version")
		d.Press("2").Shows("live → preview", "App version", "1.4", "1.5").Hides("Search results summary")
		d.Press("o").Shows("live → draft", "App version", "Search results summary")
		d.Press("o").Shows("preview → draft")
		d.Press("x").Shows("draft → preview")
		d.Press("1").Shows("preview → draft")
	})
}

func TestScreen_filters(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		draft := m.Now[model.Draft]
		raw := strings.Replace(string(draft.Documents[2].Raw), `"privacyUrl":"https://brightwave.example/privacy",`, "", 1)
		draft.Documents[2].Raw = json.RawMessage(raw)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{})
		d.Shows("- removed 1", "Privacy policy", "Price")
		d.Press("d").Shows("[- removed 1]", "Privacy policy", "1 of 1").Hides("Price")
		d.Press("a").Shows("no field is added", "[- removed 1]")
		d.Press("e").Shows("Price").Hides("Privacy policy")
		d.Press("u").Shows("= Name", "[all fields")
		d.Press("m").Shows("[differences").Hides("= Name")
	})
}

func TestScreen_nextSkipsWhatIsTheSame(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{})
		d.Press("u", "home", "n")
		if !strings.Contains(d.Text(), "› ~ Search results summary") {
			t.Errorf("the cursor is not on the first difference:\n%s", d.Text())
		}
		d.Press("N")
	})
}

func TestScreen_oneSection(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{
			Section: model.SectionKey{Section: "pricing", Plan: "basic"},
		})
		d.Shows("only basic › Pricing and availability", "Price").Hides("Search results summary")
		d.Press("s").Shows("Search results summary", "› ~ Price").Hides("only basic")
		d.Press("home", "s").Shows("only Offer listing").Hides("USD per month")
	})
}

func TestScreen_findsText(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{})
		d.Press("/").Type("usd").Shows("/ usd", "Price").Hides("Search results summary")
		d.Press("enter").Shows("1 of 1").Press("u").Shows("= Price").Press("m", "esc").Shows("Search results summary")
		d.Press("/").Type("no such thing").Shows("Nothing here holds").Press("esc").Shows("Price")
		d.Press("/").Type("/summary").Press("enter").Shows("Search results summary").Hides("per month")
	})
}

func TestScreen_threeColumns(t *testing.T) {
	t.Parallel()
	for _, look := range []string{"", "-colour", "-ascii"} {
		t.Run("look"+look, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				preview := m.Now[model.Preview]
				preview.Documents[2].Raw = json.RawMessage(strings.Replace(string(preview.Documents[2].Raw), "privacy\"", "privacy-policy\"", 1))
				o := tuitest.Options{Width: 200, Height: 60, Colour: look == "-colour", ASCII: look == "-ascii"}
				d := open(t, o, m, compare.Options{})
				d.Press("3").Hides("privacy-policy").Press("3").Shows("privacy-policy", "live", "preview", "draft", "+25 %").Golden("three")
				// Where there is no room, what only preview holds is no difference.
				d.Resize(120, 40).Shows("App version").Hides("privacy-policy")
				d.Resize(200, 60).Shows("privacy-policy").Press("3").Hides("privacy-policy")
			})
		})
	}
}

func TestScreen_threeColumnsNeedRoomAndAllThree(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{}).
			Press("3", "3").Shows("three columns need a window 160 cells wide; this one has 120", "App version")
		delete(m.Now, model.Preview)
		open(t, tuitest.Options{Width: 200, Height: 40}, m, compare.Options{}).
			Press("3").Shows("never been in preview", "App version")
	})
}

// Images go by the names of their files, new or gone; one without a file by its number.
func TestScreen_imagesGoByTheirFiles(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		kind, m := shop.Type(), shop.New()
		kind.Sections = append(kind.Sections, catalog.Section{ID: "images", Label: "Images", Fields: []catalog.Field{
			{ID: "caption", Label: "Caption", Pointer: "/description", Kind: catalog.Text},
			{ID: "file", Label: "File", Pointer: "/fileName", Kind: catalog.File},
		}})
		add := func(env model.Environment, images ...string) {
			c := m.Now[env]
			for i, raw := range images {
				c.Documents = append(c.Documents, shop.Document("images:shot/"+strconv.Itoa(i), raw))
			}
			m.Now[env] = c
		}
		add(model.Preview, `{"fileName":"港.png","description":"a","order":1}`, `{"fileName":"","description":"b"}`, `{"fileName":"gone.png","description":"c"}`)
		add(model.Draft, `{"fileName":"港2.png","description":"aa","order":2}`, `{"fileName":"","description":"bb"}`)
		d := tuitest.New(t, tuitest.Options{Width: 120, Height: 40}, func(d ui.Deps) ui.Screen {
			return compare.New(d, m, nav(), kind, shop.Harbor(), compare.Options{Section: model.SectionKey{Section: "images"}})
		})
		d.Shows("~ 港2.png › Caption", "~ shot/1 › Caption", "- gone.png › Caption").Hides("shot/0")
		d.Press("/").Type("shot/0").Press("enter").Shows("港2.png › Caption").Hides("gone.png")
	})
}

// The tags of a description are part of what differs, and what its readers see on
// lines of its own stands there here.
func TestScreen_markupStandsInLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		draft := &m.Now[model.Draft].Documents[2]
		draft.Raw = json.RawMessage(strings.Replace(string(draft.Raw), `<p>Encrypted`, `<UL><li>one</li><li>1 > 0<br/>two</li></UL><p>Encrypted`, 1))
		text := open(t, tuitest.Options{}, m, compare.Options{}).Text()
		for _, want := range []string{"      <UL>  ", "      <li>one</li>  ", "      <li>1 > 0<br/>  ", "      two</li>  ", "      </UL>  ", "      <p>Encrypted on your side"} {
			if !strings.Contains(text, "\n"+want) {
				t.Errorf("no line begins with %q:\n%s", want, text)
			}
		}
	})
}

func TestScreen_longSetsShowWhatDiffers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		markets := func(env model.Environment, codes string) {
			c := m.Now[env]
			c.Documents[2].Raw = json.RawMessage(strings.Replace(string(c.Documents[2].Raw), `["us","ca"]`, `["`+strings.ReplaceAll(codes, " ", `","`)+`"]`, 1))
		}
		markets(model.Preview, "at au be ca ch de dk es fi fr gb ie it jp")
		markets(model.Draft, "at au be ca ch de dk es fi fr gb ie nz")
		open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{}).
			Shows("2 only here: it, jp", "1 only here: nz", "12 are in both")
	})
}

func TestScreen_copies(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var terminal strings.Builder
		copied := func(want string) {
			t.Helper()
			encoded := strings.TrimSuffix(strings.TrimPrefix(terminal.String(), "\x1b]52;c;"), "\x1b\\")
			got, err := base64.StdEncoding.DecodeString(encoded)
			if err != nil || !strings.Contains(string(got), want) {
				t.Errorf("copied %q, %v; want %q", got, err, want)
			}
			terminal.Reset()
		}
		m := shop.New()
		m.Now[model.Draft].Documents[3].Raw = json.RawMessage(`{"key":"new","tenant":"12345678-90ab-cdef-1234-567890abcdef"}`)
		d := open(t, tuitest.Options{Width: 120, Height: 40, Terminal: &terminal}, m, compare.Options{})
		d.Press("y").Shows("Search results summary of draft")
		copied("Back up every server every hour, with keys that never leave your own vault.")
		d.Press("Y").Shows("the comparison")
		copied("~ Price\n      preview  10 USD per month\n      draft    12.5 USD per month\n")
		d.Press("/").Type("shared key").Press("enter", "y").Shows("Shared key")
		if terminal.Len() > 0 {
			t.Errorf("a secret was copied: %q", terminal.String())
		}
	})
}

func TestScreen_writesAFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		path := filepath.Join(dir, "x.txt")
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{})
		write := func() *tuitest.Driver { return d.Press("w", "ctrl+u").Paste(path).Press("enter") }
		d.Press("w").Shows("awning-compare-20000101-000000.txt", "A name that ends in .txt gets text to read").Press("esc")
		write().Shows("written to")
		got, err := os.ReadFile(path)
		if err != nil || !strings.HasPrefix(string(got), "harbor-backup: preview → draft\n") || !strings.Contains(string(got), "Price") {
			t.Errorf("the file holds %q, %v", got, err)
		}
		write().Shows("not overwritten").Press("esc").Shows("Price")
		path = filepath.Join(dir, "x.json")
		write().Shows("written to")
		var list []map[string]string
		if got, err = os.ReadFile(path); err != nil || json.Unmarshal(got, &list) != nil || len(list) != 5 {
			t.Fatalf("the file holds %q, %v", got, err)
		}
		for name, want := range map[string]string{
			"section": "plans/basic/pricing", "field": "Price", "pointer": "/price", "change": "edited", "preview": "10 USD per month", "draft": "12.5 USD per month",
		} {
			if list[3][name] != want {
				t.Errorf("%s is %q, want %q", name, list[3][name], want)
			}
		}
	})
}

func TestScreen_onePlan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{Width: 120, Height: 40}, shop.New(), compare.Options{})
		d.Press("end", "p").Shows("only plan basic", "Price").Hides("Search results summary")
		d.Press("p").Shows("Search results summary", "› ~ Billing")
		d.Press("home", "p").Shows("only the offer's own sections", "Search results summary").Hides("Price")
	})
}

func TestScreen_opensTheField(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{})
		d.Press("end", "enter").Shows("editing plans/basic/pricing at /")
		draft := m.Now[model.Draft]
		draft.Documents = draft.Documents[:len(draft.Documents)-2]
		m.Now[model.Draft] = draft
		d.Press("esc", "r", "end", "enter").Shows("no longer in the draft")
	})
}

func TestScreen_saysWhatIsMissing(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		gone []model.Environment
		keys []string
		want string
	}{
		"never live":       {[]model.Environment{model.Live}, []string{"3"}, "This offer has never been live."},
		"never in preview": {[]model.Environment{model.Live, model.Preview}, nil, "This offer has never been in preview."},
		"falls back":       {[]model.Environment{model.Preview}, nil, "live → draft"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				for _, env := range c.gone {
					delete(m.Now, env)
				}
				open(t, tuitest.Options{}, m, compare.Options{}).Press(c.keys...).Shows(c.want)
			})
		})
	}
}

func TestScreen_noDifferences(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Now[model.Draft] = m.Now[model.Preview]
		d := open(t, tuitest.Options{}, m, compare.Options{})
		d.Shows("No differences: preview and draft hold the same.").Golden("same")
		d.Press("n").Shows("no differences to go to")
	})
}

func TestScreen_approximateIsSaid(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		c := m.Now[model.Preview]
		c.Approximate = true
		m.Now[model.Preview] = c
		open(t, tuitest.Options{}, m, compare.Options{}).Shows("Approximate: the service cannot be asked for preview").Golden("approximate")
		live := m.Now[model.Live]
		live.Approximate = true
		m.Now[model.Live] = live
		open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{}).Press("2").Shows("cannot be asked for live and preview, so they were")
	})
}

func TestScreen_cachedFirstThenFresh(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		stored := shop.New().Now
		m.Stored, m.Age, m.Delay = stored, 10*time.Minute, 2*time.Second
		m.Now[model.Draft] = shop.Contents(model.Draft, m.Now[model.Preview].Documents...)
		d := open(t, tuitest.Options{}, m, compare.Options{})
		d.Shows("Search results summary", "reading")
		d.Advance(3*time.Second).Shows("No differences", "read just now")
	})
}

func TestScreen_failureKeepsWhatIsKnown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Stored = m.Now
		m.Fail("Contents preview", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, compare.Options{})
		d.Shows("Could not read preview", "503", "Search results summary")
		m.Fail("Contents preview", nil)
		d.Press("r").Hides("Could not read")
	})
}

func TestScreen_layoutsCanBeChanged(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.New(), compare.Options{})
		d.Hides("│").Press("b").Shows("│").Press("b").Hides("│")
	})
}

func TestActions_everyKeyDoesOneThing(t *testing.T) {
	t.Parallel()
	d := tuitest.Deps(tuitest.Options{})
	shop.Clashes(t, compare.New(d, shop.New(), nav(), shop.Type(), shop.Harbor(), compare.Options{}).Actions())
}
