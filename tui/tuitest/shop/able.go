package shop

import (
	"context"

	"awning/client"
	"awning/model"
)

// Able answers what is in Errors under "Able" and the task: "Able publish".
func (s *Shop) Able(_ context.Context, _ model.Offer, k client.Task) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Errors["Able "+string(k)]
}
