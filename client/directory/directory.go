// Package directory asks where an identity belongs.
//
// Azure Resource Manager says which directory tenants it can see
// (learn.microsoft.com/rest/api/resources/tenants/list). A tenant is what a Partner
// Center account hangs on: its name is the account's best name that any API tells. An
// application sees its own tenant only. Partner Center itself says which company it is
// (learn.microsoft.com/partner-center/developer/get-the-partner-profile), to people alone.
package directory

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"

	"awning/client/transport"
)

// BaseURL is where the API lives.
const BaseURL = "https://management.azure.com"

// maxPages ends a walk that would never end.
const maxPages = 1000

// Client makes the call. It holds no state of its own and may be shared.
type Client struct{ api *transport.API }

// New makes a client on a set-up transport.
func New(api *transport.API) *Client { return &Client{api: api} }

// Tenant is one directory.
type Tenant struct {
	ID     string `json:"tenantId"`
	Name   string `json:"displayName"`
	Domain string `json:"defaultDomain"`
}

// Tenants lists the tenants the identity can see.
func (c *Client) Tenants(ctx context.Context) ([]Tenant, error) {
	const op = "list tenants"
	call := transport.Call{
		Op: op, Kind: transport.Read, Method: http.MethodGet, Path: []string{"tenants"},
		Query: url.Values{"api-version": {"2022-12-01"}},
	}
	var out []Tenant
	seen := map[string]bool{}
	for range maxPages {
		reply, err := c.api.Do(ctx, call)
		if err != nil {
			return nil, err
		}
		var page struct {
			Value []Tenant `json:"value"`
			Next  string   `json:"nextLink"`
		}
		if err = json.Unmarshal(reply.Body, &page); err != nil {
			return nil, fmt.Errorf("%s: the answer cannot be read: %w", op, err)
		}
		out = append(out, page.Value...)
		if page.Next == "" || seen[page.Next] {
			return out, nil
		}
		seen[page.Next] = true
		if call.Link, err = c.api.Resolve(page.Next); err != nil { // the token travels with it
			return nil, fmt.Errorf("%s: %w", op, err)
		}
	}
	return nil, fmt.Errorf("%s: the list has more than %d pages; stopped reading", op, maxPages)
}
