package client_test

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"awning/client"
	"awning/client/sandbox"
	"awning/model"
	"awning/model/catalog"
	"awning/model/raw"
)

// picture is a PNG image of so many pixels.
func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// archive is a zip of empty files.
func archive(t *testing.T, names ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := w.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func upload(base model.Document, field, name string, content []byte) client.Upload {
	return client.Upload{Base: base, Field: field, Name: name, Size: int64(len(content)), Content: bytes.NewReader(content)}
}

// steps are the requests of an upload in a few words: those that read are left out.
func steps(calls []string) []string {
	var out []string
	for _, c := range calls {
		method, address, _ := strings.Cut(c, " ")
		switch {
		case method == http.MethodGet:
		case strings.Contains(address, "/blob/"):
			out = append(out, "storage "+method)
		case strings.Contains(address, "/images"), strings.Contains(address, "/assets"), strings.Contains(address, "/videos"):
			out = append(out, "medium "+method)
		default:
			out = append(out, strings.TrimPrefix(address[strings.LastIndexByte(address, '/'):], "/")+" "+method)
		}
	}
	return out
}

func TestUpload_wrongFileIsRefusedBeforeAnythingIsSent(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		logo := s.document(m, o, "assets:azurelogolarge/1")
		pack := s.document(m, o, "plans/standard/technical")
		for name, c := range map[string]struct {
			up   client.Upload
			rule string
		}{
			"a logo of 100 pixels":           {upload(logo, "file", "logo.png", picture(t, 100, 100)), "216 × 216 to 350 × 350 pixels and square"},
			"a logo that is not square":      {upload(logo, "file", "logo.png", picture(t, 216, 300)), "square"},
			"a logo of another format":       {upload(logo, "file", "logo.gif", []byte("GIF89a")), ".png"},
			"a text that is called an image": {upload(logo, "file", "logo.png", []byte("hello")), "no PNG image"},
			"an empty file":                  {upload(logo, "file", "logo.png", nil), "empty"},
			"a package without a template":   {upload(pack, "package", "app.zip", archive(t, "createUiDefinition.json")), "mainTemplate.json"},
		} {
			before := len(s.net.calls())
			_, err := m.Upload(t.Context(), o, c.up)
			refused := as[*client.FileError](t, err)
			if refused.Sent || !strings.Contains(err.Error(), c.rule) || refused.Hint() == "" {
				t.Errorf("%s: %v", name, err)
			}
			if sent := s.net.calls()[before:]; len(sent) != 0 {
				t.Errorf("%s: sent %v", name, sent)
			}
		}
		_, err := m.Upload(t.Context(), o, upload(logo, "file", "l.png", picture(t, 1, 1)))
		if rule := as[*catalog.RuleError](t, err); rule.Field.ID != "file" {
			t.Errorf("the broken rule is that of %s", rule.Field.ID)
		}
	})
}

// A right logo takes the way of the protocol, with the token for the API and without it
// for storage, and is seen processed; the one it replaces is deleted last.
func TestUpload_logo(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "assets:azurelogosmall/1")
		content := picture(t, 48, 48)
		var stored []byte
		s.net.hook = func(r *http.Request) *canned {
			storage := strings.HasPrefix(r.URL.Path, "/blob/")
			if storage == (r.Header.Get("Authorization") != "") {
				t.Errorf("%s %s: authorization %q", r.Method, r.URL.Path, r.Header.Get("Authorization"))
			}
			if storage {
				stored = body(t, r)
				if r.Header.Get("X-Ms-Blob-Type") != "BlockBlob" || r.Header.Get("Content-Type") != "image/png" || r.URL.Query().Get("sig") == "" {
					t.Errorf("storage was asked with %v %v", r.Header, r.URL)
				}
			}
			return nil
		}
		var told []client.UploadProgress
		up := upload(old, "file", "new-48.png", content)
		up.Progress = func(p client.UploadProgress) { told = append(told, p) }
		before := len(s.net.calls())
		doc := s.upload(m, o, up)

		if got := steps(s.net.calls()[before:]); !slices.Equal(got, []string{"medium POST", "storage PUT", "medium PUT", "medium DELETE"}) {
			t.Errorf("took the steps %v", got)
		}
		if !bytes.Equal(stored, content) {
			t.Errorf("%d bytes arrived of %d", len(stored), len(content))
		}
		if doc.Key != old.Key || doc.Ref == old.Ref || get(t, doc, "/fileName") != `"new-48.png"` || get(t, doc, "/state") != `"Processed"` {
			t.Errorf("%s %s: %s", doc.Key, doc.Ref, doc.Raw)
		}
		size := int64(len(content))
		want := []client.UploadProgress{
			{client.UploadSending, 0, size},
			{client.UploadSending, size, size},
			{client.UploadProcessing, size, size},
			{client.UploadDone, size, size},
		}
		if !slices.Equal(told, want) {
			t.Errorf("told %v", told)
		}
		now := s.document(m, o, "assets:azurelogosmall/1")
		if now.Ref != doc.Ref || s.count(m, o, model.Draft, "assets:azurelogosmall/") != 1 {
			t.Errorf("the draft has %v", keys(s.contents(m, o, model.Draft)))
		}
	})
}

func TestUpload_newMedia(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		video := `{"streamingUri":"https://www.youtube.com/watch?v=x","thumbnail":{"title":"Tour"}}`
		for _, c := range []struct {
			offer                          model.OfferID
			section, about                 string
			field, name, key, resourceType string
			content                        []byte
			at, edit                       raw.Pointer
		}{
			{
				"harbor-backup", "assets", `{"type":"AzureLogoScreenshot","description":"The map","order":9}`, "file", "map.png",
				"assets:azurelogoscreenshot/", "ListingImage", picture(t, 1280, 720), "/fileName", "/description",
			},
			{"quay-inventory", "assets", `{"type":"PdfDocument"}`, "file", "manual.pdf", "assets:pdfdocument/", "ListingAsset", []byte("%PDF-1.4"), "/fileName", "/friendlyName"},
			{"harbor-backup", "videos", video, "thumbnail", "tour.png", "videos:video/1", "ListingVideo", picture(t, 1280, 720), "/thumbnail/fileName", "/thumbnail/title"},
		} {
			o := s.find(m, c.offer)
			were := s.count(m, o, model.Draft, c.key)
			base := model.Document{Key: model.SectionKey{Section: model.SectionID(c.section)}, Raw: []byte(c.about)}
			doc := s.upload(m, o, upload(base, c.field, c.name, c.content))
			if !strings.HasPrefix(doc.Key.String(), c.key) || get(t, doc, c.at) != `"`+c.name+`"` || get(t, doc, "/resourceType") != `"`+c.resourceType+`"` {
				t.Errorf("%s became %s: %s", c.name, doc.Key, doc.Raw)
			}
			if got := s.count(m, o, model.Draft, c.key); got != were+1 {
				t.Errorf("%d documents %s, were %d", got, c.key, were)
			}
			// What was uploaded can be edited and saved as any section.
			if _, err := m.Save(t.Context(), o, edited(t, doc, c.edit, `"Better said"`)); err != nil {
				t.Error(err)
			}
		}
	})
}

// A package is uploaded and named by the plan's technical configuration, in the place of the
// one of its kind.
func TestUpload_package(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "harbor-backup")
		old := s.document(m, o, "plans/standard/technical")
		doc := s.upload(m, o, upload(old, "package", "app.zip", archive(t, "mainTemplate.json", "createUiDefinition.json")))
		was, is := get(t, old, "/packageReferences/0/value"), get(t, doc, "/packageReferences/0/value")
		if was == is || get(t, doc, "/packageReferences/0/type") != `"AzureApplicationPackage"` {
			t.Errorf("references were %s and are %s", get(t, old, "/packageReferences"), get(t, doc, "/packageReferences"))
		}
		if get(t, doc, "/version") != get(t, old, "/version") {
			t.Errorf("more than the references changed: %s", doc.Raw)
		}
		quay := s.find(m, "quay-inventory")
		app := s.document(m, quay, "technical")
		kept := must(raw.Set(app.Raw, "/packageReferences", []byte(`[{"type":"Dynamics365BusinessCentralAddOnLibraryExtensionPackage","value":"L"}]`)))
		app = must(m.Save(t.Context(), quay, model.Edit{Base: app, Raw: kept}))
		doc = s.upload(m, quay, upload(app, "package", "quay.app", []byte("NAVX")))
		if refs := get(t, doc, "/packageReferences"); !strings.Contains(refs, `"value":"L"`) || !strings.Contains(refs, "AddOnExtensionPackage") {
			t.Errorf("references are %s", refs)
		}
	})
}

func TestUpload_supplementalContent(t *testing.T) {
	t.Parallel()
	onStage(t, sandbox.Options{}, func(s *stage) {
		t := s.t
		m := s.market()
		o := s.find(m, "quay-inventory")
		old := s.document(m, o, "supplemental")
		before := len(s.net.calls())
		up := upload(old, "files", "tour.pdf", []byte("%PDF-1.4"))
		up.As = "UserGuide"
		doc := s.upload(m, o, up)
		if assets := get(t, doc, "/assets"); !strings.Contains(assets, "tour.pdf") || !strings.Contains(assets, "UserGuide") || !strings.Contains(assets, "usage-scenarios") {
			t.Errorf("assets are %s", assets)
		}
		if got := steps(s.net.calls()[before:]); len(got) != 3 || got[1] != "storage PUT" || got[2] != "commit POST" {
			t.Errorf("took the steps %v", got)
		}
	})
}

// count is how many documents' keys begin so.
func (s *stage) count(m *client.Market, o model.Offer, env model.Environment, prefix string) int {
	s.t.Helper()
	n := 0
	for _, key := range keys(s.contents(m, o, env)) {
		if strings.HasPrefix(key, prefix) {
			n++
		}
	}
	return n
}

// upload uploads what must be taken.
func (s *stage) upload(m *client.Market, o model.Offer, u client.Upload) model.Document {
	s.t.Helper()
	d, err := m.Upload(s.t.Context(), o, u)
	if err != nil {
		s.t.Fatal(err)
	}
	return d
}

// body reads a request's body and puts it back.
func body(t *testing.T, r *http.Request) []byte {
	t.Helper()
	b, err := io.ReadAll(r.Body)
	if err != nil && !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(b))
	return b
}
