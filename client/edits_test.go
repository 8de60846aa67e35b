package client_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/client/store"
	"awning/model"
	"awning/model/merge"
	"awning/model/raw"
)

// draft is an edit of one place of a document, as a screen makes it.
func draft(o model.Offer, d model.Document, at raw.Pointer, value string) model.FieldEdit {
	return model.FieldEdit{Offer: o, Key: d.Key, Path: string(at), New: json.RawMessage(value), Base: d}
}

// keepAt reads a section and keeps an edit of it.
func (s *stage) keepAt(m *client.Market, o model.Offer, key string, at raw.Pointer, value string) model.FieldEdit {
	s.t.Helper()
	kept, err := m.KeepEdit(s.t.Context(), draft(o, s.document(m, o, key), at, value))
	if err != nil || len(kept) != 1 {
		s.t.Fatalf("kept %v: %v", kept, err)
	}
	return kept[0]
}

// unsaved lists the places of an offer's unsaved edits.
func (s *stage) unsaved(m *client.Market, o model.Offer) []string {
	s.t.Helper()
	edits, err := m.Edits(s.t.Context(), o)
	if err != nil {
		s.t.Fatal(err)
	}
	out := make([]string, len(edits))
	for i, e := range edits {
		out[i] = e.Key.String() + e.Path
	}
	return out
}

func section(t *testing.T, key string) model.SectionKey {
	t.Helper()
	k, ok := model.ParseSectionKey(key)
	if !ok {
		t.Fatalf("%q is no section", key)
	}
	return k
}

// onFile puts the store of a stage into a file, and returns how to open it as
// another console does.
func (s *stage) onFile() func() *store.Store {
	path := filepath.Join(s.t.TempDir(), "state", "awning.db")
	return func() *store.Store {
		s.t.Helper()
		one, notice, err := store.Open(s.t.Context(), path, time.Now)
		if err != nil || notice != "" {
			s.t.Fatalf("open the store: %v, %q", err, notice)
		}
		s.t.Cleanup(func() { _ = one.Close() })
		return one
	}
}

// marketOn opens a market on a store of its own.
func (s *stage) marketOn(on *store.Store) *client.Market {
	return s.market(func(o *client.Options) { o.Store = on })
}

const basePrice = raw.Pointer("/priceSchedules/isBaseSchedule=true/schedules/0/retailPrice/openPrice")

// The main job: edits of four places, the console gone without a word, another
// start, and all of it saved: the comparison shows just these.
func TestEdits_survive(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		open := s.onFile()
		m := s.marketOn(open())
		o := s.find(m, "harbor-backup")
		before := s.contents(m, o, model.Draft)
		s.keepAt(m, o, "listing", "/summary", `"Backups that restore themselves"`)
		s.keepAt(m, o, "listing", "/description", `"<p>One line</p>\n<p>Another &amp; more</p>"`)
		s.keepAt(m, o, "plans/standard/listing", "/title", `"Standard, renewed"`)
		s.keepAt(m, o, "plans/standard/pricing", basePrice, "59.50")

		m = s.marketOn(open()) // nothing was closed, as after a kill
		all, err := m.AllEdits(t.Context())
		if err != nil || len(all) != 4 {
			t.Fatalf("after a kill there are %d edits (%v)", len(all), err)
		}
		if n := len(s.ledger.accepted(t, "")); n != 0 {
			t.Fatalf("%d things were sent by themselves", n)
		}
		for _, e := range all {
			if e.Offer != o || e.Old == nil || len(e.Base.Raw) == 0 {
				t.Errorf("edit of %s: %+v", e.Key, e)
			}
		}
		for _, key := range []string{"listing", "plans/standard/listing", "plans/standard/pricing"} {
			if _, err = m.SaveSection(t.Context(), o, section(t, key)); err != nil {
				t.Fatal(err)
			}
		}
		if left := s.unsaved(m, o); len(left) != 0 {
			t.Errorf("still unsaved: %v", left)
		}
		var places []string
		for _, c := range s.changes(m, o, model.Live, model.Draft) {
			places = append(places, c.Key.String()+" "+c.Field)
		}
		slices.Sort(places)
		want := []string{"listing description", "listing summary", "plans/standard/listing name", "plans/standard/pricing price"}
		if !slices.Equal(places, want) {
			t.Errorf("draft and live differ in %q, want %q", places, want)
		}
		after := s.contents(m, o, model.Draft)
		for _, d := range before.Documents {
			now, _ := after.Find(d.Key)
			if !slices.ContainsFunc(all, func(e model.FieldEdit) bool { return e.Key == d.Key }) && !bytes.Equal(d.Raw, now.Raw) {
				t.Errorf("%s was not edited and has changed", d.Key)
			}
		}
	})
}

func TestSaveSection_bothDialects(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		base := s.document(m, o, "listing")
		s.keepAt(m, o, "listing", d.at, `"Mine"`)
		got, err := m.SaveSection(t.Context(), o, base.Key)
		if err != nil || get(t, got, d.at) != `"Mine"` || len(s.unsaved(m, o)) != 0 || s.written(o) != 1 {
			t.Errorf("%s: %v, %v left, written %d times", got.Raw, err, s.unsaved(m, o), s.written(o))
		}
		_, err = m.SaveSection(t.Context(), o, base.Key)
		as[*client.StateError](t, err)
	})
}

// What somebody else changed meanwhile is shown before anything is sent, also
// where nothing conflicts.
func TestSaveSection_asksBeforeItSends(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		mine, other := s.market(), s.market()
		o := s.find(mine, d.offer)
		key := section(t, "listing")
		s.keepAt(mine, o, "listing", d.at, `"Mine"`)
		s.save(other, o, "listing", "/awningTest", `"Theirs"`)
		sent := s.written(o)

		_, err := mine.SaveSection(t.Context(), o, key)
		c := as[*client.ConflictError](t, err)
		if !errors.Is(err, client.ErrStale) || len(c.Conflicts) != 0 || len(c.Taken) != 1 || s.written(o) != sent || c.Hint() == "" {
			t.Fatalf("%v: %+v, written %d times", err, c, s.written(o)-sent)
		}
		s.save(other, o, "listing", "/awningTest", `"Theirs, later"`)
		_, err = mine.Resolve(t.Context(), c)
		if c = as[*client.ConflictError](t, err); !strings.Contains(string(c.Taken[0].Right), "later") {
			t.Fatalf("decided on what was there before: %+v", c)
		}
		got, err := mine.Resolve(t.Context(), c)
		if err != nil || get(t, got, d.at) != `"Mine"` || get(t, got, "/awningTest") != `"Theirs, later"` {
			t.Errorf("%s (%v)", got.Raw, err)
		}
		if left := s.unsaved(mine, o); len(left) != 0 {
			t.Errorf("still unsaved: %v", left)
		}
	})
}

func TestResolve(t *testing.T) {
	t.Parallel()
	for side, want := range map[merge.Side]string{merge.Mine: `"Mine"`, merge.Theirs: `"Theirs"`, merge.Edited: `"Both"`} {
		t.Run(string(side), func(t *testing.T) {
			t.Parallel()
			inBoth(t, func(s *stage, d spoken) {
				t := s.t
				mine := s.market()
				o := s.find(mine, d.offer)
				s.keepAt(mine, o, "listing", d.at, `"Mine"`)
				s.save(s.market(), o, "listing", d.at, `"Theirs"`)
				_, err := mine.SaveSection(t.Context(), o, section(t, "listing"))
				c := as[*client.ConflictError](t, err)
				if len(c.Conflicts) != 1 || string(c.Conflicts[0].Mine) != `"Mine"` || string(c.Conflicts[0].Theirs) != `"Theirs"` || len(c.Taken) != 0 {
					t.Fatalf("%+v", c)
				}
				if _, err = mine.Resolve(t.Context(), c); err == nil {
					t.Error("resolved without a choice")
				}
				choice := merge.Choice{Pointer: c.Conflicts[0].Pointer, Take: side}
				if side == merge.Edited {
					choice.Value = json.RawMessage(want)
				}
				got, err := mine.Resolve(t.Context(), c, choice)
				if err != nil || get(t, got, d.at) != want {
					t.Errorf("%s (%v)", got.Raw, err)
				}
				gone, err := mine.DiscardedEdits(t.Context())
				if err != nil || len(s.unsaved(mine, o)) != 0 || (len(gone) == 1) != (side != merge.Mine) {
					t.Errorf("left %v, discarded %v (%v)", s.unsaved(mine, o), gone, err)
				}
			})
		})
	}
}

// Two consoles edit on documents of different age; one save takes both.
func TestSaveSection_editsOfTwoBases(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		open := s.onFile()
		a, b := s.marketOn(open()), s.marketOn(open())
		o := s.find(a, d.offer)
		s.keepAt(a, o, "listing", d.at, `"A"`)
		s.save(s.market(), o, "listing", "/awningTest", `"Theirs"`)
		s.keepAt(b, o, "listing", "/awningOther", `"B"`)
		got, err := b.SaveSection(t.Context(), o, section(t, "listing"))
		if err != nil || get(t, got, d.at) != `"A"` || get(t, got, "/awningTest") != `"Theirs"` || get(t, got, "/awningOther") != `"B"` {
			t.Errorf("%s (%v)", got.Raw, err)
		}
		if left := s.unsaved(a, o); len(left) != 0 {
			t.Errorf("still unsaved: %v", left)
		}
	})
}

// A save whose end was not written down is not done again.
func TestSaveSection_savedBefore(t *testing.T) {
	t.Parallel()
	inBoth(t, func(s *stage, d spoken) {
		t := s.t
		m := s.market()
		o := s.find(m, d.offer)
		e := s.keepAt(m, o, "listing", d.at, `"Mine"`)
		if _, err := m.Save(t.Context(), o, edited(t, e.Base, d.at, `"Mine"`)); err != nil {
			t.Fatal(err)
		}
		if _, err := m.SaveSection(t.Context(), o, e.Key); err != nil || s.written(o) != 1 || len(s.unsaved(m, o)) != 0 {
			t.Errorf("%v: written %d times, left %v", err, s.written(o), s.unsaved(m, o))
		}
	})
}

// A secret that was typed is in memory, and the documents on disk have none.
func TestEdits_secrets(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		path := filepath.Join(t.TempDir(), "state", "awning.db")
		disk, _, err := store.Open(t.Context(), path, time.Now)
		if err != nil {
			t.Fatal(err)
		}
		m := s.marketOn(disk)
		o := s.find(m, "lighthouse-gateway")
		const at, canary = raw.Pointer("/tableLeadConfiguration/storageAccountConnectionString"), "AccountKey=canary"
		e := s.keepAt(m, o, "leads", at, `"`+canary+`"`)
		if !e.Volatile || len(s.unsaved(m, o)) != 1 {
			t.Errorf("kept as %+v", e)
		}
		for _, e := range []model.FieldEdit{
			draft(o, s.document(m, o, "leads"), "/tableLeadConfiguration", `{"storageAccountConnectionString":"`+canary+`"}`),
			draft(o, s.document(m, o, "listing"), "/awningTest", `{"link":"https://x.example/a?sig=canary"}`),
			draft(o, s.document(m, o, "listing"), "/awningPassword", `"canary"`),
		} {
			kept, errKeep := m.KeepEdit(t.Context(), e)
			if errKeep != nil || len(kept) != 1 || !kept[0].Volatile {
				t.Errorf("%s: %+v (%v)", e.Path, kept, errKeep)
			}
		}
		for _, d := range s.contents(m, o, model.Draft).Documents { // some hold signed addresses
			if d.Sealed {
				continue
			}
			if _, err = m.KeepEdit(t.Context(), draft(o, d, "/awningPlain", `"x"`)); err != nil {
				t.Error(err)
			}
		}
		if other := s.unsaved(s.marketOn(disk), o); slices.ContainsFunc(other, func(p string) bool { return !strings.HasSuffix(p, "/awningPlain") }) {
			t.Errorf("another console sees %v", other)
		}
		if err = disk.Close(); err != nil {
			t.Fatal(err)
		}
		files, err := filepath.Glob(path + "*")
		if err != nil || len(files) == 0 {
			t.Fatal(files, err)
		}
		for _, name := range files {
			text, errRead := os.ReadFile(name)
			if errRead != nil || bytes.Contains(text, []byte("canary")) || bytes.Contains(text, []byte("sig=")) {
				t.Errorf("%s holds a secret (%v)", filepath.Base(name), errRead)
			}
		}
	})
}

// A document with secrets can be edited from what the store kept without them.
func TestSaveSection_keepsSecrets(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		open := s.onFile()
		m := s.marketOn(open())
		tried := 0
		for _, id := range []model.OfferID{"beacon-firewall", "lighthouse-gateway", "harbor-backup"} {
			o := s.find(m, id)
			for _, d := range s.contents(m, o, model.Draft).Documents {
				if d.Sealed || !strings.Contains(string(d.Raw), "sig=") {
					continue
				}
				tried++
				if _, err := m.KeepEdit(t.Context(), draft(o, d, "/awningTest", `"x"`)); err != nil {
					t.Fatal(err)
				}
				got, err := s.marketOn(open()).SaveSection(t.Context(), o, d.Key)
				if err != nil || strings.Count(string(got.Raw), "sig=") != strings.Count(string(d.Raw), "sig=") {
					t.Errorf("%s: %v\n%s\n%s", d.Key, err, d.Raw, got.Raw)
				}
			}
		}
		if tried == 0 {
			t.Error("no document has a secret: the test says nothing")
		}
	})
}

func TestKeepEdit_refuses(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		live := pickDocument(t, s.contents(m, o, model.Live), "listing")
		_, err := m.KeepEdit(t.Context(), draft(o, live, "/summary", `"x"`))
		as[*client.StateError](t, err)
		e := s.keepAt(m, o, "listing", "/summary", `"x"`)
		e.New = e.Old // typed back
		if kept, errKeep := m.KeepEdit(t.Context(), e); errKeep != nil || len(kept) != 0 || len(s.unsaved(m, o)) != 0 {
			t.Errorf("kept %v, left %v (%v)", kept, s.unsaved(m, o), errKeep)
		}
		for _, bad := range []model.FieldEdit{draft(o, e.Base, "summary", `"x"`), draft(o, e.Base, "/summary", `x`)} {
			if kept, errKeep := m.KeepEdit(t.Context(), bad); errKeep == nil {
				t.Errorf("kept %v", kept)
			}
		}
	})
}

func TestEdits_discardAndRestore(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		s.keepAt(m, o, "listing", "/summary", `"x"`)
		s.keepAt(m, o, "properties", "/awningTest", `"x"`)
		all, err := m.Edits(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if err = m.DiscardEdits(t.Context(), all...); err != nil || len(s.unsaved(m, o)) != 0 {
			t.Errorf("left %v (%v)", s.unsaved(m, o), err)
		}
		gone, err := m.DiscardedEdits(t.Context())
		if err != nil || len(gone) != 2 {
			t.Fatalf("%v (%v)", gone, err)
		}
		if err = m.RestoreEdits(t.Context(), gone...); err != nil || len(s.unsaved(m, o)) != 2 {
			t.Errorf("restored %v (%v)", s.unsaved(m, o), err)
		}
	})
}
