package sandbox

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// packageTypes are the kinds of package files, in two families: those of Azure
// applications and those of Business Central.
func packageTypes() []string {
	return []string{
		"AzureApplicationPackage", "Dynamics365BusinessCentralAddOnExtensionPackage",
		"Dynamics365BusinessCentralAddOnLibraryExtensionPackage", "Dynamics365BusinessCentralAddOnDependencyPackage",
	}
}

// loadUploads makes what a world leaves out of an offer's technical configuration: the
// package files that it refers to, and that of its test drive.
func (st *store) loadUploads(p *product) {
	st.loadTestDrive(p)
	for _, b := range p.branches {
		for _, in := range b.In {
			if in == nil || b.Key.Module != modulePackage {
				continue
			}
			for _, d := range in.Docs {
				for _, ref := range elements(object(d.V1), "packageReferences") {
					st.loadUpload(p, ref)
				}
			}
		}
	}
}

func (st *store) loadUpload(p *product, ref *ordered.Object) {
	id := ref.TextOf("value")
	if id == "" || p.upload(id) != nil {
		return
	}
	p.uploads = append(p.uploads, &upload{
		Entity: id, ETag: st.make.etag(p.Created), Done: p.Created,
		V1: newObject("resourceType", ref.TextOf("type"), "fileName", p.Offer+".zip", "fileSize", 48_213, "state", "Processed",
			"isEmpty", false, "isCertified", true).Bytes(),
	})
}

// upload finds a package file; nil if there is none.
func (p *product) upload(id string) *upload {
	i := slices.IndexFunc(p.uploads, func(u *upload) bool { return strings.EqualFold(u.Entity, id) })
	if i < 0 {
		return nil
	}
	return p.uploads[i]
}

// v1Packages answers /packages.
func (s *Server) v1Packages(c *call, p *product, path v1Path) answer {
	t := typeOf(p.Type)
	if t.PlanPackage == "" && t.Graph != "dynamics365BusinessCentral" || len(path.Rest) > 1 {
		return s.v1NotApplicable()
	}
	if path.id(0) == "" {
		switch c.Method {
		case http.MethodGet:
			var values []json.RawMessage
			for _, u := range p.uploads {
				values = append(values, s.v1Package(c, u, false).Bytes())
			}
			return page(values, "")
		case http.MethodPost:
			return s.v1AddPackage(c, p)
		default:
			return s.v1Method(c)
		}
	}
	u := p.upload(path.id(0))
	if u == nil {
		return s.v1Missing("package", path.id(0))
	}
	switch c.Method {
	case http.MethodGet:
		return reply(http.StatusOK, s.v1Package(c, u, true).Bytes())
	case http.MethodPut:
		return s.v1PutPackage(c, p, u)
	case http.MethodDelete:
		if p.refersTo(u.Entity) {
			return s.v1Refuse(conflict("The package is referred to by a package configuration."))
		}
		p.uploads = slices.DeleteFunc(p.uploads, func(other *upload) bool { return other == u })
		c.accept("v1", "delete", p, "packages/"+u.Entity)
		return nothing()
	default:
		return s.v1Method(c)
	}
}

// refersTo reports whether any package configuration names a package file.
func (p *product) refersTo(id string) bool {
	for _, b := range p.branches {
		for _, in := range b.In {
			if in == nil || b.Key.Module != modulePackage {
				continue
			}
			for _, d := range in.Docs {
				if d.Key.Name != world.Package && d.Key.Name != world.PlanPackage {
					continue
				}
				if slices.ContainsFunc(elements(object(d.V1), "packageReferences"),
					func(ref *ordered.Object) bool { return strings.EqualFold(ref.TextOf("value"), id) }) {
					return true
				}
			}
		}
	}
	return false
}

// v1Package renders a package file. Processing takes one step's time from the
// moment the upload was reported.
func (s *Server) v1Package(c *call, u *upload, address bool) *ordered.Object {
	o := object(u.V1)
	switch now := s.store.now(); {
	case u.Done.IsZero():
	case now.Before(u.Done):
		o.SetText("state", "InProcessing")
	default:
		o.SetText("state", "Processed")
	}
	if address {
		o.SetText("fileSasUri", s.sas(c.Base, uploadContainer(u.Entity), uploadFile))
	}
	o.SetText("@odata.etag", u.ETag)
	o.SetText("id", u.Entity)
	return o
}

func (s *Server) v1AddPackage(c *call, p *product) answer {
	o, problems := readEntity(c.Body, packageTypes()...)
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	if o.TextOf("fileName") == "" {
		return s.v1Refuse(invalid("FileName", "The FileName field is required."))
	}
	u := &upload{Entity: s.store.make.guid(), ETag: s.store.make.etag(s.store.now())}
	u.V1 = packageBody(o, "PendingUpload")
	p.uploads = append(p.uploads, u)
	c.accept("v1", "create", p, "packages/"+u.Entity)
	return reply(http.StatusCreated, s.v1Package(c, u, true).Bytes()).with("Etag", u.ETag)
}

// packageBody is what is stored of a package entity.
func packageBody(o *ordered.Object, state string) json.RawMessage {
	o.DeleteFold("id")
	o.DeleteFold("@odata.etag")
	o.DeleteFold("fileSasUri")
	o.Rename("fileName")
	o.Rename("state")
	o.SetText("state", state)
	return o.Bytes()
}

// v1PutPackage takes the report that a file has been uploaded.
func (s *Server) v1PutPackage(c *call, p *product, u *upload) answer {
	if a := s.v1Match(c, u.ETag, false); a != nil {
		return *a
	}
	o, problems := readEntity(c.Body, object(u.V1).TextOf("resourceType"))
	if problems != nil {
		return s.v1Error(http.StatusBadRequest, problems)
	}
	done := strings.EqualFold(o.TextOf("state"), "Uploaded") && u.Done.IsZero()
	if done && !s.uploaded(u.Entity) {
		return s.v1Refuse(invalid("State", "The file has not been uploaded to its fileSasUri."))
	}
	if done {
		u.Done = s.store.now().Add(s.opts.StepTime)
	}
	u.V1, u.ETag = packageBody(o, object(u.V1).TextOf("state")), s.store.make.etag(s.store.now())
	c.accept("v1", "put", p, "packages/"+u.Entity)
	return reply(http.StatusOK, s.v1Package(c, u, true).Bytes()).with("Etag", u.ETag)
}
