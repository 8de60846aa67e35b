package raw

import (
	"bytes"
	"unicode/utf16"
	"unicode/utf8"
)

// unquote decodes a text whose spelling the parser has checked.
func unquote(q []byte) string {
	q = q[1 : len(q)-1]
	if bytes.IndexByte(q, '\\') < 0 {
		return string(q)
	}
	out := make([]byte, 0, len(q))
	for i := 0; i < len(q); {
		if q[i] != '\\' {
			out = append(out, q[i])
			i++
			continue
		}
		if q[i+1] != 'u' {
			out = append(out, plain(q[i+1]))
			i += 2
			continue
		}
		r := hex4(q[i+2:])
		i += 6
		if utf16.IsSurrogate(r) && i+6 <= len(q) && q[i] == '\\' && q[i+1] == 'u' {
			if whole := utf16.DecodeRune(r, hex4(q[i+2:])); whole != utf8.RuneError {
				r = whole
				i += 6
			}
		}
		out = appendRune(out, r)
	}
	return string(out)
}

// plain is the character behind a one-letter escape.
func plain(c byte) byte {
	switch c {
	case 'b':
		return '\b'
	case 'f':
		return '\f'
	case 'n':
		return '\n'
	case 'r':
		return '\r'
	case 't':
		return '\t'
	}
	return c // quote, backslash, slash
}

func hex4(b []byte) rune {
	var r rune
	for _, c := range b[:4] {
		r <<= 4
		switch {
		case c <= '9':
			r |= rune(c - '0')
		case c <= 'F':
			r |= rune(c-'A') + 10
		default:
			r |= rune(c-'a') + 10
		}
	}
	return r
}

// appendRune is [utf8.AppendRune], but keeps half a surrogate pair apart from
// everything else.
func appendRune(b []byte, r rune) []byte {
	if !utf16.IsSurrogate(r) {
		return utf8.AppendRune(b, r)
	}
	return append(b, 0xE0|byte(r>>12&0x0F), 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
}
