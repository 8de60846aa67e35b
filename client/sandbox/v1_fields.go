package sandbox

import (
	"bytes"
	"encoding/json"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1Fields lists the members of each resource type whose form the service
// checks: names with s (string), b (boolean), n (number), a (array) or o
// (object). Other members are kept as they come.
func v1Fields(resourceType string) string {
	const entity = "resourceType:s id:s @odata.etag:s "
	const hosted = "azureActiveDirectoryTenantName:s maxConcurrentTestDrives:n instanceUri:s roleName:s "
	const base = "azureActiveDirectoryApplicationID:s azureActiveDirectoryApplicationKey:s azureActiveDirectoryTenantID:s testDriveDuration:n "
	const leads = "contactEmail:s dailyDigestEmailContacts:a "
	return map[string]string{
		"AzureProductSetup": "resourceType:s sellingOption:s callToAction:s trialUri:s enableTestDrive:b testDriveType:s channelStates:a packageType:s",
		"AzureListing": entity + "summary:s listingUris:a listingContacts:a accessInformation:s gettingStartedInstructions:s languageCode:s title:s " +
			"description:s shortDescription:s publisherName:s keywords:a productDisplayName:s compatibleProducts:a allowOnlyManagedDiskDeployments:b",
		"AzureProperty": entity + "industries:a leveledCategories:o categories:a additionalCategories:a submissionVersion:s hideKeys:a productTags:a " +
			"appVersion:s useEnterpriseContract:b termsOfUse:s marketingOnlyChange:b globalAmendmentTerms:s customAmendments:a",
		"ProductAvailability": entity + "visibility:s enterpriseLicensing:s audiences:a emailAudiences:a subscriptionAudiences:a hideKeyAudience:s",
		"FeatureAvailability": entity + "visibility:s marketStates:a properties:a trial:o tenantAudiences:a subscriptionAudiences:a " +
			"priceSchedules:a customMeters:a isHidden:b",
		"AzureSkuVariant": entity + "state:s friendlyName:s conversionPaths:s leadGenID:s externalID:s referenceVariantID:s " +
			"certificationsAzureGovernment:a cloudAvailabilities:a subType:s extendedProperties:a",
		"ListingImage":                         entity + "fileName:s type:s fileSasUri:s state:s description:s order:n",
		"ListingAsset":                         entity + "fileName:s type:s fileSasUri:s publisherDefinedSasUri:s state:s description:s friendlyName:s",
		"ListingVideo":                         entity + "fileName:s fileSasUri:s streamingUri:s state:s thumbnail:o",
		"ResellerConfiguration":                "resourceType:s resellerChannelState:s tenantIds:a",
		"SupplementalContent":                  entity + "targetRelease:s supportedEditions:a assets:a",
		"AzureApplicationPackageConfiguration": entity + "azureActiveDirectoryTenantID:s azureActiveDirectoryApplicationID:s",
		"AzureManagedApplicationPackageConfiguration": entity + "version:s allowJitAccess:b canEnableCustomerActions:b allowedCustomerActions:a " +
			"allowedDataActions:a deploymentMode:s publicAzureTenantID:s publicAzureAuthorizations:a azureGovernmentTenantID:s " +
			"azureGovernmentAuthorizations:a policies:a packageReferences:a",
		"AzureSolutionTemplatePackageConfiguration":      entity + "version:s packageReferences:a",
		"Dynamics365BusinessCentralPackageConfiguration": entity + "packageType:s applicationInstallationUri:s packageReferences:a",
		"Dynamics365CustomerEngagementPackageConfiguration": entity + "baseLicenseModel:s requireS2SOutboundAndCrmSecureStoreAccess:b " +
			"applicationConfigurationUri:s packageLocationUri:s packageRegionAvailabilities:a multiplePackagesInPackageFile:b packageReferences:a",
		"Dynamics365OperationsPackageConfiguration":                  entity + "releaseVersion:s solutionIdentifier:s packageReferences:a",
		"AzureResourceManagerTestDrivePackageConfiguration":          entity + base + "regions:a hotInstances:n warmInstances:n coldInstances:n azureSubscriptionID:s",
		"Dynamics365BusinessCentralTestDrivePackageConfiguration":    entity + base + hosted,
		"Dynamics365CustomerEngagementTestDrivePackageConfiguration": entity + base + hosted + "instanceWebApiUri:s",
		"Dynamics365OperationsTestDrivePackageConfiguration":         entity + base + hosted + "trialLegalEntity:s",
		"AzureTestDriveVariant":                                      "resourceType:s id:s @odata.etag:s friendlyName:s testDriveType:s state:s extendedProperties:a",
		"AzureTableLeadConfiguration":                                leads + "resourceType:s connectionString:s",
		"AzureBlobLeadConfiguration":                                 leads + "resourceType:s connectionString:s containerName:s",
		"DynamicsCustomerRelationshipManagementLeadConfiguration": leads + "resourceType:s uri:s authentication:s userName:s password:s " +
			"applicationID:s applicationKey:s directoryID:s",
		"HttpsEndpointLeadConfiguration": leads + "resourceType:s httpsEndpointUri:s",
		"MarketoLeadConfiguration":       leads + "resourceType:s serverID:s munchkinAccountID:s formID:s",
		"SalesForceLeadConfiguration":    leads + "resourceType:s objectIdentifier:s",
	}[resourceType]
}

// readEntity reads a request body as one of the resource types: members get
// their own spelling, nulls go, what is not as it should be is refused member
// by member.
func readEntity(body []byte, resourceTypes ...string) (*ordered.Object, map[string][]string) {
	o, err := ordered.Parse(body)
	if err != nil {
		return nil, map[string][]string{"Body": {err.Error()}}
	}
	kind, fields := "", ""
	for _, want := range resourceTypes {
		if strings.EqualFold(o.TextOf("resourceType"), want) {
			kind, fields = want, v1Fields(want)
		}
	}
	if kind == "" {
		return nil, map[string][]string{"ResourceType": {"The field ResourceType is invalid."}}
	}
	problems := map[string][]string{}
	for spec := range strings.FieldsSeq(fields) {
		at := strings.LastIndexByte(spec, ':')
		name, form := spec[:at], spec[at+1]
		o.Rename(name)
		value, ok := o.Get(name)
		switch {
		case !ok:
		case string(value) == "null":
			o.Delete(name)
		case !formed(value, form):
			problems[title(name)] = []string{"The field " + title(name) + " is invalid."}
		case !oneOf(kind+"."+name, value):
			problems[title(name)] = []string{"The value " + string(value) + " is not valid for " + title(name) + "."}
		}
	}
	checkWords(kind, o, problems)
	o.Rename("resourceType")
	o.SetText("resourceType", kind)
	if len(problems) > 0 {
		return nil, problems
	}
	return o, nil
}

// formed reports whether a value has the form a member must have.
func formed(value json.RawMessage, form byte) bool {
	value = bytes.TrimSpace(value)
	switch form {
	case 's':
		return value[0] == '"'
	case 'b':
		return value[0] == 't' || value[0] == 'f'
	case 'n':
		return value[0] == '-' || value[0] >= '0' && value[0] <= '9'
	case 'a':
		return value[0] == '['
	default:
		return value[0] == '{'
	}
}

// title is a member's name as errors spell it: "Title".
func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }
