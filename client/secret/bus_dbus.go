//go:build linux || freebsd || netbsd || openbsd || dragonfly

package secret

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// noBus says that there is no bus to reach a keyring by, as in most sessions over
// SSH. The D-Bus library would start one then, which outlives the session and has no
// keyring on it. It looks in the same places as that library.
func noBus() error {
	const variable = "DBUS_SESSION_BUS_ADDRESS"
	if address := os.Getenv(variable); address != "" && address != "autolaunch:" {
		return nil
	}
	dir := filepath.Join("/run/user", strconv.Itoa(os.Getuid()))
	if _, err := os.Stat(filepath.Join(dir, "bus")); err == nil {
		return nil
	}
	note, err := os.ReadFile(filepath.Join(dir, "dbus-session")) // #nosec G304 -- the system's own
	if err == nil && strings.HasPrefix(string(note), variable+"=") {
		return nil
	}
	return &noBusError{Text: fmt.Sprintf("%s is not set, and there is no %s/bus", variable, dir)}
}
