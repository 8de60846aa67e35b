package shop

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/charmbracelet/x/ansi"

	"awning/tui/tuitest"
)

// Hostile are texts that would move the cursor, hide, turn text around or break the layout,
// if they were drawn as they are.
func Hostile() []string {
	return []string{
		"\x1b[2J\x1b[H\x1b]0;title\x07\u009b31m", "a\u202eb\u200bc\r\nd\x00\x7fe\u0301\u0301", strings.Repeat("宽", 120),
	}
}

// Fill puts a text wherever a text can be in what v points to.
func Fill(v any, text string) { fill(reflect.ValueOf(v).Elem(), text) }

func fill(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		v.SetString(text)
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fill(v.Field(i), text)
			}
		}
	case reflect.Slice:
		for i := range v.Len() {
			fill(v.Index(i), text)
		}
	default:
	}
}

// Harmless presses keys, and fails the test if any frame has a character that no screen
// draws.
func Harmless(t *testing.T, d *tuitest.Driver, keys ...string) {
	t.Helper()
	for i := -1; i < len(keys); i++ {
		if i >= 0 {
			d.Press(keys[i])
		}
		for _, r := range ansi.Strip(d.Frame()) {
			if r != '\n' && (unicode.IsControl(r) || unicode.Is(unicode.Cf, r)) {
				t.Fatalf("after %q there is %U on the screen:\n%q", keys[:i+1], r, d.Text())
			}
		}
	}
}
