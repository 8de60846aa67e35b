// Package fault writes faults of Awning itself down, without what could be a secret.
package fault

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// Write writes a fault to a file in dir that only the user can read, and returns where
// that is. A stack holds no values; the fault's own text might, so anything in it that
// could be a secret is left out.
func Write(dir string, fault any, stack []byte) (path string, err error) {
	if dir == "" {
		return "", errors.New("there is no folder for reports")
	}
	const private = 0o700
	if err = os.MkdirAll(dir, private); err != nil {
		return "", fmt.Errorf("the report could not be written: %w", err)
	}
	f, err := os.CreateTemp(dir, "fault-"+time.Now().UTC().Format("20060102-150405")+"-*.txt")
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
