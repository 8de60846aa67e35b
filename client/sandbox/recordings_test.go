package sandbox_test

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/contract"
	"awning/client/sandbox"
	"awning/client/sandbox/world"
)

// TestRecordings_replay sends each recorded request to a sandbox that holds
// the offers the recording began with, and wants the recorded status and the
// recorded members, by name and type.
func TestRecordings_replay(t *testing.T) {
	t.Parallel()
	stories := map[string][]contract.Exchange{}
	for _, x := range contract.Recordings(t) {
		stories[x.File] = append(stories[x.File], x)
	}
	total := 0
	for name, story := range stories {
		total += len(story)
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) { newReplay(t, story).run(story) })
		})
	}
	t.Logf("%d exchanges in %d recordings are replayed", total, len(stories))
}

// replay is one recording being played to a sandbox. The ids it meets are
// other than the recorded ones; seen says which stands for which.
type replay struct {
	t    *testing.T
	rt   http.RoundTripper
	seen map[string]string // recorded id, etag or page token -> the sandbox's
}

func newReplay(t *testing.T, story []contract.Exchange) *replay {
	t.Helper()
	s := sandbox.New(sandbox.Options{World: recordedWorld(t, story), Token: "replay"})
	return &replay{t: t, rt: s.RoundTripper(), seen: map[string]string{}}
}

// recordedWorld is what the service held before the first request: every
// product that was read and not made on the way, with the listing and setup
// that its first read shows.
func recordedWorld(t *testing.T, story []contract.Exchange) world.World {
	t.Helper()
	w := world.World{Accounts: []world.Account{{
		Tenant: "aaaaaaaa-0000-4000-8000-000000000002", Name: "Recorded", Publishers: []world.Publisher{{ID: "recorded"}},
	}}}
	made := map[string]bool{}
	offers := map[string]*world.Offer{}
	for _, x := range story {
		u, err := url.Parse(x.URL)
		if err != nil {
			t.Fatal(err)
		}
		parts := strings.Split(strings.TrimPrefix(u.Path, contract.V1Root+"/products"), "/")
		switch {
		case x.Method == http.MethodPost && len(parts) == 1:
			made[decode(t, x.Response)["id"].(string)] = true
		case len(parts) == 1:
			for _, p := range decode(t, x.Response)["value"].([]any) {
				addRecorded(offers, p.(map[string]any), made)
			}
		case x.Method == http.MethodGet && offers[parts[1]] != nil:
			addContent(t, offers[parts[1]], parts[2:], x.Response)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(offers)) {
		// Every offer has a listing; of one never read it is as a new offer's.
		addContent(t, offers[id], []string{"listings"}, fmt.Appendf(nil, `{"value":[{"resourceType":"AzureListing","title":%q}]}`, offers[id].Alias))
		w.Offers = append(w.Offers, *offers[id])
	}
	return w
}

func addRecorded(offers map[string]*world.Offer, p map[string]any, made map[string]bool) {
	id := p["id"].(string)
	if made[id] || offers[id] != nil {
		return
	}
	types := map[string]string{
		"AzureThirdPartyVirtualMachine": "azureVirtualMachine", "AzureContainer": "azureContainer",
		"AzureApplication": "azureApplication", "SoftwareAsAService": "softwareAsAService",
	}
	offers[id] = &world.Offer{
		Product: id, Alias: p["name"].(string), Publisher: "recorded", Type: types[p["resourceType"].(string)], State: world.StateDraft,
		ID: p["externalIDs"].([]any)[0].(map[string]any)["value"].(string), Created: time.Date(2025, 4, 18, 0, 0, 0, 0, time.UTC),
	}
}

// addContent adds a section the first time a read shows it.
func addContent(t *testing.T, o *world.Offer, path []string, body []byte) {
	t.Helper()
	name := world.Setup
	switch path[0] {
	case "setup":
	case "listings":
		name = world.Listing
		value := decode(t, body)["value"].([]any)[0].(map[string]any)
		delete(value, "id")
		delete(value, "@odata.etag")
		if value["title"] != o.Alias {
			return // the listing of a plan
		}
		raw, err := json.Marshal(value)
		if err != nil {
			t.Fatal(err)
		}
		body = raw
	default:
		return
	}
	if !slices.ContainsFunc(o.Sections, func(s world.Section) bool { return s.Name == name }) {
		o.Sections = append(o.Sections, world.Section{Name: name, Draft: &world.Content{V1: body}})
	}
}

func (r *replay) run(story []contract.Exchange) {
	r.t.Helper()
	for _, x := range story {
		status, body := r.send(x)
		where := fmt.Sprintf("#%d %s %s", x.Number, x.Method, x.URL)
		if status != x.Status {
			r.t.Fatalf("%s: status %d, recorded %d: %s", where, status, x.Status, body)
		}
		if len(x.Response) == 0 && len(body) == 0 {
			continue
		}
		var want, got any
		if err := json.Unmarshal(x.Response, &want); err != nil {
			r.t.Fatal(err)
		}
		if err := json.Unmarshal(body, &got); err != nil {
			r.t.Fatalf("%s: %v in %s", where, err, body)
		}
		r.learn(want, got)
		if diff := shapes(want, got); diff != "" {
			r.t.Errorf("%s: %s\nrecorded: %s\nsandbox:  %s", where, diff, x.Response, body)
		}
		time.Sleep(3 * time.Second) // as the recorded client did, for child entities
	}
}

// send plays one request, with the sandbox's ids in place of the recorded ones.
func (r *replay) send(x contract.Exchange) (int, []byte) {
	r.t.Helper()
	address := x.URL
	for was, is := range r.seen {
		address = strings.ReplaceAll(address, was, is)
		address = strings.ReplaceAll(address, url.QueryEscape(was), url.QueryEscape(is))
	}
	if token := "skipToken="; strings.Contains(address, token) && strings.Contains(x.URL, token) && address == x.URL {
		// A page beyond the sandbox's last: its pages are cut otherwise.
		address, _, _ = strings.Cut(address, token)
		address += token
	}
	req, err := http.NewRequestWithContext(r.t.Context(), x.Method, address, strings.NewReader(string(x.Request)))
	if err != nil {
		r.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer replay")
	req.Header.Set("If-Match", "*")
	resp, err := r.rt.RoundTrip(req)
	if err != nil {
		r.t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		r.t.Fatal(err)
	}
	return resp.StatusCode, body
}

// learn notes which of the sandbox's ids stand for the recorded ones: those at
// the same place of a body of the same form.
func (r *replay) learn(want, got any) {
	switch want := want.(type) {
	case map[string]any:
		got, ok := got.(map[string]any)
		if !ok {
			return
		}
		for name, w := range want {
			was, isText := w.(string)
			is, ok := got[name].(string)
			switch {
			case !isText || !ok:
				r.learn(w, got[name])
			case name == "nextLink":
				r.seen[tokenOf(was)] = tokenOf(is)
			case name == "id" || name == "currentDraftInstanceID" || name == "variantID":
				r.seen[was] = is
			}
		}
	case []any:
		if got, ok := got.([]any); ok && len(got) == len(want) {
			for i := range want {
				r.learn(want[i], got[i])
			}
		}
	}
}

func tokenOf(link string) string {
	_, token, _ := strings.Cut(link, "skipToken=")
	return token
}

// shapes compares two values by member names and types and says how they
// differ. Of arrays the items count together, as their number may differ; the
// member nextLink does not, as pages are cut otherwise.
func shapes(want, got any) string {
	if a, b := fmt.Sprintf("%T", want), fmt.Sprintf("%T", got); a != b {
		return fmt.Sprintf("a %s, recorded %s", b, a)
	}
	switch want := want.(type) {
	case string:
		return textShapes(want, got.(string))
	case map[string]any:
		got := got.(map[string]any)
		for name, w := range want {
			g, ok := got[name]
			if !ok && name != "nextLink" {
				return "no member " + name
			}
			if diff := shapes(w, g); ok && diff != "" {
				return name + ": " + diff
			}
		}
		for name := range got {
			if _, ok := want[name]; !ok && name != "nextLink" {
				return "an unrecorded member " + name
			}
		}
	case []any:
		got := got.([]any)
		if len(got) > 0 && len(want) == 0 {
			return "items where none are recorded"
		}
		for _, w := range want {
			if len(got) > 0 && !slices.ContainsFunc(got, func(g any) bool { return shapes(w, g) == "" }) {
				return shapes(w, got[0])
			}
		}
	}
	return ""
}

// textShapes compares texts: those that hold a JSON document must both do so.
func textShapes(want, got string) string {
	inner := func(s string) (v any, ok bool) {
		i, j := strings.IndexByte(s, '{'), strings.LastIndexByte(s, '}')
		return v, i >= 0 && j > i && json.Unmarshal([]byte(s[i:j+1]), &v) == nil
	}
	if _, ok := inner(want); !ok {
		return ""
	}
	i, j := strings.IndexByte(want, '{'), strings.IndexByte(got, '{')
	if j < 0 || want[:i] != got[:j] {
		return fmt.Sprintf("the text begins otherwise than %q", want[:i])
	}
	var w, g any
	if json.Unmarshal([]byte(want[i:strings.LastIndexByte(want, '}')+1]), &w) != nil ||
		json.Unmarshal([]byte(got[j:strings.LastIndexByte(got, '}')+1]), &g) != nil {
		return "the document inside the text is not JSON"
	}
	return shapes(w, g)
}

func decode(t *testing.T, body []byte) map[string]any {
	t.Helper()
	var v map[string]any
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatal(err)
	}
	return v
}
