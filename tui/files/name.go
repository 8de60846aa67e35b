package files

import (
	"slices"
	"strings"
)

// maxName is how long a name may be, in bytes; file systems take 255 and less.
const maxName = 120

// Name puts the name of a file together from parts of any origin and an ending
// (".csv"). Of the parts it takes letters and digits without accents, small, and
// puts "-" between what is left; so the name means the same in every folder of
// every system, and never another folder.
func Name(ending string, parts ...string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.Join(parts, "-")), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9')
	})
	name := strings.Join(words, "-")
	name = strings.TrimRight(name[:min(len(name), maxName-len(ending))], "-")
	if name == "" || reserved(name) {
		name = strings.TrimRight("awning-"+name, "-")
	}
	return name + ending
}

// reserved reports names that are devices on Windows, whatever their ending.
func reserved(name string) bool {
	if slices.Contains([]string{"con", "prn", "aux", "nul"}, name) {
		return true
	}
	port, digit := strings.TrimRight(name, "0123456789"), strings.TrimLeft(name, "comlpt")
	return (port == "com" || port == "lpt") && len(digit) == 1
}
