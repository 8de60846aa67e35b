package earnings_test

import (
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"awning/model/payout"
)

// Whatever a line says, no character of it moves the cursor, hides or turns text around, on
// any of the pages; and each frame fits.
func TestEarnings_hostileTexts(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"\x1b[2J\x1b[H\x1b]0;title\x07\u009b31m", "a\u202eb\u200bc\r\nd\x00\x7fe\u0301\u0301", strings.Repeat("宽", 120),
	} {
		synctest.Test(t, func(t *testing.T) {
			s := stocked(4)
			for i := range s.Till.Lines {
				e := reflect.ValueOf(&s.Till.Lines[i]).Elem()
				for _, f := range e.Fields() {
					if f.Kind() == reflect.String {
						f.SetString(text)
					}
				}
				s.Till.Lines[i].Pay.Currency, s.Till.Lines[i].Amount.Currency, s.Till.Lines[i].Extra = text, text, map[string]string{text: text}
			}
			d := openAll(t, s, payout.Query{})
			look := func() {
				for _, r := range ansi.Strip(d.Frame()) {
					if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
						t.Fatalf("%q puts %U on the screen", text, r)
					}
				}
			}
			keys := []string{"c", "v", "esc", "e", "esc", "s", "v", "esc", "enter", "F", "f", "down", "enter", "space", "enter", "f", "down", "enter", "enter", "f", "p", "w"}
			for _, k := range keys {
				d.Press(k)
				look()
			}
			d.Press("esc", "esc", "F", "/").Paste(text)
			look()
		})
	}
}
