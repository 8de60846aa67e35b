package catalog_test

import (
	"strings"
	"testing"

	"awning/model"
)

// What a table of limits cannot say, "awning types" says in sentences.
func TestRules(t *testing.T) {
	t.Parallel()
	tests := []struct {
		offer model.OfferType
		path  string
		want  string
	}{
		{vm, "listing.title", ""},
		{vm, "product.id", "must be lower-case letters, digits, - and _, beginning with a letter or digit"},
		{vm, "listing.description", "may have only the tags b, i, br, p, ul, ol, li and h1 to h6"},
		{app, "listing.short-description", "may have no markup"},
		{vm, "properties.categories", "at most 2 items in each row"},
		{vm, "plans/p/listing.name", "must be unique within the offer"},
		{app, "plans/p/listing.name", "must be unique within the offer\nthe documentation is not sure of this limit: the service decides"},
		{vm, "plans/p/technical.images", "must have the same number of data disks everywhere"},
		{vm, "plans/p/setup.regions", "what was published stays"},
		{vm, "plans/p/pricing.audience", "Everyone cannot be given up once published"},
		{app, "videos.thumbnail", ".png, 1280 × 720 pixels"},
		{app, "plans/p/technical.package", ".zip, at most 1073741824 bytes, with mainTemplate.json and createUiDefinition.json at its root"},
		{vm, "assets.file", "azureLogoLarge: .png, 216 × 216 to 350 × 350 pixels and square\nazureLogoMedium: .png, 90 × 90 pixels\n" +
			"azureLogoSmall: .png, 48 × 48 pixels\nazureLogoScreenshot: .png, 1280 × 720 pixels\npdfDocument: .pdf\nazureLogoWide, azureLogoHero: .png"},
	}
	for _, test := range tests {
		if got := strings.Join(field(t, test.offer, test.path).Rules(), "\n"); got != test.want {
			t.Errorf("%s %s: %q; want %q", test.offer, test.path, got, test.want)
		}
	}
}
