package sanitize_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"awning/tui/sanitize"
)

func TestLine(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"plain":                   {"Harbor Backup 2.0", "Harbor Backup 2.0"},
		"other scripts":           {"青い 日除け Łódź Ünïcødé", "青い 日除け Łódź Ünïcødé"},
		"invalid bytes":           {"a\xffb", "a\ufffdb"},
		"colour":                  {"a\x1b[31mb\x1b[0m", "ab"},
		"title":                   {"a\x1b]0;owned\x07b", "ab"},
		"title ended by ST":       {"a\x1b]0;owned\x1b\\b", "ab"},
		"title without end":       {"a\x1b]0;owned", "a"},
		"title without end, line": {"a\x1b]0;owned\nb", "a␊b"},
		"eight-bit csi":           {"a\u009b31mb", "ab"},
		"eight-bit osc":           {"a\u009d0;x\u009cb", "ab"},
		"lone ESC":                {"a\x1b", "a"},
		"charset":                 {"a\x1b(0b", "ab"},
		"reset":                   {"a\x1bcb", "ab"},
		"csi cut by csi":          {"a\x1b[3\x1b[31mb", "ab"},
		"raw c1 byte":             {"a\x9bb", "a\ufffdb"},
		"controls":                {"a\bb\x00\x7f", "a␈b␀␡"},
		"breaks":                  {"a\nb\r\nc\rd\u0085e\u2028f", "a␊b␊c␊d␊e␊f"},
		"tab":                     {"a\tb", "a␉b"},
		"right to left":           {"file\u202egpj.exe", "file<U+202E>gpj.exe"},
		"zero width":              {"con\u200btoso", "con<U+200B>toso"},
		"tags":                    {"a\U000e0041", "a<U+E0041>"},
		"filler":                  {"a\u3164b", "a<U+3164>b"},
		"variation selector":      {"⚠\ufe0f", "⚠"},
		"family":                  {"👩\u200d👧", "👩\u200d👧"},
		"joiner in Latin":         {"a\u200db", "a<U+200D>b"},
		"Persian":                 {"می\u200cخواهم", "می\u200cخواهم"},
		"Hindi":                   {"क\u094d\u200dष", "क\u094d\u200dष"},
		"mark without base":       {"\u0301a", "◌\u0301a"},
		"pile of marks":           {"a" + strings.Repeat("\u0301", 20), "a" + strings.Repeat("\u0301", 8)},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := sanitize.Line(c.in); got != c.want {
				t.Errorf("Line(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func TestBlock(t *testing.T) {
	t.Parallel()
	got := sanitize.Block("one\r\ntwo\u2029\tthree\x1b[2J\n\u0301")
	if want := "one\ntwo\n    three\n◌\u0301"; got != want {
		t.Errorf("Block = %q, want %q", got, want)
	}
}

func TestID(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct{ in, want string }{
		"plain":              {"harbor-backup", "harbor-backup"},
		"Cyrillic o":         {"cont\u043eso", "cont<U+043E>so"},
		"Greek first":        {"\u03bfrange", "<U+03BF>range"},
		"all Cyrillic":       {"Заря", "Заря"},
		"Japanese and Latin": {"株式会社 Contoso", "株式会社 Contoso"},
		"accents":            {"Café Łódź", "Café Łódź"},
		"hidden":             {"a\u00ad\ufe0fb", "a<U+00AD><U+FE0F>b"},
		"odd space":          {"a\u00a0b", "a<U+00A0>b"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := sanitize.ID(c.in); got != c.want {
				t.Errorf("ID(%q) = %q, want %q", c.in, got, c.want)
			}
		})
	}
}

func FuzzClean(f *testing.F) {
	for _, s := range []string{
		"", "plain", "\x1b[31mred\x1b[0m", "\x1b]0;t\x07", "\u009b1m", "a\u200d\u200cb", "क\u094d\u200dष", "👩\u200d👧\ufe0f",
		"\r\n\u0085\u2028", "a\u0301\u0301", "cont\u043eso", "\xff\x9b", "\x1b\x1b[", "\x1bP\x1b\\", "\u200e\u202e",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for name, clean := range map[string]func(string) string{"Line": sanitize.Line, "Block": sanitize.Block, "ID": sanitize.ID} {
			got := clean(s)
			if again := clean(got); again != got {
				t.Errorf("%s is not idempotent: %q, then %q, then %q", name, s, got, again)
			}
			if !utf8.ValidString(got) {
				t.Errorf("%s(%q) = %q is not valid UTF-8", name, s, got)
			}
			for _, r := range got {
				if r == '\n' && name == "Block" {
					continue
				}
				if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r == '\u2028' || r == '\u2029' {
					t.Errorf("%s(%q) = %q lets %U through", name, s, got, r)
				}
			}
		}
	})
}

func BenchmarkLine(b *testing.B) {
	for name, s := range map[string]string{"plain": strings.Repeat("Harbor Backup ", 8), "mixed": strings.Repeat("日除け Łódź ", 8)} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				sanitize.Line(s)
			}
		})
	}
}
