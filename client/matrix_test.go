package client_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"

	"awning/client"
	"awning/client/contract"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// The results a cell of the matrix can have.
const (
	done    = "yes"   // done end to end on the sandbox
	assumed = "yes?"  // done likewise, on no more than a guess of what the service does
	refused = "no"    // refused in words, with the portal's address
	untried = "guess" // to be asked for, and the sandbox guesses that it is refused: the row names where one would look
)

// matrixTasks are the columns: what is done with an offer of each type, in this order.
func matrixTasks() []client.Task {
	return []client.Task{
		client.TaskList, client.TaskDraft, client.TaskPreview, client.TaskLive, client.TaskEdit, client.TaskPublish, client.TaskCancel,
		client.TaskFollow, client.TaskFindings, client.TaskGoLive, client.TaskStop, client.TaskRestore,
	}
}

// elsewhere are the tasks that are no columns, and why.
func elsewhere() map[client.Task]string {
	return map[client.Task]string{
		client.TaskTechnical: "TestContract_v1 and TestContract_graph save every section",
		client.TaskUpload:    "TestUpload uploads every kind of file",
		client.TaskPlans:     "TestCreatePlan and TestDeletePlan, in both dialects",
		client.TaskSome:      "TestPublish_onlyWhatWasChosenTravels, in both dialects",
		client.TaskCreate:    "the market makes no offers yet",
		client.TaskDelete:    "the market deletes no offers yet",
		client.TaskAudience:  "the market changes no audiences by themselves yet",
	}
}

// by is who does a task: an API that was asked for, or the routing table.
type by = model.API

const byItself by = ""

// cell is a type and a task by somebody.
type cell struct {
	kind model.OfferType
	task client.Task
	by   by
}

// matrix collects results and the traffic they were got with.
type matrix struct {
	mu    sync.Mutex
	got   map[cell]string
	calls []contract.Call
}

func (x *matrix) put(c cell, result string) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.got[c] = result
}

// TestMatrix does with one live offer of every type whatever the routing table
// says can be done, through each API and by itself, and holds what passed
// the wire against the contracts.
func TestMatrix(t *testing.T) {
	t.Parallel()
	cat, err := loaded()
	check(t, err)
	x := &matrix{got: map[cell]string{}}
	offers := liveOffers(t)
	t.Run("flows", func(t *testing.T) {
		for _, kind := range cat.Types() {
			for _, api := range append(apis(), byItself) {
				t.Run(fmt.Sprintf("%s by %s", kind.ID, whose(api)), func(t *testing.T) {
					t.Parallel()
					id, ok := offers[kind.ID]
					if !ok {
						t.Fatalf("no offer of the type %s is live", kind.ID)
					}
					synctest.Test(t, func(t *testing.T) { x.play(t, kind, id, api) })
				})
			}
		}
	})
	x.complete(t, cat)
	x.print(t, cat)
	t.Run("contracts", func(t *testing.T) {
		t.Parallel()
		heldToSwagger(t, contract.LoadSwagger(t), x.calls)
		heldToSchemas(t, contract.LoadSchemas(t), x.calls)
	})
	portal := 0
	for _, c := range x.calls {
		if strings.HasPrefix(c.URL.Path, "/api/") {
			portal++
		}
	}
	t.Logf("%d exchanges with the Cloud Partner Portal API, which has no contract to hold them against but its recordings", portal)
}

func whose(api by) string {
	if api == byItself {
		return "itself"
	}
	return string(api)
}

// liveOffers picks an offer of each type that is live, with nothing on its way.
func liveOffers(t *testing.T) map[model.OfferType]model.OfferID {
	t.Helper()
	out := map[model.OfferType]model.OfferID{}
	synctest.Test(t, func(t *testing.T) {
		m, _ := witnessed(t)
		var all []model.Offer
		for o, err := range m.Offers(t.Context(), model.Scope{}) {
			check(t, err)
			all = append(all, o)
		}
		slices.SortFunc(all, func(a, b model.Offer) int { return strings.Compare(string(a.ID), string(b.ID)) })
		for _, o := range all {
			now, err := m.Standing(t.Context(), o)
			check(t, err)
			_, found := out[o.Type]
			if now.State() == model.StateLive && !o.ForTesting() && (!found || now.Draft == model.DraftUnchanged) {
				out[o.Type] = o.ID
			}
		}
	})
	return out
}

// complete fails for every row of the table that has no result.
func (x *matrix) complete(t *testing.T, cat *catalog.Catalog) {
	t.Helper()
	for _, k := range client.Tasks() {
		if _, why := elsewhere()[k]; slices.Contains(matrixTasks(), k) == why {
			t.Errorf("the task %s has to be a column, or to have a reason not to be one", k)
		}
	}
	for _, kind := range cat.Types() {
		for _, k := range matrixTasks() {
			for _, api := range append(apis(), byItself) {
				if x.got[cell{kind.ID, k, api}] == "" {
					t.Errorf("%s of %s by %s has no result", k, kind.ID, whose(api))
				}
			}
		}
	}
}

// print shows the matrix, one table for each API, and where one would look for
// what is not known.
func (x *matrix) print(t *testing.T, cat *catalog.Catalog) {
	t.Helper()
	counts, sources := map[string]int{}, map[string]string{}
	for _, api := range append(apis(), byItself) {
		head := []string{"by " + whose(api)}
		for _, k := range matrixTasks() {
			head = append(head, string(k))
		}
		t.Log(columns(head))
		for _, kind := range cat.Types() {
			line := []string{string(kind.ID)}
			for _, k := range matrixTasks() {
				result := x.got[cell{kind.ID, k, api}]
				line = append(line, result)
				counts[result]++
				r, _ := rowOf(k, kind, api)
				if result == untried || result == assumed || result == refused && api != byItself {
					at := fmt.Sprintf("%-6s %-8s %-5s %s (%s) %s", whose(api), k, result, r.From, r.Mark, r.Note)
					sources[at] += " " + string(kind.ID)
				}
			}
			t.Log(columns(line))
		}
	}
	t.Logf("cells: %v", counts)
	var all []string
	for at, kinds := range sources {
		all = append(all, strings.TrimRight(at, " ")+":"+kinds)
	}
	slices.Sort(all)
	for _, line := range all {
		t.Log(line)
	}
}

// columns is a line of the matrix.
func columns(cells []string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-20s", cells[0])
	for _, c := range cells[1:] {
		fmt.Fprintf(&b, " %-8s", c)
	}
	return strings.TrimRight(b.String(), " ")
}

// rowOf is the row of an API that was asked for, or the first that is taken by
// itself.
func rowOf(k client.Task, kind *catalog.Type, api by) (client.Route, bool) {
	rows := client.Routes(k, kind)
	i := slices.IndexFunc(rows, func(r client.Route) bool {
		return r.API == api || api == byItself && r.Use == client.Usual
	})
	if i < 0 {
		return client.Route{}, false
	}
	return rows[i], true
}

// expected is the result the table promises.
func expected(k client.Task, kind *catalog.Type, api by) string {
	r, ok := rowOf(k, kind, api)
	switch {
	case !ok || r.Use == client.Never:
		return refused
	case r.Mark != client.Guessed:
		return done
	case api == model.Graph && kind.Dialect != model.Graph && !slices.Contains(readings(), k):
		return untried
	}
	return assumed
}

// readings are the tasks that change nothing.
func readings() []client.Task {
	return []client.Task{client.TaskList, client.TaskDraft, client.TaskPreview, client.TaskLive}
}

const better = `"Said better than before"`

// actor does the tasks with one offer.
type actor struct {
	t    *testing.T
	m    *client.Market
	kind *catalog.Type
	by   by

	id    model.OfferID
	o     model.Offer
	key   model.SectionKey
	at    raw.Pointer
	saved bool           // the draft has something to publish that we wrote
	p     model.Progress // of the last publish
	// submission is the last one; at first, that which is live.
	submission model.SubmissionID
}

// play does what the table promises for one type through one API.
func (x *matrix) play(t *testing.T, kind *catalog.Type, id model.OfferID, api by) {
	t.Helper()
	m, w := witnessed(t, func(o *client.Options) { o.API = api })
	a := &actor{t: t, m: m, kind: kind, by: api, id: id}
	usual, _ := witnessed(t)
	o, err := usual.Find(t.Context(), model.Scope{}, id)
	check(t, err)
	a.o = o // until the list, if there is one, has it
	now, err := usual.Standing(t.Context(), o)
	check(t, err)
	a.submission = now.Live.ID
	for _, k := range matrixTasks() {
		want := expected(k, kind, api)
		switch want {
		case untried:
			a.turnedDown(k)
		case refused:
			a.refused(k)
		default:
			a.do(k)
		}
		if t.Failed() {
			t.Fatalf("%s failed", k)
		}
		x.put(cell{kind.ID, k, api}, want)
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.calls = append(x.calls, w.calls...)
}

// do does a task and looks that it was done.
func (a *actor) do(k client.Task) {
	switch k {
	case client.TaskList:
		a.list()
	case client.TaskDraft, client.TaskPreview, client.TaskLive:
		a.read(environments()[k])
	case client.TaskEdit:
		a.edit()
	case client.TaskCancel:
		a.cancel()
	case client.TaskPublish, client.TaskFollow:
		a.publish()
	case client.TaskFindings:
		_, told, err := a.m.Findings(a.t.Context(), a.o, a.submission)
		if err != nil || !told {
			a.t.Errorf("told %v, %v", told, err)
		}
	case client.TaskGoLive:
		op, err := a.m.GoLive(a.t.Context(), a.o, a.p.Standing.Preview.ID)
		check(a.t, err)
		a.ends(op, model.OutcomeSucceeded)
		a.shows(model.Live)
	case client.TaskStop:
		a.sold(a.m.StopSelling)
	case client.TaskRestore:
		a.sold(a.m.Restore)
	default:
		a.t.Errorf("nobody knows how to do %s", k)
	}
}

func environments() map[client.Task]model.Environment {
	return map[client.Task]model.Environment{
		client.TaskDraft: model.Draft, client.TaskPreview: model.Preview, client.TaskLive: model.Live,
	}
}

func (a *actor) list() {
	for o, err := range a.m.Offers(a.t.Context(), model.Scope{}) {
		check(a.t, err)
		if o.ID == a.id && o.Type == a.kind.ID {
			a.o = o
			return
		}
	}
	a.t.Errorf("%s is not listed", a.id)
}

func (a *actor) read(env model.Environment) {
	c, err := a.m.Contents(a.t.Context(), a.o, env)
	check(a.t, err)
	if !c.Exists || len(c.Documents) < 2 || c.Approximate != (env != model.Draft && c.Documents[0].Dialect == model.V1) {
		a.t.Errorf("%s: exists %v, %d documents, approximate %v", env, c.Exists, len(c.Documents), c.Approximate)
	}
}

// place finds a text of the draft to write: customers read it first.
func (a *actor) place() model.Document {
	c, err := a.m.Contents(a.t.Context(), a.o, model.Draft)
	check(a.t, err)
	for _, d := range c.Documents {
		for _, at := range []raw.Pointer{"/searchResultSummary", "/summary", "/shortDescription", title} {
			_, there, err := raw.Get(d.Raw, at)
			check(a.t, err)
			if there && d.Key.Plan == "" && (d.Key.Section == "listing" || d.Dialect == model.CPP) {
				a.key, a.at = d.Key, at
				return d
			}
		}
	}
	a.t.Fatalf("%s has no text to write", a.id)
	return model.Document{}
}

func (a *actor) edit() {
	doc := a.place()
	now, err := a.m.Save(a.t.Context(), a.o, edited(a.t, doc, a.at, better))
	check(a.t, err)
	if got := get(a.t, now, a.at); got != better {
		a.t.Errorf("saved, and it is %s", got)
	}
	a.saved = true
}

// turnedDown tries to change what the service is guessed not to serve: it says so, and
// that is told. All else that changes something goes the same way.
func (a *actor) turnedDown(k client.Task) {
	if k != client.TaskEdit {
		return
	}
	doc := a.place()
	_, err := a.m.Save(a.t.Context(), a.o, edited(a.t, doc, a.at, better))
	if err == nil || !strings.Contains(err.Error(), "not supported") {
		a.t.Errorf("saved what the service does not serve: %v", err)
	}
}

// publish publishes and follows, once for both columns.
func (a *actor) publish() {
	if a.p.Done() {
		return
	}
	op, err := a.m.Publish(a.t.Context(), a.o, model.PublishRequest{})
	check(a.t, err)
	if a.p = a.ends(op, model.OutcomeSucceeded); a.p.Standing.Preview == nil {
		a.t.Fatalf("published, and it stands at %+v", a.p.Standing)
	}
	a.submission = a.p.Operation.Submission
	a.shows(model.Preview)
}

// cancel begins another publish and stops it, and publishes again.
func (a *actor) cancel() {
	op, err := a.m.Publish(a.t.Context(), a.o, model.PublishRequest{})
	check(a.t, err)
	stop, err := a.m.Cancel(a.t.Context(), a.o)
	check(a.t, err)
	a.ends(stop, model.OutcomeSucceeded)
	a.ends(op, model.OutcomeCancelled)
	a.p = model.Progress{}
	a.publish()
}

// sold ends or resumes the sale of the whole offer.
func (a *actor) sold(do func(ctx context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error)) {
	op, err := do(a.t.Context(), a.o)
	check(a.t, err)
	a.ends(op, model.OutcomeSucceeded)
}

// ends follows an operation to its end.
func (a *actor) ends(op model.Operation, want model.Outcome) model.Progress {
	p := follow(a.t, a.m, op)
	if p.Outcome != want {
		a.t.Fatalf("%s ended %s: %+v", op.Verb, p.Outcome, p.Problems)
	}
	return p
}

// shows looks for what was written, as far as this API shows it.
func (a *actor) shows(env model.Environment) {
	if !a.saved {
		return
	}
	c, err := a.m.Contents(a.t.Context(), a.o, env)
	check(a.t, err)
	doc, _ := c.Find(a.key)
	if got := get(a.t, doc, a.at); got != better {
		a.t.Errorf("%s has %s", env, got)
	}
}

// refused tries what the table says cannot be done.
func (a *actor) refused(k client.Task) {
	ctx := a.t.Context()
	var err error
	switch k {
	case client.TaskList:
		for o := range a.m.Offers(ctx, model.Scope{}) {
			if o.Type == a.kind.ID {
				a.t.Errorf("%s is listed", o.ID)
			}
		}
		return
	case client.TaskDraft, client.TaskPreview, client.TaskLive:
		_, err = a.m.Contents(ctx, a.o, environments()[k])
	case client.TaskEdit:
		doc := model.Document{Key: model.SectionKey{Section: "listing"}, Env: model.Draft, Raw: []byte("{}")}
		_, err = a.m.Save(ctx, a.o, model.Edit{Base: doc, Raw: doc.Raw})
	case client.TaskPublish:
		_, err = a.m.Publish(ctx, a.o, model.PublishRequest{})
	case client.TaskCancel:
		_, err = a.m.Cancel(ctx, a.o)
	case client.TaskFollow:
		_, err = a.m.Watch(ctx, model.Operation{Offer: a.o, Verb: model.VerbPublish, Phase: model.OperationSent})
	case client.TaskFindings:
		found, told, errAsk := a.m.Findings(ctx, a.o, "1")
		if told || errAsk != nil || len(found) > 0 {
			a.t.Errorf("found %v, %v", found, errAsk)
		}
		return
	case client.TaskGoLive:
		_, err = a.m.GoLive(ctx, a.o, "1")
	case client.TaskStop:
		_, err = a.m.StopSelling(ctx, a.o)
	case client.TaskRestore:
		_, err = a.m.Restore(ctx, a.o)
	default:
		a.t.Errorf("nobody knows how to be refused %s", k)
		return
	}
	e, ok := errors.AsType[*client.NoAPIError](err)
	if !ok || e.Task != k || !strings.Contains(e.Hint(), client.PortalOffers) {
		a.t.Errorf("%s: %v", k, err)
	}
}
