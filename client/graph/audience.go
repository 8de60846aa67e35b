package graph

import (
	"encoding/json"
	"fmt"
)

// typeAudiences is the type of the request that changes a private audience.
const typeAudiences = "price-and-availability-update-private-audiences"

// Member is one of those who may buy a private plan.
type Member struct {
	Type  string `json:"type"` // tenant, subscription, ea, msdn
	ID    string `json:"id"`
	Label string `json:"label,omitempty"` // a remark for the publisher
}

// UpdateAudience is the element of a configure body that changes who may buy a
// private plan, in the draft, in preview and live together and without a
// publish. Both are GUIDs. The service refuses the first member of a type that the plan was
// not published with before.
func UpdateAudience(product, plan string, add, remove []Member) (json.RawMessage, error) {
	type audiences struct {
		Add    []Member `json:"add"`
		Remove []Member `json:"remove"`
	}
	both := audiences{Add: append([]Member{}, add...), Remove: append([]Member{}, remove...)} // [] rather than null
	b, err := json.Marshal(struct {
		Schema    string    `json:"$schema"`
		Product   string    `json:"product"`
		Plan      string    `json:"plan"`
		Audiences audiences `json:"privateAudiences"`
	}{schemaURI(typeAudiences), "product/" + product, "plan/" + product + "/" + plan, both})
	if err != nil {
		return nil, fmt.Errorf("change the audience of plan %s: %w", plan, err)
	}
	return b, nil
}
