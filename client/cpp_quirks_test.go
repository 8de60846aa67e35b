package client_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/compare"
	"awning/model/raw"
)

// The peculiarities of the Cloud Partner Portal API that show in the market; the others are
// tested in its own package.

// An etag that the service gives and then refuses must not keep anybody from saving, and
// must not make the save a blind one.
func TestQuirk_cpp04_etagsMayBeGoodForNothing(t *testing.T) {
	t.Parallel()
	choices := sandbox.Switches{CPP: sandbox.CPPSwitches{StaleETags: true}}
	onPortal(t, false, sandbox.Options{Switches: choices}, func(p *portal) {
		p.save(p.m, p.o, payg, summary, `"Mine"`)
		p.accept("put", 1)
		var matches []string
		for _, put := range p.tap.writes(http.MethodPut) {
			matches = append(matches, put.match)
		}
		if len(matches) != 2 || !strings.HasPrefix(matches[0], `W/"`) || matches[1] != "*" {
			p.t.Errorf("sent with If-Match %q", matches)
		}
	})
	// Another part changes just before, so that the etag is refused rightly.
	onPortal(t, false, sandbox.Options{}, func(p *portal) {
		other := p.market(func(o *client.Options) { o.API = model.CPP })
		p.net.hook = func(r *http.Request) *canned {
			if r.Method == http.MethodPut {
				p.net.hook = nil
				p.save(other, p.o, "definition", title, `"Theirs"`)
			}
			return nil
		}
		p.save(p.m, p.o, payg, summary, `"Mine"`)
		if got := get(p.t, p.doc("definition"), title); got != `"Theirs"` {
			p.t.Errorf("the other part has %s", got)
		}
		for _, put := range p.tap.writes(http.MethodPut) {
			if put.match == "*" {
				p.t.Error("saved without looking")
			}
		}
	})
}

// What is asked for under one name comes back under another: either stays as it is.
func TestQuirk_cpp13_namesChangeOnTheWay(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		const out, in = `"microsoft-azure-virtualmachines.osType":`, `"microsoft-azure-virtualmachines.windowsOSType":`
		for _, name := range []string{out, in} {
			p.tap.after = func(r *http.Request, resp *http.Response) {
				if r.Method == http.MethodGet {
					refill(p.t, resp, func(body string) string { return strings.ReplaceAll(body, out, name) })
				}
			}
			p.save(p.m, p.o, payg, summary, string(raw.Quote("With "+name)))
			puts := p.tap.writes(http.MethodPut)
			if sent := puts[len(puts)-1].body; strings.Count(sent, name) != 2 || strings.Count(sent, out)+strings.Count(sent, in) != 2 {
				p.t.Errorf("%s was not sent back as it came", name)
			}
		}
	})
}

// What nobody knows of goes back byte by byte.
func TestQuirk_cpp15_unknownMembersGoBack(t *testing.T) {
	t.Parallel()
	const strange = `"unheardOf": { "n" : 1.50, "big":636576975611768314, "t":"a\u0026b<é>" , "list":[ ] }, `
	change := func(body string) string {
		if strings.Contains(body, "unheardOf") {
			return body
		}
		body = strings.Replace(body, `"definition":{`, strange+`"definition":{ `+strange, 1)
		return strings.Replace(body, `{"planId":"payg",`, `{ "planId":"payg", `+strange, 1)
	}
	for _, edit := range []struct {
		key       string
		at, whole raw.Pointer
	}{
		{payg, summary, "/definition/plans/planId=payg" + summary},
		{"definition", title, "/definition" + title},
		{"definition", "/brandNew", "/definition/brandNew"},
	} {
		onPortal(t, true, sandbox.Options{}, func(p *portal) {
			want, err := raw.Set([]byte(change(p.draft())), edit.whole, []byte(`"Said better"`))
			if err != nil {
				p.t.Fatal(err)
			}
			p.tap.after = func(r *http.Request, resp *http.Response) {
				if r.Method == http.MethodGet && strings.HasSuffix(r.URL.Path, "/lighthouse-gateway") {
					refill(p.t, resp, change)
				}
			}
			if _, err = p.m.Save(p.t.Context(), p.o, edited(p.t, p.doc(edit.key), edit.at, `"Said better"`)); err != nil {
				p.t.Fatal(err)
			}
			sent := p.tap.writes(http.MethodPut)[0].body
			if strings.Count(sent, strange) != 3 || unsigned(sent) != unsigned(string(want)) {
				p.t.Errorf("%s was saved as\n%s\nwant\n%s", edit.key, unsigned(sent), unsigned(string(want)))
			}
		})
	}
}

// Addresses of files are signed anew at each read: no difference, nothing to show,
// and nothing to lose on the way back.
func TestQuirk_cpp16_signedAddresses(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		t := p.t
		one := p.draft()
		time.Sleep(time.Minute)
		two := p.draft()
		if one == two || unsigned(one) != unsigned(two) {
			t.Fatal("the service does not sign anew, or changes more than that")
		}
		first, live := p.contents(p.m, p.o, model.Draft), p.contents(p.m, p.o, model.Live)
		for _, d := range append(first.Documents, live.Documents...) {
			if strings.Contains(string(d.Raw), "sig=") {
				t.Errorf("%s shows a signature", d.Key)
			}
		}
		if changes, err := compare.Contents(nil, live, first, false); err != nil || len(changes) > 0 {
			t.Errorf("draft and live differ in %+v (%v)", changes, err)
		}
		const own = "https://images.example/gw-9.9.9.vhd?sv=2018-03-28&sig=own%3D&se=2030-01-01"
		p.save(p.m, p.o, payg, "/microsoft-azure-virtualmachines.vmImages/9.9.9", `{"osVhdUrl":"`+own+`","lunVhdDetails":[]}`)
		sent := p.tap.writes(http.MethodPut)[0].body
		signatures := regexp.MustCompile(`[?&]sig=`)
		if want := len(signatures.FindAllString(two, -1)) + 1; len(signatures.FindAllString(sent, -1)) != want || !strings.Contains(sent, own) {
			t.Errorf("sent with %d signatures, want %d", len(signatures.FindAllString(sent, -1)), want)
		}
		const links = "/offer/microsoft-azure-marketplace.usefulLinks/0"
		logo := get(t, p.doc("definition"), "/offer/microsoft-azure-marketplace.smallLogo")
		p.save(p.m, p.o, "definition", links, `{"linkTitle":"Logo","linkUrl":`+logo+`}`)
		if sent = p.tap.writes(http.MethodPut)[1].body; !strings.Contains(sent, `"linkUrl":`+logo+`}`) {
			t.Error("a signature went into a link that customers see")
		}
	})
}

// A secret never comes back. Settings that need one are not changed without it, and those
// that nobody changes go back as they came.
func TestQuirk_cpp17_secretsNeverComeBack(t *testing.T) {
	t.Parallel()
	const settings = "/offer/microsoft-azure-marketplace.marketoLeadConfiguration"
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		t := p.t
		full := edited(t, p.doc("definition"), settings, `{"serverId":"s","munchkinId":"m","formId":"7","clientId":"c","clientSecret":"hush"}`)
		if _, err := p.m.Save(t.Context(), p.o, full); err != nil {
			t.Fatal(err)
		}
		now := p.doc("definition")
		if got := get(t, now, settings+"/clientSecret"); got != `""` || strings.Contains(string(now.Raw), "hush") {
			t.Fatalf("the secret came back: %s", got)
		}
		_, err := p.m.Save(t.Context(), p.o, edited(t, now, settings+"/formId", `"8"`))
		if refusal := as[*client.StateError](t, err); !strings.Contains(refusal.Error(), "clientSecret") || !strings.Contains(refusal.Hint(), "enter the secret again") {
			t.Errorf("%v: %s", refusal, refusal.Hint())
		}
		both := edited(t, now, settings+"/formId", `"8"`)
		both.Raw = edited(t, model.Document{Raw: both.Raw}, settings+"/clientSecret", `"hush hush"`).Raw
		if _, err = p.m.Save(t.Context(), p.o, both); err != nil {
			t.Error(err)
		}
		p.save(p.m, p.o, "definition", title, `"Another title"`)
		p.save(p.m, p.o, payg, summary, `"Another summary"`)
		p.accept("put", 4)
	})
}

// The answer to a write may show the offer as it was: what is shown is read again.
func TestQuirk_cpp18_answersToWritesAreOld(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{}, func(p *portal) {
		p.tap.after = func(r *http.Request, resp *http.Response) {
			if r.Method == http.MethodPut {
				refill(p.t, resp, func(string) string { return `{"id":"lighthouse-gateway","definition":{"displayText":"Old Title"}}` })
			}
		}
		if got := p.save(p.m, p.o, "definition", title, `"New"`); get(p.t, got, title) != `"New"` {
			p.t.Errorf("shown as %s", got.Raw)
		}
	})
}

// A cancel is accepted whether there is something to cancel or not. It takes minutes, and is
// given up after five.
func TestQuirk_cpp19_cancelIsAlwaysAccepted(t *testing.T) {
	t.Parallel()
	onPortal(t, true, sandbox.Options{StepTime: time.Hour}, func(p *portal) {
		if _, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{}); err != nil {
			p.t.Fatal(err)
		}
		p.net.hook = func(r *http.Request) *canned {
			if strings.HasSuffix(r.URL.Path, "/cancel") {
				return answer(http.StatusAccepted, "")
			}
			return nil
		}
		began := time.Now()
		op, err := p.m.Cancel(p.t.Context(), p.o)
		p.until(op, err, model.OutcomeUnclear)
		if took := time.Since(began); took < 5*time.Minute || took > 7*time.Minute {
			p.t.Errorf("given up after %v", took)
		}
	})
	onPortal(t, true, sandbox.Options{StepTime: 6 * time.Minute}, func(p *portal) { // cancelled half a step later
		if _, err := p.m.Publish(p.t.Context(), p.o, model.PublishRequest{}); err != nil {
			p.t.Fatal(err)
		}
		began := time.Now()
		op, err := p.m.Cancel(p.t.Context(), p.o)
		p.until(op, err, model.OutcomeSucceeded)
		if took := time.Since(began); took < 2*time.Minute {
			p.t.Errorf("cancelled after %v: nothing was waited for", took)
		}
	})
}
