package world

import (
	"fmt"
	"strconv"
	"strings"
)

// vocabulary is what made-up offers are made of: data/words.json.
type vocabulary struct {
	First, Second, Editions []string
	Types                   map[string]model
	Text, Points            []string
	NewSummary              string
	Problem                 Problem
}

// model is what made-up offers of a type have in common. {P} stands for the
// product's name, {a} and {b} for two of the topics, {s} for the subject.
type model struct {
	Name, Summary, Subject string
	Topics                 []string
	Categories             map[string][]string
	Keywords, Works        []string
	CallToAction           string `json:"cta"`
	AppVersion             string
	Shots                  int
	Plans                  []planSpec
}

// inventors make up offers.
type inventors struct {
	seed  int64
	words vocabulary
}

func inventor(seed int64) *inventors {
	i := &inventors{seed: seed}
	read("words.json", &i.words)
	return i
}

// offers makes up n offers, the types in turn.
func (v *inventors) offers(n int) []*blueprint {
	types := liveTypes()
	out := make([]*blueprint, n)
	for i := range out {
		out[i] = v.offer(i, types[i%len(types)])
	}
	return out
}

// product is the i-th name. Names run through all pairs of words in a scattered
// order before an edition is added to them, and then numbers, so that none
// occurs twice.
func (v *inventors) product(i int) string {
	const stride = 1571 // shares no factor with the number of pairs
	pairs := len(v.words.First) * len(v.words.Second)
	round, at := i/pairs, (i*stride+int(roll(v.seed, 4096, "names")))%pairs
	name := v.words.First[at%len(v.words.First)] + " " + v.words.Second[at/len(v.words.First)]
	editions := len(v.words.Editions)
	if edition := v.words.Editions[round%editions]; edition != "" {
		name += " " + edition
	}
	if number := round / editions; number > 0 {
		name += " " + strconv.Itoa(number+1)
	}
	return name
}

// offer makes up the i-th offer.
func (v *inventors) offer(i int, kind string) *blueprint {
	m := v.words.Types[kind]
	name := v.product(i)
	id := strings.ToLower(strings.ReplaceAll(name, " ", "-"))
	key := strconv.Itoa(i)
	a := int(roll(v.seed, int64(len(m.Topics)), key, "topic"))
	b := (a + 1 + int(roll(v.seed, int64(len(m.Topics)-1), key, "second topic"))) % len(m.Topics)
	fill := strings.NewReplacer("{P}", name, "{a}", m.Topics[a], "{b}", m.Topics[b], "{s}", m.Subject)

	out := &blueprint{
		made: true, ID: id, Type: kind, Publisher: publisherOf(i), State: v.state(i), Alias: name,
		Name: fill.Replace(m.Name), Summary: fill.Replace(m.Summary), Heading: "What you get",
		Categories: m.Categories, Keywords: m.Keywords, Works: m.Works, CallToAction: m.CallToAction,
		AppVersion: m.AppVersion, Plans: m.Plans, NotMoved: kind == "azureVirtualMachine" && i%3 == 0,
	}
	t := traits()[kind]
	if out.Publisher == "fjordlabs-test" {
		out.ID, out.Alias = "test-"+id, "TEST "+name
	}
	if t.short {
		out.Short = out.Summary + "."
	}
	if t.start {
		out.Start = fill.Replace("<p>Sign in with a work account and follow the three steps of the {P} guide.</p>")
	}
	for _, s := range v.words.Text {
		out.Text = append(out.Text, fill.Replace(s))
	}
	for _, s := range v.words.Points {
		s = fill.Replace(s)
		out.Points = append(out.Points, strings.ToUpper(s[:1])+s[1:])
	}
	for n := range m.Shots {
		out.Shots = append(out.Shots, fmt.Sprintf("%s, screen %d", name, n+1))
	}
	v.change(out, i, fill.Replace(v.words.NewSummary))
	return out
}

// change adds what an offer's state says has been changed: the newest
// submission differs from the version before it, and every sixth live offer has
// changes that nobody has published.
func (v *inventors) change(b *blueprint, i int, summary string) {
	switch b.State {
	case StateLivePreview:
		b.Newer = []change{{Field: "summary", To: summary}}
	case StateGoingLive, StatePublishing:
		b.WasLive = i/34%2 == 0
		b.Newer = []change{{Field: "summary", To: summary}}
	case StateFailed, StateFailedCert:
		b.WasLive = i/34%2 == 0
		b.Newer = []change{{Field: "summary", To: summary}}
		b.Problems = []Problem{v.words.Problem}
	case StateLive:
		if roll(v.seed, 6, strconv.Itoa(i), "changed") == 0 {
			b.Unpublished = []change{{Field: "summary", To: summary}}
		}
	default:
	}
}

// state deals out the states: most offers are live, a quarter are drafts, and
// whatever else there is comes round once in every 34 offers.
func (v *inventors) state(i int) State {
	rare := []State{
		StatePreview, StateLivePreview, StateGoingLive, StateFailed, StateFailedCert, StateCancelled,
		StateStopped, StateLiveCancelled, StatePublishing, StatePendingStop,
	}
	n := (i*13 + int(roll(v.seed, 34, "states"))) % 34
	switch {
	case n < len(rare):
		return rare[n]
	case n < 18:
		return StateDraft
	default:
		return StateLive
	}
}

// publisherOf deals out made-up offers: every third of the SaaS offers for
// testing, of the others half to Brightwave and half to Fjord Labs.
func publisherOf(i int) string {
	switch {
	case i%33 == 2:
		return "fjordlabs-test"
	case i/len(liveTypes())%2 == 0:
		return "brightwave"
	default:
		return "fjordlabs"
	}
}
