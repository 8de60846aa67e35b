package world_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"awning/client/sandbox/world"
)

// contract is a file of the contract folder. Tests that need it are skipped where
// there is none, but not where one is named.
func contract(t *testing.T, name string) []byte {
	t.Helper()
	dir, set := os.LookupEnv("AWNING_CONTRACT")
	if !set {
		dir = filepath.Join("..", "..", "..", "..", "shared", "contract")
	}
	_, err := os.Stat(dir)
	switch {
	case err != nil && set:
		t.Fatalf("AWNING_CONTRACT names no folder: %v", err)
	case err != nil:
		t.Skipf("no contract folder: %v", err)
	}
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

const schemaHost = "https://schema.mp.microsoft.com/schema/"

// archived is a schema of the archive. The archive names the old host.
func archived(t *testing.T, kind string) map[string]any {
	t.Helper()
	raw := contract(t, filepath.Join("schemas", kind+"-2022-03-01-preview2.json"))
	raw = bytes.ReplaceAll(raw, []byte("product-ingestion.azureedge.net"), []byte("schema.mp.microsoft.com"))
	raw = bytes.ReplaceAll(raw, []byte(`product-ingestion\\.azureedge\\.net`), []byte(`schema\\.mp\\.microsoft\\.com`))
	raw = bytes.ReplaceAll(raw, []byte(`2020-12/schema#"`), []byte(`2020-12/schema"`))
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		t.Fatal(err)
	}
	return doc.(map[string]any)
}

// schema compiles an archived schema of the Graph API. Most hold the common
// schemas they refer to; some leave them to others, and none has the one of
// masked secrets.
func schema(t *testing.T, kind string) *jsonschema.Schema {
	t.Helper()
	const version = "/2022-03-01-preview2"
	doc, common := archived(t, kind), archived(t, "plan")["$defs"].(map[string]any)
	common[schemaHost+"masked-secret"+version] = true
	own, _ := doc["$defs"].(map[string]any)
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for url, def := range common {
		if _, ok := own[url]; ok || !strings.HasPrefix(url, schemaHost) {
			continue
		}
		if err := c.AddResource(url, def); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.AddResource(schemaHost+kind+version, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(schemaHost + kind + version)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// resource is how the Graph API calls a section, and the id of the resource.
func resource(o world.Offer, s world.Section) (kind, id string) {
	const public = "/public/main"
	switch s.Name {
	case world.Property:
		return "property", o.Product + public
	case world.Listing:
		return "listing", o.Product + public + "/default/en-us"
	case world.Asset:
		return "listing-asset", o.Product + public + "/default/en-us/" + s.Key
	case world.Audience:
		return "price-and-availability-offer", o.Product
	case world.Reseller:
		return "reseller", o.Product
	case world.Leads:
		return "customer-leads", o.Product
	case world.TestDrive:
		return "test-drive", o.Product
	case world.PlanSetup:
		return "plan", o.Product + "/" + s.Plan
	case world.PlanListing:
		return "plan-listing", o.Product + public + "/" + s.Plan + "/en-us"
	case world.PlanAvail:
		return "price-and-availability-plan", o.Product + "/" + s.Plan
	case world.PlanPackage:
		return "virtual-machine-plan-technical-configuration", o.Product + "/" + s.Plan
	default:
		return "", ""
	}
}

// served is the document as the server sends it, without the members that no
// documentation names.
func served(t *testing.T, doc json.RawMessage, o world.Offer, s world.Section) map[string]any {
	t.Helper()
	d := json.NewDecoder(bytes.NewReader(doc))
	d.UseNumber()
	var out map[string]any
	if err := d.Decode(&out); err != nil {
		t.Fatal(err)
	}
	for _, m := range world.UndocumentedMembers() {
		delete(out, m)
	}
	kind, id := resource(o, s)
	out["$schema"] = schemaHost + kind + "/2022-03-01-preview2"
	out["id"] = kind + "/" + id
	out["product"] = "product/" + o.Product
	if s.Plan != "" && s.Name != world.PlanSetup {
		out["plan"] = "plan/" + o.Product + "/" + s.Plan
	}
	if s.Name == world.Asset {
		out["listing"] = "listing/" + o.Product + "/public/main/default/en-us"
		out["url"] = "https://storage.example/blob/file"
	}
	return out
}

// neutral are the sections whose schema holds for every type of offer; the
// archived schemas of the others are of virtual machines.
func neutral() []world.SectionName {
	return []world.SectionName{world.PlanSetup, world.Reseller, world.Leads, world.TestDrive, world.Audience}
}

func TestContract_graph(t *testing.T) {
	t.Parallel()
	schemas := map[string]*jsonschema.Schema{}
	counts := map[string]int{}
	for _, o := range world.New(world.Options{Offers: 120}).Offers {
		for _, s := range o.Sections {
			if o.Type != "azureVirtualMachine" && !slices.Contains(neutral(), s.Name) {
				continue
			}
			kind, _ := resource(o, s)
			if kind == "" {
				continue
			}
			if schemas[kind] == nil {
				schemas[kind] = schema(t, kind)
			}
			for env, c := range map[string]*world.Content{"draft": s.Draft, "preview": s.Preview, "live": s.Live} {
				if c == nil || c.Graph == nil {
					continue
				}
				counts[kind]++
				if err := schemas[kind].Validate(served(t, c.Graph, o, s)); err != nil {
					t.Errorf("%s of %s in %s: %v\n%s", kind, o.ID, env, err, c.Graph)
				}
			}
		}
	}
	t.Logf("validated against the archived schemas: %v", counts)
	if len(counts) != 11 {
		t.Errorf("%d kinds of resources validated, want 11", len(counts))
	}
}

// onTheWire are members that the service sends although the swagger lacks them.
func onTheWire() []string {
	return []string{
		"certificationsAzureGovernment", "subType", "deploymentMode", "customerAccessEnableState",
		"publisherManagementMode",
	}
}

func TestContract_swagger(t *testing.T) {
	t.Parallel()
	doc, err := openapi3.NewLoader().LoadFromData(contract(t, "Partner_Ingestion_SwaggerDocument.json"))
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, o := range world.New(world.Options{Offers: 120}).Offers {
		for _, s := range o.Sections {
			for env, c := range map[string]*world.Content{"draft": s.Draft, "preview": s.Preview, "live": s.Live} {
				if c == nil || c.V1 == nil {
					continue
				}
				kind, err := fits(doc, c.V1)
				if err != nil {
					t.Errorf("%s of %s in %s: %v\n%.600s", s.Name, o.ID, env, err, c.V1)
				}
				counts[kind]++
			}
		}
	}
	t.Logf("validated against the swagger: %v", counts)
	for _, kind := range []string{
		"AzureListing", "AzureProperty", "ProductAvailability", "FeatureAvailability", "AzureProductSetup",
		"AzureManagedApplicationPackageConfiguration", "AzureSolutionTemplatePackageConfiguration",
		"AzureApplicationPackageConfiguration", "ResellerConfiguration", "AzureSkuVariant", "ListingImage", "ListingAsset",
		"Dynamics365BusinessCentralPackageConfiguration", "Dynamics365CustomerEngagementPackageConfiguration",
		"Dynamics365OperationsPackageConfiguration", "SupplementalContent", "HttpsEndpointLeadConfiguration",
		"AzureTableLeadConfiguration", "MarketoLeadConfiguration", "SalesForceLeadConfiguration",
		"DynamicsCustomerRelationshipManagementLeadConfiguration",
	} {
		if counts[kind] == 0 {
			t.Errorf("no %s was validated", kind)
		}
	}
}

// fits validates a document against the schema of its resource type, and its
// members against the names declared there.
func fits(doc *openapi3.T, raw json.RawMessage) (string, error) {
	var value map[string]any
	if err := json.Unmarshal(raw, &value); err != nil {
		return "", err
	}
	kind, _ := value["resourceType"].(string)
	for name, ref := range doc.Components.Schemas {
		if !strings.HasSuffix(name, "."+kind) {
			continue
		}
		declared := map[string]bool{}
		declare(ref.Value, declared)
		for m := range value {
			if !declared[m] && !slices.Contains(onTheWire(), m) && !slices.Contains(world.UndocumentedMembers(), m) {
				return kind, fmt.Errorf("member %q is not declared", m)
			}
		}
		return kind, ref.Value.VisitJSON(value)
	}
	return kind, fmt.Errorf("no schema of %q", kind)
}

func declare(s *openapi3.Schema, into map[string]bool) {
	for name := range s.Properties {
		into[name] = true
	}
	for _, part := range s.AllOf {
		declare(part.Value, into)
	}
}
