package command

import (
	"context"
	"sync"

	"awning/model"
)

// world is what an offer holds in the environments that were asked for.
type world map[model.Environment]model.Contents

// load reads environments side by side. The first failure is the answer.
func (s *subject) load(ctx context.Context, envs ...model.Environment) (world, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	var (
		wg sync.WaitGroup
		mu sync.Mutex
	)
	w := world{}
	for _, env := range envs {
		wg.Go(func() {
			c, err := s.market.Contents(ctx, s.offer, env)
			if err != nil {
				cancel(err)
				return
			}
			mu.Lock()
			w[env] = c
			mu.Unlock()
		})
	}
	wg.Wait()
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	return w, nil
}

// published is what was published last; nothing if nothing ever was.
func (w world) published(st model.Standing) model.Contents { return w[st.Published()] }
