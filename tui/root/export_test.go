package root

import "strings"

// Matches reports whether the palette finds a text by what was typed.
func Matches(typed, text string) bool {
	_, ok := lettersOf(typed).score(strings.ToLower(text))
	return ok
}
