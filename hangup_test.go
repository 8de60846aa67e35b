package main_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"awning/client/profile"
	"awning/client/store"
	"awning/tries"
)

// hangup is what became of one line that dropped while somebody typed.
type hangup struct {
	typed, due, kept int           // keys: typed, of them those that must be kept, kept
	took             time.Duration // from the hang-up to the end of the process
	late             int           // ends that took more than a second
}

// The line drops at any point of typing, as a closed terminal, as a signal, or
// as both: whatever stood on the screen, and whatever was typed more than a second
// before, is in the store; the console is gone at once and leaves nothing behind.
func TestHangup(t *testing.T) {
	const together, lines = 20, 4 // of one sandbox, at once
	var mu sync.Mutex
	var sum hangup
	n := tries.Of(together)
	for first := 0; first < n; first += together {
		t.Run(strconv.Itoa(first), func(t *testing.T) {
			s := serve(t)
			for line := range lines {
				t.Run(strconv.Itoa(line), func(t *testing.T) {
					t.Parallel()
					for round := first + line; round < first+together; round += lines {
						h := dropLine(t, s.user(t), round)
						mu.Lock()
						sum.typed, sum.due, sum.kept = sum.typed+h.typed, sum.due+h.due, sum.kept+h.kept
						sum.took, sum.late = max(sum.took, h.took), sum.late+h.late
						mu.Unlock()
					}
				})
			}
		})
	}
	t.Logf("%d hang-ups: %d keys typed, %d of them shown or older than a second, %d kept; 0 lost unless said above; the slowest end took %v",
		n, sum.typed, sum.due, sum.kept, sum.took)
	if sum.late > n/20 { // a busy machine may hold up one or two
		t.Errorf("%d consoles took more than a second to end", sum.late)
	}
	if sum.due < sum.typed/4 {
		t.Error("hardly any key was shown before its line dropped")
	}
}

// dropLine types into a field, drops the line, and looks at what is left.
func dropLine(t *testing.T, home home, round int) hangup {
	t.Helper()
	rnd := rand.New(rand.NewPCG(uint64(round), 1))
	x := home.on(t, 24, 80, "--publisher", "brightwave")
	x.toSummary()
	typed := fmt.Appendf(nil, "Zq%04d", round)
	for range rnd.IntN(40) {
		typed = append(typed, byte('a'+rnd.IntN(26)))
	}
	text := string(typed)
	var at []time.Time
	pause := rnd.IntN(4*len(text)) + 1 // most rounds have none
	for i, r := range text {
		x.press(string(r))
		at = append(at, time.Now())
		wait := time.Duration(rnd.IntN(60)) * time.Millisecond
		if i == pause {
			wait = 1100 * time.Millisecond
		}
		<-time.After(wait)
	}
	began := time.Now()
	how := rnd.IntN(3)
	if how != 0 {
		x.file.Close()
	}
	if how != 1 {
		x.cmd.Process.Signal(syscall.SIGHUP)
	}
	x.ends()
	h := hangup{typed: len(text), took: time.Since(began)}
	if h.took > time.Second {
		h.late = 1
	}
	if err := syscall.Kill(-x.cmd.Process.Pid, 0); err != syscall.ESRCH {
		t.Errorf("something of the console is left: %v", err)
	}
	for h.due < len(at) && began.Sub(at[h.due]) > time.Second {
		h.due++
	}
	shown := plain(x.output())
	for i := h.due; i <= len(text); i++ {
		if i > len("Zq") && strings.Contains(shown, text[:i]) {
			h.due = i
		}
	}
	kept := home.unsaved(t, "/summary")
	h.kept = len(kept)
	if !strings.HasPrefix(text, kept) || h.kept < h.due {
		t.Errorf("way %d: typed %q, of which %q must be kept; %q is", how, text, text[:h.due], kept)
	}
	return h
}

// toSummary opens harbor-backup's listing and empties its summary.
func (x *terminal) toSummary() {
	x.t.Helper()
	x.shows("harbor-backup")
	x.answers("/", "keep filter")
	x.answers("harbor-backup", "1 of")
	x.answers("\r\r", "Draft to preview")
	x.answers("\x1b[B\x1b[B\x1b[B\r", "read just now")
	x.answers("\x1b[B", "policy-driven")
	x.answers("\r", "Edit Search summary")
	x.answers("\x15", "0/100")
}

// answers types keys and waits until the program wrote a text after them.
func (x *terminal) answers(keys, text string) {
	x.t.Helper()
	before := len(x.output())
	x.press(keys)
	until(x.t, func() bool { return strings.Contains(plain(x.output()[before:]), text) }, func() string {
		return fmt.Sprintf("after %q the terminal never showed %q; it got\n%q", keys, text, x.output()[before:])
	})
}

// unsaved is the text that the local store keeps for a place; empty if there is
// none.
func (h home) unsaved(t *testing.T, path string) string {
	t.Helper()
	env := map[string]string{}
	for _, line := range h.env {
		name, value, _ := strings.Cut(line, "=")
		env[name] = value
	}
	who, _, ok := profile.FromEnvironment(func(name string) string { return env[name] })
	if !ok {
		t.Fatal("the environment names nobody")
	}
	s, notice, err := store.Open(t.Context(), h.store(), time.Now)
	if err != nil || notice != "" {
		t.Fatalf("the store: %q, %v", notice, err)
	}
	defer s.Close()
	edits, err := s.For(profile.StoreKey(who, env["AWNING_CLOUD"])).EditsAll(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range edits {
		if e.Path != path || e.New == nil {
			continue
		}
		var text string
		if err = json.Unmarshal(e.New, &text); err != nil {
			t.Fatal(err)
		}
		return text
	}
	return ""
}
