package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/world"
)

// variantPage is how many plans one page holds.
const variantPage = 10

func queryEscape(text string) string { return url.QueryEscape(text) }

// v1Variants answers /variants: the plans.
func (s *Server) v1Variants(c *call, p *product, path v1Path) answer {
	if len(path.Rest) > 1 {
		return s.v1NotApplicable()
	}
	if path.id(0) == "" {
		switch c.Method {
		case http.MethodGet:
			return s.v1ListVariants(c, p)
		case http.MethodPost:
			return s.v1CreateVariant(c, p)
		default:
			return s.v1Method(c)
		}
	}
	if strings.EqualFold(path.id(0), testDrive) {
		return s.v1TestDrive(c, p)
	}
	pl := p.plan(path.id(0))
	if pl == nil {
		return s.v1Missing("variant", path.id(0))
	}
	d := p.doc(draft, sectionKey{Name: world.PlanSetup, Plan: pl.GUID})
	if d == nil || d.V1 == nil {
		return s.v1Missing("variant", path.id(0))
	}
	switch c.Method {
	case http.MethodGet:
		return reply(http.StatusOK, rendered(d).Bytes())
	case http.MethodPut:
		return s.v1Put(c, p, d, false)
	case http.MethodDelete:
		if err := s.store.deletePlan(p, pl); err != nil {
			return s.v1Refuse(err)
		}
		c.accept("v1", "delete", p, "variants/"+pl.GUID)
		return nothing()
	default:
		return s.v1Method(c)
	}
}

// v1ListVariants is one page of plans. An offer with a test drive has one row
// more, which is no plan and has no externalID.
func (s *Server) v1ListVariants(c *call, p *product) answer {
	var values []json.RawMessage
	for _, pl := range p.plans {
		if d := p.doc(draft, sectionKey{Name: world.PlanSetup, Plan: pl.GUID}); d != nil && d.V1 != nil {
			values = append(values, rendered(d).Bytes())
		}
	}
	if row := testDriveVariant(p); row != nil {
		values = append(values, row.Bytes())
	}
	from := 0
	if token, _ := c.query("$skipToken"); token != "" {
		raw, err := base64.StdEncoding.DecodeString(token)
		if from, err = strconv.Atoi(string(raw) + badDigit(err)); err != nil || from < 0 {
			return s.v1Refuse(invalid("$skipToken", "The skip token is not valid."))
		}
	}
	from = min(from, len(values))
	to := min(from+variantPage, len(values))
	next := ""
	if to < len(values) {
		next = "v1.0/ingestion/products/" + p.ID + "/variants?$skipToken=" + base64.StdEncoding.EncodeToString([]byte(strconv.Itoa(to)))
	}
	return page(values[from:to], next)
}

// badDigit spoils a number that could not be decoded.
func badDigit(err error) string {
	if err != nil {
		return "x"
	}
	return ""
}

// v1CreateVariant makes a plan.
func (s *Server) v1CreateVariant(c *call, p *product) answer {
	o, problems := readEntity(c.Body, "AzureSkuVariant")
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	id, alias, subtype := o.TextOf("externalID"), o.TextOf("friendlyName"), o.TextOf("subType")
	if subtype != "" && !slices.Contains([]string{managedApplication, solutionTemplate}, subtype) {
		return s.v1Refuse(invalid("SubType", "The field SubType is invalid."))
	}
	if alias == "" {
		alias = id
	}
	pl, err := s.store.createPlan(p, id, alias, subtype)
	if err != nil {
		return s.v1Refuse(err)
	}
	d := p.doc(draft, sectionKey{Name: world.PlanSetup, Plan: pl.GUID})
	if regions, ok := o.Get("cloudAvailabilities"); ok {
		v1 := object(d.V1)
		v1.Set("cloudAvailabilities", regions)
		d = s.store.editV1(p, d.Key, v1.Bytes())
	}
	c.accept("v1", "create", p, "variants/"+pl.GUID)
	return reply(http.StatusCreated, rendered(d).Bytes()).with("Etag", d.ETag).
		with("Location", c.Base+v1Root+"/products/"+p.ID+"/variants/"+pl.GUID)
}
