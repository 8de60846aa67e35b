package sandbox

import (
	"slices"
	"strings"
)

// offerType is what the two APIs call one kind of offer and how it publishes.
type offerType struct {
	Graph       string // product type of the Graph API
	V1          string // resourceType of the submission API; "" if it has none
	Kind        string // "kind" of listing and property in the Graph API; "" if not documented
	CPP         string // offerTypeId of the Cloud Partner Portal; "" if not known
	Package     string // v1 package configuration at offer level; "" if none
	PlanPackage string // v1 package configuration at plan level; "" if none
	Plans       bool   // has plans
	CertFirst   bool   // certified before preview creation, not after sign-off
}

// offerTypes lists every type of
// learn.microsoft.com/partner-center/marketplace-offers. The order of
// certification follows the publishing pages of the types' own guides.
func offerTypes() []offerType {
	return []offerType{
		{Graph: "softwareAsAService", V1: "SoftwareAsAService", Kind: "azureSaaS", Plans: true},
		{
			Graph: "azureVirtualMachine", V1: "AzureThirdPartyVirtualMachine", Kind: "azureVM",
			CPP: "microsoft-azure-virtualmachines", Plans: true, CertFirst: true,
		},
		{Graph: "coreVirtualMachine", Kind: "azureVM", CPP: "microsoft-azure-corevm", Plans: true, CertFirst: true},
		{Graph: "azureContainer", V1: "AzureContainer", Kind: "azureContainer", Plans: true, CertFirst: true},
		{
			Graph: "azureApplication", V1: "AzureApplication", Kind: "azureApplication", CPP: "microsoft-azure-applications",
			Package: "AzureApplicationPackageConfiguration", PlanPackage: "AzureSolutionTemplatePackageConfiguration", Plans: true,
		},
		{
			Graph: "dynamics365BusinessCentral", V1: "AzureDynamics365BusinessCentral", Kind: "dynamics365BusinessCentral",
			Package: "Dynamics365BusinessCentralPackageConfiguration",
		},
		{
			Graph: "dynamics365ForCustomerEngagement", V1: "AzureDynamics365ForCustomerEngagement", Kind: "dynamics365ForCustomerEngagement",
			Package: "Dynamics365CustomerEngagementPackageConfiguration", Plans: true, CertFirst: true,
		},
		{
			Graph: "dynamics365ForOperations", V1: "AzureDynamics365ForOperations", Kind: "dynamics365ForOperations",
			Package: "Dynamics365OperationsPackageConfiguration",
		},
		{Graph: "iotEdgeModule", V1: "AzureIoTEdgeModule", Kind: "iotEdgeModule", Plans: true},
		{Graph: "managedService", V1: "AzureManagedService", Kind: "managedService", Plans: true},
		{Graph: "consultingService", V1: "AzureConsultingService", Kind: "consultingService"},
		{Graph: "powerBiApp", V1: "AzurePowerBIApp", Kind: "powerBiApp"},
		{Graph: "powerBiVisual", V1: "AzurePowerBIVisual", Kind: "powerBiVisual", Plans: true},
	}
}

// typeOf finds a type by its Graph name. A name nobody knows is spelled in the
// submission API as all others are; offers of such a type may have plans.
func typeOf(graph string) offerType {
	types := offerTypes()
	if i := slices.IndexFunc(types, func(t offerType) bool { return strings.EqualFold(t.Graph, graph) }); i >= 0 {
		return types[i]
	}
	if graph == "" {
		return offerType{}
	}
	return offerType{Graph: graph, V1: "Azure" + title(graph), Kind: graph, Plans: true}
}

// typeOfV1 finds a type by its v1 name.
func typeOfV1(v1 string) (offerType, bool) {
	types := offerTypes()
	i := slices.IndexFunc(types, func(t offerType) bool { return t.V1 != "" && strings.EqualFold(t.V1, v1) })
	if i < 0 {
		return offerType{}, false
	}
	return types[i], true
}
