package transport

import "sync"

// What retries cost. A service in trouble is not helped by being asked five
// times as often: when the budget is spent, failures are reported at once.
const (
	fullBudget    = 500
	retryCost     = 5
	timeoutCost   = 10
	successReward = 1
)

// budget is the retries an API's callers have left together.
type budget struct {
	mu    sync.Mutex
	spent int
}

// take pays for a retry; it reports false, and takes nothing, if there is not
// enough left.
func (b *budget) take(cost int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.spent+cost > fullBudget {
		return false
	}
	b.spent += cost
	return true
}

func (b *budget) reward() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.spent = max(b.spent-successReward, 0)
}
