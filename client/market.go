package client

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"awning/client/store"
	"awning/client/transport"
	"awning/model"
	"awning/model/catalog"
)

// DefaultPollEvery is how long after the start of an operation the first looks at it
// are apart; later ones are up to a minute apart.
const DefaultPollEvery = 5 * time.Second

// Options are what a market is made of.
type Options struct {
	// Seats are the ways of signing in, in the order of the config file.
	Seats   []Seat
	Store   *store.Store
	Catalog *catalog.Catalog
	// Base sends the requests, host map included; nil means the network.
	Base http.RoundTripper
	// API, if set, is used for everything: graph, v1 or cpp. What it cannot do is a
	// [*NoAPIError].
	API model.API
	// Storage says how it is about the place where a profile's sign-in rests; nil: it is not
	// known.
	Storage  func(context.Context, model.Profile) model.StorageState
	ReadOnly bool         // refuse whatever changes something
	Logger   *slog.Logger // nil: no log
	Now      func() time.Time
	// PollEvery is the least time between two looks at an operation; 0 means
	// [DefaultPollEvery].
	PollEvery time.Duration
	// Dir is where a file is kept that has to be there as a whole before it can be read, with
	// no name or for the user alone, and while it is read; empty means the system's own place
	// for such files.
	Dir string
}

// Market is the marketplace as all seats together see it. It is safe for use by
// several goroutines at once, and starts none that outlive a call.
type Market struct {
	o        Options
	present  present
	volatile volatile
}

// New makes a market. It asks nothing of any service yet.
func New(o Options) (*Market, error) {
	switch {
	case o.Store == nil || o.Catalog == nil:
		return nil, errors.New("a market needs a store and a catalogue")
	case o.API != "" && o.API != model.Graph && o.API != model.V1 && o.API != model.CPP:
		return nil, fmt.Errorf("offers cannot be managed through the API %q: use graph, v1 or cpp", o.API)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.PollEvery <= 0 {
		o.PollEvery = DefaultPollEvery
	}
	if o.Base == nil {
		o.Base = transport.NewBase()
	}
	o.Catalog = o.Catalog.Through(o.API)
	m := &Market{o: o}
	for _, s := range o.Seats {
		if _, twice := m.seatOf(s.Who.Name); twice {
			return nil, fmt.Errorf("the profile %q is there twice: give each a name of its own", s.Who.Name)
		}
		if err := m.Join(s); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// within lists the seats a scope reaches.
func (m *Market) within(s model.Scope) []*seat {
	var out []*seat
	for _, one := range m.seats() {
		if (s.Profile == "" || s.Profile == one.Who.Name) && (s.Account == "" || s.Account == one.account()) {
			out = append(out, one)
		}
	}
	return out
}

// target is an offer with what is needed to talk about it.
type target struct {
	model.Offer
	seat *seat
	kind *catalog.Type // never nil; without sections if the catalogue does not know the type
}

// id is the product's id as the APIs write it.
func (t target) id() string { return string(t.Product) }

func (m *Market) target(o model.Offer) (target, error) {
	s, ok := m.seatOf(o.Profile)
	if !ok {
		return target{}, &NoProfileError{Profile: o.Profile}
	}
	kind, known := m.o.Catalog.Type(o.Type)
	if !known {
		kind = &catalog.Type{ID: o.Type, Label: string(o.Type), Dialect: cmp.Or(o.Dialect, model.Graph)}
	}
	return target{Offer: o, seat: s, kind: kind}, nil
}
