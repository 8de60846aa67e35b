package tui

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// report writes a fault of Awning itself to a file only the user can read. A
// stack holds no values; the fault's own text might, so anything in it that
// could be a secret is left out.
func (o Options) report(fault any, stack []byte) (path string, err error) {
	if o.Reports == "" {
		return "", errors.New("there is no folder for reports")
	}
	const private = 0o700
	if err = os.MkdirAll(o.Reports, private); err != nil {
		return "", fmt.Errorf("the report could not be written: %w", err)
	}
	f, err := os.CreateTemp(o.Reports, "fault-"+time.Now().UTC().Format("20060102-150405")+"-*.txt")
	if err != nil {
		return "", fmt.Errorf("the report could not be written: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	_, err = fmt.Fprintf(f, "%s\n\n%s\n", redact(fmt.Sprint(fault)), stack)
	return filepath.Clean(f.Name()), err
}

// redact takes out of a text what could be a token, a key or a document: long
// runs without a space, and all but the beginning of long texts.
func redact(s string) string {
	const most = 300
	s = regexp.MustCompile(`[A-Za-z0-9+/=_.~%-]{24,}`).ReplaceAllString(s, "[left out]")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + " [cut]"
	}
	return s
}
