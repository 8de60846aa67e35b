package graph

import (
	"encoding/json"
	"fmt"

	"awning/model/raw"
)

// Lifecycle is where a resource stands between being sold and being gone. A
// resource that does not say is [Available].
type Lifecycle string

// The states this client sets. The service knows more, which are kept as read.
const (
	Available        Lifecycle = "generallyAvailable"
	Deprecated       Lifecycle = "deprecated" // no longer sold, what the portal calls stopped
	lifecycleDeleted Lifecycle = "deleted"    // final, and only for what was never published
)

// ToLifecycle is the element of a configure body that ends the sale of a whole
// offer, or takes that back: its live submission with another state. It goes
// live by itself, without a publish.
func ToLifecycle(product, submissionID string, state Lifecycle) json.RawMessage {
	return submissionElement(submission{
		ID: "submission/" + product + "/" + submissionID, Product: "product/" + product, Target: targeting{Type: "live"}, Lifecycle: state,
	})
}

// WithLifecycle is a product, a plan or another resource as read, fit for a
// configure body that gives it another state. That changes the draft; customers
// see it once it is published.
func WithLifecycle(resource json.RawMessage, state Lifecycle) (json.RawMessage, error) {
	out, err := raw.Set(resource, "/lifecycleState", []byte(`"`+state+`"`))
	if err != nil {
		return nil, fmt.Errorf("set the lifecycle state: %w", err)
	}
	return Sendable(out)
}

// LifecycleOf is the state a resource names; empty if it names none.
func LifecycleOf(resource json.RawMessage) (Lifecycle, error) {
	var w struct {
		Lifecycle Lifecycle `json:"lifecycleState"`
	}
	if err := json.Unmarshal(resource, &w); err != nil {
		return "", fmt.Errorf("read the lifecycle state: %w", err)
	}
	return w.Lifecycle, nil
}
