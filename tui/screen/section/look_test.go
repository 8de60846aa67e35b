package section_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/synctest"

	"awning/model"
	"awning/tui/tuitest"
	"awning/tui/tuitest/shop"
)

// look is a window a screen is drawn in.
type look struct {
	name    string
	options tuitest.Options
}

// sizes are the windows every box is looked at in, with colours and without;
// the last only says how large it must be.
func sizes() []look {
	var out []look
	for _, size := range [][2]int{{60, 15}, {80, 24}, {120, 40}, {200, 60}, {40, 10}} {
		name := fmt.Sprintf("%dx%d", size[0], size[1])
		o := tuitest.Options{Width: size[0], Height: size[1]}
		out = append(out, look{name, o})
		o.Colour = true
		out = append(out, look{name + "-colour", o})
	}
	return out
}

// Long texts, wide characters, right to left and emoji keep every column and
// every box in its place.
func TestScreen_tongues(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				m := shop.New()
				m.Now[model.Draft].Documents[2].Raw = []byte(`{"title":"` + strings.Repeat("港湾バックアップ", 30) + `","summary":"نسخ احتياطي كل ساعة ` + strings.Repeat("מהיר ", 30) +
					`","description":"<p>👩‍👩‍👧‍👦 ` + strings.Repeat("日本語のとても長い説明。", 40) + `</p>\n<ul><li>שלום</li></ul>","keywords":["バックアップ","` +
					strings.Repeat("w", 300) + `"],"privacyUrl":"https://例え.example/` + strings.Repeat("path/", 40) + `","searchRank":{"הערה":"` + strings.Repeat("長", 90) + `"}}`)
				d := open(t, size.options, m, listing).Golden("fields")
				d.Press("enter").Golden("line").Press("esc", "down", "down", "enter").Golden("box").Press("esc", "p").Golden("rendered")
				d.Press("p", "end", "v").Golden("whole").Press("v", "enter").Golden("json")
			})
		})
	}
}

// Every other box: choices, markets, lists, a secret, what is offered, what is
// copied, a file, a date.
func TestScreen_boxes(t *testing.T) {
	t.Parallel()
	for _, size := range sizes() {
		t.Run(size.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				o := size.options
				left := shop.New()
				leave(left, "dead")
				d := open(t, o, left, pricing).Golden("offered").Press("enter", "down", "enter").Golden("choice").Press("esc", "f").Golden("plans")
				d.Press("esc", "D").Golden("discard")
				d = open(t, o, shop.New(), listing).Press("down", "down", "down", "enter").Paste("\nbackup\n").Golden("list").Press("esc", "end", "up", "enter").Golden("markets")
				d.Press("esc", "home", "tab").Golden("panel")
				open(t, o, shop.New(), model.SectionKey{Section: "technical"}).Press("enter").Type("tops").Golden("secret")
				d, _ = more(t, o)
				d.Press("enter").Type("no-such-logo.png").Press("tab").Golden("file")
				d.Press("esc", "down", "enter", "pgup").Golden("date")
			})
		})
	}
}
