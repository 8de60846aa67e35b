package store_test

import (
	"testing"
	"testing/synctest"
	"time"

	"awning/client/store"
)

// One holder at a time has the claim, until it gives it up or does not renew it; an identity's
// claim is nothing to another one.
func TestClaimPayouts(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := store.OpenMemory(t.Context(), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Close()
		const holds = 30 * time.Second
		claim := func(what, identity, holder string, want bool) {
			t.Helper()
			got, err := s.For(identity).ClaimPayouts(t.Context(), holder, holds)
			if err != nil || got != want {
				t.Errorf("%s: %t, %v", what, got, err)
			}
		}
		release := func(holder string) {
			t.Helper()
			if err := s.For("one").ReleasePayouts(t.Context(), holder); err != nil {
				t.Error(err)
			}
		}
		claim("the first", "one", "a", true)
		claim("another", "one", "b", false)
		claim("another identity", "two", "b", true)
		time.Sleep(20 * time.Second)
		claim("renewed", "one", "a", true)
		time.Sleep(20 * time.Second)
		claim("another, after the first claim would have ended", "one", "b", false)
		release("b")
		claim("another, that gave up what it never had", "one", "b", false)
		release("a")
		claim("another, after the first gave up", "one", "b", true)
		time.Sleep(holds)
		claim("the first, after the other died", "one", "a", true)
		claim("the dead one", "one", "b", false)
	})
}
