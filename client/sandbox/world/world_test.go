package world_test

import (
	"bytes"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"awning/client/sandbox/world"
)

func TestNew_size(t *testing.T) {
	t.Parallel()
	for _, n := range []int{0, 5, 11, 14, 20, 33, 39, 40, 41, 60, 400, 5000} {
		t.Run(strconv.Itoa(n), func(t *testing.T) {
			t.Parallel()
			w := world.New(world.Options{Offers: n})
			want := n
			if n == 0 {
				want = 40
			}
			if len(w.Offers) != want {
				t.Fatalf("world of %d offers has %d", want, len(w.Offers))
			}
			counts := map[string]int{}
			for _, o := range w.Offers {
				counts[o.Type]++
			}
			if want >= 11 && len(counts) != 11 {
				t.Errorf("%d types, want 11: %v", len(counts), counts)
			}
			for kind, c := range counts {
				if want >= 14 && c*100 > want*15 {
					t.Errorf("%d of %d offers are %s, more than 15%%", c, want, kind)
				}
			}
		})
	}
}

func TestNew_deterministic(t *testing.T) {
	t.Parallel()
	o := world.Options{Offers: 90, Seed: 7, Now: time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)}
	one, two := text(t, world.New(o)), text(t, world.New(o))
	if !bytes.Equal(one, two) {
		t.Error("equal options made different worlds")
	}
	o.Seed = 8
	if bytes.Equal(one, text(t, world.New(o))) {
		t.Error("another seed made the same world")
	}
}

func text(t *testing.T, w world.World) []byte {
	t.Helper()
	b, err := json.Marshal(w)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNew_states(t *testing.T) {
	t.Parallel()
	all := []world.State{
		world.StateDraft, world.StatePreview, world.StateLive, world.StateLivePreview, world.StatePublishing,
		world.StateGoingLive, world.StateFailed, world.StateFailedCert, world.StateCancelled, world.StateStopped,
		world.StatePendingStop, world.StateLiveCancelled,
	}
	for _, n := range []int{0, 400} {
		seen := map[world.State]int{}
		for _, o := range world.New(world.Options{Offers: n}).Offers {
			seen[o.State]++
		}
		for _, s := range all {
			if seen[s] == 0 {
				t.Errorf("no offer of %d is %q", n, s)
			}
		}
		if len(seen) != len(all) {
			t.Errorf("unknown states among %v", seen)
		}
	}
}

// TestNew_unique covers every id that must not occur twice, and its form.
func TestNew_unique(t *testing.T) {
	t.Parallel()
	var (
		guidForm       = regexp.MustCompile(`^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$`)
		offerForm      = regexp.MustCompile(`^[a-z0-9][a-z0-9-_]{2,49}$`)
		planForm       = regexp.MustCompile(`^[a-z0-9-_]{1,50}$`)
		submissionForm = regexp.MustCompile(`^11529215[0-9]{11}$`)
	)
	seen := map[string]bool{}
	unique := func(kind, id string, form *regexp.Regexp) {
		if !form.MatchString(id) {
			t.Errorf("%s id %q has the wrong form", kind, id)
		}
		if seen[kind+id] {
			t.Errorf("%s id %q occurs twice", kind, id)
		}
		seen[kind+id] = true
	}
	for _, o := range world.New(world.Options{Offers: 5000, Seed: 3}).Offers {
		unique("product", o.Product, guidForm)
		unique("offer", o.ID, offerForm)
		unique("alias", o.Alias, regexp.MustCompile(`^.{1,120}$`))
		for _, p := range o.Plans {
			unique("plan", p.GUID, guidForm)
			unique("plan of "+o.ID+": ", p.ID, planForm)
		}
		for _, s := range o.Submissions {
			unique("submission", s.ID, submissionForm)
		}
		for _, s := range o.Sections {
			unique("section", o.ID+string(s.Name)+s.Plan+s.Key, regexp.MustCompile(`.`))
		}
		if d365 := strings.HasPrefix(o.Type, "dynamics365"); d365 && len(o.Publisher)+len(o.ID) > 40 {
			t.Errorf("%s/%s: publisher and offer id are longer than 40 together", o.Publisher, o.ID)
		}
	}
}

func TestNew_accounts(t *testing.T) {
	t.Parallel()
	w := world.New(world.Options{})
	byName := map[string]world.Account{}
	owned := map[string]bool{}
	for _, a := range w.Accounts {
		byName[a.Name] = a
		market := slices.Contains(a.Programs, "Commercial Marketplace")
		if market != (len(a.Publishers) > 0) {
			t.Errorf("%s: publishers %v with programs %v", a.Name, a.Publishers, a.Programs)
		}
		for _, p := range a.Publishers {
			owned[p.ID] = true
		}
	}
	if len(w.Accounts) != 3 || len(byName["Brightwave Software"].Publishers) != 1 ||
		len(byName["Fjord Labs"].Publishers) != 2 || len(byName["Harbour Consulting"].Publishers) != 0 {
		t.Errorf("accounts: %+v", w.Accounts)
	}
	for _, o := range w.Offers {
		if !owned[o.Publisher] {
			t.Errorf("%s belongs to %q, which no account has", o.ID, o.Publisher)
		}
		if o.TestOffer != (o.Publisher == "fjordlabs-test") || o.TestOffer != strings.HasPrefix(o.ID, "test-") {
			t.Errorf("%s of %s: test offer is %v", o.ID, o.Publisher, o.TestOffer)
		}
		if o.Publisher == "brightwave" && strings.ContainsFunc(o.Alias, func(r rune) bool { return r > 0x7f }) {
			t.Errorf("%s: alias %q in another script", o.ID, o.Alias)
		}
	}
}

// TestNew_history holds sections and submissions against each other.
func TestNew_history(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 2, 9, 0, 0, 0, time.UTC)
	for _, o := range world.New(world.Options{Offers: 500, Now: now}).Offers {
		var live, preview, draft bool
		for _, s := range o.Sections {
			live, preview, draft = live || s.Live != nil, preview || s.Preview != nil, draft || s.Draft != nil
			if s.Live != nil && s.Preview == nil {
				t.Errorf("%s: %s %s is live but not in preview", o.ID, s.Name, s.Key)
			}
		}
		substates := map[string]bool{}
		unfinished := 0
		last := o.Created
		for _, s := range o.Submissions {
			substates[s.Substate] = true
			if s.Substate == "Submitted" || s.Substate == "Publishing" {
				unfinished++
				if s.Elapsed <= 0 {
					t.Errorf("%s: unfinished submission has not begun", o.ID)
				}
			}
			if s.Created.Before(last) || s.Created.After(now) {
				t.Errorf("%s: submission of %v follows %v", o.ID, s.Created, last)
			}
			last = s.Created
			if failed := strings.HasPrefix(s.Substate, "Failed"); failed != (len(s.Problems) > 0) {
				t.Errorf("%s: %s with %d problems", o.ID, s.Substate, len(s.Problems))
			}
		}
		if !draft {
			t.Errorf("%s has no draft", o.ID)
		}
		if live != substates["InStore"] {
			t.Errorf("%s: live content %v, submissions %v", o.ID, live, substates)
		}
		reached := substates["InStore"] || substates["ReadyToPublish"] || substates["Publishing"] ||
			o.State == world.StateFailedCert && preview
		if preview != reached {
			t.Errorf("%s: preview content %v, submissions %v", o.ID, preview, substates)
		}
		if unfinished > 1 {
			t.Errorf("%s: %d unfinished submissions", o.ID, unfinished)
		}
	}
}

// TestNew_changes holds what differs between environments against the state.
func TestNew_changes(t *testing.T) {
	t.Parallel()
	unpublished := 0
	for _, o := range world.New(world.Options{}).Offers {
		newerPreview, newerDraft, live := 0, 0, false
		for _, s := range o.Sections {
			live = live || s.Live != nil
			if s.Preview != nil && s.Live != nil && !equal(s.Preview, s.Live) {
				newerPreview++
			}
			if s.Preview != nil && !equal(s.Preview, s.Draft) {
				newerDraft++
			}
		}
		waiting := live && (o.State == world.StateLivePreview || o.State == world.StateGoingLive)
		if waiting != (newerPreview > 0) {
			t.Errorf("%s is %s; %d sections differ between preview and live", o.ID, o.State, newerPreview)
		}
		if newerDraft > 3 {
			t.Errorf("%s: %d sections differ between draft and preview", o.ID, newerDraft)
		}
		if o.State == world.StateLive && newerDraft > 0 {
			unpublished++
		}
	}
	if unpublished < 5 {
		t.Errorf("%d live offers have unpublished changes, want at least 5", unpublished)
	}
}

func equal(a, b *world.Content) bool {
	return bytes.Equal(a.V1, b.V1) && bytes.Equal(a.Graph, b.Graph)
}

func TestUndocumentedMembers(t *testing.T) {
	t.Parallel()
	names := world.UndocumentedMembers()
	v1, graph := map[string]int{}, map[string]int{}
	for _, o := range world.New(world.Options{}).Offers {
		for _, s := range o.Sections {
			for _, n := range names {
				if bytes.Contains(s.Draft.V1, []byte(`"`+n+`":`)) {
					v1[n]++
				}
				if bytes.Contains(s.Draft.Graph, []byte(`"`+n+`":`)) {
					graph[n]++
				}
			}
		}
	}
	total := 0
	for _, n := range names {
		if v1[n]+graph[n] == 0 {
			t.Errorf("no document has %q", n)
		}
		total += v1[n] + graph[n]
	}
	if total < 5 || len(v1) == 0 || len(graph) == 0 {
		t.Errorf("undocumented members: v1 %v, graph %v", v1, graph)
	}
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		world.New(world.Options{Offers: 5000})
	}
}
