package signin

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "github.com/charmbracelet/bubbletea"

	"awning/client/secret"
	"awning/model"
	"awning/tui/sanitize"
	"awning/tui/ui"
	"awning/tui/widget/input"
)

// place names a line of the form.
type place int

const (
	client place = iota
	tenant
	certificate
	ownSecret
	password
	port
	storage
	passphrase
	repeated
	name
	start
)

// form is what a way of signing in needs. Inputs are kept while other lines come
// and go.
type form struct {
	d      ui.Deps
	kind   model.IdentityKind
	again  model.Profile
	inputs map[place]*input.Input
	in     model.Storage // the storage chosen
	chosen bool          // by the person, not by what can be used
	states map[model.Storage]model.StorageState
	at     place
	moved  bool // the cursor was moved: it stays where it is
	wrong  map[place]string
}

func newForm(d ui.Deps, k model.IdentityKind, o Options) *form {
	again := o.Again
	f := &form{
		d: d, kind: k, again: again, inputs: map[place]*input.Input{}, in: again.Storage, chosen: again.Storage != "",
		wrong: map[place]string{},
	}
	for p := range start {
		in := input.New(d.Styles)
		const most = 4096 // far beyond any id, path or secret
		in.Limit(most)
		in.Mask(p.secret())
		f.inputs[p] = in
	}
	clientID, in := cmp.Or(again.ClientID, o.ClientID), again.Tenant
	switch {
	case k.Person():
		clientID = cmp.Or(clientID, o.Public)
	case k.AppOnly():
		in = cmp.Or(in, o.Tenant)
	}
	f.inputs[client].SetValue(clientID)
	f.inputs[tenant].SetValue(in)
	f.inputs[certificate].SetValue(again.Certificate)
	f.inputs[name].SetValue(string(again.Name))
	if f.in == "" {
		f.in = model.InKeyring
	}
	f.at = f.first()
	return f
}

func (p place) secret() bool {
	return p == ownSecret || p == password || p == passphrase || p == repeated
}

// first is the line the cursor begins on: the first that must be filled in and is
// not, else the one that begins.
func (f *form) first() place {
	for _, p := range f.places() {
		if f.must(p) && f.inputs[p].Len() == 0 {
			return p
		}
	}
	return start
}

// places are the lines of the form, in their order.
func (f *form) places() []place {
	var out []place
	switch f.kind {
	case model.DeviceCode:
		out = []place{client, tenant, storage}
	case model.Browser:
		out = []place{client, tenant, port, storage}
	case model.ClientSecret:
		out = []place{tenant, client, ownSecret, storage}
	case model.Certificate:
		out = []place{tenant, client, certificate, password, storage}
	case model.WorkloadIdentity:
		out = []place{tenant, client}
	case model.AzureCLI, model.StaticToken:
		out = []place{tenant}
	}
	if f.stores() && f.locked() {
		out = append(out, passphrase)
		if f.states[model.InFile].Fresh { // nothing could tell a slip of the fingers later
			out = append(out, repeated)
		}
	}
	return append(out, name, start)
}

// stores reports whether the way keeps something.
func (f *form) stores() bool {
	return f.kind.Person() || f.kind == model.ClientSecret || f.kind == model.Certificate
}

// locked reports whether the storage chosen wants a passphrase first.
func (f *form) locked() bool { return f.in == model.InFile && f.states[model.InFile].Locked }

// must reports whether a line may not stay empty.
func (f *form) must(p place) bool {
	switch p {
	case client, certificate, ownSecret, passphrase, repeated:
		return true
	case tenant:
		return f.kind.AppOnly()
	default:
		return false
	}
}

// know takes which storages can be used. If the one chosen cannot, and nobody
// chose it, or there is none of it at all, memory is: that is never weaker.
func (f *form) know(states []model.StorageState) {
	f.states = make(map[model.Storage]model.StorageState, len(states))
	for _, s := range states {
		f.states[s.Storage] = s
	}
	s, ok := f.states[f.in]
	if !ok || !s.Usable && !s.Locked && !f.chosen {
		f.in = model.InMemory
	}
	if !f.moved || !slices.Contains(f.places(), f.at) {
		f.at = f.first()
	}
}

// move goes n lines further, round and round.
func (f *form) move(n int) {
	places := f.places()
	f.at = places[(slices.Index(places, f.at)+n+len(places))%len(places)]
	f.moved = true
}

// turn chooses another storage of those there are.
func (f *form) turn(n int) {
	all := slices.DeleteFunc([]model.Storage{model.InKeyring, model.InFile, model.InMemory}, func(in model.Storage) bool {
		_, known := f.states[in]
		return f.states != nil && !known
	})
	f.in, f.chosen = all[(slices.Index(all, f.in)+n+len(all))%len(all)], true
	delete(f.wrong, storage)
}

// update takes a key for the line with the cursor.
func (f *form) update(msg tea.KeyMsg) {
	switch f.at {
	case start:
	case storage:
		switch msg.String() {
		case "left", "h":
			f.turn(-1)
		case "right", "l", " ":
			f.turn(1)
		}
	default:
		if f.inputs[f.at].Update(msg) {
			f.moved = true
			delete(f.wrong, f.at)
		}
	}
}

// check says what is missing or wrong, and puts the cursor on the first of it. It
// reports true if nothing is.
func (f *form) check() bool {
	t := f.d.Text.SignIn
	f.wrong = map[place]string{}
	for _, p := range f.places() {
		switch {
		case p == start:
		case f.must(p) && strings.TrimSpace(f.inputs[p].Value()) == "":
			f.wrong[p] = t.Required
		case p == storage && f.unusable() != "":
			f.wrong[p] = f.unusable()
		case p == port && f.port() < 0:
			f.wrong[p] = t.NoPort
		case p == repeated && f.inputs[p].Value() != f.inputs[passphrase].Value():
			f.wrong[p] = t.Different
		}
		if f.wrong[p] != "" && len(f.wrong) == 1 {
			f.at = p
		}
	}
	return len(f.wrong) == 0
}

// unusable is why the storage chosen cannot be used, or "". One nobody has heard
// of yet may turn out to be usable.
func (f *form) unusable() string {
	s, known := f.states[f.in]
	if !known || s.Usable || s.Locked {
		return ""
	}
	why := sanitize.Line(s.Why)
	if s.Next != "" {
		why += "; " + sanitize.Line(s.Next)
	}
	return why
}

// port is the port typed; 0 if none, less than that if it is none.
func (f *form) port() int {
	const most = 65535
	typed := strings.TrimSpace(f.inputs[port].Value())
	if typed == "" {
		return 0
	}
	n, err := strconv.Atoi(typed)
	if err != nil || n < 1 || n > most {
		return -1
	}
	return n
}

// ask is what was filled in, without the secrets.
func (f *form) ask() model.SignIn {
	shown := map[place]bool{}
	for _, p := range f.places() {
		shown[p] = true
	}
	typed := func(p place) string {
		if !shown[p] {
			return ""
		}
		return strings.TrimSpace(f.inputs[p].Value())
	}
	ask := model.SignIn{
		Profile: model.ProfileName(typed(name)), Kind: f.kind, Tenant: typed(tenant), ClientID: typed(client),
		Certificate: typed(certificate),
	}
	if f.stores() {
		ask.Storage = f.in
	}
	if f.kind == model.Browser {
		ask.Port = max(f.port(), 0)
	}
	return ask
}

// take hands the secrets over. The form has them no more.
func (f *form) take() (own, pass secret.String) {
	key := ownSecret
	if f.kind == model.Certificate {
		key = password
	}
	own, pass = secret.New(strings.TrimSpace(f.inputs[key].Take())), secret.New(f.inputs[passphrase].Take())
	f.wipe()
	return own, pass
}

// wipe forgets every secret.
func (f *form) wipe() {
	for p, in := range f.inputs {
		if p.secret() {
			in.Take()
		}
	}
}
