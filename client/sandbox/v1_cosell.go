package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// moduleCosell is what an offer that is sold together with the platform's own people has
// beside its modules. It can be read here and not changed.
const moduleCosell = "Cosell"

// cosellOf is the instance of an offer's co-sell listing, the same in every
// environment; "" if it has none: the types that run on Azure do once they are live.
func (s *Server) cosellOf(p *product) string {
	if !slices.Contains([]string{"azureApplication", "softwareAsAService", "azureVirtualMachine", "azureContainer"}, p.Type) || !p.in(live) {
		return ""
	}
	return s.cosellID(p, "instance")
}

// cosellID is one of the ids of an offer's co-sell listing.
func (s *Server) cosellID(p *product, of string) string {
	return guidOf(hashed(s.opts.Seed, 4, p.ID+"/cosell/"+of))
}

// cosellDocument is the one document of a co-sell listing: where its bytes are
// is said for it alone, as for every file.
func (s *Server) cosellDocument(c *call, p *product, address bool) *ordered.Object {
	id := s.cosellID(p, "deck")
	o := newObject("resourceType", "CosellAsset", "fileName", p.Offer+"-pitch-deck.pdf", "type", "PitchDeck", "state", "Processed")
	if address {
		s.store.keep("/blob/"+uploadContainer(id)+"/"+uploadFile, "application/pdf", []byte("%PDF-1.4\n%%EOF\n"))
		o.SetText("fileSasUri", s.sas(c.Base, uploadContainer(id), uploadFile))
	}
	o.SetText("id", id)
	return o
}

// cosellListing is a co-sell listing: for whom the offer is, and whom to ask.
func (s *Server) cosellListing(p *product) *ordered.Object {
	return newObject("resourceType", "CosellListing",
		"offerPlatforms", []string{"Azure"}, "endCustomerSegments", []string{"Enterprise", "SMB"}, "offerType", "Application",
		"solutionAreas", []*ordered.Object{newObject("area", "Infrastructure", "subAreas", []string{"Migrate and modernize"})},
		"contacts", []*ordered.Object{newObject("type", "Sales", "email", "sales@"+p.Publisher+".example", "name", "Partner sales",
			"jobTitle", "Partner manager", "role", "Sales", "regions", []string{"EMEA"}, "subRegions", none{})},
		"assetReferences", []map[string]string{{"type": "PitchDeck", "value": s.cosellID(p, "deck")}},
		"id", s.cosellID(p, "listing"))
}

// v1CosellListing answers /cosellListing.
func (s *Server) v1CosellListing(c *call, p *product, path v1Path) answer {
	return s.v1Cosell(c, p, path, func(collection bool) answer {
		if collection {
			return page([]json.RawMessage{s.cosellListing(p).Bytes()}, "")
		}
		return reply(http.StatusOK, s.cosellListing(p).Bytes())
	})
}

// v1CosellAssets answers /cosellAssets.
func (s *Server) v1CosellAssets(c *call, p *product, path v1Path) answer {
	documents := page([]json.RawMessage{s.cosellDocument(c, p, false).Bytes()}, "")
	switch id := path.id(0); {
	case id == "" && c.Method == http.MethodGet && s.cosellOf(p) == "":
		return page(nil, "")
	case id == "" && c.Method == http.MethodGet:
		return documents
	case strings.EqualFold(id, s.cosellID(p, "deck")) && c.Method == http.MethodGet && s.cosellOf(p) != "":
		return reply(http.StatusOK, s.cosellDocument(c, p, true).Bytes())
	case !strings.Contains(id, "(") && c.Method == http.MethodGet:
		return s.v1Missing("co-sell asset", id)
	}
	return s.v1Cosell(c, p, path, func(bool) answer { return documents })
}

// v1Cosell answers what is read by instance: as a collection, or, by the instance's
// bare id, alone.
func (s *Server) v1Cosell(c *call, p *product, path v1Path, show func(collection bool) answer) answer {
	id, collection := path.id(0), false
	if name, value, ok := function(id); ok && name == "getbyinstanceid" {
		id, collection = value, true
	}
	switch instance := s.cosellOf(p); {
	case c.Method != http.MethodGet:
		return s.v1Method(c)
	case instance == "" || !strings.EqualFold(id, instance):
		return s.v1Missing("instance", id)
	}
	return show(collection)
}
