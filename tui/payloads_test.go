package tui_test

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/charmbracelet/x/ansi"

	"awning/tries"
)

// allPayloads is how many harmful texts there are.
const allPayloads = 600

// payloads are the texts a walk through the console is made with. By default some
// of every kind are together in one text; AWNING_TEST_SCALE spreads all of them over
// as many texts as it says.
func payloads() map[string]string {
	each := harmful()
	out := map[string]string{"long": strings.Repeat("wide 日除け ", 60)}
	scale := tries.Of(1)
	if scale == 1 {
		const step = 7 // shares no factor with the number of kinds
		var some strings.Builder
		for i := 0; i < len(each); i += step {
			some.WriteString(each[i])
		}
		out["some together"] = some.String()
		return out
	}
	for i, group := range slices.Collect(slices.Chunk(each, max(1, len(each)/scale))) {
		out[strconv.Itoa(i)] = strings.Join(group, "")
	}
	return out
}

// harmful are texts that would do harm if a terminal got them as they are, the
// different kinds by turns.
func harmful() []string {
	kinds := [][]string{plainlyHarmful(), controls(), sequences(), invisible()}
	var out []string
	for i := 0; len(out) < allPayloads; i++ {
		for k, kind := range kinds {
			s := kind[i%len(kind)]
			if i >= len(kind) { // again, inside a longer text, and twice
				s = strings.Repeat("日"+s+kinds[(k+1)%len(kinds)][i%7], 2)
			}
			out = append(out, fmt.Sprintf("%d%s|", i, s))
		}
	}
	return out[:allPayloads]
}

func plainlyHarmful() []string {
	return []string{
		"a\x1b[2J\x1b[Hb", "a\x1b]0;owned\x07b", "a\x1b]52;c;b3duZWQ=\x1b\\b", "a\x1b]8;;https://evil.example\x1b\\b\x1b]8;;\x1b\\",
		"a\u009b31mb\u009d0;x\u009c", "a\x1b[31mb", "a\x1b[6n\x1b[cb\x05", "a\rb\nc\x0bd\x0ce", "a\b\b\bb\x7f", "a\u202eb\u2066c",
		"a\u200bb\U000e0041\ufeff", "a" + strings.Repeat("\u0301", 200), "a\xff\xfe\x9bb", "👩\u200d👩\u200d👧 ⚠\ufe0f",
		"%s %d %!v(MISSING) %", "a\x0e\x1b(0qqq\x0fb", "a\u2028b\u2029c", "\x1b[?1049l\x1b[?25l", "\x1bc\x1b[!p", "\x1bP$q\"p\x1b\\",
	}
}

// controls are all of C0, DEL and C1, as characters and as bytes.
func controls() []string {
	var out []string
	for c := range 0x20 {
		out = append(out, "a"+string(rune(c))+"b", "a"+string(rune(0x80+c))+"b", "a"+string([]byte{byte(0x80 + c)})+"b")
	}
	return append(out, "a\x7fb")
}

// sequences are every kind of escape sequence with every kind of end, or none.
func sequences() []string {
	var out []string
	for _, begin := range []string{"\x1b[", "\u009b", "\x9b", "\x1b]", "\u009d", "\x9d", "\x1bP", "\u0090", "\x90", "\x1bX", "\x1b^", "\x1b_", "\x1b\x1b[", "\x1b]52;c;", "\x1bPtmux;\x1b\x1b]"} {
		for _, body := range []string{"2J", "0;x", "?1000h", ">0q"} {
			for _, end := range []string{"", "\x07", "\x1b\\", "\u009c", "\x18", "m"} {
				out = append(out, "a"+begin+body+end+"b")
			}
		}
	}
	return out
}

// invisible are characters that change others, or cannot be seen.
func invisible() []string {
	var out []string
	for _, r := range []rune{
		0x061c, 0x200e, 0x200f, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e, 0x2066, 0x2067, 0x2068, 0x2069, // direction
		0x00ad, 0x034f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2060, 0x2061, 0x2064, 0x206a, 0x206f, 0xfeff, 0xfff9, 0xfffb, 0x1d173, 0xe0001, 0xe0020, 0xe007f,
		0x2028, 0x2029, 0x0085, 0xfffe, 0x10ffff, 0xe000, 0x115f, 0x3164, 0xfe0f, 0xe0100, 0x0e33, 0x0488,
	} {
		out = append(out, "a"+string(r)+"b", string(r)+string(r)+"=")
	}
	return out
}

// harmless parses what the terminal would get, and fails the test at anything
// but text, line breaks and colours. It returns how many bytes it parsed.
func harmless(t *testing.T, where, frame string) int {
	t.Helper()
	p := ansi.NewParser()
	for rest, state := frame, byte(0); len(rest) > 0; {
		seq, _, n, next := ansi.DecodeSequence(rest, state, p)
		switch {
		case seq == "\n":
		case utf8.ValidString(seq) && !strings.ContainsFunc(seq, forbidden):
		case strings.HasPrefix(seq, "\x1b[") && p.Command() == 'm' && next == 0:
		default:
			t.Errorf("%s: the terminal would get %q in\n%q", where, seq, frame)
			return len(frame)
		}
		rest, state = rest[n:], next
	}
	return len(frame)
}

func forbidden(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) || r >= 0xe0000 && r <= 0xe007f ||
		strings.ContainsRune("\u2028\u2029\ufeff\u200b\u2060\u00ad\u180e", r)
}

// The judge itself sees what is bad.
func TestHarmless_seesHarm(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"a\x1b[2J", "\x1b]0;x\x07", "a\u202eb", "\u009b2J", "a\rb", "a\x9bb", "\x1b[6n", "\x1b", "\x1b[", "a\u200bb"} {
		var probe testing.T
		done := make(chan struct{})
		go func() { // its own goroutine, as a test has
			defer close(done)
			harmless(&probe, "probe", bad)
		}()
		<-done
		if !probe.Failed() {
			t.Errorf("%q passes for harmless", bad)
		}
	}
	if harmless(t, "good", "a \x1b[1;7;95mAwning\x1b[0m\n日除け e\u0301"); len(harmful()) != allPayloads {
		t.Errorf("%d payloads", len(harmful()))
	}
}
