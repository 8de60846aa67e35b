package sandbox

import (
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// testDrive is the id of the variant that is no plan: what customers may try.
const testDrive = "testdrive"

// testDriveKey is where the technical configuration of an offer's test drive is.
func testDriveKey() sectionKey { return sectionKey{Name: world.PlanPackage, Plan: testDrive} }

// testDriveConfiguration is the package configuration of a type's test drive; "" if
// the type has none that this API configures.
func testDriveConfiguration(graph string) string {
	return map[string]string{
		"azureApplication":                 "AzureResourceManagerTestDrivePackageConfiguration",
		"azureVirtualMachine":              "AzureResourceManagerTestDrivePackageConfiguration",
		"dynamics365BusinessCentral":       "Dynamics365BusinessCentralTestDrivePackageConfiguration",
		"dynamics365ForCustomerEngagement": "Dynamics365CustomerEngagementTestDrivePackageConfiguration",
		"dynamics365ForOperations":         "Dynamics365OperationsTestDrivePackageConfiguration",
	}[graph]
}

// driven reports whether an offer has a test drive in an environment.
func (p *product) driven(e env) bool {
	setup := p.doc(e, sectionKey{Name: world.Setup})
	if setup == nil {
		return false
	}
	on, _ := object(setup.V1).Get("enableTestDrive")
	return string(on) == "true"
}

// blankTestDrive is the technical configuration of a new test drive.
func blankTestDrive(p *product) (document, bool) {
	kind := testDriveConfiguration(p.Type)
	o := newObject("resourceType", kind, "testDriveDuration", 4)
	if strings.HasPrefix(kind, "Azure") {
		o.Set("regions", ordered.Value(none{}))
	}
	return document{Key: testDriveKey(), V1: o.Bytes()}, kind != ""
}

// loadTestDrive makes the technical configuration of a test drive that a world only says
// is on.
func (st *store) loadTestDrive(p *product) {
	d, ok := blankTestDrive(p)
	if !ok || !p.driven(draft) || p.doc(draft, d.Key) != nil {
		return
	}
	d.Entity, d.ETag, d.At = st.make.guid(), st.make.etag(p.Created), p.Created
	in := st.instance(p, d.Key.module(), []*document{&d})
	b := &branch{Key: d.Key.module()}
	for e := range envs {
		if p.driven(e) {
			b.In[e] = in
		}
		in.Frozen = in.Frozen || e != draft && p.driven(e)
	}
	p.branches = append(p.branches, b)
}

// followTestDrive makes a technical configuration when a test drive is switched on for the
// first time.
func (s *Server) followTestDrive(p *product) {
	if d, ok := blankTestDrive(p); ok && p.driven(draft) && p.doc(draft, d.Key) == nil {
		s.store.write(p, d)
	}
}

// testDriveVariant is the row of the list of plans that is no plan; nil if the offer
// has no test drive. It has no externalID.
func testDriveVariant(p *product) *ordered.Object {
	if !p.driven(draft) {
		return nil
	}
	setup := object(p.doc(draft, sectionKey{Name: world.Setup}).V1)
	return newObject("resourceType", "AzureTestDriveVariant", "state", "Active", "friendlyName", "Test drive",
		"testDriveType", setup.TextOf("testDriveType"), "extendedProperties", none{}, "id", testDrive)
}

// v1TestDrive answers /variants/testdrive. Its kind is that of the offer's setup.
func (s *Server) v1TestDrive(c *call, p *product) answer {
	row := testDriveVariant(p)
	switch {
	case row == nil:
		return s.v1Missing("variant", testDrive)
	case c.Method == http.MethodGet:
		return reply(http.StatusOK, row.Bytes())
	case c.Method != http.MethodPut:
		return s.v1Method(c)
	}
	o, problems := readEntity(c.Body, "AzureTestDriveVariant")
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	setup := p.doc(draft, sectionKey{Name: world.Setup})
	v1 := object(setup.V1)
	v1.SetText("testDriveType", o.TextOf("testDriveType"))
	s.store.editV1(p, setup.Key, v1.Bytes())
	c.accept("v1", "put", p, "variants/"+testDrive)
	return reply(http.StatusOK, testDriveVariant(p).Bytes())
}

// planRefs are all that has branches beside the offer itself: plans, and the test drive.
func (p *product) planRefs() []string {
	ids := p.planIDs()
	if p.driven(draft) {
		ids = append(ids, testDrive)
	}
	return ids
}
