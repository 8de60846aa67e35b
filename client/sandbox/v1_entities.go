package sandbox

import (
	"encoding/json"
	"maps"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// entities says which sections a resource word stands for.
func entities(word string) []world.SectionName {
	return map[string][]world.SectionName{
		"listings":              {world.Listing, world.PlanListing},
		"properties":            {world.Property},
		"productavailabilities": {world.Audience},
		"featureavailabilities": {world.PlanAvail},
		"packageconfigurations": {world.Package, world.PlanPackage},
		"supplementalcontents":  {world.Supplemental},
	}[word]
}

// v1Entities answers the resources that are one document per module: read by
// instance id, read and replaced by entity id.
func (s *Server) v1Entities(c *call, p *product, path v1Path) answer {
	if name, id, ok := function(path.id(0)); ok {
		if name != "getbyinstanceid" || c.Method != http.MethodGet {
			return s.v1NotApplicable()
		}
		return s.v1ByInstance(c, p, path.Word, id)
	}
	if path.id(0) == "" && path.Word == "productavailabilities" && c.Method == http.MethodGet {
		d := p.doc(draft, sectionKey{Name: world.Audience})
		if d == nil || !s.inV1(p.branch(d.Key.module())) {
			return page(nil, "")
		}
		return page([]json.RawMessage{rendered(d).Bytes()}, "")
	}
	if len(path.Rest) != 1 {
		return s.v1NotApplicable()
	}
	d := s.v1Entity(p, path.Word, path.id(0))
	if d == nil {
		return s.v1Missing("resource", path.id(0))
	}
	switch c.Method {
	case http.MethodGet:
		return reply(http.StatusOK, s.v1Show(c, d).Bytes())
	case http.MethodPut:
		return s.v1Put(c, p, d, true)
	default:
		return s.v1Method(c)
	}
}

// v1ByInstance is a module as it is, or was, in one instance.
func (s *Server) v1ByInstance(c *call, p *product, word, id string) answer {
	in := p.instances[strings.ToLower(id)]
	if in == nil || !s.readable(p, in) {
		return s.v1Missing("instance", id)
	}
	var values []json.RawMessage
	for _, d := range in.Docs {
		if d.V1 != nil && slices.Contains(entities(word), d.Key.Name) {
			values = append(values, s.v1Show(c, d).Bytes())
		}
	}
	if values == nil {
		return s.v1Missing("instance", id)
	}
	return page(values, "")
}

// readable reports whether an instance can be read: the draft always, once it
// shows; others unless the switch hides them.
func (s *Server) readable(p *product, in *instance) bool {
	b := p.branch(in.Module)
	if b == nil || s.store.now().Before(b.Ready) {
		return false
	}
	return b.In[draft] == in || !s.opts.Switches.HidePublished
}

// v1Entity finds an entity of the draft by its id; nil if there is none.
func (s *Server) v1Entity(p *product, word, id string) *document {
	for d := range p.docs(draft) {
		if strings.EqualFold(d.Entity, id) && d.V1 != nil && slices.Contains(entities(word), d.Key.Name) && s.inV1(p.branch(d.Key.module())) {
			return d
		}
	}
	return nil
}

// v1Show renders an entity. Of a plan's availability, markets, trial and
// prices are there only if asked for.
func (s *Server) v1Show(c *call, d *document) *ordered.Object {
	o := rendered(d)
	if d.Key.Name != world.PlanAvail {
		return o
	}
	expand, _ := c.query("$expand")
	for _, name := range []string{"marketStates", "trial", "priceSchedules"} {
		if !slices.ContainsFunc(strings.Split(expand, ","), func(want string) bool { return strings.EqualFold(strings.TrimSpace(want), name) }) {
			o.Delete(name)
		}
	}
	return o
}

// v1Put replaces an entity whole. What the request leaves out is gone, but for
// the id and the language, which are the server's.
func (s *Server) v1Put(c *call, p *product, d *document, needsMatch bool) answer {
	if a := s.v1Match(c, d.ETag, needsMatch); a != nil {
		return *a
	}
	old := object(d.V1)
	o, problems := readEntity(c.Body, old.TextOf("resourceType"))
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	s.v1Keep(d.Key, old, o)
	now := s.store.editV1(p, d.Key, o.Bytes())
	c.accept("v1", "put", p, targetName(now))
	return reply(http.StatusOK, s.v1Show(c, now).Bytes()).with("Etag", now.ETag)
}

// v1Keep restores in a new body what a client cannot change or drop.
func (s *Server) v1Keep(k sectionKey, old, o *ordered.Object) {
	o.DeleteFold("id")
	o.Delete("@odata.etag")
	o.Delete("fileSasUri")
	kept := map[world.SectionName][]string{
		world.Listing:     {"languageCode"},
		world.PlanListing: {"languageCode"},
		world.PlanSetup:   {"externalID", "subType", "conversionPaths", "state"},
	}[k.Name]
	for _, name := range kept {
		value, ok := old.Get(name)
		if _, given := o.Get(name); ok && (!given || name != "state" && name != "conversionPaths") {
			o.Set(name, value)
		}
	}
}

// v1Match checks If-Match. "*" always passes.
func (s *Server) v1Match(c *call, etag string, needed bool) *answer {
	given := strings.TrimSpace(c.Header.Get("If-Match"))
	var a answer
	switch {
	case given == "" && needed:
		a = s.v1Refuse(invalid("If-Match", "The If-Match header is required."))
	case given == "" || given == "*" || strings.Trim(strings.TrimPrefix(given, "W/"), `"`) == strings.Trim(etag, `"`):
		return nil
	case s.opts.Switches.Stale412:
		a = s.v1Refuse(refuse(http.StatusPreconditionFailed, "conflict", "If-Match", "The entity has been changed since it was read."))
	default:
		a = s.v1Refuse(refuse(http.StatusConflict, "conflict", "If-Match", "The entity has been changed since it was read."))
	}
	return &a
}

// targetName names a document in the log.
func targetName(d *document) string {
	parts := []string{string(d.Key.Name)}
	for _, part := range []string{d.Key.Plan, d.Key.Key} {
		if part != "" {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, "/")
}

// leadTypes are the resource types of lead configurations with the Graph word
// for each.
func leadTypes() map[string]string {
	return map[string]string{
		"AzureTableLeadConfiguration": "table", "AzureBlobLeadConfiguration": "blob",
		"DynamicsCustomerRelationshipManagementLeadConfiguration": "dynamics", "HttpsEndpointLeadConfiguration": "httpsEndpoint",
		"MarketoLeadConfiguration": "marketo", "SalesForceLeadConfiguration": "salesforce",
	}
}

// v1Singleton reads or replaces a document that has no id. POST is an upsert.
func (s *Server) v1Singleton(c *call, p *product, k sectionKey, created int, kinds ...string) answer {
	d := p.doc(draft, k)
	switch c.Method {
	case http.MethodGet:
		if d == nil || d.V1 == nil || s.store.now().Before(p.branch(k.module()).Ready) {
			return s.v1Missing("resource", string(k.Name))
		}
		return reply(http.StatusOK, d.V1)
	case http.MethodPost:
		o, problems := readEntity(c.Body, kinds...)
		if problems != nil {
			return s.v1Error(http.StatusBadRequest, problems)
		}
		d = s.store.editV1(p, k, o.Bytes())
		c.accept("v1", "post", p, targetName(d))
		return reply(created, d.V1)
	default:
		return s.v1Method(c)
	}
}

// v1Leads answers /leadconfiguration.
func (s *Server) v1Leads(c *call, p *product, _ v1Path) answer {
	return s.v1Singleton(c, p, sectionKey{Name: world.Leads}, http.StatusOK, slices.Sorted(maps.Keys(leadTypes()))...)
}

// v1Reseller answers /resellerConfiguration.
func (s *Server) v1Reseller(c *call, p *product, _ v1Path) answer {
	return s.v1Singleton(c, p, sectionKey{Name: world.Reseller}, http.StatusOK, "ResellerConfiguration")
}

// v1Setup answers /setup. A virtual machine that was never live cannot have a
// test drive; the reason names a field of the service's own, as recorded.
func (s *Server) v1Setup(c *call, p *product, _ v1Path) answer {
	if c.Method == http.MethodPost && typeOf(p.Type).Kind == "azureVM" && !p.in(live) {
		if value, ok := object(c.Body).Fold("enableTestDrive"); ok && string(value) == "true" {
			return s.v1Refuse(invalid("FeatureName", "The field FeatureName is invalid."))
		}
	}
	a := s.v1Singleton(c, p, sectionKey{Name: world.Setup}, http.StatusCreated, "AzureProductSetup")
	if c.Method == http.MethodPost && a.Status == http.StatusCreated {
		s.followSetup(p)
		s.followTestDrive(p)
	}
	return a
}

// followSetup carries the test drive flag of setup to its own section.
func (s *Server) followSetup(p *product) {
	d := p.doc(draft, sectionKey{Name: world.TestDrive})
	if d == nil || d.Graph == nil {
		return
	}
	on, ok := object(p.doc(draft, sectionKey{Name: world.Setup}).V1).Get("enableTestDrive")
	o := object(d.Graph)
	if was, _ := o.Get("enabled"); !ok || string(was) == string(on) {
		return
	}
	o.Set("enabled", on)
	s.store.write(p, document{Key: d.Key, V1: d.V1, Graph: o.Bytes()})
}
