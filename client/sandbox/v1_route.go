package sandbox

import (
	"net/http"
	"strings"
)

// v1Path is what a path below /products/{P} asks for.
type v1Path struct {
	Word string   // the resource in lower case: "listings"
	Rest []string // what follows, as sent
}

// id is the n-th segment after the resource, "" if there is none.
func (p v1Path) id(n int) string {
	if n >= len(p.Rest) {
		return ""
	}
	return p.Rest[n]
}

// function reads a segment of the form name(argument=value); name in lower case.
func function(segment string) (name, value string, ok bool) {
	name, args, ok := strings.Cut(segment, "(")
	if !ok || !strings.HasSuffix(args, ")") {
		return "", "", false
	}
	_, value, ok = strings.Cut(strings.TrimSuffix(args, ")"), "=")
	return strings.ToLower(name), strings.Trim(value, "'"), ok
}

// v1Handler answers one resource of a product.
type v1Handler func(*Server, *call, *product, v1Path) answer

// v1Resources are the resources the sandbox has, by their word in lower case.
func v1Resources() map[string]v1Handler {
	return map[string]v1Handler{
		"setup":                 (*Server).v1Setup,
		"branches":              (*Server).v1Branches,
		"listings":              (*Server).v1Listings,
		"properties":            (*Server).v1Entities,
		"productavailabilities": (*Server).v1Entities,
		"featureavailabilities": (*Server).v1Entities,
		"packageconfigurations": (*Server).v1Entities,
		"packages":              (*Server).v1Packages,
		"variants":              (*Server).v1Variants,
		"submissions":           (*Server).v1Submissions,
		"leadconfiguration":     (*Server).v1Leads,
		"resellerconfiguration": (*Server).v1Reseller,
		"supplementalcontents":  (*Server).v1Supplemental,
		"coselllisting":         (*Server).v1CosellListing,
		"cosellassets":          (*Server).v1CosellAssets,
	}
}

// v1Products answers /products and everything below.
func (s *Server) v1Products(c *call, parts []string) answer {
	if len(parts) == 0 {
		switch c.Method {
		case http.MethodGet:
			return s.v1ListProducts(c)
		case http.MethodPost:
			return s.v1CreateProduct(c)
		default:
			return s.v1Method(c)
		}
	}
	p := s.store.product(c.Who, parts[0])
	if p == nil || typeOf(p.Type).V1 == "" {
		return s.v1Missing("product", parts[0])
	}
	if len(parts) == 1 {
		return s.v1Product(c, p)
	}
	path := v1Path{Word: strings.ToLower(parts[1]), Rest: parts[2:]}
	handle, ok := v1Resources()[path.Word]
	if !ok {
		return s.v1NotApplicable()
	}
	return handle(s, c, p, path)
}

// v1Method is 405.
func (s *Server) v1Method(c *call) answer {
	return s.v1Error(http.StatusMethodNotAllowed, map[string][]string{"Method": {"The method " + c.Method + " is not allowed here."}})
}
