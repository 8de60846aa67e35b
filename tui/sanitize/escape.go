package sanitize

// The characters that introduce control sequences. The 8-bit forms reach us as
// the code points U+0080 to U+009F.
const (
	esc = '\x1b'
	bel = '\x07'
	can = '\x18'
	sub = '\x1a'
	nel = '\u0085'
	dcs = '\u0090'
	sos = '\u0098'
	csi = '\u009b'
	st  = '\u009c'
	osc = '\u009d'
	pm  = '\u009e'
	apc = '\u009f'
)

// withoutEscapes removes whole escape sequences, 7-bit and 8-bit, finished or
// not. A string sequence without an end (a window title, say) goes as far as
// its line does. It works in place.
func withoutEscapes(in []rune) []rune {
	out := in[:0]
	for i := 0; i < len(in); {
		switch r := in[i]; {
		case r == esc:
			i = afterEscape(in, i+1)
		case r != nel && r >= '\u0080' && r <= '\u009f':
			i = afterIntroducer(in, r, i+1)
		default:
			out = append(out, r)
			i++
		}
	}
	return out
}

// afterEscape returns the index behind the sequence whose ESC stood before i.
func afterEscape(in []rune, i int) int {
	if i >= len(in) {
		return i
	}
	if r := in[i]; r >= '@' && r <= '_' {
		return afterIntroducer(in, r+0x40, i+1)
	}
	for i < len(in) && in[i] >= ' ' && in[i] <= '/' {
		i++
	}
	if i < len(in) && in[i] >= '0' && in[i] <= '~' {
		i++
	}
	return i
}

// afterIntroducer returns the index behind the sequence that an 8-bit
// introducer, or its 7-bit form, begins.
func afterIntroducer(in []rune, intro rune, i int) int {
	switch intro {
	case csi:
		for i < len(in) && in[i] >= '0' && in[i] <= '?' {
			i++
		}
		for i < len(in) && in[i] >= ' ' && in[i] <= '/' {
			i++
		}
		if i < len(in) && in[i] >= '@' && in[i] <= '~' {
			i++
		}
		return i
	case dcs, sos, osc, pm, apc:
		return afterString(in, i)
	}
	return i
}

// afterString returns the index behind the end of a string sequence: BEL, ST
// in either form, or a character that aborts it.
func afterString(in []rune, i int) int {
	for ; i < len(in); i++ {
		switch in[i] {
		case bel, st, can, sub:
			return i + 1
		case esc:
			if i+1 < len(in) && in[i+1] == '\\' {
				return i + 2
			}
			return i // another sequence begins
		case '\n', '\r', nel, '\u2028', '\u2029':
			return i
		}
	}
	return i
}
