package client

import (
	"errors"
	"slices"
	"sync"
	"sync/atomic"

	"awning/model"
)

// present are the seats that are taken. Readers see a list that nobody changes any
// more; a change makes another one.
type present struct {
	changing sync.Mutex
	list     atomic.Pointer[[]*seat]
}

// seats lists the seats that are taken, in the order they were; nobody may change it.
func (m *Market) seats() []*seat {
	if list := m.present.list.Load(); list != nil {
		return *list
	}
	return nil
}

// identities lists the seats that are taken, of those that share an identity the first: what the
// store has is the identity's.
func (m *Market) identities() []*seat {
	var out []*seat
	for _, s := range m.seats() {
		if !slices.ContainsFunc(out, func(o *seat) bool { return o.Identity == s.Identity }) {
			out = append(out, s)
		}
	}
	return out
}

// seatOf returns the seat of a profile, and whether it is taken.
func (m *Market) seatOf(p model.ProfileName) (*seat, bool) {
	all := m.seats()
	if i := slices.IndexFunc(all, func(s *seat) bool { return s.Who.Name == p }); i >= 0 {
		return all[i], true
	}
	return nil, false
}

// Join takes a seat: somebody signed in. One that is taken under its name already is
// replaced, in its place; what was begun on it goes on as it was, and what is begun from
// now on is done by the new one. Unsaved edits and operations under way belong to the
// identity, and are those of the new seat if that is the same.
func (m *Market) Join(s Seat) error {
	if s.Who.Name == "" {
		return errors.New("a profile needs a name: give it one in the config file")
	}
	m.present.changing.Lock()
	defer m.present.changing.Unlock()
	list := slices.Clone(m.seats())
	one := newSeat(s, m.o)
	if i := slices.IndexFunc(list, func(old *seat) bool { return old.Who.Name == s.Who.Name }); i >= 0 {
		list[i] = one
	} else {
		list = append(list, one)
	}
	m.present.list.Store(&list)
	return nil
}

// Leave gives a seat up: somebody signed out. What was begun on it ends by itself; what is
// begun from now on is a [*NoProfileError]. Unsaved edits stay in the store, but for those
// that hold secrets: they are nowhere but in memory, and are forgotten. A profile that is not
// there leaves nothing behind.
func (m *Market) Leave(p model.ProfileName) {
	m.present.changing.Lock()
	defer m.present.changing.Unlock()
	list := slices.DeleteFunc(slices.Clone(m.seats()), func(s *seat) bool { return s.Who.Name == p })
	m.present.list.Store(&list)
	m.volatile.forget(p)
}
