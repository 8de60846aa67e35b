package contents_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	tea "github.com/charmbracelet/bubbletea"

	"awning/model"
	"awning/tui/contents"
	"awning/tui/tuitest/shop"
)

// run carries commands out one after the other and hands the loader what they
// answer.
func run(l *contents.Loader, cmd tea.Cmd) {
	if cmd == nil {
		return
	}
	msg := cmd()
	if batch, ok := msg.(tea.BatchMsg); ok {
		for _, c := range batch {
			run(l, c)
		}
		return
	}
	l.Update(msg)
}

func TestLoader_storeFirstThenService(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Stored = map[model.Environment]model.Contents{model.Draft: shop.Contents(model.Draft)}
		m.Age = time.Hour
		l := contents.New(m, time.Now, shop.Harbor())
		cmd := l.Start(t.Context(), model.Draft)
		batch, ok := cmd().(tea.BatchMsg)
		if !ok || len(batch) != 2 {
			t.Fatalf("want one command for the store and one for the service")
		}
		run(l, batch[0])
		side := l.Of(model.Draft)
		if !side.Known || side.Fresh || !side.Busy || len(side.Documents) != 0 || time.Since(side.Read) != time.Hour {
			t.Errorf("after the store: %+v", side)
		}
		run(l, batch[1])
		side = l.Of(model.Draft)
		if !side.Fresh || side.Busy || len(side.Documents) != 6 || time.Since(side.Read) != 0 {
			t.Errorf("after the service: %+v", side)
		}
	})
}

func TestLoader_aLateStoreDoesNotReplaceTheService(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		m.Stored = map[model.Environment]model.Contents{model.Draft: shop.Contents(model.Draft)}
		l := contents.New(m, time.Now, shop.Harbor())
		batch, _ := l.Start(t.Context(), model.Draft)().(tea.BatchMsg)
		run(l, batch[1])
		run(l, batch[0])
		if side := l.Of(model.Draft); !side.Fresh || len(side.Documents) != 6 {
			t.Errorf("%+v", side)
		}
	})
}

func TestLoader_failureKeepsWhatIsKnown(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		l := contents.New(m, time.Now, shop.Harbor())
		run(l, l.Start(t.Context(), model.Draft))
		m.Fail("Contents draft", errors.New("no way"))
		run(l, l.Start(t.Context(), model.Draft))
		side := l.Of(model.Draft)
		if !side.Known || side.Fresh || side.Err == nil || len(side.Documents) != 6 {
			t.Errorf("%+v", side)
		}
	})
}

func TestLoader_answersToAnOlderStartAreDropped(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		l := contents.New(m, time.Now, shop.Harbor())
		first, _ := l.Start(t.Context(), model.Live)().(tea.BatchMsg)
		second := l.Start(t.Context(), model.Live)
		for _, c := range first {
			if l.Update(c()) {
				t.Error("an answer to the first start was taken")
			}
		}
		run(l, second)
		if side := l.Of(model.Live); !side.Fresh || side.Missing() {
			t.Errorf("%+v", side)
		}
	})
}

func TestLoader_put(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := contents.New(shop.New(), time.Now, shop.Harbor())
		run(l, l.Start(t.Context(), model.Draft))
		was := l.Of(model.Draft).Contents
		l.Put(shop.Document("listing", `{"title":"New"}`))
		l.Put(shop.Document("leads", `{}`))
		d, _ := l.Of(model.Draft).Find(model.SectionKey{Section: "listing"})
		if string(d.Raw) != `{"title":"New"}` || len(l.Of(model.Draft).Documents) != 7 {
			t.Errorf("put %s, %d documents", d.Raw, len(l.Of(model.Draft).Documents))
		}
		if old, _ := was.Find(model.SectionKey{Section: "listing"}); string(old.Raw) == `{"title":"New"}` {
			t.Error("contents handed out before were changed")
		}
	})
}

func TestLoader_missing(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		m := shop.New()
		delete(m.Now, model.Live)
		l := contents.New(m, time.Now, shop.Harbor())
		if l.Of(model.Live).Missing() {
			t.Error("missing before anything was read")
		}
		run(l, l.Start(t.Context(), model.Live))
		if !l.Of(model.Live).Missing() {
			t.Error("an environment the service has nothing in is not missing")
		}
	})
}
