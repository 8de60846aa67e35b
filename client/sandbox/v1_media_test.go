package sandbox_test

import (
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"awning/client/sandbox"
)

func TestImageUpload(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		in := c.draft(appID, "Listing", "")
		images := "products/" + appID + "/listings/" + c.listing(appID, in)["id"].(string) + "/images"
		list := c.get(images)
		if got := list.values(t); len(got) != 1 || got[0]["fileSasUri"] != nil {
			t.Fatalf("images %v", got)
		}
		a, b := c.get(images + "?$expand=FileSasUri").values(t)[0]["fileSasUri"], c.get(images + "?$expand=FileSasUri").values(t)[0]["fileSasUri"]
		if a == nil || a == b {
			t.Errorf("addresses %v and %v", a, b)
		}
		made := c.do(http.StatusCreated, http.MethodPost, images,
			`{"resourceType":"ListingImage","fileName":"logo.png","type":"AzureLogoSmall","state":"PendingUpload","order":0}`).object(t)
		if c.draft(appID, "Listing", "") == in {
			t.Error("a new image left the published instance in place")
		}
		path := images + "/" + made["id"].(string)
		body := `{"resourceType":"ListingImage","fileName":"logo.png","type":"AzureLogoSmall","state":"Uploaded","order":0}`
		c.do(http.StatusBadRequest, http.MethodPut, path, body, "If-Match", "*")

		address := made["fileSasUri"].(string)
		put := func(want int, target string, headers ...string) {
			t.Helper()
			r, err := c.send(http.MethodPut, target, "PNG", headers...)
			if err != nil || r.Status != want {
				t.Errorf("%v %d, want %d: %s", err, r.Status, want, r.Body)
			}
		}
		put(http.StatusForbidden, address, "X-Ms-Blob-Type", "BlockBlob") // with the bearer token
		c.token = ""
		put(http.StatusBadRequest, address)
		put(http.StatusForbidden, strings.Replace(address, "sig=", "sig=x", 1), "X-Ms-Blob-Type", "BlockBlob")
		put(http.StatusForbidden, strings.Replace(address, "content", "other", 1), "X-Ms-Blob-Type", "BlockBlob")
		put(http.StatusCreated, address, "X-Ms-Blob-Type", "BlockBlob", "Content-Type", "image/png")
		read, err := c.send(http.MethodGet, address, "")
		if err != nil || string(read.Body) != "PNG" || read.Header.Get("Content-Type") != "image/png" {
			t.Errorf("read back %v %q %v", err, read.Body, read.Header)
		}
		time.Sleep(25 * time.Hour)
		put(http.StatusForbidden, address, "X-Ms-Blob-Type", "BlockBlob")

		c.token = token
		if got := c.do(http.StatusOK, http.MethodPut, path, body, "If-Match", "*").object(t); got["state"] != "Uploaded" {
			t.Errorf("after PUT %v", got)
		}
		time.Sleep(step)
		if got := c.get(path).object(t); got["state"] != "Processed" {
			t.Errorf("later %v", got)
		}
		c.do(http.StatusNoContent, http.MethodDelete, path, "")
		c.do(http.StatusNotFound, http.MethodGet, path, "")
	})
}

func TestPackageUpload(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newV1(t, sandbox.Options{})
		path := "products/" + appID + "/packages"
		if got := c.get(path).values(t); len(got) != 1 || got[0]["state"] != "Processed" {
			t.Fatalf("packages %v", got)
		}
		made := c.do(http.StatusCreated, http.MethodPost, path, `{"resourceType":"AzureApplicationPackage","fileName":"app.zip","state":"PendingUpload"}`).object(t)
		c.token = ""
		if r, err := c.send(http.MethodPut, made["fileSasUri"].(string), "ZIP", "X-Ms-Blob-Type", "BlockBlob"); err != nil || r.Status != http.StatusCreated {
			t.Fatalf("%v %d", err, r.Status)
		}
		c.token = token
		path += "/" + made["id"].(string)
		got := c.do(http.StatusOK, http.MethodPut, path, `{"resourceType":"AzureApplicationPackage","fileName":"app.zip","state":"Uploaded"}`).object(t)
		if got["state"] != "InProcessing" {
			t.Errorf("after PUT %v", got)
		}
		time.Sleep(step)
		if got := c.get(path).object(t); got["state"] != "Processed" {
			t.Errorf("later %v", got)
		}
		c.do(http.StatusNoContent, http.MethodDelete, path, "")
		c.do(http.StatusConflict, http.MethodDelete, "products/"+appID+"/packages/f0000000-0000-4000-8000-000000000001", "")
		c.do(http.StatusBadRequest, http.MethodGet, "products/"+vmID+"/packages", "")
	})
}

func TestLanguages(t *testing.T) {
	t.Parallel()
	c := newV1(t, sandbox.Options{})
	in := c.draft(appID, "Listing", "")
	en := c.listing(appID, in)
	create := func(want int, instance, code string) response {
		t.Helper()
		return c.do(want, http.MethodPost, "products/"+appID+"/listings/createWithInstanceID(instanceID="+instance+")",
			`{"resourceType":"AzureListing","languageCode":"`+code+`","title":"Porte"}`)
	}
	fr := create(http.StatusCreated, in, "fr-FR").object(t)
	in = c.draft(appID, "Listing", "")
	create(http.StatusConflict, in, "fr-fr")
	create(http.StatusConflict, in, "en-us")
	create(http.StatusBadRequest, in, "French, please")
	if got := c.get("products/" + appID + "/listings/getByInstanceID(instanceID=" + in + ")").values(t); len(got) != 2 {
		t.Errorf("%d listings", len(got))
	}
	if got := c.get("products/" + appID + "/listings/" + fr["id"].(string) + "/images").values(t); len(got) != 0 {
		t.Errorf("the new language has images: %v", got)
	}
	c.do(http.StatusNoContent, http.MethodDelete, "products/"+appID+"/listings/"+fr["id"].(string), "")
	c.do(http.StatusConflict, http.MethodDelete, "products/"+appID+"/listings/"+en["id"].(string), "")
}
