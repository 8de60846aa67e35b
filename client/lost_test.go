package client_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/store"
	"awning/model"
	"awning/model/merge"
	"awning/model/raw"
	"awning/tries"
)

// person is somebody with a console, and a store, of their own.
type person struct {
	name string
	m    *client.Market
	net  *network
	doc  model.Document         // as it was last seen
	saw  map[raw.Pointer]string // what was at each place when it was last looked at
}

// contest is two people at one section.
type contest struct {
	*stage
	d      spoken
	r      *rand.Rand
	o      model.Offer
	judge  *client.Market
	places []raw.Pointer
	people []*person
	truth  map[raw.Pointer]string // what was last confirmed at each place
	n      int
	inside bool // the other person's turn, in the middle of a save

	nested, conflicts, told int
}

// TestLost plays T-LOST: two people edit and save one section at random, the one
// also between the requests of the other. Whatever is at a place is
// replaced only by somebody who has seen it, and nothing confirmed is gone.
//
// The Product Ingestion API has no versions: what is written between the last look
// and the write that follows it is out of any client's sight. There the other
// person keeps still.
func TestLost_noSilentOverwrite(t *testing.T) {
	t.Parallel()
	const rounds = 25 // and as many turns again in the middle of others
	parts := tries.Of(2)
	if parts > 2 {
		parts *= 4 // 10,000 turns at the scale of CI
	}
	var turns atomic.Int64
	t.Cleanup(func() { t.Logf("T-LOST: %d turns in all, 0 silent overwrites unless said above", turns.Load()) })
	for _, d := range dialects() {
		for part := range parts {
			t.Run(fmt.Sprint(d.name, part), func(t *testing.T) {
				t.Parallel()
				onStage(t, sandbox.Options{}, func(s *stage) {
					c := newContest(s, d, uint64(part))
					c.play(rounds)
					turns.Add(int64(rounds + c.nested))
				})
			})
		}
	}
}

func newContest(s *stage, d spoken, seed uint64) *contest {
	c := &contest{
		stage: s, d: d, judge: s.market(), r: rand.New(rand.NewPCG(seed, 11)), places: []raw.Pointer{d.at, "/awningOne", "/awningTwo"},
		truth: map[raw.Pointer]string{},
	}
	for _, name := range []string{"ann", "bob"} {
		own, err := store.OpenMemory(s.t.Context(), time.Now)
		if err != nil {
			s.t.Fatal(err)
		}
		s.t.Cleanup(func() { _ = own.Close() })
		p := &person{name: name, net: &network{rt: s.server.RoundTripper()}, saw: map[raw.Pointer]string{}}
		p.m = s.market(func(o *client.Options) { o.Store, o.Base = own, p.net })
		c.people = append(c.people, p)
	}
	c.o = s.find(c.judge, d.offer)
	began := s.document(c.judge, c.o, "listing")
	for _, at := range c.places {
		c.truth[at] = get(s.t, began, at)
	}
	for _, p := range c.people {
		c.shown(p, began)
	}
	return c
}

func (c *contest) play(rounds int) {
	t := c.t
	for round := range rounds {
		i := c.r.IntN(2)
		me, other := c.people[i], c.people[1-i]
		me.net.hook = func(r *http.Request) *canned {
			write := r.Method != http.MethodGet
			if !c.inside && c.r.IntN(3) == 0 && (!write || c.d.name != "graph") {
				c.inside = true
				c.nested++
				c.turn(other)
				c.inside = false
			}
			return nil
		}
		c.turn(me)
		me.net.hook = nil
		if round%5 != 0 && round != rounds-1 {
			continue
		}
		now := c.document(c.judge, c.o, "listing")
		for _, at := range c.places {
			if got := get(t, now, at); got != c.truth[at] {
				t.Fatalf("%s is %s, and %s was confirmed", at, got, c.truth[at])
			}
		}
	}
	for _, p := range c.people {
		if err := p.m.DiscardEdits(t.Context(), must(p.m.Edits(t.Context(), c.o))...); err != nil {
			t.Error(err)
		}
	}
	t.Logf("T-LOST: %d turns, %d edits, %d saves in the middle of another, %d conflicts asked about, %d third values told of, 0 silent overwrites",
		rounds+c.nested, c.n, c.nested, c.conflicts, c.told)
}

// turn is one person's: an edit or two, and a save.
func (c *contest) turn(p *person) {
	t := c.t
	if c.r.IntN(6) == 0 {
		c.shown(p, c.document(c.judge, c.o, "listing")) // while nobody else does anything
	}
	for range 1 + c.r.IntN(2) {
		c.n++
		at := c.places[c.r.IntN(len(c.places))]
		e := draft(c.o, p.doc, at, fmt.Sprintf(`"%s %d"`, p.name, c.n))
		for _, there := range must(p.m.Edits(t.Context(), c.o)) {
			if there.Same(e) {
				e.Rev = there.Rev
			}
		}
		p.saw[at] = get(t, p.doc, at)
		if _, err := p.m.KeepEdit(t.Context(), e); err != nil {
			t.Fatal(err)
		}
	}
	got, err := p.m.SaveSection(t.Context(), c.o, p.doc.Key)
	for range 20 {
		conflict, ok := errors.AsType[*client.ConflictError](err)
		if !ok {
			break
		}
		c.conflicts++
		c.shown(p, conflict.Theirs)
		if c.r.IntN(5) == 0 {
			return // left for later
		}
		got, err = p.m.Resolve(t.Context(), conflict, c.choices(conflict)...)
	}
	if third, ok := errors.AsType[*client.ThirdValueError](err); ok {
		c.told++
		got, err = third.Found, nil
	}
	if err != nil {
		t.Fatal(err)
	}
	c.shown(p, got)
}

func (c *contest) choices(conflict *client.ConflictError) []merge.Choice {
	var out []merge.Choice
	for _, one := range conflict.Conflicts {
		choice := merge.Choice{Pointer: one.Pointer, Take: []merge.Side{merge.Mine, merge.Theirs, merge.Edited}[c.r.IntN(3)]}
		if choice.Take == merge.Edited {
			choice.Value = json.RawMessage(strings.TrimSuffix(string(one.Mine), `"`) + ` and theirs"`)
		}
		out = append(out, choice)
	}
	return out
}

// shown shows a person the section as it is, and judges what has changed: who
// wrote what is there now, even in a save still under way, must have seen what was
// there before.
func (c *contest) shown(p *person, now model.Document) {
	t := c.t
	for _, at := range c.places {
		got := get(t, now, at)
		if got == c.truth[at] {
			continue
		}
		i := slices.IndexFunc(c.people, func(one *person) bool { return strings.HasPrefix(got, `"`+one.name) })
		if i < 0 || c.people[i].saw[at] != c.truth[at] {
			t.Fatalf("%s was replaced by %s at %s, whose writer had not seen it", c.truth[at], got, at)
		}
		c.truth[at] = got
	}
	p.doc = now
	for _, at := range c.places {
		p.saw[at] = get(t, now, at)
	}
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}
