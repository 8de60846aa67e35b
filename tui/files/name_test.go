package files_test

import (
	"math/rand/v2"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"awning/tries"
	"awning/tui/files"
)

func TestName(t *testing.T) {
	t.Parallel()
	for want, parts := range map[string][]string{
		"harbor-backup-standard-prices.csv": {"harbor-backup", "standard", "prices"},
		"etc-passwd.csv":                    {"../../etc/passwd"},
		"offers-2026.csv":                   {"日除け", "", "...", "Offers", "2026"},
		"awning.csv":                        {"日除け"},
		"awning-con.csv":                    {"CON"},
		"awning-lpt1.csv":                   {"lpt1."},
		"com12.csv":                         {"com12"},
		"lpt.csv":                           {"LPT"},
	} {
		if got := files.Name(".csv", parts...); got != want {
			t.Errorf("Name(%q) = %q, want %q", parts, got, want)
		}
	}
}

// Whatever the parts are, the name is one of a file in the folder at hand: short,
// of the safe letters, no device, and a file can be written under it.
func TestName_anyParts(t *testing.T) {
	t.Parallel()
	bits := []string{
		"harbor", "..", "/", "\\", "\x00", "\x1b[2J", "con", "NUL", "aux", "com1", "LPT9", ".", "~", "$HOME", "`id`", "-rf", " ", "\n", "\u202e", "日除け",
		"é", ":", "|", "*", "?", "%2e%2e", strings.Repeat("long", 20), "7", "C:", "prices.csv",
	}
	safe := regexp.MustCompile(`^[a-z0-9][a-z0-9-]*\.csv$`)
	device := regexp.MustCompile(`^(con|prn|aux|nul|com[0-9]|lpt[0-9])\.`)
	r := rand.New(rand.NewPCG(6, 6))
	dir, tries, written := t.TempDir(), tries.Of(500), 0
	for i := range tries {
		parts := make([]string, 1+r.IntN(5))
		for k := range parts {
			for range 1 + r.IntN(4) {
				parts[k] += bits[r.IntN(len(bits))]
			}
		}
		name := files.Name(".csv", parts...)
		if !safe.MatchString(name) || len(name) > 120 || device.MatchString(name) || filepath.Base(name) != name {
			t.Errorf("Name(%q) = %q", parts, name)
		}
		if i%10 > 0 { // writing is slow
			continue
		}
		if _, err := files.Write(filepath.Join(dir, name), nil); err == nil {
			written++
		}
	}
	if left, err := filepath.Glob(filepath.Join(dir, "*.csv")); err != nil || len(left) != written {
		t.Errorf("%d files are in the folder, %d were written: %v", len(left), written, err)
	}
	t.Logf("%d names, %d of them written as files, 0 unsafe unless said above", tries, written)
}
