package world

import (
	"fmt"
	"strconv"
	"strings"

	"awning/client/sandbox/seeded"
)

// offerTech is the technical configuration of an offer: of Azure applications
// and Dynamics in the submission API v1, of SaaS in the Graph API.
func (p *page) offerTech() *Content {
	switch p.Type {
	case "azureApplication":
		doc := struct {
			ResourceType  string `json:"resourceType"`
			TenantID      string `json:"azureActiveDirectoryTenantID"`
			ApplicationID string `json:"azureActiveDirectoryApplicationID"`
		}{ResourceType: "AzureApplicationPackageConfiguration"}
		if p.Metered {
			doc.TenantID, doc.ApplicationID = p.Tenant, p.author.guid("metering", p.Tenant)
		}
		return &Content{V1: encode(doc)}
	case "softwareAsAService":
		return &Content{Graph: encode(struct {
			LandingPage string `json:"landingPageUrl"`
			Webhook     string `json:"connectionWebhook"`
			TenantID    string `json:"azureAdTenantId"`
			AppID       string `json:"azureAdAppId"`
		}{p.Site + "/" + p.ID + "/welcome", p.Site + "/api/marketplace/" + p.ID, p.Tenant, p.author.guid("saas", p.Tenant)})}
	case "dynamics365BusinessCentral":
		return &Content{V1: encode(packageV1{
			ResourceType: "Dynamics365BusinessCentralPackageConfiguration", PackageType: "AddOn",
			References: list(pair{"Dynamics365BusinessCentralAddOnExtensionPackage", p.guid("package", p.AppVersion)}),
		})}
	case "dynamics365ForCustomerEngagement":
		return &Content{V1: encode(p.customerEngagement())}
	default:
		return &Content{V1: encode(struct {
			ResourceType string `json:"resourceType"`
			Release      string `json:"releaseVersion"`
			Solution     string `json:"solutionIdentifier"`
		}{"Dynamics365OperationsPackageConfiguration", p.AppVersion, p.guid("solution")})}
	}
}

type customerEngagementV1 struct {
	ResourceType     string     `json:"resourceType"`
	BaseLicenseModel string     `json:"baseLicenseModel"`
	SecureStore      bool       `json:"requireS2SOutboundAndCrmSecureStoreAccess"`
	PackageLocation  string     `json:"packageLocationUri"`
	Regions          []regionV1 `json:"packageRegionAvailabilities"`
	MultiplePackages bool       `json:"multiplePackagesInPackageFile"`
}

type regionV1 struct {
	Region      string `json:"region"`
	IsAvailable bool   `json:"isAvailable"`
}

func (p *page) customerEngagement() customerEngagementV1 {
	doc := customerEngagementV1{
		ResourceType: "Dynamics365CustomerEngagementPackageConfiguration", BaseLicenseModel: "User",
		PackageLocation: fmt.Sprintf("https://%spackages.blob.core.windows.net/%s/%s.zip",
			strings.ReplaceAll(p.Publisher, "-", ""), p.ID, p.AppVersion),
	}
	for _, r := range []string{"NorthAmerica", "Canada", "Emea", "UnitedKingdom", "France", "Apac", "Australia", "Japan"} {
		doc.Regions = append(doc.Regions, regionV1{r, true})
	}
	return doc
}

// packageV1 is a package configuration of files: of an Azure application's plan
// or of a Business Central app.
type packageV1 struct {
	ResourceType string `json:"resourceType"`
	PackageType  string `json:"packageType,omitempty"`
	Version      string `json:"version,omitempty"`
	*managedV1
	References []pair `json:"packageReferences"`
}

// managedV1 is what a managed application adds.
type managedV1 struct {
	AllowJitAccess         bool            `json:"allowJitAccess"`
	CustomerActions        bool            `json:"canEnableCustomerActions"`
	AllowedCustomerActions []string        `json:"allowedCustomerActions"`
	TenantID               string          `json:"publicAzureTenantID"`
	Authorizations         []authorization `json:"publicAzureAuthorizations"`
	GovernmentTenantID     string          `json:"azureGovernmentTenantID"`
	GovAuthorizations      []authorization `json:"azureGovernmentAuthorizations"`
	Policies               []policyV1      `json:"policies"`
	DeploymentMode         string          `json:"deploymentMode"`
	CustomerAccess         string          `json:"customerAccessEnableState"`
	PublisherManagement    string          `json:"publisherManagementMode"`
}

type authorization struct {
	PrincipalID      string `json:"principalID"`
	RoleDefinitionID string `json:"roleDefinitionID"`
}

type policyV1 struct {
	Name         string `json:"policyName"`
	DefinitionID string `json:"policyDefinitionID"`
	Parameters   string `json:"policyParameters"`
	SKU          string `json:"policySku"`
}

// The built-in Azure roles that the publisher's engineers get in a customer's
// managed resource group (learn.microsoft.com/azure/role-based-access-control/built-in-roles).
const (
	roleOwner       = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635"
	roleContributor = "b24988ac-6180-42a0-ab88-20f7382dd24c"
)

// planTech is the technical configuration of a plan; nil for types that have
// none at this level.
func (p *page) planTech(s *planSpec) *Content {
	switch {
	case s.Subtype != "":
		return &Content{V1: encode(p.application(s))}
	case s.Image != nil:
		return &Content{Graph: encode(p.machine(s))}
	case p.Type == "azureContainer":
		return &Content{Graph: encode(p.container(s))}
	default:
		return nil
	}
}

func (p *page) application(s *planSpec) packageV1 {
	doc := packageV1{
		ResourceType: "AzureSolutionTemplatePackageConfiguration", Version: s.Version,
		References: list(pair{"AzureApplicationPackage", p.guid("package", s.ID, s.Version)}),
	}
	if s.Subtype != "managed-application" {
		return doc
	}
	doc.ResourceType = "AzureManagedApplicationPackageConfiguration"
	doc.managedV1 = &managedV1{
		AllowJitAccess: true, CustomerActions: true,
		AllowedCustomerActions: list("Microsoft.Insights/metrics/read"),
		TenantID:               p.Tenant,
		Authorizations: list(
			authorization{p.author.guid("operators", p.Tenant), roleContributor},
			authorization{p.author.guid("on call", p.Tenant), roleOwner},
		),
		GovAuthorizations: list[authorization](),
		Policies: list(policyV1{
			"Allowed locations", "/providers/Microsoft.Authorization/policyDefinitions/e56962a6-4747-49cd-b67b-bf8b01975c4c",
			`{"listOfAllowedLocations":{"value":["westeurope","northeurope","eastus2"]}}`, "Free",
		}),
		DeploymentMode: "Incremental", CustomerAccess: "Enabled", PublisherManagement: "Managed",
	}
	return doc
}

// containerGraph has the members of its payload type and no other.
type containerGraph struct {
	PayloadType   string           `json:"payloadType"`
	ExtensionType string           `json:"clusterExtensionType,omitempty"`
	CNAB          []cnabReference  `json:"cnabReferences,omitempty"`
	Repository    *imageRepository `json:"imageRepositoryDetails,omitempty"`
	Tags          []imageTag       `json:"imageTags,omitempty"`
}

type cnabReference struct {
	TenantID       string `json:"tenantId"`
	SubscriptionID string `json:"subscriptionId"`
	ResourceGroup  string `json:"resourceGroupName"`
	Registry       string `json:"registryName"`
	Repository     string `json:"repositoryName"`
	Tag            string `json:"tag"`
	Digest         string `json:"digest"`
}

type imageRepository struct {
	SubscriptionID string `json:"subscriptionId"`
	ResourceGroup  string `json:"resourceGroupName"`
	Registry       string `json:"registryName"`
	UserName       string `json:"userName"`
	Password       string `json:"password"`
	Repository     string `json:"repositoryName"`
}

type imageTag struct {
	Tag string `json:"tag"`
}

func (p *page) container(s *planSpec) containerGraph {
	registry := strings.ReplaceAll(p.Publisher, "-", "") + "images"
	subscription := p.author.guid("registry", p.Tenant)
	if s.CNAB != "" {
		d := seeded.Digest(p.author.seed, p.Publisher, p.ID, s.ID)
		return containerGraph{
			PayloadType: "cnab", ExtensionType: s.CNAB,
			CNAB: list(cnabReference{p.Tenant, subscription, "marketplace", registry, p.ID + "/bundle", "2.1.0", fmt.Sprintf("sha256:%x", d)}),
		}
	}
	return containerGraph{
		PayloadType: "image",
		Repository:  &imageRepository{subscription, "marketplace", registry, registry, masked, s.Repository},
		Tags:        list(imageTag{"latest"}, imageTag{"2.1.0"}),
	}
}

// atoi reads a number of the data folder.
func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		panic("world: not a number: " + s)
	}
	return n
}
