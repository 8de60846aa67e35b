package tui_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/tui"
)

// What the shell can do from the console's own screens: go to an offer by a
// few letters of its name, to the accounts, write a list, show a row.
func TestShell(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out strings.Builder
		o := options(t, nil)
		o.Out = &out
		d := open(t, o)
		d.Press(":").Type("hrbr").Shows("Harbor Backup", "harbor-backup, brightwave").Press("enter").Shows("brightwave › harbor-backup", "Preview, waits for you")
		d.Press("y").Shows("the offer id went to your terminal's clipboard by OSC 52, 13 characters")
		if !strings.Contains(out.String(), "\x1b]52;c;aGFyYm9yLWJhY2t1cA==\x1b\\") {
			t.Errorf("the terminal got %q", out.String())
		}
		d.Press("v").Shows("In full").Press("esc")
		d.Press(":").Type("back to offers").Press("enter").Shows("brightwave › offers")
		d.Press("v").Shows("In full", "waits for you", "Product ID").Press("esc")
		file := filepath.Join(t.TempDir(), "offers.csv")
		d.Press("w", "ctrl+u").Paste(file).Press("enter").Shows("written to")
		data, err := os.ReadFile(file)
		if err != nil || !strings.HasPrefix(string(data), "unsaved,name,id,type,publisher,draft,preview,live,state,product\n,Harbor Backup,harbor-backup,") {
			t.Errorf("the file holds %q, %v", data, err)
		}
		d.Press(":").Type("all offers").Press("enter").Shows("Commercial Marketplace › brightwave › offers", "harbor-backup")
		d.Press(":").Type("accounts").Press("enter").Shows("harbor-backup")
	})
}

// Nothing that changes anything is there where nothing may be changed.
func TestShell_readOnly(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		o := options(t, nil)
		o.ReadOnly = true
		d := open(t, o).Shows("read-only").Press("enter").Shows("harbor-backup").Hides("p publish…", "g go live   ", "x cancel")
		d.Press("p", "g", "x").Shows("brightwave › harbor-backup  ").Press("?").Type("publish").Hides("publish…").Press("esc")
		d.Press("enter").Shows("listing").Hides("enter edit", "ctrl+s save")
	})
}

// The program's name stands out where customers would see what is done, and
// things for tests say that they are.
func TestShell_accounts(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		change  func(*tui.Options, *model.Offer)
		solid   bool
		testing bool
	}{
		"production": {func(o *tui.Options, _ *model.Offer) { o.Badge = "" }, true, false},
		"sandbox":    {func(*tui.Options, *model.Offer) {}, false, false},
		"for tests":  {func(o *tui.Options, offer *model.Offer) { o.Badge = ""; offer.ID = "test-harbor" }, false, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := options(t, nil)
				town := newTown()
				c.change(&o, &town.offers[0])
				o.Market = town
				d := open(t, o).Press("enter")
				top, _, _ := strings.Cut(d.Frame(), "\n")
				if got := strings.Contains(top, "\x1b[1;7;"); got != c.solid {
					t.Errorf("solid: %v, want %v: %q", got, c.solid, top)
				}
				if got := strings.Contains(top, "for tests"); got != c.testing {
					t.Errorf("for tests: %v, want %v: %q", got, c.testing, top)
				}
			})
		})
	}
}
