package sandbox

import (
	"net/http"
	"path"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
)

// cppPut makes an offer or replaces its draft. p is nil if there is none.
func (s *Server) cppPut(c *call, p *product, publisher, id string) answer {
	sent, def, bad := s.cppBody(c, publisher, id)
	if bad != nil {
		return *bad
	}
	if p == nil {
		return s.cppCreate(c, publisher, id, sent.TextOf("offerTypeId"), def)
	}
	if a := s.cppMatch(c, p); a != nil {
		return *a
	}
	switch _, known := schemaOf(cppType(p)); {
	case !strings.EqualFold(sent.TextOf("offerTypeId"), cppType(p)):
		return s.cppError(http.StatusBadRequest, "BadRequest", "The argument: 'OfferTypeId' cannot be changed: the offer is a "+cppType(p)+".")
	case !known:
		return s.cppForeign(p)
	}
	s.store.unhost(def)
	if r := s.cppAllowed(p, def); r != nil {
		return s.cppRefuse(r)
	}
	if err := s.cppStore(p, def); err != nil {
		return s.cppRefuse(err)
	}
	c.accept("cpp", "put", p, "draft")
	return reply(http.StatusOK, s.cppEnvelope(c, p, inEnv(p, draft)).Bytes()).with("Etag", p.cppTag())
}

// cppBody reads the document of a PUT.
func (s *Server) cppBody(c *call, publisher, id string) (sent, def *ordered.Object, bad *answer) {
	no := func(message string) (*ordered.Object, *ordered.Object, *answer) {
		a := s.cppError(http.StatusBadRequest, "BadRequest", message)
		return nil, nil, &a
	}
	sent, err := ordered.Parse(c.Body)
	if err != nil {
		return no("The request body is not valid: " + err.Error())
	}
	raw, _ := sent.Get("definition")
	def, err = ordered.Parse(raw)
	switch {
	case sent.TextOf("offerTypeId") == "":
		return no("The argument: 'OfferTypeId' cannot be null or empty.")
	case !strings.EqualFold(sent.TextOf("publisherId"), publisher):
		return no("The argument: 'PublisherId' must be that of the address.")
	case !strings.EqualFold(sent.TextOf("id"), id):
		return no("The argument: 'Id' must be that of the address.")
	case err != nil:
		return no("The argument: 'Definition' cannot be null or empty.")
	}
	filled(def, emptyDefinition())
	plans := elements(def, partPlans)
	for i, plan := range plans {
		switch id := plan.TextOf(planIDKey); {
		case !planID(id) || strings.HasSuffix(id, "-"):
			return no("The plan id '" + id + "' is not valid: use lower-case letters, digits, hyphens and underscores, at most 50, and no hyphen at the end.")
		case planIndex(plans[:i], id) >= 0:
			return no("The plan id '" + id + "' is used twice.")
		}
	}
	return sent, def, nil
}

// cppMatch checks the If-Match of a PUT of an offer that exists.
func (s *Server) cppMatch(c *call, p *product) *answer {
	switches := s.opts.Switches.CPP
	var a answer
	switch given := c.Header.Get("If-Match"); {
	case given == "*", given == "" && switches.UnmatchedPasses, given == p.cppTag() && !switches.StaleETags:
		return nil
	case given != "":
		a = s.cppError(http.StatusPreconditionFailed, "PreconditionFailed", "The ETag does not match that of the offer.")
	case switches.Unmatched400:
		a = s.cppError(http.StatusBadRequest, "BadRequest", "The If-Match header is required.")
	default:
		a = s.cppError(http.StatusConflict, "InvalidResourceId",
			"Offer ID already exists. If you wanted to update an existing offer, please ensure If-Match header is specified as per documentation.")
	}
	return &a
}

// cppCreate makes a new offer.
func (s *Server) cppCreate(c *call, publisher, id, kind string, def *ordered.Object) answer {
	if c.Header.Get("If-Match") != "" {
		return s.cppError(http.StatusNotFound, "NotFound", "The offer "+id+" does not exist.")
	}
	types := offerTypes()
	i := slices.IndexFunc(types, func(t offerType) bool { return t.CPP != "" && strings.EqualFold(t.CPP, kind) })
	if i < 0 {
		return s.cppError(http.StatusBadRequest, "BadRequest", "Offers of type "+kind+" are made in Partner Center.")
	}
	tenant, name := s.store.tenantOf(publisher)
	s.store.unhost(def)
	p, err := s.store.createOffer(tenant, name, types[i], id, def.TextOf(partText))
	if err != nil {
		return s.cppRefuse(err)
	}
	if err := s.cppStore(p, def); err != nil {
		return s.cppRefuse(err)
	}
	c.accept("cpp", "create", p, "draft")
	status := http.StatusCreated
	if s.opts.Switches.CPP.CreateAnswers200 {
		status = http.StatusOK
	}
	return reply(status, s.cppEnvelope(c, p, inEnv(p, draft)).Bytes()).with("Etag", p.cppTag())
}

// tenantOf is the directory of a publisher's account, and the publisher's id.
func (st *store) tenantOf(publisher string) (tenant, id string) {
	for _, a := range st.accounts {
		for _, p := range a.Publishers {
			if strings.EqualFold(p.ID, publisher) {
				return a.Tenant, p.ID
			}
		}
	}
	return "", publisher
}

// cppForeign refuses to write an offer of a type this API has no words for.
func (s *Server) cppForeign(p *product) answer {
	return s.cppError(http.StatusBadRequest, "BadRequest", "Offers of type "+p.Type+" are edited and published in Partner Center.")
}

// cppStore makes a definition the draft. Nothing of it is held back for a
// while: this API shows at once what it took.
func (s *Server) cppStore(p *product, def *ordered.Object) error {
	st := s.store
	sch, _ := schemaOf(cppType(p))
	plans := elements(def, partPlans)
	for _, pl := range slices.Clone(p.plans) {
		if planIndex(plans, pl.ID) >= 0 {
			continue
		}
		if err := st.deletePlan(p, pl); err != nil {
			return err
		}
	}
	for _, sent := range plans {
		id := sent.TextOf(planIDKey)
		if p.planNamed(id) != nil {
			continue
		}
		subtype := solutionTemplate
		if sent.TextOf(prefixApp+"skuType") == managedApplication {
			subtype = managedApplication
		}
		if _, err := st.createPlan(p, id, id, subtype); err != nil {
			return err
		}
	}
	st.showAll(p)
	was := s.definition(p, inEnv(p, draft))
	if !s.opts.Switches.CPP.EmptySecretErases {
		keepSecrets(def, was)
	}
	st.carryName(p, def.TextOf(partText))
	offer := nested(def, partOffer)
	filled(offer, sch.BlankOffer(p.Offer))
	st.carryRows(p, "", sch.Offer, nested(was, partOffer), offer)
	st.carryLogos(p, nested(was, partOffer), offer)
	def.Set(partOffer, offer.Bytes())
	for _, sent := range plans {
		pl := p.planNamed(sent.TextOf(planIDKey))
		before := planObject(was, pl.ID)
		renameSystem(sent)
		twins(sent, before)
		filled(sent, sch.BlankPlan(pl.ID))
		st.carryRows(p, pl.GUID, sch.Plan, before, sent)
	}
	setElements(def, partPlans, plans)
	st.loadUploads(p)
	st.write(p, document{Key: sectionKey{Name: sectionDefinition}, CPP: def.Bytes()})
	return nil
}

// showAll lets everything of an offer be seen now.
func (st *store) showAll(p *product) {
	for _, b := range p.branches {
		b.Ready = p.Created
	}
	for _, pl := range p.plans {
		pl.Ready = p.Created
	}
}

// planNamed finds a plan by the publisher's id; nil if there is none.
func (p *product) planNamed(id string) *plan {
	for _, pl := range p.plans {
		if pl.ID == id {
			return pl
		}
	}
	return nil
}

// renameSystem gives the operating system of a Windows machine the name under
// which the service answers it.
func renameSystem(plan *ordered.Object) {
	const sent, kept = prefixVM + "windowsOSType", prefixVM + "osType"
	if value, ok := plan.Get(sent); ok {
		plan.Set(kept, value)
		plan.Delete(sent)
	}
}

// fileName is the name of the file at an address.
func fileName(address string) string { return path.Base(bare(address)) }

// bareTag is an entity tag without its quotes.
func bareTag(tag string) string { return strings.Trim(tag, `"`) }

// cppAllowed refuses what cannot be changed any more.
func (s *Server) cppAllowed(p *product, def *ordered.Object) *refusal {
	plans := elements(def, partPlans)
	sch, _ := schemaOf(cppType(p))
	busy := p.busy()
	for _, pl := range p.plans {
		i := planIndex(plans, pl.ID)
		published := p.has(live, pl.GUID) || p.has(preview, pl.GUID)
		switch {
		case i < 0 && busy != nil && busy.Takes[moduleKey{modulePlan, pl.GUID}] != nil:
			return invalid(partPlans, "The plan '"+pl.ID+"' is being published and cannot be removed.")
		case !published:
			continue
		case i < 0:
			return invalid(partPlans, "The plan '"+pl.ID+"' has been published and cannot be removed.")
		case !p.has(live, pl.GUID):
			continue
		}
		sold := planObject(s.definition(p, inEnv(p, live)), pl.ID)
		if private := restrictedAudience(); private.read(sold) == nil && private.read(plans[i]) != nil {
			return invalid("restrictedAudience", "The plan '"+pl.ID+"' is published for everybody and cannot become private.")
		}
		if sch.Images == "" {
			continue
		}
		sent := nested(plans[i], sch.Images)
		for version := range nested(sold, sch.Images).All() {
			if _, ok := sent.Get(version); !ok {
				return invalid(sch.Images, "The image version "+version+" of plan '"+pl.ID+"' is published and cannot be removed.")
			}
		}
	}
	return nil
}
