package store

import (
	"context"
	"fmt"
	"time"
)

// kindClaim is the kind of a row of the cache that says who is at something, and until when
// that holds without being renewed.
const (
	kindClaim    = "claim"
	claimPayouts = "payouts"
)

// ClaimPayouts makes one holder, of whatever process, the only one that refreshes the
// identity's payouts, for some time; it renews a claim as well. It reports false if another
// holder has it. A claim that runs longer than anybody asks for was made by another clock, and
// is none.
func (s *Seat) ClaimPayouts(ctx context.Context, holder string, holds time.Duration) (bool, error) {
	value, sum, err := encode(holder)
	if err != nil {
		return false, err
	}
	now := s.store.now()
	held, err := s.change(ctx, `
		INSERT INTO cache (identity, kind, key, read_at, value, sum) VALUES (?, ?, ?, ?, ?, ?)
		ON CONFLICT (identity, kind, key) DO UPDATE SET read_at = excluded.read_at, value = excluded.value, sum = excluded.sum
		WHERE value = excluded.value OR read_at <= ? OR read_at > ?`,
		s.identity, kindClaim, claimPayouts, now.Add(holds).UnixNano(), value, sum, now.UnixNano(), now.Add(2*holds).UnixNano())
	if err != nil {
		return false, fmt.Errorf("keep other consoles from refreshing the payouts: %w", err)
	}
	return held, nil
}

// ReleasePayouts lets others refresh the identity's payouts, if the holder has the claim.
func (s *Seat) ReleasePayouts(ctx context.Context, holder string) error {
	value, _, err := encode(holder)
	if err == nil {
		_, err = s.change(ctx, "DELETE FROM cache WHERE identity = ? AND kind = ? AND key = ? AND value = ?",
			s.identity, kindClaim, claimPayouts, value)
	}
	if err != nil {
		return fmt.Errorf("let other consoles refresh the payouts: %w", err)
	}
	return nil
}
