package store_test

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/client/store"
	"awning/model"
	"awning/tries"
)

const killedEditor = "AWNING_TEST_KILLED_EDITOR"

// typeForever keeps edits of a few places, and says on standard output what the
// store has acknowledged: the place and its number.
func typeForever(path string) error {
	ctx := context.Background()
	s, _, err := store.Open(ctx, path, time.Now)
	if err != nil {
		return err
	}
	seat := s.For("one")
	revs := map[string]int64{}
	all, err := seat.EditsAll(ctx)
	if err != nil {
		return err
	}
	n := 0
	for _, e := range all {
		revs[e.Path] = e.Rev
		number, errNumber := strconv.Atoi(string(e.New))
		if errNumber != nil {
			return errNumber
		}
		n = max(n, number)
	}
	for {
		n++
		e := edit(fmt.Sprintf("/place%d", rand.IntN(7)), strconv.Itoa(n))
		e.Rev = revs[e.Path]
		kept, err := seat.KeepEdit(ctx, e)
		if err != nil {
			return err
		}
		revs[e.Path] = kept[0].Rev
		fmt.Println(e.Path, n)
	}
}

// T-KILL: a console that is killed while somebody types in it loses nothing that
// it has acknowledged.
func TestKill_acknowledgedEditsSurvive(t *testing.T) {
	t.Parallel()
	path := file(t)
	openAt(t, path) // an editor that stays open, so that the log is never emptied by an end
	acknowledged := map[string]int{}
	kills, edits := heavy(100), 0
	for round := range kills {
		cmd := exec.CommandContext(t.Context(), os.Args[0])
		cmd.Env = append(os.Environ(), killedEditor+"="+path)
		var complaint strings.Builder
		cmd.Stderr = &complaint
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err = cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines, seen, stopAfter := bufio.NewScanner(out), 0, 1+rand.IntN(12)
		var death *time.Timer
		for lines.Scan() {
			place, number, _ := strings.Cut(lines.Text(), " ")
			if acknowledged[place], err = strconv.Atoi(number); err != nil {
				t.Fatal(err)
			}
			if seen++; seen == stopAfter {
				death = time.AfterFunc(time.Duration(rand.Int64N(int64(5*time.Millisecond))), func() { _ = cmd.Process.Kill() })
			}
		}
		_ = cmd.Wait()
		if death == nil {
			t.Fatalf("round %d ended by itself: %s", round, &complaint)
		}
		edits += seen
		checkAcknowledged(t, path, round, acknowledged)
	}
	t.Logf("T-KILL: %d kills, %d acknowledged edits, 0 lost", kills, edits)
}

// checkAcknowledged compares what is stored with what was acknowledged. What was
// kept but not acknowledged in time may be newer.
func checkAcknowledged(t *testing.T, path string, round int, acknowledged map[string]int) {
	t.Helper()
	s := openAt(t, path)
	defer s.Close()
	got := values(t, s.For("one"))
	for place, want := range acknowledged {
		if n, err := strconv.Atoi(got[place]); err != nil || n < want {
			t.Fatalf("round %d: %s is %q, and %d was acknowledged", round, place, got[place], want)
		}
	}
}

// T-CORRUPT: whatever happens to the file, no edit is lost or altered without a word.
func TestCorrupt_noSilentLoss(t *testing.T) {
	t.Parallel()
	path := file(t)
	fill(t, path)
	s := openAt(t, path)
	want := map[string]string{}
	for i := range 40 {
		e := edit(fmt.Sprintf("/place%d", i), fmt.Sprintf("%q", strings.Repeat(fmt.Sprint("value ", i, " "), 1+i*5)))
		e.Base.Raw = json.RawMessage(fmt.Sprintf(`{"a":%q}`, strings.Repeat(fmt.Sprint("base ", i/10, " "), 400)))
		keep(t, s.For("one"), e)
		want[e.Path] = string(e.New)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	tries := heavy(20)
	told, saved := 0, 0
	for i := range tries {
		at := file(t)
		if err = errors.Join(os.Mkdir(filepath.Dir(at), 0o700), os.WriteFile(at, damaged(whole, i), 0o600),
			os.WriteFile(at+".lock", []byte("in use\n"), 0o600)); err != nil {
			t.Fatal(err)
		}
		loud, kept := checkEdits(t, i, at, want)
		saved += kept
		if loud {
			told++
		}
	}
	t.Logf("T-CORRUPT: %d damaged files with %d edits each: %d told of, %d edits whole, 0 lost in silence", tries, len(want), told, saved)
}

// damaged is a file with bytes overwritten, a stretch of it lost, or cut short.
func damaged(whole []byte, seed int) []byte {
	rnd := rand.New(rand.NewPCG(uint64(seed), 5))
	b := bytes.Clone(whole)
	switch seed % 4 {
	case 0:
		return b[:rnd.IntN(len(b))]
	case 1:
		at := rnd.IntN(len(b))
		clear(b[at:min(at+1+rnd.IntN(8192), len(b))])
	default:
		for range 1 + rnd.IntN(20) {
			b[rnd.IntN(len(b))] = byte(rnd.Uint32())
		}
	}
	return b
}

// checkEdits opens a damaged file. It reports whether something was said, and how
// many edits are whole.
func checkEdits(t *testing.T, i int, path string, want map[string]string) (loud bool, whole int) {
	t.Helper()
	s, notice, err := store.Open(t.Context(), path, clock())
	if err != nil {
		return true, 0
	}
	defer s.Close()
	edits, err := s.For("one").EditsAll(t.Context())
	loud = notice != "" || err != nil
	for _, e := range edits {
		if string(e.New) != want[e.Path] || e.Offer != offer("a") || len(e.Base.Raw) == 0 {
			t.Errorf("damage %d: %s was altered to %.60s", i, e.Path, e.New)
		}
	}
	if len(edits) < len(want) && !loud {
		t.Errorf("damage %d: %d of %d edits, and not a word", i, len(edits), len(want))
	}
	if len(edits) == len(want) || strings.Contains(string(notice), "taken over") || err != nil {
		return loud, len(edits)
	}
	t.Errorf("damage %d: %d edits left, and the notice says %q", i, len(edits), notice)
	return loud, len(edits)
}

// console is one of several on the same file: what it has seen of the edits.
type console struct {
	name string
	seat *store.Seat
	seen map[string]model.FieldEdit
}

func (c *console) look(t *testing.T) {
	t.Helper()
	edits, err := c.seat.EditsAll(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	c.seen = map[string]model.FieldEdit{}
	for _, e := range edits {
		c.seen[e.Path] = e
	}
}

// T-TWO: two consoles type, discard, restore and look at random. Nobody's edit is replaced or
// discarded by somebody who has not seen it, and what was refused is not lost.
func TestTwo_noSilentOverwrite(t *testing.T) {
	t.Parallel()
	rounds, refused := heavy(100), 0
	path := file(t)
	one, two := openAt(t, path), openAt(t, path)
	for round := range rounds {
		rnd := rand.New(rand.NewPCG(uint64(round), 3))
		identity := strconv.Itoa(round)
		consoles := []*console{{name: "a", seat: one.For(identity)}, {name: "b", seat: two.For(identity)}}
		truth := map[string]string{} // what is at each place
		for step := range 12 {
			refused += consoles[rnd.IntN(2)].act(t, rnd, truth, fmt.Sprintf("%d.%d", round, step))
		}
		for _, c := range consoles {
			if got := values(t, c.seat); fmt.Sprint(got) != fmt.Sprint(truth) {
				t.Fatalf("round %d: console %s sees %v, want %v", round, c.name, got, truth)
			}
		}
	}
	t.Logf("T-TWO: %d interleavings, %d overwrites refused, 0 silent", rounds, refused)
}

// act does something at random and reports how often it was rightly refused.
func (c *console) act(t *testing.T, rnd *rand.Rand, truth map[string]string, id string) (refused int) {
	t.Helper()
	place := fmt.Sprintf("/place%d", rnd.IntN(3))
	last, known := c.seen[place]
	fresh := truth[place] == "" || known && string(last.New) == truth[place]
	var err error
	e := edit(place, strconv.Quote(c.name+id))
	switch e.Rev = last.Rev; rnd.IntN(5) {
	case 0, 1:
		var kept []model.FieldEdit
		if kept, err = c.seat.KeepEdit(t.Context(), e); err == nil {
			truth[place] = string(e.New)
			if c.seen == nil {
				c.seen = map[string]model.FieldEdit{}
			}
			c.seen[place] = kept[0]
		} else {
			c.checkAside(t, e)
		}
	case 2:
		if !known {
			return 0
		}
		if err = c.seat.Discard(t.Context(), last); err == nil {
			delete(truth, place)
		}
	case 3:
		gone, derr := c.seat.Discarded(t.Context())
		if derr != nil {
			t.Fatal(derr)
		}
		if len(gone) == 0 {
			return 0
		}
		one := gone[rnd.IntN(len(gone))]
		fresh = truth[one.Path] == ""
		if err = c.seat.Restore(t.Context(), one); err == nil {
			truth[one.Path] = string(one.New)
		}
	default:
		c.look(t)
		return 0
	}
	_, clash := errors.AsType[*store.EditedElsewhereError](err)
	if fresh != (err == nil) || err != nil && !clash {
		t.Fatalf("%s: console %s had seen what is at %s: %v, and was told %v", id, c.name, place, fresh, err)
	}
	if err != nil {
		return 1
	}
	return 0
}

// checkAside looks for an edit that was refused.
func (c *console) checkAside(t *testing.T, e model.FieldEdit) {
	t.Helper()
	gone, err := c.seat.Discarded(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gone {
		if g.Path == e.Path && string(g.New) == string(e.New) {
			return
		}
	}
	t.Errorf("%s at %s was refused and is lost", e.New, e.Path)
}

// T-ENOSPC: the disk is full at one write after the other. What fails says so and
// changes nothing; what does not fail is there.
func TestFull_neverSilent(t *testing.T) {
	t.Parallel()
	path := file(t)
	s := openAt(t, path)
	seat, want := s.For("one"), map[string]string{}
	full, done, tries := 0, 0, tries.Of(60)
	for i := range tries {
		if err := store.LimitPages(t.Context(), s, i%3); err != nil {
			t.Fatal(err)
		}
		e := edit(fmt.Sprintf("/place%d", i%11), strconv.Quote(strings.Repeat("x", 1+rand.IntN(24000))+strconv.Itoa(i)))
		e.Base.Raw = json.RawMessage(fmt.Sprintf(`{"a":%q}`, strings.Repeat(strconv.Itoa(i), 700)))
		for _, there := range must(seat.EditsAll(t.Context())) {
			if there.Path == e.Path {
				e.Rev = there.Rev
			}
		}
		var err error
		switch i % 5 {
		case 3:
			if err = seat.Discard(t.Context(), e); err == nil {
				delete(want, e.Path)
			}
		default:
			if _, err = seat.KeepEdit(t.Context(), e); err == nil {
				want[e.Path] = string(e.New)
			}
		}
		if err == nil {
			done++
		} else if full++; !strings.Contains(err.Error(), "disk is full") {
			t.Errorf("write %d: %v", i, err)
		}
		if got := values(t, seat); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Fatalf("after write %d (%v) the edits are not what was acknowledged", i, err)
		}
	}
	if err := store.LimitPages(t.Context(), s, 1<<20); err != nil {
		t.Fatal(err)
	}
	keep(t, seat, edit("/afterwards", "1")) // there is room again
	want["/afterwards"] = "1"
	if got := values(t, openAt(t, path).For("one")); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Error("another start sees other edits")
	}
	if full == 0 {
		t.Error("the disk was never full: the test says nothing")
	}
	t.Logf("T-ENOSPC: %d writes, %d on a full disk, each said so; %d done, 0 lost", tries, full, done)
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
