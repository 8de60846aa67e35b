package client_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
)

// mishaps are what can happen to one request of an upload.
func mishaps() map[string]func(n *network, r *http.Request) *canned {
	serve := func(n *network, r *http.Request) {
		if resp, err := n.rt.RoundTrip(r); err == nil {
			_ = resp.Body.Close()
		}
	}
	broken := &canned{err: io.ErrUnexpectedEOF}
	return map[string]func(*network, *http.Request) *canned{
		"it is lost":           func(*network, *http.Request) *canned { return broken },
		"its answer is lost":   func(n *network, r *http.Request) *canned { serve(n, r); return broken },
		"the service stumbles": func(*network, *http.Request) *canned { return answer(http.StatusInternalServerError, `"boom"`) },
		"done, then it falls": func(n *network, r *http.Request) *canned {
			serve(n, r)
			return answer(http.StatusServiceUnavailable, ``)
		},
		"a proxy answers": func(*network, *http.Request) *canned {
			return &canned{status: http.StatusOK, kind: "text/html", body: "<html>"}
		},
		"the service is busy": func(*network, *http.Request) *canned { return answer(http.StatusTooManyRequests, `"wait"`) },
	}
}

// Whatever happens to a request of an upload, doing it again ends with the one new file
// and nothing half done beside it.
func TestUpload_brokenOnesAreRepeated(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		tried, again := 0, 0
		m := s.market()
		o := s.find(m, "harbor-backup")
		content := picture(t, 48, 48)
		for _, step := range []string{"POST /images", "PUT /blob/", "PUT /images", "DELETE /images"} {
			method, place, _ := strings.Cut(step, " ")
			for name, mishap := range mishaps() {
				tried++
				what := fmt.Sprintf("%s, and %s", step, name)
				file := fmt.Sprintf("logo-%d.png", tried)
				struck := false
				s.net.hook = func(r *http.Request) *canned {
					if struck || r.Method != method || !strings.Contains(r.URL.Path, place) {
						return nil
					}
					struck = true
					return mishap(s.net, r)
				}
				for attempt := 1; ; attempt++ {
					base := s.document(m, o, "assets:azurelogosmall/1")
					_, err := m.Upload(t.Context(), o, upload(base, "file", file, content))
					if err == nil {
						break
					}
					if again++; attempt == 3 {
						t.Fatalf("%s: %v", what, err)
					}
				}
				s.net.hook = nil
				if !struck {
					t.Errorf("%s never happened", what)
				}
				small := 0
				for _, d := range s.contents(m, o, model.Draft).Documents {
					if !strings.HasPrefix(d.Key.String(), "assets:") {
						continue
					}
					if state := get(t, d, "/state"); state != `"Processed"` {
						t.Errorf("%s: %s is left %s", what, d.Key, state)
					}
					if strings.HasPrefix(d.Key.Item, "azurelogosmall/") {
						small++
						if got := get(t, d, "/fileName"); got != `"`+file+`"` {
							t.Errorf("%s: %s is %s, want %s", what, d.Key, got, file)
						}
					}
				}
				if small != 1 {
					t.Errorf("%s: %d small logos", what, small)
				}
			}
		}
		t.Logf("%d mishaps; %d uploads had to be done again by a person", tried, again)
	})
}

// While storage does not answer, the draft keeps the file it has, and the next upload goes on
// with the place that was made.
func TestUpload_storageDown(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "assets:azurelogosmall/1")
		puts := 0
		s.net.hook = func(r *http.Request) *canned {
			if strings.HasPrefix(r.URL.Path, "/blob/") {
				puts++
				return answer(http.StatusServiceUnavailable, `<?xml version="1.0"?><Error><Code>ServerBusy</Code><Message>Slow down.</Message></Error>`)
			}
			return nil
		}
		up := upload(old, "file", "new.png", picture(t, 48, 48))
		_, err := m.Upload(t.Context(), o, up)
		if err == nil || !strings.Contains(err.Error(), "ServerBusy") || strings.Contains(err.Error(), "sig=") || puts != 5 {
			t.Fatalf("%d tries, and %v", puts, err)
		}
		if now := s.document(m, o, "assets:azurelogosmall/1"); now.Ref != old.Ref {
			t.Errorf("the old logo is gone: %s", now.Raw)
		}
		s.net.hook = nil
		s.upload(m, o, up)
		if made := len(s.ledger.accepted(t, "create")); made != 1 {
			t.Errorf("%d places were made for one file", made)
		}
	})
}

// An address is good for some time only; storage's refusal fetches a new one.
func TestUpload_addressRanOut(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		first := ""
		s.net.hook = func(r *http.Request) *canned {
			if !strings.HasPrefix(r.URL.Path, "/blob/") {
				return nil
			}
			if first == "" {
				first = r.URL.RawQuery
				return &canned{status: http.StatusForbidden, kind: "application/xml", body: `<?xml version="1.0"?><Error><Code>AuthenticationFailed</Code></Error>`}
			}
			if r.URL.RawQuery == first {
				t.Error("the old address was used again")
			}
			return nil
		}
		s.upload(m, o, upload(s.document(m, o, "assets:azurelogosmall/1"), "file", "new.png", picture(t, 48, 48)))
		if first == "" {
			t.Error("storage was never asked")
		}
	})
}

// A file that is replaced and cannot be deleted is no reason to upload again: the error
// says what is left to do, and it can be done.
func TestUpload_oldOneStays(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "assets:azurelogosmall/1")
		s.net.hook = func(r *http.Request) *canned {
			if r.Method == http.MethodDelete {
				return answer(http.StatusForbidden, `"no"`)
			}
			return nil
		}
		doc, err := m.Upload(t.Context(), o, upload(old, "file", "new.png", picture(t, 48, 48)))
		if !errors.Is(err, client.ErrForbidden) || !strings.Contains(err.Error(), "new.png is in the draft") || get(t, doc, "/fileName") != `"new.png"` {
			t.Errorf("%v with %s", err, doc.Raw)
		}
		if n := s.count(m, o, model.Draft, "assets:azurelogosmall/"); n != 2 {
			t.Errorf("%d small logos", n)
		}
		s.net.hook = nil
		if err := m.RemoveFile(t.Context(), o, old); err != nil {
			t.Fatal(err)
		}
		if now := s.document(m, o, "assets:azurelogosmall/1"); now.Ref != doc.Ref {
			t.Errorf("the wrong logo was removed: %s", now.Raw)
		}
		if err := m.RemoveFile(t.Context(), o, s.document(m, o, "listing")); as[*client.StateError](t, err).Hint() == "" {
			t.Error(err)
		}
	})
}

// A list that is some seconds behind is read again.
func TestUpload_listIsBehind(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "assets:azurelogosmall/1")
		behind, deleted := 3, false
		s.net.hook = func(r *http.Request) *canned {
			deleted = deleted || r.Method == http.MethodDelete
			if deleted && behind > 0 && r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/images") {
				behind--
				return answer(http.StatusOK, `{"value":[]}`)
			}
			return nil
		}
		if doc := s.upload(m, o, upload(old, "file", "new.png", picture(t, 48, 48))); behind != 0 || get(t, doc, "/fileName") != `"new.png"` {
			t.Errorf("%d lists left, %s", behind, doc.Raw)
		}
	})
}

// A service that takes no second logo of a kind has the first deleted before.
func TestUpload_onlyOneOfAKind(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "assets:azurelogosmall/1")
		gone := false
		s.net.hook = func(r *http.Request) *canned {
			gone = gone || r.Method == http.MethodDelete
			if r.Method == http.MethodPost && strings.HasSuffix(r.URL.Path, "/images") && !gone {
				return answer(http.StatusConflict, `"There is one of this type already"`)
			}
			return nil
		}
		doc := s.upload(m, o, upload(old, "file", "new.png", picture(t, 48, 48)))
		if !gone || get(t, doc, "/fileName") != `"new.png"` {
			t.Errorf("deleted %v, %s", gone, doc.Raw)
		}
	})
}

// What the service finds wrong with a file is told in its words, and the draft keeps what it has.
func TestUpload_processingFails(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "plans/standard/technical")
		s.net.hook = func(r *http.Request) *canned {
			if r.Method == http.MethodGet && strings.Contains(r.URL.Path, "/packages/") {
				return answer(http.StatusOK, `{"resourceType":"AzureApplicationPackage","state":"ProcessFailed","id":"x",`+
					`"validationItems":[{"errorCode":"Pack-1","severity":"Error","message":"the template has no outputs"}]}`)
			}
			return nil
		}
		_, err := m.Upload(t.Context(), o, upload(old, "package", "a.zip", archive(t, "mainTemplate.json", "createUiDefinition.json")))
		if e := as[*client.FileError](t, err); !e.Sent || !strings.Contains(e.Error(), "Pack-1: the template has no outputs") {
			t.Error(err)
		}
		s.net.hook = nil
		if gone := s.ledger.accepted(t, "delete"); len(gone) != 1 || !strings.HasPrefix(gone[0].Target, "packages/") {
			t.Errorf("deleted %v, want the package that is good for nothing", gone)
		}
		if now := s.document(m, o, "plans/standard/technical"); get(t, now, "/packageReferences") != get(t, old, "/packageReferences") {
			t.Errorf("the references changed: %s", now.Raw)
		}
	})
}

func TestUpload_refused(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		machine := s.find(m, "lighthouse-gateway")
		app := s.find(m, "harbor-backup")
		logo := s.document(m, app, "assets:azurelogosmall/1")
		foreign := logo
		foreign.Dialect = model.Graph
		for name, c := range map[string]struct {
			o  model.Offer
			up client.Upload
		}{
			"an API that takes addresses": {machine, upload(s.document(m, machine, "assets:azurelogolarge/1"), "file", "l.png", picture(t, 216, 216))},
			"a field that takes no file":  {app, upload(s.document(m, app, "listing"), "title", "l.png", picture(t, 216, 216))},
			"as read through another API": {app, upload(foreign, "file", "l.png", picture(t, 48, 48))},
			"a field nobody knows":        {app, upload(logo, "nonsense", "l.png", picture(t, 48, 48))},
		} {
			before := len(s.ledger.accepted(t, ""))
			_, err := m.Upload(t.Context(), c.o, c.up)
			if e := as[advised](t, err); e.Hint() == "" || len(s.ledger.accepted(t, "")) != before {
				t.Errorf("%s: %v", name, err)
			}
		}
		safe := s.market(func(o *client.Options) { o.ReadOnly = true })
		if _, err := safe.Upload(t.Context(), app, upload(logo, "file", "l.png", picture(t, 48, 48))); !errors.Is(err, client.ErrReadOnly) {
			t.Error(err)
		}
	})
}

// endless is a file of any size that takes no memory.
type endless struct{ size int64 }

func (e endless) ReadAt(p []byte, off int64) (int, error) {
	n := min(int64(len(p)), e.size-off)
	for i := range p[:max(n, 0)] {
		p[i] = byte(off + int64(i))
	}
	if n < int64(len(p)) {
		return int(max(n, 0)), io.EOF
	}
	return int(n), nil
}

// A large package streams: block by block, never more than a little of it in memory, with
// its progress told, and cancelled at once. It runs alone, as it looks at the memory of
// the whole process.
func TestUpload_large(t *testing.T) {
	const size, most = 200 << 20, 32 << 20
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "quay-inventory")
		base := s.document(m, o, "technical")
		blocks, largest := 0, int64(0)
		s.net.hook = func(r *http.Request) *canned {
			if r.URL.Query().Get("comp") == "block" {
				blocks++
				largest = max(largest, r.ContentLength)
			}
			if strings.HasPrefix(r.URL.Path, "/blob/") && r.Header.Get("Authorization") != "" {
				t.Error("storage was sent a token")
			}
			return nil
		}
		before, peak, last := live(), uint64(0), int64(-1)
		up := client.Upload{Base: base, Field: "package", Name: "quay.app", Size: size, Content: endless{size}}
		up.Progress = func(p client.UploadProgress) {
			if p.Sent < last || p.Size != size {
				t.Errorf("told %+v after %d", p, last)
			}
			if last = p.Sent; p.Sent%(20<<20) == 0 {
				peak = max(peak, live())
			}
		}
		s.upload(m, o, up)
		if last != size || blocks != size/(4<<20) || largest != 4<<20 {
			t.Errorf("%d bytes in %d blocks of at most %d bytes", last, blocks, largest)
		}
		if peak > before+most {
			t.Errorf("the heap grew by %d MiB", (peak-before)>>20)
		}
		t.Logf("%d MiB in %d blocks; the heap grew by %.1f MiB at most", size>>20, blocks, float64(int64(peak)-int64(before))/(1<<20))

		ctx, cancel := context.WithCancel(t.Context())
		sent := int64(0)
		up.Base = s.document(m, o, "technical")
		up.Progress = func(p client.UploadProgress) {
			if sent = p.Sent; sent >= 20<<20 {
				cancel()
			}
		}
		calls, began := len(s.net.calls()), time.Now()
		if _, err := m.Upload(ctx, o, up); !errors.Is(err, context.Canceled) || sent != 20<<20 || time.Since(began) > time.Second {
			t.Errorf("cancelled after %d bytes and %v: %v", sent, time.Since(began), err)
		}
		if after := s.net.calls()[calls:]; strings.Contains(after[len(after)-1], "comp=blocklist") || len(after) > 10 {
			t.Errorf("after the cancel there was %v", after)
		}
		if now := s.document(m, o, "technical"); !bytes.Equal(now.Raw, up.Base.Raw) {
			t.Errorf("a cancelled upload changed the draft: %s", now.Raw)
		}
	})
}

// live is how much memory is in use that nobody could give back.
func live() uint64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// A file that shrinks while it is read is an error that says so, not half a file.
func TestUpload_fileShrinks(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "quay-inventory")
		up := client.Upload{Base: s.document(m, o, "technical"), Field: "package", Name: "quay.app", Size: 30 << 20, Content: endless{20 << 20}}
		if _, err := m.Upload(t.Context(), o, up); err == nil || !strings.Contains(err.Error(), "shorter") {
			t.Error(err)
		}
		for _, c := range s.net.calls() {
			if strings.Contains(c, "comp=blocklist") {
				t.Error("half a file was made one")
			}
		}
	})
}
