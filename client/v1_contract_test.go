package client_test

import (
	"bytes"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"awning/client/auth"
	"awning/client/contract"
	"awning/client/ingestion"
	"awning/client/secret"
	"awning/client/transport"
	"awning/model/raw"
)

// leftOut are the operations of the submission API that nothing here calls, each with
// the reason.
func leftOut() map[string]string {
	const (
		plain = "the plain list says nothing of environments, and the service refuses it for some types; read by instance instead"
		made  = "the service makes the entity with the offer; it is only ever replaced"
		read  = "co-sell is read only: it is changed in Partner Center"
	)
	const product = "/products/{productID}"
	return map[string]string{
		"GET " + product + "/productavailabilities":           plain,
		"POST " + product + "/productavailabilities":          made,
		"GET " + product + "/properties":                      plain,
		"POST " + product + "/properties":                     made,
		"POST " + product + "/cosellAssets":                   read,
		"PUT " + product + "/cosellAssets/{cosellAssetID}":    read,
		"DELETE " + product + "/cosellAssets/{cosellAssetID}": read,
		"PUT " + product + "/cosellListing/{instanceID}":      read,
	}
}

// coverage holds the operations that were called against all there are.
func coverage(t *testing.T, s *contract.Swagger, called map[string]int) {
	t.Helper()
	all, covered := s.Operations(), 0
	for _, op := range all {
		why, left := leftOut()[op]
		switch {
		case called[op] > 0:
			covered++
		case left:
			t.Logf("       not called: %s: %s", op, why)
		default:
			t.Errorf("%s is never called, and nothing says why", op)
		}
		if left && called[op] > 0 {
			t.Errorf("%s is called, and is said not to be", op)
		}
	}
	t.Logf("operations covered: %d of %d", covered, len(all))
}

// operator calls the submission API's client by hand.
type operator struct {
	t *testing.T
	c *ingestion.Client
	p string // the product at hand
}

// walkOperations makes the calls that no walk through the market comes past, on a
// published Azure application and a published Business Central offer.
func walkOperations(t *testing.T, w *witness) {
	t.Helper()
	o := &operator{t: t, c: ingestion.New(transport.New(transport.Options{
		Name: "v1", BaseURL: ingestion.BaseURL, Audience: auth.AudiencePartner, Tokens: auth.NewStatic(secret.New("owner")),
		Base: w, ErrorText: ingestion.ErrorText,
	}))}
	o.create()
	o.find("harbor-backup")
	listing := o.entities()
	for _, s := range []struct {
		shelf ingestion.Shelf
		body  string
	}{
		{ingestion.Images(listing), `{"resourceType":"ListingImage","fileName":"a.png","type":"AzureLogoSmall","state":"PendingUpload","order":0}`},
		{ingestion.Assets(listing), `{"resourceType":"ListingAsset","fileName":"a.pdf","type":"PdfDocument","state":"PendingUpload"}`},
		{ingestion.Videos(listing), `{"resourceType":"ListingVideo","fileName":"","streamingUri":"https://vimeo.com/1","state":"PendingUpload","thumbnail":{"fileName":"t.png","title":"T"}}`},
		{ingestion.Packages(), `{"resourceType":"AzureApplicationPackage","fileName":"a.zip","state":"PendingUpload"}`},
	} {
		o.file(s.shelf, s.body)
	}
	o.language()
	o.submission()
	o.cosell()
	o.singletons()
	o.find("quay-inventory")
	o.supplemental()
}

func (o *operator) find(id string) {
	o.t.Helper()
	found, err := o.c.ProductsByOfferID(o.t.Context(), id)
	check(o.t, err)
	if len(found) != 1 {
		o.t.Fatalf("%d offers %s", len(found), id)
	}
	o.p = found[0].ID
}

// instance is where the draft of a module of the offer, or of its first plan, is.
func (o *operator) instance(m ingestion.Module, plan bool) string {
	o.t.Helper()
	rows, err := o.c.Branches(o.t.Context(), o.p, m)
	check(o.t, err)
	i := slices.IndexFunc(rows, func(b ingestion.Branch) bool { return (b.Variant != "") == plan })
	if i < 0 {
		o.t.Fatalf("no %s in %v", m, rows)
	}
	return rows[i].Instance
}

// create makes an offer with a plan and deletes both.
func (o *operator) create() {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	p, err := o.c.CreateProduct(ctx, "AzureApplication", "awning-contract", "Contract")
	check(t, err)
	v, err := o.c.CreateVariant(ctx, p.ID, "basic", "Basic", "managed-application")
	check(t, err)
	time.Sleep(5 * time.Second) // the plan's parts appear late
	v, err = o.c.Variant(ctx, p.ID, v.ID)
	check(t, err)
	_, err = o.c.PutVariant(ctx, p.ID, v.ID, v.Raw, v.ETag)
	check(t, err)
	check(t, o.c.DeleteVariant(ctx, p.ID, v.ID))
	_, err = o.c.Product(ctx, p.ID)
	check(t, err)
	check(t, o.c.DeleteProduct(ctx, p.ID))
}

// entities reads the entities of all modules, by instance and by id, and writes each back as it
// is. It returns the listing's id.
func (o *operator) entities() (listing string) {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	for _, m := range []struct {
		module ingestion.Module
		plan   bool
	}{
		{ingestion.ModuleListing, false},
		{ingestion.ModuleProperty, false},
		{ingestion.ModuleAvailability, false},
		{ingestion.ModuleAvailability, true},
		{ingestion.ModulePackage, false},
		{ingestion.ModulePackage, true},
	} {
		kind, ok := m.module.Collection(m.plan)
		if !ok {
			t.Fatalf("%s has no collection", m.module)
		}
		read, err := o.c.ByInstance(ctx, o.p, kind, o.instance(m.module, m.plan))
		check(t, err)
		one, err := o.c.One(ctx, o.p, kind, read[0].ID)
		check(t, err)
		if !bytes.Equal(one.Raw, read[0].Raw) {
			t.Errorf("%s by id is %s, by instance %s", kind, one.Raw, read[0].Raw)
		}
		saved, err := o.c.Put(ctx, o.p, kind, one.ID, one.Raw, one.ETag)
		check(t, err)
		if saved.ETag == one.ETag || saved.ID != one.ID {
			t.Errorf("%s after a write: %s", kind, saved.Raw)
		}
		if kind == ingestion.Listings {
			listing = one.ID
		}
	}
	return listing
}

// file takes an entity of a file through its life, without bytes.
func (o *operator) file(s ingestion.Shelf, body string) {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	made, err := o.c.CreateFile(ctx, o.p, s, json.RawMessage(body))
	check(t, err)
	if made.State != ingestion.PendingUpload || made.Address.Empty() {
		t.Errorf("a new file is %s", made.Raw)
	}
	listed, err := o.c.Files(ctx, o.p, s)
	check(t, err)
	i := slices.IndexFunc(listed, func(f ingestion.File) bool { return f.ID == made.ID })
	if i < 0 || !listed[i].Address.Empty() {
		t.Errorf("the new file is number %d of %v", i, listed)
	}
	again, err := o.c.File(ctx, o.p, s, made.ID)
	check(t, err)
	if again.Address == made.Address {
		t.Error("the address is the same for all")
	}
	_, err = o.c.PutFile(ctx, o.p, s, again.ID, again.Raw, again.ETag)
	check(t, err)
	check(t, o.c.DeleteFile(ctx, o.p, s, made.ID))
}

// language adds a language to the listing and removes it.
func (o *operator) language() {
	t := o.t
	t.Helper()
	made, err := o.c.CreateListing(t.Context(), o.p, o.instance(ingestion.ModuleListing, false),
		json.RawMessage(`{"resourceType":"AzureListing","languageCode":"fr-fr","title":"Port"}`))
	check(t, err)
	if code, _, err := raw.Get(made.Raw, "/languageCode"); err != nil || string(code) != `"fr-fr"` {
		t.Errorf("the language is %s (%v)", code, err)
	}
	check(t, o.c.DeleteListing(t.Context(), o.p, made.ID))
}

// submission publishes a section, looks at all that hangs on it, and cancels.
func (o *operator) submission() {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	listing, ok := ingestion.ModuleListing.Collection(false)
	if !ok {
		t.Fatal("listings have no collection")
	}
	instance := o.instance(ingestion.ModuleListing, false)
	now, err := o.c.ByInstance(ctx, o.p, listing, instance)
	check(t, err)
	body, err := raw.Set(now[0].Raw, "/summary", []byte(`"For the contract"`))
	check(t, err)
	_, err = o.c.Put(ctx, o.p, listing, now[0].ID, body, now[0].ETag)
	check(t, err)
	sub, err := o.c.Submit(ctx, o.p, ingestion.Request{Resources: []ingestion.Pair{
		{Type: "Listing", Value: o.instance(ingestion.ModuleListing, false)},
		{Type: "Cosell", Value: o.instance(ingestion.ModuleCosell, false)},
	}})
	check(t, err)
	_, err = o.c.Submission(ctx, o.p, sub.ID)
	check(t, err)
	_, err = o.c.Workflows(ctx, o.p, sub.ID)
	check(t, err)
	_, err = o.c.Findings(ctx, o.p, sub.ID)
	check(t, err)
	_, err = o.c.Reports(ctx, o.p, sub.ID)
	check(t, err)
	check(t, o.c.Cancel(ctx, o.p, sub.ID))
	all, err := o.c.Submissions(ctx, o.p)
	check(t, err)
	if slices.ContainsFunc(all, func(s ingestion.Submission) bool { return s.ID == sub.ID }) {
		t.Error("the cancelled submission is still listed")
	}
}

// cosell reads what there is of co-sell.
func (o *operator) cosell() {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	instance := o.instance(ingestion.ModuleCosell, false)
	read, err := o.c.ByInstance(ctx, o.p, ingestion.CosellListings, instance)
	check(t, err)
	one, err := o.c.One(ctx, o.p, ingestion.CosellListings, instance)
	check(t, err)
	if len(read) != 1 || !bytes.Equal(read[0].Raw, one.Raw) {
		t.Errorf("%v, and alone %s", read, one.Raw)
	}
	files, err := o.c.Files(ctx, o.p, ingestion.CosellAssets())
	check(t, err)
	same, err := o.c.CosellFiles(ctx, o.p, instance)
	check(t, err)
	if len(files) != 1 || len(same) != 1 || files[0].ID != same[0].ID {
		t.Fatalf("%v and %v", files, same)
	}
	f, err := o.c.File(ctx, o.p, ingestion.CosellAssets(), files[0].ID)
	check(t, err)
	if f.Address.Empty() || f.State != ingestion.Processed {
		t.Errorf("the document is %s", f.Raw)
	}
}

// singletons are read and written back.
func (o *operator) singletons() {
	t := o.t
	t.Helper()
	for _, s := range []ingestion.Singleton{ingestion.Setup, ingestion.Leads, ingestion.Reseller} {
		e, err := o.c.Single(t.Context(), o.p, s)
		check(t, err)
		_, err = o.c.Replace(t.Context(), o.p, s, e.Raw)
		check(t, err)
	}
}

// supplemental reads and saves the supplemental content, and commits it.
func (o *operator) supplemental() {
	t, ctx := o.t, o.t.Context()
	t.Helper()
	instance := o.instance(ingestion.ModuleSupplemental, false)
	read, err := o.c.ByInstance(ctx, o.p, ingestion.SupplementalContents, instance)
	check(t, err)
	_, err = o.c.Put(ctx, o.p, ingestion.SupplementalContents, instance, read[0].Raw, read[0].ETag)
	check(t, err)
	instance = o.instance(ingestion.ModuleSupplemental, false)
	content, err := o.c.Supplemental(ctx, o.p, instance)
	check(t, err)
	if len(content.Assets) == 0 || content.Assets[0].Address.Empty() {
		t.Errorf("the content is %s", content.Raw)
	}
	_, err = o.c.CommitSupplemental(ctx, o.p, instance)
	check(t, err)
}
