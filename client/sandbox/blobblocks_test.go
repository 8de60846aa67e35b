package sandbox_test

import (
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"testing/synctest"

	"awning/client/sandbox"
)

// A file may come in blocks, which are one file only when a list says so, in the order of
// the list.
func TestBlocks(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		made := c.do(http.StatusCreated, http.MethodPost, "products/"+appID+"/packages",
			`{"resourceType":"AzureApplicationPackage","fileName":"app.zip","state":"PendingUpload"}`).object(t)
		c.token = ""
		address := made["fileSasUri"].(string)
		put := func(want int, code, query, body string) {
			t.Helper()
			r, err := c.send(http.MethodPut, address+"&"+query, body)
			if err != nil || r.Status != want || !strings.Contains(string(r.Body), code) {
				t.Errorf("%s: %v %d, want %d: %s", query, err, r.Status, want, r.Body)
			}
		}
		block := func(id string) string {
			return "comp=block&blockid=" + url.QueryEscape(base64.StdEncoding.EncodeToString([]byte(id)))
		}
		list := func(ids ...string) string {
			var b strings.Builder
			for _, id := range ids {
				fmt.Fprintf(&b, "<Latest>%s</Latest>", base64.StdEncoding.EncodeToString([]byte(id)))
			}
			return "<BlockList>" + b.String() + "</BlockList>"
		}
		put(http.StatusCreated, "", block("b2"), "two")
		put(http.StatusCreated, "", block("b1"), "won")
		put(http.StatusCreated, "", block("b1"), "one")
		put(http.StatusBadRequest, "InvalidBlobOrBlock", block("another length"), "x")
		put(http.StatusBadRequest, "InvalidBlobOrBlock", "comp=block&blockid=%25%25", "x")
		put(http.StatusBadRequest, "InvalidBlockList", "comp=blocklist", list("b1", "b3"))
		put(http.StatusBadRequest, "InvalidXmlDocument", "comp=blocklist", "<BlockList>")
		put(http.StatusBadRequest, "InvalidQueryParameterValue", "comp=lease", "")
		if r, err := c.send(http.MethodGet, address, ""); err != nil || r.Status != http.StatusNotFound {
			t.Errorf("before the list there is %d %s (%v)", r.Status, r.Body, err)
		}
		put(http.StatusCreated, "", "comp=blocklist", list("b1", "b2"))
		if r, err := c.send(http.MethodGet, address, ""); err != nil || string(r.Body) != "onetwo" {
			t.Errorf("the file is %s (%v)", r.Body, err)
		}
		put(http.StatusBadRequest, "InvalidBlockList", "comp=blocklist", list("b1"))

		// Of a file too large to be kept is known that it is there.
		chunk := strings.Repeat("x", 8<<20)
		for _, id := range []string{"c1", "c2", "c3"} {
			put(http.StatusCreated, "", block(id), chunk)
		}
		put(http.StatusCreated, "", "comp=blocklist", list("c1", "c2", "c3"))
		if r, err := c.send(http.MethodGet, address, ""); err != nil || r.Status != http.StatusConflict || !strings.Contains(string(r.Body), "BlobArchived") {
			t.Errorf("a large file reads as %d (%v)", r.Status, err)
		}
		c.token = token
		c.do(http.StatusOK, http.MethodPut, "products/"+appID+"/packages/"+made["id"].(string),
			`{"resourceType":"AzureApplicationPackage","fileName":"app.zip","state":"Uploaded"}`)
	})
}

// Co-sell can be read by who is live, is the same each time, and cannot be written.
func TestCosell(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	product := "products/" + appID + "/"
	in := c.draft(appID, "Cosell", "")
	listing := c.get(product + "cosellListing/getByInstanceID(instanceID=" + in + ")").values(t)
	if len(listing) != 1 || listing[0]["resourceType"] != "CosellListing" {
		t.Fatalf("%v", listing)
	}
	if one := c.get(product + "cosellListing/" + in).object(t); one["id"] != listing[0]["id"] {
		t.Errorf("alone %v", one)
	}
	files := c.get(product + "cosellAssets").values(t)
	if len(files) != 1 || files[0]["fileSasUri"] != nil {
		t.Fatalf("%v", files)
	}
	one := c.get(product + "cosellAssets/" + files[0]["id"].(string)).object(t)
	token := c.token
	c.token = ""
	if r, err := c.send(http.MethodGet, one["fileSasUri"].(string), ""); err != nil || !strings.HasPrefix(string(r.Body), "%PDF-") {
		t.Errorf("the document is %d %s (%v)", r.Status, r.Body, err)
	}
	c.token = token
	c.do(http.StatusMethodNotAllowed, http.MethodPost, product+"cosellAssets", `{"resourceType":"CosellAsset"}`)
	c.do(http.StatusMethodNotAllowed, http.MethodPut, product+"cosellListing/"+in, `{"resourceType":"CosellListing"}`)
	c.do(http.StatusNotFound, http.MethodGet, product+"cosellListing/"+planID, "")
	c.do(http.StatusNotFound, http.MethodGet, product+"cosellAssets/"+planID, "")
	if got := c.submit(http.StatusCreated, appID, "Cosell", in, "Listing", c.draft(appID, "Listing", "")).object(t); got["state"] != "InProgress" {
		t.Errorf("a submission that names it is %v", got)
	}
}
