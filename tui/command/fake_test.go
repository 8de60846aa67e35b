package command_test

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"awning/client"
	"awning/client/secret"
	"awning/model"
	"awning/tui/command"
)

// Failures the fake market tells apart, as the real one does.
var (
	errSignIn = errors.New("the service wants another sign-in")
	errStale  = errors.New("listing of harbor-backup was changed elsewhere meanwhile; nothing was saved")
)

// market is a marketplace in memory.
type market struct {
	mu        sync.Mutex
	accounts  []model.Account
	offers    []model.Offer
	problems  []error // of the list
	standings map[model.ProductID]model.Standing
	contents  map[model.Environment]model.Contents
	looks     []model.Progress // what Watch shows, one after the other
	lookErrs  []error          // what Watch fails with before that
	underWay  []model.Operation
	saveErr   map[model.SectionID]error
	keep      func(json.RawMessage) json.RawMessage // what the service makes of a save

	saveOnce    error // what the next save fails with
	findings    []model.Problem
	findingsErr error
	notes       string
	runs        []time.Duration
	edits       []model.FieldEdit

	saved     []model.Edit
	published []model.PublishRequest
	live      []model.SubmissionID
	glances   int
	cancelled int
	upload    func(context.Context, client.Upload) error // what befalls an upload
	uploads   []string
	sales     []model.Sale
	salesErr  error
	stopped   [][]model.PlanID
	restored  [][]model.PlanID
	images    []string // what was asked of image versions
	ended     []model.Outcome
	closed    int
	purse     purse
}

func (m *market) Accounts(context.Context) ([]model.Account, error) { return m.accounts, nil }

func (m *market) Offers(_ context.Context, s model.Scope) iter.Seq2[model.Offer, error] {
	return func(yield func(model.Offer, error) bool) {
		for _, o := range m.offers {
			if s.Covers(o) && !yield(o, nil) {
				return
			}
		}
		for _, err := range m.problems {
			if !yield(model.Offer{}, err) {
				return
			}
		}
	}
}

type unknownError struct{ id model.OfferID }

func (e *unknownError) Error() string { return "there is no offer \"" + string(e.id) + "\"" }
func (e *unknownError) Hint() string  { return "did you mean harbor-backup?" }

func (m *market) Find(_ context.Context, s model.Scope, id model.OfferID) (model.Offer, error) {
	for _, o := range m.offers {
		if s.Covers(o) && o.ID == id {
			return o, nil
		}
	}
	return model.Offer{}, &unknownError{id}
}

func (m *market) Standing(_ context.Context, o model.Offer) (model.Standing, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.standings[o.Product], nil
}

func (m *market) Glance(ctx context.Context, o model.Offer) (model.Standing, error) {
	s, err := m.Standing(ctx, o)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.glances++
	s.Draft = model.DraftUnknown
	return s, err
}

func (m *market) Contents(_ context.Context, _ model.Offer, env model.Environment) (model.Contents, error) {
	c := m.contents[env]
	c.Env = env
	return c, nil
}

func (m *market) Save(_ context.Context, _ model.Offer, e model.Edit) (model.Document, error) {
	if err := m.saveErr[e.Base.Key.Section]; err != nil {
		return model.Document{}, err
	}
	if err := m.saveOnce; err != nil {
		m.saveOnce = nil
		return model.Document{}, err
	}
	m.saved = append(m.saved, e)
	d := e.Base
	d.Raw = e.Raw
	if m.keep != nil {
		d.Raw = m.keep(d.Raw)
	}
	return d, nil
}

// Upload names a file in its field, a logo's by default.
func (m *market) Upload(ctx context.Context, _ model.Offer, u client.Upload) (model.Document, error) {
	if m.upload != nil {
		if err := m.upload(ctx, u); err != nil {
			return model.Document{}, err
		}
	}
	m.uploads = append(m.uploads, u.Base.Key.String()+"."+u.Field+" "+u.Name)
	d := u.Base
	d.Ref, d.Raw = d.Ref+"'", bytes.Replace(d.Raw, []byte(`"logo.png"`), []byte(strconv.Quote(u.Name)), 1)
	return d, nil
}

// sent are the documents that were saved.
func (m *market) sent() []string {
	out := make([]string, len(m.saved))
	for i, e := range m.saved {
		out[i] = string(e.Raw)
	}
	return out
}

func (m *market) operation(o model.Offer, v model.Verb) model.Operation {
	return model.Operation{ID: "op-1", Verb: v, Offer: o, Phase: model.OperationSent, Submission: "1152921500000000001", Started: now()}
}

func (m *market) Publish(_ context.Context, o model.Offer, r model.PublishRequest) (model.Operation, error) {
	m.published = append(m.published, r)
	return m.operation(o, model.VerbPublish), nil
}

func (m *market) GoLive(_ context.Context, o model.Offer, s model.SubmissionID) (model.Operation, error) {
	m.live = append(m.live, s)
	return m.operation(o, model.VerbGoLive), nil
}

func (m *market) Cancel(_ context.Context, o model.Offer) (model.Operation, error) {
	m.cancelled++
	return m.operation(o, model.VerbCancel), nil
}

func (m *market) Sales(context.Context, model.Offer) ([]model.Sale, error) {
	return m.sales, m.salesErr
}

func (m *market) StopSelling(_ context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	m.stopped = append(m.stopped, plans)
	return m.sale(o, model.VerbStop, plans), nil
}

func (m *market) Restore(_ context.Context, o model.Offer, plans ...model.PlanID) (model.Operation, error) {
	m.restored = append(m.restored, plans)
	return m.sale(o, model.VerbRestore, plans), nil
}

func (m *market) DeprecateImage(_ context.Context, _ model.Offer, p model.PlanID, version string, w model.Withdrawal) (model.Document, error) {
	m.images = append(m.images, fmt.Sprint(p, " ", version, " ", w))
	return model.Document{Raw: json.RawMessage(`{"vmImageVersions":[{"versionNumber":"` + version +
		`","lifecycleState":"deprecated","deprecationSchedule":{"date":"2027-01-02"}}]}`)}, nil
}

func (m *market) RestoreImage(_ context.Context, _ model.Offer, p model.PlanID, version string) (model.Document, error) {
	m.images = append(m.images, fmt.Sprint(p, " ", version))
	return model.Document{Raw: json.RawMessage(`{"vmImageVersions":[{"versionNumber":"` + version + `","lifecycleState":"generallyAvailable"}]}`)}, nil
}

// sale is an operation on plans, which has no submission, or on the whole offer.
func (m *market) sale(o model.Offer, v model.Verb, plans []model.PlanID) model.Operation {
	op := m.operation(o, v)
	if len(plans) > 0 {
		op.Submission = ""
	}
	return op
}

// Findings tells nothing of virtual machines.
func (m *market) Findings(_ context.Context, o model.Offer, _ model.SubmissionID) ([]model.Problem, bool, error) {
	return m.findings, o.Type != "virtual-machine" && m.findingsErr == nil, m.findingsErr
}

func (m *market) Edits(context.Context, model.Offer) ([]model.FieldEdit, error) { return m.edits, nil }

func (m *market) Notes(context.Context, model.Offer) (string, error) { return m.notes, nil }

func (m *market) KeepNotes(_ context.Context, _ model.Offer, notes string) error {
	m.notes = notes
	return nil
}

func (m *market) UnderWay(context.Context) ([]model.Operation, error) { return m.underWay, nil }

func (m *market) Watch(_ context.Context, op model.Operation) (model.Progress, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.lookErrs) > 0 {
		err := m.lookErrs[0]
		m.lookErrs = m.lookErrs[1:]
		return model.Progress{}, err
	}
	p := m.looks[0]
	if len(m.looks) > 1 {
		m.looks = m.looks[1:]
	}
	p.Operation = op
	p.Wait = cmp.Or(p.Wait, time.Millisecond)
	return p, nil
}

func (m *market) Runs(context.Context, model.Operation) ([]time.Duration, error) { return m.runs, nil }

func (m *market) Ended(_ context.Context, p model.Progress) (bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.ended = append(m.ended, p.Outcome)
	return true, nil
}

func now() time.Time { return time.Date(2026, 11, 22, 9, 30, 0, 0, time.UTC) }

// result is how one run ended.
type result struct {
	exit     command.Exit
	out, err string
	market   *market
	set      command.Settings // as the market or the console was opened with
}

// shell is what surrounds a run; its zero value is a script without a terminal.
type shell struct {
	in          string
	asks        bool
	terminal    bool
	width       int
	env         map[string]string
	openErr     error
	defaults    command.Settings
	ctx         context.Context //nolint:containedctx // a table row of a test
	serving     *command.Serving
	consoleRuns *int
	hall        *command.Hall
	enterErr    error
	hidden      []string  // what is typed unseen, one answer after the other
	input       io.Reader // in place of in
}

func (sh shell) run(t *testing.T, m *market, args ...string) result {
	t.Helper()
	c, err := loaded()
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	r := result{market: m}
	o := command.Options{
		Args: args, In: sh.stdin(), Out: &out, Err: &errs, Catalog: c, Now: now,
		Version:  command.Version{Number: "v1.2.3", Commit: "abc1234", Go: "go1.26"},
		Defaults: sh.defaults,
		Asks:     sh.asks, OutTerminal: sh.terminal, Width: sh.width,
		Env: func(name string) string { return sh.env[name] },
		Open: func(_ context.Context, s command.Settings) (command.Market, func() error, error) {
			r.set = s
			return m, func() error { m.closed++; return nil }, sh.openErr
		},
		Classify: func(err error) command.Exit {
			switch {
			case errors.Is(err, errSignIn):
				return command.NotAllowed
			case errors.Is(err, errStale):
				return command.Elsewhere
			}
			return command.Failed
		},
		Enter: func(_ context.Context, s command.Settings) (*command.Hall, error) {
			r.set = s
			return sh.hall, sh.enterErr
		},
		Hidden: func(_ context.Context, question string) (secret.String, error) {
			fmt.Fprintln(&errs, question)
			if len(sh.hidden) == 0 {
				return secret.String{}, io.EOF
			}
			answer := sh.hidden[0]
			sh.hidden = sh.hidden[1:]
			return secret.New(answer), nil
		},
		Console: func(_ context.Context, s command.Settings) error {
			r.set = s
			if sh.consoleRuns != nil {
				*sh.consoleRuns++
			}
			return nil
		},
		Serve: func(_ context.Context, s command.Serving) error {
			if sh.serving != nil {
				*sh.serving = s
			}
			return s.Ready(command.Started{
				URL: "http://127.0.0.1:8787", PublicClient: "p-1", Keys: s.Keys, Identities: []command.Identity{
					{Account: "Brightwave Software", Tenant: "t-1", ClientID: "c-1", Secret: "s-1", Publishers: []string{"brightwave"}},
				},
				People: []command.Person{{User: "ingrid@fjordlabs.example", Name: "Ingrid Solheim", Member: []command.Member{
					{Account: "Fjord Labs", Tenant: "t-2", Role: "owner"}, {Account: "Brightwave Software", Tenant: "t-1", Role: "none"},
				}}},
			})
		},
	}
	ctx := sh.ctx
	if ctx == nil {
		ctx = t.Context()
	}
	r.exit = command.Run(ctx, o)
	r.out, r.err = out.String(), errs.String()
	return r
}

// stdin is what a run reads.
func (sh shell) stdin() io.Reader {
	if sh.input != nil {
		return sh.input
	}
	return strings.NewReader(sh.in)
}

// want fails the test unless the run ended so.
func (r result) want(t *testing.T, exit command.Exit) result {
	t.Helper()
	if r.exit != exit {
		t.Fatalf("exit %d, want %d\nstdout:\n%s\nstderr:\n%s", r.exit, exit, r.out, r.err)
	}
	if strings.ContainsRune(r.out+r.err, '\x1b') {
		t.Errorf("an escape character in the output of a run without a terminal")
	}
	return r
}

// says fails the test unless standard error has all of it.
func (r result) says(t *testing.T, parts ...string) result {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(r.err, p) {
			t.Errorf("stderr lacks %q:\n%s", p, r.err)
		}
	}
	return r
}

// prints fails the test unless standard output has all of it.
func (r result) prints(t *testing.T, parts ...string) result {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(r.out, p) {
			t.Errorf("stdout lacks %q:\n%s", p, r.out)
		}
	}
	return r
}

// decode reads the one JSON object a run printed.
func decode[T any](t *testing.T, r result) T {
	t.Helper()
	var v T
	dec := json.NewDecoder(strings.NewReader(r.out))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&v); err != nil {
		t.Fatalf("stdout is not the object expected: %v\n%s", err, r.out)
	}
	if dec.More() {
		t.Errorf("stdout has more than one object:\n%s", r.out)
	}
	return v
}

// script is a run without a terminal.
func script(t *testing.T, m *market, args ...string) result {
	t.Helper()
	return shell{}.run(t, m, args...)
}

func listing(summary string) json.RawMessage {
	return json.RawMessage(`{"resourceType":"AzureListing","title":"Harbor Backup","summary":"` + summary +
		`","description":"<p>Backups.</p>","listingUris":[{"type":"PrivacyUri","uri":"https://b.example/privacy"}],` +
		`"listingContacts":[{"type":"CustomerSupport","name":"A","email":"a@b.example","phone":"1","uri":"https://b.example/help"},` +
		`{"type":"Engineering","name":"B","email":"b@b.example","phone":"2"}],"storefrontHints":{"rank":7}}`)
}

func logo() json.RawMessage {
	return json.RawMessage(`{"resourceType":"ListingImage","fileName":"logo.png","type":"AzureLogoLarge","state":"Uploaded","order":0}`)
}

func pricing(price string) json.RawMessage {
	return json.RawMessage(`{"resourceType":"AzureFeatureAvailability","visibility":"Public","marketStates":[{"marketCode":"US","state":"Enabled"}],"priceSchedules":[{"isBaseSchedule":true,"schedules":[{"retailPrice":{"openPrice":` +
		price + `,"currencyCode":"USD"}}]}]}`)
}

// harbor is a market with one live Azure application, the draft of which is as
// given.
func harbor(summary, price string) *market {
	document := func(k model.SectionKey, raw json.RawMessage) model.Document {
		return model.Document{Key: k, Env: model.Draft, Dialect: model.V1, Raw: raw, ETag: `"1"`}
	}
	contents := func(summary, price string) model.Contents {
		return model.Contents{
			Exists: true,
			Plans:  []model.Plan{{Key: "g", ID: "standard", Alias: "Standard", Subtype: "managed-application"}},
			Documents: []model.Document{
				document(model.SectionKey{Section: "listing"}, listing(summary)),
				document(model.SectionKey{Section: "assets", Item: "azurelogolarge/1"}, logo()),
				document(model.SectionKey{Plan: "standard", Section: "pricing"}, pricing(price)),
			},
		}
	}
	live := model.Submission{ID: "1152921500000000000", Phase: model.PhaseLive, Literal: "Published/InStore", Created: now()}
	return &market{
		accounts: []model.Account{{ID: "t-1", Name: "Brightwave Software", Profile: "p"}, {ID: "t-2", Name: "Fjord Labs", Profile: "q"}},
		offers: []model.Offer{
			{Profile: "p", Account: "t-1", Publisher: "brightwave", Product: "p-1", ID: "harbor-backup", Type: "azure-application", Alias: "Harbor Backup"},
			{Profile: "p", Account: "t-1", Publisher: "brightwave", Product: "p-2", ID: "beacon-firewall", Type: "virtual-machine", Alias: "Beacon\x1b[2J Firewall"},
			{Profile: "q", Account: "t-2", Publisher: "fjordlabs", Product: "p-3", ID: "tide-table", Type: "something-new", Alias: "=cmd()"},
		},
		standings: map[model.ProductID]model.Standing{
			"p-1": {Draft: model.DraftChanged, Preview: &live, Live: &live, Last: &live},
			"p-2": {Draft: model.DraftNew},
			"p-3": {Draft: model.DraftUnchanged, Live: &live, Last: &live},
		},
		contents: map[model.Environment]model.Contents{
			model.Draft: contents(summary, price), model.Preview: contents("Old", "49.00"), model.Live: contents("Old", "49.00"),
		},
	}
}

// ids are the offers of a list, in order.
func ids(o command.OffersJSON) []string {
	out := make([]string, len(o.Offers))
	for i, x := range o.Offers {
		out[i] = x.ID
	}
	slices.Sort(out)
	return out
}
