package sandbox

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// v1Listings answers /listings: the entity itself, new languages, and media.
func (s *Server) v1Listings(c *call, p *product, path v1Path) answer {
	if name, id, ok := function(path.id(0)); ok && name == "createwithinstanceid" && c.Method == http.MethodPost {
		return s.v1AddListing(c, p, id)
	}
	if kind, ok := mediaTypes()[strings.ToLower(path.id(1))]; ok && len(path.Rest) <= 3 {
		listing := s.v1Entity(p, path.Word, path.id(0))
		if listing == nil {
			return s.v1Missing("listing", path.id(0))
		}
		return s.v1Media(c, p, listing, kind, path.id(2))
	}
	if c.Method == http.MethodDelete && len(path.Rest) == 1 {
		return s.v1DropListing(c, p, path.id(0))
	}
	return s.v1Entities(c, p, path)
}

// v1AddListing adds a language to the listing of an instance.
func (s *Server) v1AddListing(c *call, p *product, id string) answer {
	in := p.instances[strings.ToLower(id)]
	if in == nil || in.Module.Module != moduleListing || p.branch(in.Module).In[draft] != in {
		return s.v1Missing("instance", id)
	}
	o, problems := readEntity(c.Body, "AzureListing")
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	code := strings.ToLower(o.TextOf("languageCode"))
	if !regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`).MatchString(code) {
		return s.v1Refuse(invalid("LanguageCode", "The field LanguageCode is invalid."))
	}
	name := world.Listing
	if in.Module.Plan != "" {
		name = world.PlanListing
	}
	for _, d := range in.Docs {
		if d.Key.Name == name && d.Key.language() == code {
			return s.v1Refuse(refuse(http.StatusConflict, "conflict", "LanguageCode", "The listing already has the language "+code+"."))
		}
	}
	o.DeleteFold("id")
	o.Delete("@odata.etag")
	o.SetText("languageCode", code)
	d := s.store.editV1(p, keyed(name, in.Module.Plan, code), o.Bytes())
	c.accept("v1", "create", p, targetName(d))
	return reply(http.StatusCreated, rendered(d).Bytes()).with("Etag", d.ETag)
}

// v1DropListing removes a language with its media; the last one stays.
func (s *Server) v1DropListing(c *call, p *product, id string) answer {
	d := s.v1Entity(p, "listings", id)
	if d == nil {
		return s.v1Missing("listing", id)
	}
	in := p.branch(d.Key.module()).In[draft]
	var gone []sectionKey
	others := false
	for _, other := range in.Docs {
		switch {
		case other.Key.language() == d.Key.language():
			gone = append(gone, other.Key)
		case other.Key.Name == d.Key.Name:
			others = true
		}
	}
	if !others {
		return s.v1Refuse(conflict("The only listing of an offer or plan cannot be deleted."))
	}
	for _, k := range gone {
		s.store.erase(p, k)
	}
	c.accept("v1", "delete", p, targetName(d))
	return nothing()
}

// mediaTypes are the media resources below a listing, by their word.
func mediaTypes() map[string]string {
	return map[string]string{"images": "ListingImage", "assets": "ListingAsset", "videos": "ListingVideo"}
}

// v1Media answers .../images, /assets and /videos of one listing.
func (s *Server) v1Media(c *call, p *product, listing *document, kind, id string) answer {
	media := s.mediaOf(p, listing, kind)
	if id == "" {
		switch c.Method {
		case http.MethodGet:
			expand, _ := c.query("$expand")
			var values []json.RawMessage
			for _, d := range media {
				values = append(values, s.v1Medium(c, d, strings.EqualFold(expand, "FileSasUri")).Bytes())
			}
			return page(values, "")
		case http.MethodPost:
			return s.v1AddMedium(c, p, listing, kind)
		default:
			return s.v1Method(c)
		}
	}
	for _, d := range media {
		if strings.EqualFold(d.Entity, id) {
			return s.v1OneMedium(c, p, d)
		}
	}
	return s.v1Missing("resource", id)
}

func (s *Server) v1OneMedium(c *call, p *product, d *document) answer {
	switch c.Method {
	case http.MethodGet:
		return reply(http.StatusOK, s.v1Medium(c, d, true).Bytes())
	case http.MethodPut:
		if strings.EqualFold(object(c.Body).TextOf("state"), "Uploaded") && !s.uploaded(d.Entity) && object(d.V1).TextOf("state") == "PendingUpload" {
			return s.v1Refuse(invalid("State", "The file has not been uploaded to its fileSasUri."))
		}
		// Of the three only images are declared to need If-Match.
		a := s.v1Put(c, p, d, object(d.V1).TextOf("resourceType") == "ListingImage")
		if a.Status == http.StatusOK {
			now := p.doc(draft, d.Key)
			a.Body = s.v1Medium(c, now, true).Bytes()
		}
		return a
	case http.MethodDelete:
		s.store.erase(p, d.Key)
		c.accept("v1", "delete", p, targetName(d))
		return nothing()
	default:
		return s.v1Method(c)
	}
}

// mediaOf are the media of one kind and of the listing's language.
func (s *Server) mediaOf(p *product, listing *document, kind string) []*document {
	var out []*document
	for _, d := range p.branch(listing.Key.module()).In[draft].Docs {
		if d.Key.Name == world.Asset && d.V1 != nil && d.Key.language() == listing.Key.language() && object(d.V1).TextOf("resourceType") == kind {
			out = append(out, d)
		}
	}
	return out
}

// v1AddMedium makes an entity for a file that is still to be uploaded.
func (s *Server) v1AddMedium(c *call, p *product, listing *document, kind string) answer {
	o, problems := readEntity(c.Body, kind)
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	if o.TextOf("fileName") == "" && kind != "ListingVideo" {
		return s.v1Refuse(invalid("FileName", "The FileName field is required."))
	}
	o.DeleteFold("id")
	o.Delete("@odata.etag")
	o.Delete("fileSasUri")
	o.SetText("state", "PendingUpload")
	word := strings.ToLower(o.TextOf("type"))
	if word == "" {
		word = strings.ToLower(strings.TrimPrefix(kind, "Listing"))
	}
	k := sectionKey{}
	for n := 1; n == 1 || p.doc(draft, k) != nil; n++ {
		k = keyed(world.Asset, listing.Key.Plan, listing.Key.language()+"/"+word+"/"+strconv.Itoa(n))
	}
	d := s.store.editV1(p, k, o.Bytes())
	c.accept("v1", "create", p, targetName(d))
	return reply(http.StatusCreated, s.v1Medium(c, d, true).Bytes()).with("Etag", d.ETag)
}

// v1Medium renders a medium. Its storage address is new each time; for videos
// it is that of the thumbnail, as the video itself is elsewhere.
func (s *Server) v1Medium(c *call, d *document, address bool) *ordered.Object {
	o := rendered(d)
	if o.TextOf("state") == "Uploaded" && !s.store.now().Before(d.At.Add(s.opts.StepTime)) {
		o.SetText("state", "Processed")
	}
	if !address {
		return o
	}
	link := s.sas(c.Base, uploadContainer(d.Entity), uploadFile)
	if raw, ok := o.Get("thumbnail"); ok && o.TextOf("resourceType") == "ListingVideo" {
		thumbnail := object(raw)
		thumbnail.SetText("fileSasUri", link)
		o.Set("thumbnail", thumbnail.Bytes())
		return o
	}
	o.SetText("fileSasUri", link)
	return o
}

// Uploads of this API have one file per entity.
const uploadFile = "content"

func uploadContainer(entity string) string { return "ingestion/" + strings.ToLower(entity) }

// uploaded reports whether the file of an entity has arrived in storage.
func (s *Server) uploaded(entity string) bool {
	_, ok := s.store.blobs["/blob/"+uploadContainer(entity)+"/"+uploadFile]
	return ok
}
