package command

import (
	"context"
	"errors"
	"strings"

	"awning/model"
	"awning/model/catalog"
)

// with opens the marketplace, hands it to do, and closes it.
func (r *run) with(ctx context.Context, do func(m Market) error) (err error) {
	m, done, err := r.opt.Open(ctx, r.set)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, done()) }()
	return do(m)
}

// withOffer is with for commands about one offer.
func (r *run) withOffer(ctx context.Context, id string, do func(s *subject) error) error {
	if err := model.CheckOfferID(model.OfferID(id)); err != nil {
		return &Error{Exit: WrongUsage, Text: err.Error(), Next: r.text.Command.Usage.ListOffers, Cause: err}
	}
	return r.with(ctx, func(m Market) error {
		scope, err := r.scope(ctx, m)
		if err != nil {
			return err
		}
		o, err := m.Find(ctx, scope, model.OfferID(id))
		if err != nil {
			return err
		}
		kind, _ := r.opt.Catalog.Through(r.set.API).Type(o.Type)
		return do(&subject{run: r, market: m, offer: o, kind: kind})
	})
}

// subject is the offer a command is about.
type subject struct {
	*run
	market Market
	offer  model.Offer
	kind   *catalog.Type // nil if the catalogue does not know the type
}

// scope is what the flags narrow the profiles to.
func (r *run) scope(ctx context.Context, m Market) (model.Scope, error) {
	s := model.Scope{Profile: r.set.Profile, Publisher: r.set.Publisher}
	if r.set.Account == "" {
		return s, nil
	}
	accounts, err := m.Accounts(ctx)
	if err != nil {
		return s, err
	}
	names := make([]string, len(accounts))
	for i, a := range accounts {
		if strings.EqualFold(string(a.ID), r.set.Account) || strings.EqualFold(a.Name, r.set.Account) {
			s.Account = a.ID
			return s, nil
		}
		names[i] = a.Name
	}
	t := &r.text.Command.Usage
	return s, wrong(sprintf(t.UnknownAccount, r.set.Account), sprintf(t.AccountsAre, strings.Join(names, ", ")))
}

// typeLabel is what people call an offer's type.
func (r *run) typeLabel(id model.OfferType) string {
	if t, ok := r.opt.Catalog.Type(id); ok {
		return t.Label
	}
	return string(id)
}

// typeShort is typeLabel for a column.
func (r *run) typeShort(id model.OfferType) string {
	if t, ok := r.opt.Catalog.Type(id); ok {
		return t.Short
	}
	return string(id)
}

func (r *run) offerJSON(o model.Offer) OfferJSON {
	return OfferJSON{
		ID: string(o.ID), Product: string(o.Product), Alias: o.Alias, Type: string(o.Type),
		TypeLabel: r.typeLabel(o.Type), Publisher: string(o.Publisher), Account: string(o.Account), Profile: string(o.Profile),
	}
}
