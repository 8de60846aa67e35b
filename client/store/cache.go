package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"awning/model"
)

// The kinds of rows in the cache.
const (
	kindOffers   = "offers"
	kindStanding = "standing"
	kindContents = "contents"
)

// Offers returns the list of offers saved under key, and when it was saved; the
// zero time if it never was.
func (s *Seat) Offers(ctx context.Context, key string) ([]model.Offer, time.Time, error) {
	var offers []model.Offer
	at, err := s.read(ctx, kindOffers, key, &offers)
	return offers, at, err
}

// SaveOffers replaces the list saved under key.
func (s *Seat) SaveOffers(ctx context.Context, key string, offers []model.Offer) error {
	return s.save(ctx, kindOffers, key, offers)
}

// Standing returns where a product stood when it was last asked, and when that
// was; the zero time if it never was.
func (s *Seat) Standing(ctx context.Context, p model.ProductID) (model.Standing, time.Time, error) {
	var st model.Standing
	at, err := s.read(ctx, kindStanding, string(p), &st)
	return st, at, err
}

// SaveStanding replaces what is known of where a product stands.
func (s *Seat) SaveStanding(ctx context.Context, p model.ProductID, st model.Standing) error {
	return s.save(ctx, kindStanding, string(p), st)
}

// Standings returns where every product stood when it was last asked.
func (s *Seat) Standings(ctx context.Context) (map[model.ProductID]model.Standing, error) {
	rows, err := s.store.db.QueryContext(ctx,
		"SELECT key, value, sum FROM cache WHERE identity = ? AND kind = ?", s.identity, kindStanding)
	if err != nil {
		return nil, fmt.Errorf("read the stored standings: %w", explain(err))
	}
	defer rows.Close()
	all := map[model.ProductID]model.Standing{}
	for rows.Next() {
		var key string
		var value, sum []byte
		if err = rows.Scan(&key, &value, &sum); err != nil {
			return nil, fmt.Errorf("read the stored standings: %w", explain(err))
		}
		var st model.Standing
		if decode(value, sum, &st) == nil { // a damaged row is as good as none
			all[model.ProductID(key)] = st
		}
	}
	if err = rows.Err(); err != nil {
		return nil, fmt.Errorf("read the stored standings: %w", explain(err))
	}
	return all, nil
}

// save writes a row of the cache.
func (s *Seat) save(ctx context.Context, kind, key string, v any) error {
	value, sum, err := encode(v)
	if err != nil {
		return err
	}
	_, err = s.store.db.ExecContext(ctx,
		"INSERT OR REPLACE INTO cache (identity, kind, key, read_at, value, sum) VALUES (?, ?, ?, ?, ?, ?)",
		s.identity, kind, key, s.store.now().UnixNano(), value, sum)
	if err != nil {
		return fmt.Errorf("store %s: %w", kind, explain(err))
	}
	return nil
}

// read reads a row of the cache. A damaged one is as good as none: the service
// has the truth.
func (s *Seat) read(ctx context.Context, kind, key string, into any) (time.Time, error) {
	var at int64
	var value, sum []byte
	err := s.store.db.QueryRowContext(ctx,
		"SELECT read_at, value, sum FROM cache WHERE identity = ? AND kind = ? AND key = ?", s.identity, kind, key).
		Scan(&at, &value, &sum)
	if errors.Is(err, sql.ErrNoRows) {
		return time.Time{}, nil
	}
	if err != nil {
		return time.Time{}, fmt.Errorf("read the stored %s: %w", kind, explain(err))
	}
	if intact := decode(value, sum, into) == nil; !intact {
		return time.Time{}, nil
	}
	return time.Unix(0, at), nil
}
