package ingestion_test

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"awning/client/ingestion"
)

// What is said about a file differs by what it is: a package is told by its resource type, a
// video's bytes are those of its thumbnail.
func TestFile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		entity              string
		kind, file, address string
		findings            int
	}{
		"image": {
			entity: `{"resourceType":"ListingImage","fileName":"a.png","type":"AzureLogoSmall","fileSasUri":"https://s/a?sig=1","state":"Processed","order":2}`,
			kind:   "AzureLogoSmall", file: "a.png", address: "https://s/a?sig=1",
		},
		"video": {
			entity: `{"resourceType":"ListingVideo","fileName":"","fileSasUri":"https://s/v?sig=2","thumbnail":{"fileName":"t.png","fileSasUri":"https://s/t?sig=3"}}`,
			kind:   "ListingVideo", file: "t.png", address: "https://s/t?sig=3",
		},
		"package": {
			entity: `{"resourceType":"AzureApplicationPackage","fileName":"a.zip","state":"ProcessFailed","validationItems":[{"errorCode":"E1","message":"m"}]}`,
			kind:   "AzureApplicationPackage", file: "a.zip", findings: 1,
		},
		"a state and members nobody knows": {entity: `{"resourceType":"ListingAsset","fileName":"a.pdf","state":"Quarantined","new":{"n":1.50}}`, kind: "ListingAsset", file: "a.pdf"},
	} {
		var f ingestion.File
		if err := json.Unmarshal([]byte(c.entity), &f); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f.Kind != c.kind || f.FileName != c.file || f.Address.Reveal() != c.address || len(f.Findings) != c.findings || string(f.Raw) != c.entity {
			t.Errorf("%s: %+v at %q", name, f, f.Address.Reveal())
		}
	}
}

// FuzzFile reads what may stand where a file is expected: no panic, the bytes as they are, and
// the address in no print.
func FuzzFile(f *testing.F) {
	f.Add(`{"resourceType":"ListingImage","fileName":"a.png","fileSasUri":"https://s/secret","state":1}`)
	f.Add(`{"thumbnail":[],"validationItems":{}}`)
	f.Add(`{"order":1e9,"type":null}`)
	f.Add(`[]`)
	f.Fuzz(func(t *testing.T, text string) {
		var file ingestion.File
		if json.Unmarshal([]byte(text), &file) == nil {
			if !bytes.Equal(bytes.TrimSpace(file.Raw), bytes.TrimSpace([]byte(text))) && text != "null" {
				t.Errorf("%q became %q", text, file.Raw)
			}
			shown, err := json.Marshal(file.Address)
			if address := file.Address.Reveal(); err == nil && len(address) > 12 && strings.Contains(string(shown), address) {
				t.Errorf("the address shows: %s", shown)
			}
		}
		var content ingestion.SupplementalContent
		if json.Unmarshal([]byte(text), &content) == nil && !bytes.Equal(bytes.TrimSpace(content.Raw), bytes.TrimSpace([]byte(text))) && text != "null" {
			t.Errorf("%q became %q", text, content.Raw)
		}
	})
}
