package main_test

import (
	"encoding/base64"
	"regexp"
	"strings"
	"testing"
)

// copied waits until the program has handed a text to the terminal's clipboard that
// begins so, and returns the whole of it.
func (x *terminal) copied(prefix string) string {
	x.t.Helper()
	sequence := regexp.MustCompile(`\x1b\]52;c;([A-Za-z0-9+/=]+)(?:\x07|\x1b\\)`)
	var text string
	until(x.t, func() bool {
		for _, found := range sequence.FindAllStringSubmatch(x.output(), -1) {
			if b, err := base64.StdEncoding.DecodeString(found[1]); err == nil && strings.HasPrefix(string(b), prefix) {
				text = string(b)
			}
		}
		return text != ""
	}, func() string { return "nothing that begins with " + prefix + " was copied: " + x.output() })
	return text
}

// In the console somebody whose browser is elsewhere copies the address to it, and
// pastes the one at which it ended, on a screen on which neither fits one line.
func TestWelcome_browser(t *testing.T) {
	t.Parallel()
	s := serve(t)
	h := s.newcomer(t, "AZURE_CLIENT_ID="+publicApp)
	x := h.on(t, 24, 80)
	x.shows("Welcome")
	x.press("s")
	x.shows("How do you want to sign in?")
	x.press("\x1b[B\r")
	x.shows(publicApp)
	x.press("\x13")
	x.shows("Open this address in a browser")
	x.press("o")
	to := s.browse(t, x.copied(s.url+"/"), "dana@brightwave.example")
	x.press("p")
	x.shows("Last address")
	x.press("\x1b[200~http://localhost:1/?code=1\x1b[201~\r")
	x.shows("that is not where this sign-in ends")
	x.press("p")
	x.press("\x1b[200~" + to + "\x1b[201~\r")
	x.shows("Harbor Backup")
	if code := regexp.MustCompile(`code=([^&]{8})`).FindStringSubmatch(to); code == nil || strings.Contains(x.output(), code[1]) {
		t.Errorf("the code that was pasted was shown, or none is in %s", to)
	}
	x.press("q")
	if exit := x.ends(); exit != 0 {
		t.Errorf("exit %d", exit)
	}
	leftClean(t, x.output())
}
