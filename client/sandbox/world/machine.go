package world

import (
	"fmt"
	"slices"
	"strings"
)

// machineGraph is the virtual-machine-plan-technical-configuration resource.
type machineGraph struct {
	OperatingSystem    osGraph        `json:"operatingSystem"`
	SKUs               []skuGraph     `json:"skus"`
	Versions           []versionGraph `json:"vmImageVersions"`
	Properties         vmProperties   `json:"vmProperties"`
	OpenPorts          []portGraph    `json:"openPorts"`
	RecommendedVMSizes []string       `json:"recommendedVmSizes"`
}

type osGraph struct {
	Family       string `json:"family"`
	Type         string `json:"type"`
	FriendlyName string `json:"friendlyName"`
}

type skuGraph struct {
	ImageType string `json:"imageType"`
	SKUID     string `json:"skuId"`
}

type versionGraph struct {
	VersionNumber  string       `json:"versionNumber"`
	Images         []imageGraph `json:"vmImages"`
	LifecycleState string       `json:"lifecycleState"`
}

type imageGraph struct {
	ImageType string      `json:"imageType"`
	Source    sourceGraph `json:"source"`
}

type sourceGraph struct {
	SourceType  string        `json:"sourceType"`
	OSDisk      *diskGraph    `json:"osDisk,omitempty"`
	DataDisks   []dataDisk    `json:"dataDisks,omitempty"`
	SharedImage *galleryImage `json:"sharedImage,omitempty"`
}

type diskGraph struct {
	URI string `json:"uri"`
}

type dataDisk struct {
	LUN int    `json:"lunNumber"`
	URI string `json:"uri"`
}

type galleryImage struct {
	TenantID   string `json:"tenantId"`
	ResourceID string `json:"resourceId"`
}

type vmProperties struct {
	SupportsExtensions            bool `json:"supportsExtensions"`
	SupportsBackup                bool `json:"supportsBackup"`
	SupportsAcceleratedNetworking bool `json:"supportsAcceleratedNetworking"`
	IsNetworkVirtualAppliance     bool `json:"isNetworkVirtualAppliance"`
	SupportsNVMe                  bool `json:"supportsNVMe"`
	SupportsCloudInit             bool `json:"supportsCloudInit"`
	SupportsAadLogin              bool `json:"supportsAadLogin"`
	SupportsHibernation           bool `json:"supportsHibernation"`
	SupportsRemoteConnection      bool `json:"supportsRemoteConnection"`
	RequiresCustomArmTemplate     bool `json:"requiresCustomArmTemplate"`
}

type portGraph struct {
	Label     string `json:"label"`
	PortRange string `json:"portRange"`
	Protocol  string `json:"protocol"`
}

func (p *page) machine(s *planSpec) machineGraph {
	im := s.Image
	on := func(flag string) bool { return slices.Contains(im.Flags, flag) }
	doc := machineGraph{
		OperatingSystem: osGraph{im.Family, im.OS, im.Friendly},
		SKUs:            list(skuGraph{"x64Gen2", s.ID}),
		Properties: vmProperties{
			SupportsExtensions:            on("supportsExtensions"),
			SupportsAcceleratedNetworking: on("supportsAcceleratedNetworking"),
			IsNetworkVirtualAppliance:     on("isNetworkVirtualAppliance"),
			SupportsCloudInit:             on("supportsCloudInit"),
			SupportsRemoteConnection:      on("supportsRemoteConnection"),
		},
		RecommendedVMSizes: list(im.Sizes...),
	}
	if im.Gen1 {
		doc.SKUs = append(doc.SKUs, skuGraph{"x64Gen1", s.ID + "-gen1"})
	}
	for _, v := range im.Versions {
		version := versionGraph{VersionNumber: v, LifecycleState: "generallyAvailable"}
		for _, sku := range doc.SKUs {
			version.Images = append(version.Images, imageGraph{sku.ImageType, p.source(s, sku, v)})
		}
		doc.Versions = append(doc.Versions, version)
	}
	for _, port := range im.Ports {
		f := strings.Fields(port)
		doc.OpenPorts = append(doc.OpenPorts, portGraph{f[0], f[1], f[2]})
	}
	return doc
}

// source says where an image comes from: a compute gallery, or the address of a
// disk. The service masks signatures; here there are none.
func (p *page) source(s *planSpec, sku skuGraph, version string) sourceGraph {
	if s.Image.SAS {
		disk := fmt.Sprintf("https://%simages.blob.core.windows.net/%s/%s-%s",
			strings.ReplaceAll(p.Publisher, "-", ""), p.ID, sku.SKUID, version)
		return sourceGraph{
			SourceType: "sasUri", OSDisk: &diskGraph{disk + ".vhd"},
			DataDisks: list(dataDisk{0, disk + "-data.vhd"}),
		}
	}
	return sourceGraph{SourceType: "sharedImageGallery", SharedImage: &galleryImage{
		TenantID: p.Tenant,
		ResourceID: fmt.Sprintf("/subscriptions/%s/resourceGroups/images/providers/Microsoft.Compute/galleries/%s/images/%s/versions/%s",
			p.author.guid("images", p.Tenant), strings.ReplaceAll(p.Publisher, "-", "_"), p.ID+"-"+sku.SKUID, version),
	}}
}
