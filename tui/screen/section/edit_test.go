package section_test

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client"
	"awning/model"
	"awning/tui/screen/section"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
	"awning/tui/ui"
)

// editor is the user's own: whatever is there, it leaves a text of its own.
func editor(c *exec.Cmd, done tea.ExecCallback) tea.Cmd {
	return func() tea.Msg {
		return done(os.WriteFile(c.Args[len(c.Args)-1], []byte("<p>From the <b>editor</b>.</p><script>\n"), 0o600))
	}
}

func TestScreen_savesWhatWasEditedAndNothingElse(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		before, _ := m.Now[model.Draft].Find(listing)
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "enter", "ctrl+u").Type("Back up anything.").Press("enter")
		d.Shows("1 unsaved edit", "* unsaved", "Back up anything.").Hides("Edit Search")
		d.Press("down", "down", "enter", "ctrl+end", "enter").Type("cloud").Press("esc").Shows("2 unsaved edits", "backup, cloud")
		if len(m.Unsaved()) != 2 || len(m.Calls()) != 0 {
			t.Fatalf("kept %v, sent %v", m.Unsaved(), m.Calls())
		}
		d.Golden("unsaved").Press("ctrl+s").Shows("Saved in the draft: 2 edits.").Hides("unsaved")
		if len(m.Saved()) != 1 || len(m.Unsaved()) != 0 {
			t.Fatalf("%d saves, want 1", len(m.Saved()))
		}
		want := strings.Replace(string(before.Raw), "Back up every server every hour, with keys that never leave your own vault.", "Back up anything.", 1)
		want = strings.Replace(want, `"keywords":["backup"]`, `"keywords":["backup","cloud"]`, 1)
		if got := string(m.Saved()[0].Raw); got != want {
			t.Errorf("saved\n%s\nwant\n%s", got, want)
		}
	})
}

// A rule that is broken keeps the field open and is in the way of saving; what
// was typed is kept all the same.
func TestScreen_saysWhichRuleIsBroken(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "enter").Type(strings.Repeat("x", 40))
		d.Shows("Search results summary may have at most 100 characters; this is 115 characters.", "115/100")
		d.Press("enter").Shows("Kept, but it cannot be saved like this: Search", "Edit Search").Golden("broken")
		d.Press("ctrl+s").Shows("correct this first: Search results summary may have").Press("enter")
		d.Press("ctrl+u", "enter").Shows("must not be empty").Press("esc").Hides("Edit Search").Shows("*! not valid")
		if len(m.Calls()) > 0 || len(m.Unsaved()) != 1 {
			t.Errorf("sent %v, kept %v", m.Calls(), m.Unsaved())
		}
	})
}

func TestScreen_failedSaveKeepsWhatWasTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Save", errors.New("the service answered 503"))
		d := open(t, tuitest.Options{Width: 120}, m, pricing)
		d.Press("enter", "ctrl+u").Type("14.99").Press("ctrl+s")
		d.Shows("could not save basic › Pricing and availability: the service answered 503", "14.99", "1 unsaved edit")
		m.Fail("Save", nil)
		d.Press("ctrl+s").Shows("Saved in the draft: 1 edit.")
		if got := string(m.Saved()[0].Raw); got != `{"price":14.99,"model":"perUser","private":false}` {
			t.Errorf("saved %s", got)
		}
	})
}

func TestScreen_changedElsewhereIsSettledOnAScreenOfItsOwn(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Fail("Save", &client.ConflictError{Offer: shop.Harbor(), Key: pricing})
		d := open(t, tuitest.Options{Width: 100}, m, pricing)
		d.Press("enter", "ctrl+u").Type("14.99").Press("ctrl+s").Shows("settle plans/basic/pricing")
		d.Press("esc").Shows("1 unsaved edit", "14.99")
	})
}

// The store has what is typed within a second of the key, while the field is
// still open.
func TestScreen_keepsWhileTyping(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m, pricing)
		d.Press("enter").Type("123").Shows("typing")
		if len(m.Unsaved()) != 0 {
			t.Fatal("each key is a write")
		}
		d.Advance(time.Second).Shows("Edit Price", "kept 00:00:00")
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != "12.5123" || string(got[0].Old) != "12.5" {
			t.Fatalf("kept %+v", got)
		}
		d.Type("-").Advance(time.Second)
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != `"12.5123-"` {
			t.Errorf("what breaks a rule is not kept: %+v", got)
		}
		d.Press("backspace", "backspace", "backspace", "backspace", "esc").Shows("12.5 USD").Hides("unsaved")
		if got := m.Unsaved(); len(got) != 0 {
			t.Errorf("back at what it was it is still an edit: %+v", got)
		}
	})
}

// A line that drops between two keys costs neither of them.
func TestScreen_flushesWhatIsTyped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		var screen *section.Screen
		d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen {
			screen = section.New(d, m, section.Nav{}, shop.Type(), shop.Harbor(), pricing)
			return screen
		})
		if screen.Flush() != nil {
			t.Error("there is something to keep before anything was typed")
		}
		d.Press("enter").Type("1")
		screen.Flush()()
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != "12.51" {
			t.Errorf("kept %+v", got)
		}
	})
}

// What was typed while the store was at what was typed before is kept, too, and is not
// taken for another console's: the write may be on its way when the line drops, or have
// come back with nobody left to hear of it.
func TestScreen_flushesWhatIsNewerThanAWrite(t *testing.T) {
	t.Parallel()
	for _, later := range []time.Duration{0, 100 * time.Millisecond} {
		synctest.Test(t, func(t *testing.T) {
			m := shop.New()
			m.StoreDelay = 50 * time.Millisecond
			var screen *section.Screen
			d := tuitest.New(t, tuitest.Options{}, func(d ui.Deps) ui.Screen {
				screen = section.New(d, m, section.Nav{}, shop.Type(), shop.Harbor(), pricing)
				return screen
			})
			d.Press("enter").Type("1").Advance(610 * time.Millisecond).Type("2")
			<-time.After(later)
			if msg := screen.Flush()(); msg != nil {
				t.Error(msg)
			}
			if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != "12.512" {
				t.Errorf("%v later: kept %+v", later, got)
			}
		})
	}
}

// What the store cannot keep stays in its field, and is tried again until it
// can.
func TestScreen_aStoreThatCannotWrite(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 100}, m, pricing)
		m.Fail("KeepEdit", errors.New("the disk is full"))
		d.Press("enter").Type("1").Press("enter", "esc")
		d.Shows("Edit Price", "12.51", "Not kept: the disk is full", "What you type is not kept: the disk is full").Golden("full")
		m.Fail("KeepEdit", nil)
		d.Advance(time.Second).Hides("disk is full").Press("esc").Shows("1 unsaved edit")
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != "12.51" {
			t.Errorf("kept %+v", got)
		}
	})
}

func leave(m *shop.Shop, by string) {
	doc, _ := m.Now[model.Draft].Find(pricing)
	m.Leave(model.Process{Host: by, PID: 7, Run: by}, model.FieldEdit{
		Offer: shop.Harbor(), Key: pricing, Path: "/price", Old: []byte("12.5"), New: []byte("77"), Base: doc,
	})
}

// Edits of before are shown and offered; they go nowhere by themselves.
func TestScreen_offersWhatWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		leave(m, "dead")
		d := open(t, tuitest.Options{Width: 120}, m, pricing)
		d.Shows("Unsaved edits of before are here: 1, since 00:00", "77 USD", "* unsaved").Golden("offer")
		d.Press("ctrl+s").Shows("of before").Press("enter").Hides("of before")
		if len(m.Saved()) != 0 {
			t.Error("they were sent before they were gone on with")
		}
		d.Press("ctrl+s").Shows("Saved in the draft: 1 edit.")
	})
}

func TestScreen_discardsWhatWasLeft(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		leave(m, "dead")
		d := open(t, tuitest.Options{Width: 120}, m, pricing)
		d.Press("D").Shows("Discard 1 unsaved edit?").Advance(time.Second).Press("y").Shows("12.5 USD").Hides("unsaved since")
		if len(m.Unsaved()) != 0 || len(m.Calls()) != 0 {
			t.Errorf("kept %v, sent %v", m.Unsaved(), m.Calls())
		}
		d.Press("u").Shows("77 USD", "1 unsaved edit")
	})
}

func TestScreen_showsWhoElseEdits(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120}, m, pricing).Hides("Also")
		m.Elsewhere = []model.Editor{{Key: pricing, By: model.Process{Host: "desk", PID: 7, Run: "desk"}, Since: time.Now()}}
		leave(m, "desk")
		d.Advance(3*time.Second).Shows("Also being edited on desk (process 7) since 00:00", "77 USD", "unsaved in the console on desk").Golden("elsewhere")
	})
}

func TestScreen_undoAndRedo(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{}, m, pricing)
		d.Press("u").Shows("nothing was changed here yet")
		d.Press("enter", "ctrl+u").Type("9").Press("enter", "down", "enter", "down", "enter").Shows("2 unsaved edits", "9 USD", "Free")
		d.Press("u").Shows("1 unsaved edit", "Per user", "Undone: Billing.").Press("u").Shows("12.5 USD").Hides("unsaved")
		d.Press("ctrl+r").Shows("9 USD", "Done again: Price.").Press("ctrl+r").Shows("Free").Press("ctrl+r").Shows("nothing was undone")
		d.Press("R").Shows("Per user", "Billing is again what the draft has.").Press("u").Shows("Free")
		// After a save, undo is an edit that puts back what was there.
		d.Press("ctrl+s").Hides("unsaved").Press("u").Shows("Per user", "1 unsaved edit")
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != `"perUser"` {
			t.Errorf("kept %+v", got)
		}
	})
}

// No key is lost between a field that closes and the list below it.
func TestScreen_keysWaitForTheStore(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.StoreDelay = 300 * time.Millisecond
		d := open(t, tuitest.Options{}, m, pricing).Advance(time.Second)
		d.Press("enter", "ctrl+u").Type("9").Press("enter", "down", "enter", "down", "enter").Advance(3 * time.Second)
		d.Shows("2 unsaved edits", "9 USD", "Free")
	})
}

func TestScreen_editsByKind(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		key  model.SectionKey
		keys []string
		want string
	}{
		"choice":  {pricing, []string{"down", "enter", "down", "enter"}, `{"price":12.5,"model":"free","private":false}`},
		"flag":    {pricing, []string{"down", "down", "enter", "up", "enter"}, `{"price":12.5,"model":"perUser","private":true}`},
		"money":   {pricing, []string{"enter", "ctrl+u", "9", "enter"}, `{"price":9,"model":"perUser","private":false}`},
		"secret":  {model.SectionKey{Section: "technical"}, []string{"enter", "n", "e", "w", "enter"}, `{"key":"new","tenant":"12345678-90ab-cdef-1234-567890abcdef"}`},
		"pattern": {model.SectionKey{Section: "properties"}, []string{"enter", "backspace", "6", "enter"}, `{"version":"1.6"}`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				open(t, tuitest.Options{}, m, c.key).Press(c.keys...).Press("ctrl+s")
				if len(m.Saved()) != 1 || string(m.Saved()[0].Raw) != c.want {
					t.Errorf("saved %v, want %s", m.Saved(), c.want)
				}
			})
		})
	}
}

func TestScreen_severalLines(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "down", "enter", "ctrl+end", "enter").Type("<p>New.</p>").Press("ctrl+s")
		d.Shows("Saved in the draft: 1 edit.")
		if got := string(m.Saved()[0].Raw); !strings.Contains(got, `restored in minutes.</p>\n<p>New.</p>"`) {
			t.Errorf("saved %s", got)
		}
	})
}

func TestScreen_theUsersOwnEditor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("E").Shows("only long texts").Press("down", "down", "E")
		d.Shows("Edit Description", "From the <b>editor</b>", "may have only the tags b, i, br, p, ul, ol, li and h1 to h6; this has <script>").Golden("written")
		if got := m.Unsaved(); len(got) != 1 || string(got[0].New) != `"<p>From the <b>editor</b>.</p><script>"` {
			t.Fatalf("kept %+v", got)
		}
		d.Press("esc", "p").Shows("Description, about as customers see it", "From the editor.", "!<script>").Golden("preview").Press("p").Hides(", about as customers see it")
	})
}

func TestScreen_markets(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 100, Height: 30}, m, listing).Press("end", "up", "enter")
		d.Shows("Edit Markets", "2 of 141", "All markets", "European Union", "As in live").Golden("markets")
		d.Type("euro").Press(" ", "enter").Shows("unsaved")
		got := m.Unsaved()
		if len(got) != 1 || !strings.HasPrefix(string(got[0].New), `["us","ca","at","be","bg"`) || strings.Count(string(got[0].New), ",") != 28 {
			t.Errorf("kept %+v", got)
		}
	})
}

func TestScreen_membersTheCatalogueDoesNotKnow(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing).Press("end", "enter")
		d.Shows("Edit searchRank", `"boost": 2`).Press("down", "end", "backspace", "backspace").Type("x,").Shows("this is not JSON")
		d.Press("backspace", "backspace").Type("3,").Press("ctrl+s").Shows("Saved in the draft: 1 edit.")
		if got := string(m.Saved()[0].Raw); !strings.Contains(got, `"boost": 3`) || !strings.Contains(got, `"@odata.etag":"\"1\""`) {
			t.Errorf("saved %s", got)
		}
	})
}

func TestScreen_copiesFromAnotherPlan(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 100}, m, pricing)
		d.Press("f").Shows("Copy this page from which plan?", "pro").Golden("copy").Press("enter")
		d.Shows("2 fields copied from pro", "40 USD", "Flat rate", "2 unsaved edits").Press("u").Shows("12.5 USD", "Per user").Hides("unsaved edit")
		d.Press("ctrl+r", "f", "enter").Shows("pro has the same values here")
		if len(m.Calls()) > 0 {
			t.Errorf("sent %v", m.Calls())
		}
	})
}

// While a field is open, its own changes are undone one by one; the store follows.
func TestScreen_undoWhileTyping(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		d := open(t, tuitest.Options{Width: 120, Height: 40}, m, listing)
		d.Press("down", "down", "enter", "ctrl+end", "enter").Type("More.").Press("ctrl+w").Paste("Much more.").Advance(time.Second)
		d.Press("ctrl+_").Hides("Much more").Press("ctrl+_").Shows("More.").Press("ctrl+r", "ctrl+r").Shows("Much more.")
		d.Press("ctrl+_", "ctrl+_", "ctrl+_", "ctrl+_").Hides("More.").Advance(time.Second)
		if got := m.Unsaved(); len(got) != 0 {
			t.Errorf("all was taken back and %s is kept", got[0].New)
		}
		d.Press("ctrl+_").Shows("nothing was changed here yet")
		d.Press("ctrl+r", "ctrl+r", "esc").Shows("1 unsaved edit").Press("u").Hides("unsaved edit")
	})
}

// At 80 columns each field keeps its limit in sight, also while it is unsaved.
func TestScreen_limitsStayInSight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		d := open(t, tuitest.Options{}, shop.New(), listing)
		d.Press("enter").Type("!").Press("enter", "down", "enter").Type(strings.Repeat("x", 40)).Press("esc")
		d.Shows("Limit", "14/200  * unsaved", "115/100  *! not valid", "* preview, live").Golden("unsaved")
	})
}
