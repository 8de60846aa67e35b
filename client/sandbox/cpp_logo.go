package sandbox

import (
	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// logos are the members that hold logos, and what kind of image each is.
func logos() [][2]string {
	return [][2]string{
		{"smallLogo", "azureLogoSmall"}, {"mediumLogo", "azureLogoMedium"}, {"largeLogo", "azureLogoLarge"}, {"wideLogo", "azureLogoWide"},
	}
}

func logoKey(kind string) sectionKey { return keyed(world.Asset, "", kind+"/1") }

// overLogos puts the addresses of an offer's logos into it. They tell one file
// from another; the address a client gets stands for them.
func overLogos(v view, offer *ordered.Object) {
	for _, logo := range logos() {
		name := prefixMarket + logo[0]
		if _, ok := offer.Get(name); !ok {
			continue
		}
		offer.SetText(name, "")
		if d := v.doc(logoKey(logo[1])); d != nil {
			offer.SetText(name, "asset:/"+d.Entity+"/"+bareTag(d.ETag)+"/"+textOf(d, "fileName"))
		}
	}
}

// carryLogos takes changed logos over.
func (st *store) carryLogos(p *product, was, is *ordered.Object) {
	for n, logo := range logos() {
		name, k := prefixMarket+logo[0], logoKey(logo[1])
		address := is.TextOf(name)
		if address == was.TextOf(name) {
			continue
		}
		if address == "" {
			st.erase(p, k)
			continue
		}
		file := fileName(address)
		kind := "A" + logo[1][1:]
		st.write(p, document{
			Key:   k,
			V1:    newObject("resourceType", "ListingImage", "fileName", file, "type", kind, "state", "Processed", "order", n).Bytes(),
			Graph: newObject("kind", "azure", "languageId", defaultLanguage, "type", logo[1], "fileName", file, "displayOrder", n).Bytes(),
		})
	}
}
