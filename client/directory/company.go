package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"awning/client/transport"
)

// CompanyURL is where Partner Center keeps profiles of companies.
const CompanyURL = "https://api.partnercenter.microsoft.com/v1/profiles"

// Companies asks for the company. It holds no state of its own and may be shared.
type Companies struct{ api *transport.API }

// NewCompanies makes a client on a set-up transport.
func NewCompanies(api *transport.API) *Companies { return &Companies{api: api} }

// Company is who an account belongs to in the Microsoft AI Cloud Partner Program.
type Company struct {
	PartnerID string // a number, kept as text
	Name      string
}

// Own returns the company of the identity's account.
func (c *Companies) Own(ctx context.Context) (Company, error) {
	const op = "read the partner profile"
	reply, err := c.api.Do(ctx, transport.Call{Op: op, Kind: transport.Read, Method: http.MethodGet, Path: []string{"mpn"}})
	if err != nil {
		return Company{}, err
	}
	var w struct {
		ID   any    `json:"mpnId"` // a text, or a number
		Name string `json:"partnerName"`
	}
	if err = json.Unmarshal(reply.Body, &w); err != nil {
		return Company{}, fmt.Errorf("%s: the answer cannot be read: %w", op, err)
	}
	out := Company{Name: w.Name}
	switch id := w.ID.(type) {
	case string:
		out.PartnerID = id
	case float64:
		out.PartnerID = strconv.FormatFloat(id, 'f', 0, 64)
	}
	return out, nil
}
