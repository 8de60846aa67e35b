package command

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"awning/model"
	"awning/tui/text"
)

// offersFilter is what the list is narrowed to.
type offersFilter struct {
	kind, state, search string
	quick               bool
	// offerType is what kind means; unheard of, if the catalogue does not know
	// it: then an offer of the service must be called so.
	offerType model.OfferType
	unheard   bool
}

func (r *run) offersCommand() *cobra.Command {
	t := &r.text.Command
	var f offersFilter
	cmd := r.command("offers", t.Help.Offers, t.Help.OffersLong, func(cmd *cobra.Command, _ []string) error {
		if f.quick && f.state != "" {
			return wrong(sprintf(t.Usage.NotTogether, "--quick --state"), r.seeHelp(cmd))
		}
		f.offerType, f.unheard = model.OfferType(f.kind), f.kind != ""
		if kind, ok := r.opt.Catalog.Parse(f.kind); ok {
			f.offerType, f.unheard = kind.ID, false
		}
		return r.with(cmd.Context(), func(m Market) error { return r.offers(cmd.Context(), m, f) })
	})
	cmd.Flags().StringVar(&f.kind, "type", "", t.Flag.Type)
	choice{&f.state, states()}.add(cmd.Flags(), "state", "", t.Flag.State)
	cmd.Flags().StringVar(&f.search, "search", "", t.Flag.Search)
	cmd.Flags().BoolVar(&f.quick, "quick", false, t.Flag.Quick)
	return cmd
}

// states are the words of --state.
func states() []string {
	return []string{
		string(model.StateDraft), string(model.StatePublishing), string(model.StateAttention),
		string(model.StatePreview), string(model.StateLive), string(model.StateStopping), string(model.StateStopped),
	}
}

// listed is one offer of the list.
type listed struct {
	offer    model.Offer
	standing *model.Standing // nil if nobody asked or nobody could tell
}

func (r *run) offers(ctx context.Context, m Market, f offersFilter) error {
	scope, err := r.scope(ctx, m)
	if err != nil {
		return err
	}
	rows, total, problems := list(ctx, m, scope, f)
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case total == 0 && len(problems) > 0:
		return errors.Join(problems...)
	case f.unheard && len(rows) == 0 && f.search == "":
		t := &r.text.Command.Usage
		return wrong(sprintf(t.UnknownType, f.kind), t.ListTypes)
	}
	readAt := r.opt.Now().UTC()
	if !f.quick {
		if len(rows) > many {
			r.notef(r.text.Command.Result.ReadingStates, len(rows))
		}
		problems = append(problems, r.stand(ctx, m, rows)...)
	}
	if f.state != "" {
		rows = slices.DeleteFunc(rows, func(l listed) bool {
			return l.standing == nil || string(l.standing.State()) != f.state
		})
	}
	sortOffers(rows)
	r.aboutList(len(rows), total)
	if err = r.output(r.offersJSON(rows, readAt, problems), r.offersTable(rows, f.quick)); err != nil {
		return err
	}
	return r.incomplete(problems)
}

// list reads the offers that match, how many there are in all, and what could not
// be read.
func list(ctx context.Context, m Market, scope model.Scope, f offersFilter) (rows []listed, total int, problems []error) {
	for o, err := range m.Offers(ctx, scope) {
		if err != nil {
			problems = append(problems, err)
			continue
		}
		total++
		if f.matches(o) {
			rows = append(rows, listed{offer: o})
		}
	}
	return rows, total, problems
}

func (r *run) offersJSON(rows []listed, readAt time.Time, problems []error) OffersJSON {
	out := OffersJSON{Offers: []OfferJSON{}, ReadAt: readAt, Complete: len(problems) == 0, Problems: []string{}}
	for _, l := range rows {
		o := r.offerJSON(l.offer)
		if l.standing != nil {
			o.StandingJSON = standingJSON(*l.standing)
		}
		out.Offers = append(out.Offers, o)
	}
	for _, p := range problems {
		sentence, _ := r.sentence(p)
		out.Problems = append(out.Problems, sentence)
	}
	return out
}

func (f offersFilter) matches(o model.Offer) bool {
	if f.offerType != "" && !strings.EqualFold(string(f.offerType), string(o.Type)) {
		return false
	}
	if f.search == "" {
		return true
	}
	want := strings.ToLower(f.search)
	for _, s := range []string{string(o.ID), o.Alias, string(o.Publisher), string(o.Product), string(o.Type)} {
		if strings.Contains(strings.ToLower(s), want) {
			return true
		}
	}
	return false
}

func sortOffers(rows []listed) {
	slices.SortStableFunc(rows, func(a, b listed) int {
		return cmp.Or(cmp.Compare(a.offer.Publisher, b.offer.Publisher), cmp.Compare(a.offer.ID, b.offer.ID),
			cmp.Compare(a.offer.Product, b.offer.Product))
	})
}

// many offers take so long to ask about that drafts are not compared with what
// was published, and the person is told of it.
const many = 100

// side is how many offers are asked about side by side. The transport has its
// own limit; this one keeps a list of thousands from making as many goroutines.
const side = 16

// stand asks where each offer stands, side by side, and returns what failed.
// Of long lists a glance has to do.
func (r *run) stand(ctx context.Context, m Market, rows []listed) []error {
	var (
		wg       sync.WaitGroup
		mu       sync.Mutex
		problems []error
		next     = make(chan int)
		ask      = m.Standing
	)
	if len(rows) > many {
		ask = m.Glance
	}
	for range min(side, len(rows)) {
		wg.Go(func() {
			for i := range next {
				s, err := ask(ctx, rows[i].offer)
				if err == nil {
					rows[i].standing = &s
					continue
				}
				mu.Lock()
				problems = append(problems, err)
				mu.Unlock()
			}
		})
	}
	for i := range rows {
		if ctx.Err() != nil {
			break
		}
		next <- i
	}
	close(next)
	wg.Wait()
	return problems
}

// aboutList tells the person how many there are, unless all are shown.
func (r *run) aboutList(shown, total int) {
	t := &r.text.Command.Result
	switch {
	case total == 0:
		r.notef("%s", t.NoOffers)
	case shown == 0:
		r.notef(t.NoMatch, total)
	case shown < total && r.opt.OutTerminal:
		r.notef(t.Count, shown, total)
	}
}

// incomplete is the error for a list of which a part is missing.
func (r *run) incomplete(problems []error) error {
	if len(problems) == 0 {
		return nil
	}
	t := &r.text.Command.Fail
	exit := r.exit(problems[0])
	seen := map[string]bool{}
	for _, p := range problems {
		sentence, _ := r.sentence(p)
		if !seen[sentence] {
			seen[sentence] = true
			r.complain(&Error{Exit: exit, Text: sentence})
		}
	}
	return &Error{Exit: exit, Text: sprintf(t.Incomplete, len(problems)), Next: t.TryAgain}
}

func (r *run) offersTable(rows []listed, quick bool) table {
	t := &r.text.Command.Result
	const leastAlias, leastType = 12, 8
	out := table{columns: []column{
		{name: "id", head: t.Offer},
		{name: "alias", head: t.Alias, least: leastAlias},
		{name: "type", head: t.Type, least: leastType},
		{name: "publisher", head: t.Publisher},
	}}
	if !quick {
		out.columns = append(out.columns,
			column{name: "state", head: t.State},
			column{name: "draft", head: t.Draft},
			column{name: "preview", head: t.Preview},
			column{name: "live", head: t.Live},
		)
	}
	for _, l := range rows {
		cells := []cell{
			{text: string(l.offer.ID)},
			{text: l.offer.Alias},
			{text: r.typeShort(l.offer.Type), raw: string(l.offer.Type)},
			{text: string(l.offer.Publisher)},
		}
		if !quick {
			cells = append(cells, r.standingCells(l.standing)...)
		}
		out.rows = append(out.rows, cells)
	}
	return out
}

// standingCells are the state of one offer in words, and what it has in each
// environment.
func (r *run) standingCells(s *model.Standing) []cell {
	t := &r.text.Command.Result
	if s == nil {
		return texts(t.NotKnown, "", "", "")
	}
	return []cell{
		r.stateCell(s.State()), r.draftCell(s.Draft),
		r.presence(s.Preview),
		r.presence(s.Live),
	}
}

func (r *run) stateCell(s model.State) cell {
	c := cell{text: text.Word(r.text.Words.States, s), raw: string(s)}
	switch s {
	case model.StateAttention:
		c.role = bad
	case model.StatePublishing, model.StatePreview, model.StateStopping:
		c.role = warn
	case model.StateLive:
		c.role = good
	case model.StateDraft, model.StateStopped:
	}
	return c
}

func (r *run) draftCell(d model.DraftState) cell {
	c := cell{text: text.Word(r.text.Command.Result.Drafts, d), raw: string(d)}
	if d == model.DraftChanged {
		c.role = warn
	}
	return c
}

// phaseOf says in words what became of a submission; a service's word that
// nobody knows stays visible.
func (r *run) phaseOf(s *model.Submission) string {
	switch {
	case s == nil:
		return ""
	case s.Phase == model.PhaseUnknown:
		return s.Literal
	}
	return text.Word(r.text.Words.Phases, s.Phase)
}

// presence says that there is something in an environment.
func (r *run) presence(s *model.Submission) cell {
	if s == nil {
		return cell{}
	}
	return cell{text: r.text.Words.Yes, raw: string(s.Phase)}
}
