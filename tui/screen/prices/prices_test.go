package prices_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/model/catalog"
	"awning/model/merge"
	"awning/tui/screen/prices"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

func kind(t *testing.T, id model.OfferType) *catalog.Type {
	t.Helper()
	c, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	k, ok := c.Type(id)
	if !ok {
		t.Fatalf("the catalogue has no %s", id)
	}
	return k
}

const path = "plans/basic/pricing"

// application is a plan sold by the month and the year in some markets, three
// of which have prices of their own.
func application(base, year string) string {
	group := func(isBase bool, markets, name, currency, month, year string) string {
		term := func(unit, price string) string {
			return fmt.Sprintf(`{"retailPrice":{"openPrice":%s,"currencyCode":%q},"priceCadence":{"type":%q,"value":1},"pricingModel":"Recurring","pricingUnits":[]}`, price, currency, unit)
		}
		return fmt.Sprintf(`{"isBaseSchedule":%v,"marketCodes":[%s],"friendlyName":%q,"schedules":[%s,%s]}`, isBase, markets, name, term("Month", month), term("Year", year))
	}
	var states []string
	for m := range strings.FieldsSeq("AT BE CH CZ DE DK ES FI FR GB GR HU IE IT JP KR NL NO PL PT SE US ZA") {
		states = append(states, fmt.Sprintf(`{"marketCode":%q,"state":"Enabled"}`, m))
	}
	return `{"visibility":"Public","marketStates":[` + strings.Join(states, ",") + `],"priceSchedules":[` + strings.Join([]string{
		group(true, "", "base", "USD", base, year),
		group(false, `"GB"`, "GB-GBP", "GBP", "38.71", "387.10"),
		group(false, `"DE"`, "DE-EUR", "EUR", "45.08", "450.80"),
		group(false, `"JP"`, "JP-JPY", "JPY", "7326", "73255"),
	}, ",") + `],"unknown":{"kept":[1.0,1e2]},"trial":{"type":"NoTrial"}}`
}

func machine(core string) string {
	return `{"visibility":"visible","markets":["us","de","jp"],"pricing":{"licenseModel":"payAsYouGo","corePricing":` + core + `}}`
}

const sizes = `{"priceInputOption":"perCoreSize","pricePerCoreSize":{"1":0.21,"2":0.42,"4":0.78,"8":1.45,"16":2.6}}`

// stand is a marketplace of one plan.
func stand(draft, live string) *shop.Shop {
	m := shop.New()
	m.Now = map[model.Environment]model.Contents{model.Draft: shop.Contents(model.Draft, shop.Document(path, draft))}
	if live != "" {
		m.Now[model.Live] = shop.Contents(model.Live, shop.Document(path, live))
	}
	return m
}

// nav leads to pages that name what they were given.
func nav() prices.Nav {
	return prices.Nav{Conflict: func(c *client.ConflictError) ui.Screen {
		words := make([]string, 0, len(c.Conflicts)+len(c.Taken))
		for _, o := range c.Conflicts {
			words = append(words, fmt.Sprintf("%s: %s, %s, %s", o.Label, o.Base, o.Mine, o.Theirs))
		}
		for _, o := range c.Taken {
			words = append(words, o.Label)
		}
		return shop.Page("settle " + strings.Join(words, "; "))
	}}
}

func open(t *testing.T, o tuitest.Options, m *shop.Shop, id model.OfferType) *tuitest.Driver {
	t.Helper()
	return start(t, o, func(d ui.Deps) ui.Screen { return prices.New(d, m, nav(), kind(t, id), shop.Harbor(), "basic") })
}

// start opens a screen on top of another, so that esc has somewhere to go.
func start(t *testing.T, o tuitest.Options, screen func(ui.Deps) ui.Screen) *tuitest.Driver {
	t.Helper()
	var deps ui.Deps
	d := tuitest.New(t, o, func(d ui.Deps) ui.Screen {
		deps = d
		return shop.Page("the plan")
	})
	return d.Send(ui.Push{Screen: screen(deps)})
}

var wide = tuitest.Options{Width: 120, Height: 40}

const (
	app = model.OfferType("azure-application")
	vm  = model.OfferType("virtual-machine")
)

func TestScreen_golden(t *testing.T) {
	t.Parallel()
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, o, stand(application("49.00", "490.00"), application("45.00", "490.00")), app)
				d.Golden("opened").Tiny()
				d.Press("down", "v", "down", "down", "right").Golden("selected")
				d.Press("%").Type("7").Golden("percent").Tiny()
				d.Press("enter", "esc").Golden("raised")
				d.Press("ctrl+s").Golden("question").Tiny()
				d.Advance(time.Second).Press("esc", "F").Golden("flags").Tiny()
				d.Press("esc", "p").Paste("1.5\n2.5\n").Golden("paste").Tiny()
				open(t, o, stand(machine(sizes), ""), vm).Press("right", "enter").Golden("machine")
				open(t, o, stand(machine(`{"priceInputOption":"free"}`), ""), vm).Golden("free").Tiny()
			})
		})
	}
}

// Names of any length and script, a schedule of many columns, and what somebody
// else changed, at every size.
func TestScreen_goldenNames(t *testing.T) {
	t.Parallel()
	long := strings.NewReplacer(
		`"Year"`, `"Quarter-of-a-Jubilee-Year-計画"`, `["JP"]`, `["JP","KR","IN","ID","TH","VN","PH","MY"]`, `"currencyCode":"GBP"`, `"currencyCode":"مقياس"`,
	).Replace(application("12345678901234.99", "490.00"))
	for name, o := range tuitest.Looks(tuitest.Options{}) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := stand(long, application("45.00", "490.00"))
				offer := shop.Harbor()
				offer.Alias = "النسخ الاحتياطي 日本語の長い名前の予備 " + strings.Repeat("lengthy ", 20)
				plan := model.PlanID("計画-" + strings.Repeat("basic", 12))
				key := model.SectionKey{Plan: plan, Section: prices.Section}
				for env, c := range m.Now {
					c.Documents[0].Key = key
					m.Now[env] = c
				}
				d := start(t, o, func(d ui.Deps) ui.Screen { return prices.New(d, m, nav(), kind(t, app), offer, plan) })
				d.Golden("opened").Press("G", "enter").Golden("price")
				d.Press("ctrl+u").Type("51").Press("enter", "ctrl+s").Golden("question").Tiny()
				d.Advance(time.Second).Press("esc")
				m.Now[model.Draft] = shop.Contents(model.Draft, shop.Document("plans/"+string(plan)+"/pricing", strings.ReplaceAll(long, "490.00", "500.00")))
				d.Press("r").Golden("moved")
			})
		})
	}
}

// A price in twelve markets goes up by seven percent: the edited prices are
// sent, and not a byte of anything else changes.
func TestScreen_twelveMarketsByPercent(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		d := open(t, wide, m, app)
		d.Press("down", "v").Press(slices.Repeat([]string{"down"}, 11)...).Shows("12 cells selected")
		d.Press("%").Type("7").Press("enter").Shows("12 unsaved prices", "12 prices changed")
		d.Press("ctrl+s").Shows("Saved 12 prices").Hides("unsaved")
		if len(m.Saved()) != 1 {
			t.Fatalf("%d saves, want 1", len(m.Saved()))
		}
		got := string(m.Saved()[0].Raw)
		for _, want := range []string{`"openPrice":41.42,"currencyCode":"GBP"`, `"openPrice":48.24,"currencyCode":"EUR"`, `"unknown":{"kept":[1.0,1e2]}`} {
			if !strings.Contains(got, want) {
				t.Errorf("no %s in\n%s", want, got)
			}
		}
		if n := strings.Count(got, `"openPrice":52.43,"currencyCode":"USD"`); n != 10 {
			t.Errorf("%d markets got a price of their own, want 10", n)
		}
		if n := strings.Count(got, `"openPrice":49.00`); n != 1 {
			t.Errorf("the base price is there %d times, want once, as it was spelled", n)
		}
	})
}

func TestScreen_keys(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		keys  []string
		shows []string
	}{
		"typing a digit edits": {[]string{"5", "2", ".", "5", "enter"}, []string{"*52.50 USD", "1 unsaved price"}},
		"enter edits what is there": {
			[]string{"enter", "backspace", "backspace", "5", "0", "enter"}, []string{"*49.50 USD", "1 unsaved price"},
		},
		"no price":             {[]string{"5", "x", "enter"}, []string{`"5x" is no price`}},
		"too fine":             {[]string{"5", ".", "0", "0", "1", "enter"}, []string{"USD has 2 decimals"}},
		"not negative":         {[]string{"enter", "ctrl+u", "-", "1", "enter"}, []string{`"-1" is no price`}},
		"no percentage":        {[]string{"%", "x", "enter"}, []string{`"x" is no percentage`}},
		"down to nothing":      {[]string{"%", "-", "1", "0", "0", "enter"}, []string{"is no percentage"}},
		"percent, signed":      {[]string{"%", "-", "1", "0", "%", "enter"}, []string{"44.10 USD"}},
		"undo":                 {[]string{"5", "enter", "u"}, []string{"49.00 USD", "24 × 2 prices"}},
		"redo":                 {[]string{"5", "enter", "u", "ctrl+r"}, []string{"5.00 USD", "1 unsaved price"}},
		"nothing to undo":      {[]string{"u"}, []string{"there is nothing to undo"}},
		"nothing to do again":  {[]string{"ctrl+r"}, []string{"there is nothing to do again"}},
		"nothing to save":      {[]string{"ctrl+s"}, []string{"no price was changed"}},
		"as in the draft":      {[]string{"5", "enter", "up", "x"}, []string{"49.00 USD"}},
		"changed back is none": {[]string{"5", "enter", "up", "4", "9", "enter"}, []string{"24 × 2 prices       "}},
		"base times factor":    {[]string{"/", "g", "b", "enter", "b", "backspace", "0", ".", "8", "enter"}, []string{"*39.20 GBP"}},
		"no factor":            {[]string{"b", "backspace", "0", "enter"}, []string{`"0" is no factor`}},
		"fill wants a range":   {[]string{"f"}, []string{"select the price to copy"}},
		"fill down":            {[]string{"/", "A", "T", "enter", "5", "enter", "up", "v", "down", "f"}, []string{"2 unsaved prices"}},
		"fill other currency":  {[]string{"/", "c", "z", "enter", "v", "down", "f"}, []string{"fill prices of one currency"}},
		"find by name":         {[]string{"/", "s", "w", "e", "enter"}, []string{"── SE  Sweden, 1 month"}},
		"find by code":         {[]string{"/", "z", "a", "enter"}, []string{"── ZA  South Africa, 1 month"}},
		"find nothing":         {[]string{"/", "q", "q", "enter"}, []string{`no market's code or name has "qq"`}},
		"find, never mind":     {[]string{"/", "s", "w", "esc"}, []string{"All other markets, 1 month"}},
		"no flags":             {[]string{"n"}, []string{"No price is out of line"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				open(t, wide, stand(application("49.00", "490.00"), ""), app).Press(c.keys...).Shows(c.shows...)
			})
		})
	}
}

func TestScreen_paste(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, wide, stand(application("49.00", "490.00"), ""), app)
		d.Press("down", "p").Paste("40\n\n46.5\n").Press("ctrl+s").Shows("AT  Austria", "40.00 USD", "46.50 USD", "2 unsaved prices")
		d.Press("p").Paste("40\nforty\n").Press("ctrl+s").Shows("forty", "Paste prices").Press("esc").Shows("2 unsaved prices")
	})
}

func TestScreen_files(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "p.csv")
		d := open(t, wide, stand(application("49.00", "490.00"), ""), app)
		d.Press("w").Shows("Write this list to a file").Press("ctrl+u").Type(file).Press("enter").Shows("24 rows")
		data, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(data), "\nGB,GBP,38.71,387.1\n") {
			t.Fatalf("wrote %q, %v", data, err)
		}
		if err = os.WriteFile(file, []byte(strings.Replace(string(data), "38.71", "40", 1)), 0o600); err != nil {
			t.Fatal(err)
		}
		d.Press("i").Type(file).Press("enter").Shows("1 price taken from the file", "*40.00 GBP")
		d.Press("i").Type(file).Press("enter").Shows("holds the prices that are here already")
		d.Press("i").Type(file+".no").Press("enter").Shows("no such file", "Read prices").Press("esc").Shows("1 unsaved price")
	})
}

// All of a price, and of what there is to look at, can be seen whole, copied and
// written to a file.
func TestScreen_offers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var clipboard bytes.Buffer
		o := wide
		o.Terminal = &clipboard
		m := stand(application("49.00", "490.00"), application("40.00", "490.00"))
		d := open(t, o, m, app).Press("/").Type("GB").Press("enter", "9", "9", "enter", "up")
		d.Press("V").Shows("Market        GB  United Kingdom", "For           1 month", "Price         99.00 GBP", "In the draft  38.71 GBP", "Live          38.71 GBP", "To look at", "more than half")
		d.Press("esc", "y").Shows("the price went to your terminal's clipboard")
		if got := clipboard.String(); !strings.Contains(got, base64.StdEncoding.EncodeToString([]byte("99.00"))) {
			t.Errorf("copied %q", got)
		}
		file := filepath.Join(t.TempDir(), "flags.csv")
		d.Press("F").Press("w", "ctrl+u").Type(file).Press("enter")
		data, err := os.ReadFile(file)
		if err != nil || !strings.Contains(string(data), `"GB  United Kingdom, 1 month",'+155.8 %,changes by more than half`) {
			t.Errorf("wrote %s, %v", data, err)
		}
		d.Press("down", "V").Shows("GB  United Kingdom, 1 month", "changes by more than half").Press("esc", "y").Shows("what to look at went to")
	})
}

func TestScreen_aRefusedSaveKeepsAll(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		m.Fail("Save", errors.New("the service answered 503"))
		d := open(t, wide, m, app).Press("5", "enter", "ctrl+s")
		d.Shows("could not save the prices: the service answered 503", "1 unsaved price")
		m.Fail("Save", nil)
		d.Press("backspace", "ctrl+s").Shows("Saved 1 price").Hides("unsaved")
	})
}

// What somebody else changed meanwhile is settled price by price.
func TestScreen_conflict(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		const base = "/priceSchedules/isBaseSchedule=true&friendlyName=base/schedules/0/retailPrice/openPrice"
		const japan = "/priceSchedules/isBaseSchedule=false&friendlyName=JP-JPY/schedules/1/retailPrice/openPrice"
		m.Fail("Save", &client.ConflictError{
			Offer: shop.Harbor(), Key: model.SectionKey{Plan: "basic", Section: prices.Section},
			Theirs: shop.Document(path, application("51.00", "490.00")), Edits: m.Unsaved(),
			Conflicts: []merge.Conflict{{Label: "Price", Pointer: base, Base: []byte("49.00"), Mine: []byte("5"), Theirs: []byte("51.00")}},
			Taken:     []model.Change{{Label: "Price schedules", Path: japan}, {Label: "Free trial", Path: "/trial/type"}},
		})
		d := open(t, wide, m, app).Press("5", "enter", "ctrl+s")
		d.Shows("settle All other markets, 1 month (USD): 49.00, 5, 51.00; JP Japan, 1 year (JPY); Free trial")
		// Back, the draft is theirs, and what is typed still waits.
		m.Now[model.Draft] = shop.Contents(model.Draft, shop.Document(path, application("51.00", "490.00")))
		d.Press("esc").Press("r", "g").Shows("1 unsaved price", "51.00 USD → 5.00 USD", "from 49.00 USD to 51.00 USD. Saving asks", "2 to look at")
		m.Fail("Save", nil)
		d.Press("ctrl+s").Shows("Saved 1 price").Hides("Saving asks")
	})
}

func TestScreen_saysWhyThereAreNoPrices(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		draft string
		id    model.OfferType
		want  string
	}{
		"own license": {`{"pricing":{"licenseModel":"byol"}}`, vm, "bring your own license"},
		"free":        {machine(`{"priceInputOption":"free"}`), vm, "costs nothing"},
		"template":    {`{"visibility":"Public","priceSchedules":[]}`, app, "holds no prices"},
		"other type":  {`{}`, "saas", "cannot be edited as a table"},
		"no JSON":     {`{`, app, "reading prices"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				d := open(t, wide, stand(c.draft, ""), c.id).Shows(c.want)
				d.Press("enter", "5", "%", "e", "F", "/", "down", "v", "G", "end").Shows(c.want)
			})
		})
	}
}

func TestScreen_keysDoOneThing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := prices.New(tuitest.Deps(tuitest.Options{}), stand(application("49.00", "490.00"), ""), nav(), kind(t, app), shop.Harbor(), "basic")
		shop.Clashes(t, s.Actions())
	})
}

// What is edited is on disk at once: whoever opens the plan again finds it, and
// can take it back.
func TestScreen_keepsWhatIsEdited(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		open(t, wide, m, app).Press("5", "enter", "6", "enter")
		want := []string{
			"/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice 5", "/priceSchedules/isBaseSchedule=false&friendlyName=AT-USD {",
		}
		if kept := keptPlaces(m); len(kept) != 2 || kept[0] != want[0] || !strings.HasPrefix(kept[1], want[1]) {
			t.Fatalf("kept %q, want %q", kept, want)
		}
		d := open(t, wide, m, app).Shows("2 prices edited before are here", "2 unsaved prices", " 5.00 USD", " 6.00 USD")
		// Somebody changes another price meanwhile: both stand.
		m.Now[model.Draft] = shop.Contents(model.Draft, shop.Document(path, application("49.00", "500")))
		d.Press("r").Shows("2 unsaved prices", "500.00 USD", " 6.00 USD")
		d = open(t, wide, m, app).Shows("2 unsaved prices", "500.00 USD", " 6.00 USD")
		d.Press("u").Hides("unsaved")
		if kept := keptPlaces(m); len(kept) != 0 {
			t.Errorf("still kept: %q", kept)
		}
	})
}

// keptPlaces are the places of the unsaved edits, and what they say.
func keptPlaces(m *shop.Shop) []string {
	var out []string
	for _, e := range m.Unsaved() {
		out = append(out, e.Path+" "+string(e.New))
	}
	return out
}

func TestScreen_saysWhatIsNotKept(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		m.Fail("KeepEdit", errors.New("the disk is full"))
		d := open(t, wide, m, app).Press("5", "enter").Shows("not kept on this machine", "the disk is full")
		d.Press("backspace", "ctrl+s").Shows("the disk is full", "1 unsaved price")
		d.Press("esc").Shows("Leave without saving?").Advance(1e9).Press("esc").Shows("1 unsaved price")
		if len(m.Calls()) != 0 {
			t.Errorf("sent %v", m.Calls())
		}
		m.Fail("KeepEdit", nil)
		d.Press("ctrl+s").Shows("Saved 1 price").Hides("not kept")
	})
}

// Edits that come faster than the store writes are all kept, in the end.
func TestScreen_slowStore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		m.StoreDelay = 2e9
		d := open(t, wide, m, app).Press("5", "enter", "6", "enter", "7", "enter", "ctrl+s").Advance(10e9).Shows("Saved 3 prices")
		d.Hides("unsaved")
		if n := len(m.Saved()); n != 1 {
			t.Errorf("%d saves, want 1", n)
		}
	})
}

// The price editor opens a plan of all markets in no time.
func BenchmarkScreen(b *testing.B) {
	var groups []string
	for m := range catalog.AllMarkets() {
		var terms []string
		for i, term := range []string{"Month", "Year", "Year", "Year"} {
			terms = append(terms, fmt.Sprintf(`{"retailPrice":{"openPrice":%d.50,"currencyCode":"USD"},"priceCadence":{"type":%q,"value":%d}}`, 10*i+9, term, max(i, 1)))
		}
		groups = append(groups, fmt.Sprintf(`{"isBaseSchedule":false,"marketCodes":[%q],"friendlyName":%q,"schedules":[%s]}`, m.Code, m.Code, strings.Join(terms, ",")))
	}
	m := stand(`{"priceSchedules":[`+strings.Join(groups, ",")+`]}`, "")
	cat, err := loaded()
	if err != nil {
		b.Fatal(err)
	}
	k, _ := cat.Type(app)
	d := tuitest.Deps(tuitest.Options{Colour: true})
	const whole = "141 × 4 prices"
	b.ReportAllocs()
	for b.Loop() {
		s := prices.New(d, m, nav(), k, shop.Harbor(), "basic")
		s.SetSize(120, 40)
		pending, view := []tea.Cmd{s.Init(b.Context())}, ""
		for len(pending) > 0 && !strings.Contains(view, whole) {
			cmd := pending[0]
			pending = pending[1:]
			if cmd == nil {
				continue
			}
			switch msg := cmd().(type) {
			case tea.BatchMsg:
				pending = slices.Concat(msg, pending)
			default:
				pending = append(pending, s.Update(msg))
				view = s.View()
			}
		}
		if !strings.Contains(view, whole) {
			b.Fatalf("not open:\n%s", view)
		}
	}
}

func TestScreen_whileTheDraftIsRead(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := stand(application("49.00", "490.00"), "")
		m.Delay = 3e9
		d := open(t, wide, m, app).Shows("Reading the draft")
		d.Press("enter", "u", "ctrl+r", "ctrl+s", "n", "F", "v", "down", "5").Shows("Reading the draft")
		d.Advance(4e9).Shows("49.00 USD").Press("r", "5", "enter").Shows("editing starts when it is here")
	})
}

// Prices that customers will pay are saved once the plan's id is typed, under the
// eyes of what follows; prices that nobody pays yet are saved at once.
func TestScreen_asksForThePlan(t *testing.T) {
	t.Parallel()
	live := application("49.00", "490.00")
	for name, c := range map[string]struct {
		live  string
		id    model.OfferType
		draft string
		keys  []string
		shows []string
		hides []string
	}{
		"raised": {
			live, app, live,
			[]string{"5", "2", ".", "4", "3", "enter"},
			[]string{"Save new prices of basic?", "1 price, by 7.0 % at most", "A raised price is in force on 2000-04-01 at the earliest", "90 days or more", "e-mail and in the listing"},
			[]string{"A lowered price", "refused.", "out of line"},
		},
		"lowered": {
			live, app, live,
			[]string{"4", "4", ".", "1", "0", "enter"},
			[]string{"1 price, by 10.0 % at most", "A lowered price is in force on 2000-02-01", "14 days before"},
			[]string{"A raised price"},
		},
		"both, which is refused": {
			live, app, live,
			[]string{"5", "0", "enter", "down", "g", "right", "4", "0", "0", "enter"},
			[]string{"Publishing it will be refused: prices of one plan cannot go up and down", "A raised price", "A lowered price"},
			nil,
		},
		"free until now": {
			application("0", "490.00"), app, live, []string{"5", "0", "enter"}, []string{"Publishing it will be refused: what was free"}, nil,
		},
		"by a lot":  {live, app, live, []string{"9", "9", "enter"}, []string{"1 of them is out of line", "by 102.0 %"}, nil},
		"a machine": {machine(sizes), vm, machine(sizes), []string{"0", ".", "2", "enter"}, []string{"6 days before", "prices by vCPU change at once"}, nil},
		"hidden": {
			live, app, strings.Replace(live, `"visibility"`, `"isHidden":true,"visibility"`, 1), []string{"5", "0", "enter"}, []string{"The plan is hidden"}, nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := stand(c.draft, c.live)
				d := open(t, tuitest.Options{Width: 120, Height: 50}, m, c.id).Press(c.keys...).Press("ctrl+s").Shows(c.shows...).Hides(c.hides...)
				d.Advance(time.Second).Type("basi").Press("enter").Shows("Save new prices of basic?")
				if len(m.Saved()) > 0 {
					t.Fatal("saved before the plan's id was typed")
				}
				d.Type("c").Press("enter").Shows("Saved")
				if len(m.Saved()) != 1 {
					t.Errorf("%d saves", len(m.Saved()))
				}
			})
		})
	}
	t.Run("nobody pays yet", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			open(t, wide, stand(live, ""), app).Press("9", "9", "enter", "ctrl+s").Shows("Saved 1 price")
		})
	})
	t.Run("back at what is paid", func(t *testing.T) {
		t.Parallel()
		synctest.Test(t, func(t *testing.T) {
			open(t, wide, stand(application("52", "490.00"), live), app).Press("4", "9", "enter", "ctrl+s").Shows("Saved 1 price")
		})
	})
}

// Where nothing may be changed no key opens a price.
func TestScreen_readOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := wide
		o.ReadOnly = true
		d := open(t, o, stand(application("49.00", "490.00"), ""), app)
		d.Press("5", "enter", "%", "b", "p", "f", "x", "i", "ctrl+s").Shows("All other markets, 1 month").Hides("Price:", "unsaved", "percent", "import")
		d.Press("/").Type("JP").Press("enter").Shows("JP  Japan, 1 month")
	})
}
