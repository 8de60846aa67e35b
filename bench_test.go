package main_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/creack/pty"

	"awning/client"
	"awning/client/auth"
	"awning/client/profile"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
	"awning/client/secret"
	"awning/client/store"
	"awning/model"
	"awning/model/catalog"
)

// BenchmarkOffers reads the whole list of a marketplace with 400 offers and 300 ms of
// latency, as the console does and one page after another.
func BenchmarkOffers(b *testing.B) {
	const offers, latency = 400, 300 * time.Millisecond
	server := sandbox.New(sandbox.Options{
		World: world.New(world.Options{Offers: offers, Seed: 1, Now: time.Now()}), Token: "T", Latency: latency, Seed: 1,
	})
	var first, all, pages time.Duration
	b.Run("side by side", func(b *testing.B) {
		for b.Loop() {
			began, n := time.Now(), 0
			for _, err := range open(b, server).Offers(b.Context(), model.Scope{}) {
				if err != nil {
					b.Fatal(err)
				}
				if n++; n == 1 {
					first = time.Since(began)
				}
			}
			if all = time.Since(began); n != offers {
				b.Fatalf("%d offers", n)
			}
		}
		b.ReportMetric(float64(first.Milliseconds()), "ms-to-first")
	})
	b.Run("page after page", func(b *testing.B) {
		for b.Loop() {
			began := time.Now()
			if n := walk(b, server); n != offers {
				b.Fatalf("%d offers", n)
			}
			pages = time.Since(began)
		}
		if all > 0 {
			b.ReportMetric(float64(pages)/float64(all), "times-slower")
			if pages < 4*all {
				b.Errorf("side by side took %v, page after page %v: less than 4 times sooner", all, pages)
			}
		}
	})
	if first > 2*latency+latency/2 {
		b.Errorf("the first row came after %v, which is more than two round trips", first)
	}
}

// open makes a market on a sandbox, with a store of its own.
func open(b *testing.B, server *sandbox.Server) *client.Market {
	b.Helper()
	rows, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	st, err := store.OpenMemory(b.Context(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { st.Close() })
	m, err := client.New(client.Options{
		Seats: []client.Seat{{Who: model.Profile{Name: "T"}, Identity: "T", Tokens: auth.NewStatic(secret.New("T"))}},
		Store: st, Catalog: rows, Base: server.RoundTripper(),
	})
	if err != nil {
		b.Fatal(err)
	}
	return m
}

// walk follows the pages of the product list one after another, and returns how many
// offers they have.
func walk(b *testing.B, server *sandbox.Server) int {
	b.Helper()
	n := 0
	for next := "https://graph.microsoft.com/rp/product-ingestion/product"; next != ""; {
		req, err := http.NewRequestWithContext(b.Context(), http.MethodGet, next, http.NoBody)
		if err != nil {
			b.Fatal(err)
		}
		req.Header.Set("Authorization", "Bearer T")
		resp, err := server.RoundTripper().RoundTrip(req)
		if err != nil {
			b.Fatal(err)
		}
		var page struct {
			Value []json.RawMessage `json:"value"`
			Next  string            `json:"@nextLink"`
		}
		err = json.NewDecoder(resp.Body).Decode(&page)
		resp.Body.Close()
		if err != nil || resp.StatusCode != http.StatusOK {
			b.Fatalf("status %d, %v", resp.StatusCode, err)
		}
		n += len(page.Value)
		if next = page.Next; next != "" && !strings.HasPrefix(next, "https:") {
			next = "https://graph.microsoft.com/" + strings.TrimPrefix(next, "/")
		}
	}
	return n
}

// BenchmarkStart is the binary on a terminal that answers nothing, from the start
// of the process.
func BenchmarkStart(b *testing.B) {
	b.Run("version", func(b *testing.B) {
		h := newHome(b)
		for b.Loop() {
			out, err := h.command(b, "--version").Output()
			if err != nil || !strings.HasPrefix(string(out), "awning ") {
				b.Fatalf("%q: %v", out, err)
			}
		}
	})
	for _, offers := range []int{400, 10_000} {
		b.Run(fmt.Sprintf("%d offers", offers), func(b *testing.B) {
			h := known(b, offers)
			var most int64
			var work time.Duration
			for b.Loop() {
				kB, spent := h.start(b, fmt.Sprintf("%d offers", offers), "offer-00000", "q quit")
				most, work = max(most, kB), work+spent
			}
			b.ReportMetric(float64(most)/(1<<10), "MB-RSS")
			b.ReportMetric(work.Seconds()*1000/float64(b.N), "ms-CPU/op")
		})
	}
}

// known is the machine of somebody who looked at these offers before, while the
// service is too slow to be waited for.
func known(b *testing.B, offers int) home {
	b.Helper()
	leave := make(chan struct{})
	slow := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		select {
		case <-r.Context().Done():
		case <-leave:
		}
	}))
	b.Cleanup(func() {
		close(leave)
		slow.Close()
	})
	env := map[string]string{profile.EnvToken: "T", "AWNING_CLOUD": slow.URL}
	h := newHome(b)
	for name, value := range env {
		h.env = append(h.env, name+"="+value)
	}
	p, _, _ := profile.FromEnvironment(func(name string) string { return env[name] })
	st, _, err := store.Open(b.Context(), h.store(), time.Now)
	if err != nil {
		b.Fatal(err)
	}
	seat := st.For(profile.StoreKey(p, slow.URL))
	rows, err := catalog.Load()
	if err != nil {
		b.Fatal(err)
	}
	for i, kind := range rows.Types() {
		var list []model.Offer
		for n := i; n < offers; n += len(rows.Types()) {
			list = append(list, model.Offer{
				Profile: p.Name, Publisher: "brightwave", Type: kind.ID, ID: model.OfferID(fmt.Sprintf("offer-%05d", n)),
				Product: model.ProductID(fmt.Sprintf("6c6d1b1e-0000-4000-8000-%012d", n)), Alias: fmt.Sprintf("Offer %05d", n),
			})
		}
		if err = seat.SaveOffers(b.Context(), "type:"+string(kind.ID), list); err != nil {
			b.Fatal(err)
		}
	}
	for n := range min(offers, 400) {
		sub := &model.Submission{ID: model.SubmissionID(strconv.Itoa(n)), Phase: model.PhaseLive}
		st := model.Standing{Draft: model.DraftUnchanged, Preview: sub, Live: sub, Last: sub}
		if err = seat.SaveStanding(b.Context(), model.ProductID(fmt.Sprintf("6c6d1b1e-0000-4000-8000-%012d", n)), st); err != nil {
			b.Fatal(err)
		}
	}
	if err = st.Close(); err != nil {
		b.Fatal(err)
	}
	return h
}

// start runs the console until the terminal got all of these words, and ends it,
// which is not timed. It returns the most memory it had resident, in kB, and how long it kept
// a processor busy.
func (h home) start(b *testing.B, words ...string) (most int64, work time.Duration) {
	b.Helper()
	cmd := h.command(b, "--publisher", "brightwave")
	file, err := pty.StartWithSize(cmd, &pty.Winsize{Rows: 40, Cols: 120})
	if err != nil {
		b.Fatal(err)
	}
	var got strings.Builder
	read := make([]byte, 1<<16)
	for len(words) > 0 {
		n, ended := file.Read(read)
		got.Write(read[:n])
		for len(words) > 0 && strings.Contains(plain(got.String()), words[0]) {
			words = words[1:]
		}
		if ended != nil && len(words) > 0 {
			b.Fatalf("%q never came: %v\n%q", words[0], ended, got.String())
		}
	}
	b.StopTimer()
	defer b.StartTimer()
	most = resident(b, cmd.Process.Pid)
	if err = cmd.Process.Kill(); err != nil {
		b.Fatal(err)
	}
	_ = cmd.Wait() // it was killed
	if err = file.Close(); err != nil {
		b.Fatal(err)
	}
	return most, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime()
}

// resident is the most memory a process had resident so far, in kB; 0 where the
// system does not tell.
func resident(b *testing.B, pid int) (most int64) {
	b.Helper()
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if strings.HasPrefix(line, "VmHWM:") {
			if _, err = fmt.Sscanf(line, "VmHWM: %d kB", &most); err != nil {
				b.Fatal(err)
			}
		}
	}
	return most
}
