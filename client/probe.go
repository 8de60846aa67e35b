package client

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"awning/client/auth"
	"awning/client/cpp"
	"awning/client/directory"
	"awning/client/graph"
	"awning/client/ingestion"
	"awning/client/insights"
	"awning/client/payouts"
	"awning/client/transport"
	"awning/model"
)

// probePatience is how long one probe may take. What has not answered by then says nothing.
const probePatience = 5 * time.Second

// probe is a harmless read that shows whether an identity has an ability.
type probe struct {
	ability   model.Ability
	publisher model.PublisherID // whose offers it asks for; empty if it asks for those of all
	// read reports whether there is anything to see, where the answer tells.
	read func(context.Context) (some bool, err error)
	// fine is the status that means yes, refusals are those that mean no. Everything else
	// says nothing. They are what learn.microsoft.com/partner-center/developer/error-codes and
	// the APIs' own pages tell of.
	fine     int
	refusals []int
}

// finding is what came of a probe.
type finding struct {
	model.Probe

	some bool  // there was something to see
	err  error // nil if the answer is yes
}

// probes lists the reads, one for each ability, but for offers of publishers: one for each
// publisher that is known, from the config file or from the service.
func (s *seat) probes(m *Market) []probe {
	never, denied := http.StatusUnauthorized, http.StatusForbidden
	out := []probe{
		{ability: model.AbleGraph, read: s.looksAtGraph(m), fine: http.StatusOK, refusals: []int{never, denied}},
		{ability: model.AbleV1, read: s.looksAtV1(m), fine: http.StatusOK, refusals: []int{never, denied}},
	}
	for _, p := range s.knownPublishers() {
		out = append(out, probe{
			ability: model.AbleCPP, publisher: p, fine: http.StatusOK, refusals: []int{denied, http.StatusNotFound},
			read: func(ctx context.Context) (bool, error) {
				offers, err := s.cpp.Offers(ctx, string(p))
				return len(offers) > 0, err
			},
		})
	}
	if len(s.knownPublishers()) == 0 {
		out = append(out, probe{ability: model.AbleCPP, fine: http.StatusOK, refusals: []int{denied, http.StatusNotFound}, read: func(ctx context.Context) (bool, error) {
			listed, err := s.cpp.Publishers(ctx)
			return len(listed) > 0, err
		}})
	}
	return append(out,
		probe{ability: model.AbleInsights, fine: http.StatusOK, refusals: []int{denied}, read: func(ctx context.Context) (bool, error) {
			names, err := s.insights.Datasets(ctx)
			return len(names) > 0, err
		}},
		probe{ability: model.AblePayouts, fine: http.StatusNotFound, refusals: []int{never, denied}, read: func(ctx context.Context) (bool, error) {
			return false, s.payouts.Reachable(ctx)
		}},
		probe{ability: model.AblePartner, fine: http.StatusOK, refusals: []int{denied}, read: func(ctx context.Context) (bool, error) {
			company, err := s.companies.Own(ctx)
			return company.PartnerID != "", err
		}},
	)
}

// looksAtGraph asks for one offer of a type, any type: the API gives none without.
func (s *seat) looksAtGraph(m *Market) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) { return s.graph.First(ctx, m.anyWord(model.Graph)) }
}

// looksAtV1 asks for one offer, or for those of a type where the service wants one named.
func (s *seat) looksAtV1(m *Market) func(context.Context) (bool, error) {
	return func(ctx context.Context) (bool, error) {
		some, err := s.v1.First(ctx)
		if e, ok := errors.AsType[*transport.Error](err); !ok || e.Status != http.StatusBadRequest {
			return some, err
		}
		for page, again := range s.v1.ProductsOfType(ctx, m.anyWord(model.V1)) {
			return len(page) > 0, again
		}
		return false, nil
	}
}

// anyWord is what an API calls one of the types it knows.
func (m *Market) anyWord(api model.API) string {
	for _, kind := range m.o.Catalog.Types() {
		if word := kind.Names[api]; word != "" {
			return word
		}
	}
	return ""
}

// knownPublishers lists the publishers that the config file names, and those that the
// service did.
func (s *seat) knownPublishers() []model.PublisherID {
	out := slices.Clone(s.Who.Publishers)
	if learned, ok := s.owners.get(); ok {
		for _, p := range learned.publishers {
			out = append(out, p.ID)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// findings makes all probes side by side, each once and within its time.
func (s *seat) findings(ctx context.Context, m *Market) []finding {
	all := s.probes(m)
	out := make([]finding, len(all))
	var wg sync.WaitGroup
	for i, p := range all {
		wg.Go(func() {
			limited, cancel := context.WithTimeout(transport.Once(ctx), probePatience)
			defer cancel()
			some, err := p.read(limited)
			out[i] = p.judge(some, err)
		})
	}
	wg.Wait()
	return out
}

// judge tells what an answer means. Only a refusal of the service itself is a no: not a web
// page, which may be a proxy's, not a demand for another sign-in, and no failure.
func (p probe) judge(some bool, err error) finding {
	f := finding{Probe: model.Probe{Ability: p.ability, Publisher: p.publisher, Answer: model.Unknown}, some: some, err: err}
	if err == nil {
		f.Answer, f.Status = model.Yes, p.fine
		if p.ability == model.AbleCPP && p.publisher == "" && !some {
			f.Answer, f.Said = model.No, "no publisher is listed" // whose offers could be seen
		}
		return f
	}
	f.Said = oneLine(err.Error())
	if e, ok := errors.AsType[*transport.Error](err); ok {
		f.Status, f.Code, f.RequestID = e.Status, e.Code, e.RequestID
		f.Said = cmp.Or(oneLine(e.Message), f.Said)
		if f.Code == strconv.Itoa(e.Status) {
			f.Code = "" // some services write the status there
		}
		if slices.Contains(p.refusals, e.Status) && !e.Page && !e.Claims {
			f.Answer = model.No
		}
	}
	if e, ok := errors.AsType[*auth.Error](err); ok {
		f.Code, f.Said = e.Code, oneLine(e.Message)
	}
	if errors.Is(err, context.DeadlineExceeded) {
		f.Said = "no answer within " + probePatience.String()
	}
	return f
}

// oneLine is the first line of a text.
func oneLine(s string) string {
	line, _, _ := strings.Cut(strings.TrimSpace(s), "\n")
	return strings.TrimSpace(line)
}

// hostOf is where an ability is asked for.
func hostOf(a model.Ability) string {
	bases := map[model.Ability]string{
		model.AbleGraph: graph.BaseURL, model.AbleV1: ingestion.BaseURL, model.AbleCPP: cpp.BaseURL,
		model.AbleInsights: insights.BaseURL, model.AblePayouts: payouts.BaseURL, model.AblePartner: directory.CompanyURL,
	}
	host, _, _ := strings.Cut(strings.TrimPrefix(bases[a], "https://"), "/")
	return host
}
