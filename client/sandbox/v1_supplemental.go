package sandbox

import (
	"net/http"
	"strings"

	"awning/client/sandbox/ordered"
)

// v1Supplemental answers /supplementalContents, which knows instances only.
func (s *Server) v1Supplemental(c *call, p *product, path v1Path) answer {
	if _, _, ok := function(path.id(0)); ok {
		return s.v1Entities(c, p, path)
	}
	b := p.branch(moduleKey{Module: moduleSupplemental})
	if !s.inV1(b) || !strings.EqualFold(b.In[draft].ID, path.id(0)) {
		return s.v1NotApplicable()
	}
	d := b.In[draft].Docs[0]
	switch {
	case c.Method == http.MethodGet && len(path.Rest) == 1, c.Method == http.MethodPost && strings.EqualFold(path.id(1), "commit"):
		return reply(http.StatusOK, s.v1Content(c, d).Bytes())
	case c.Method == http.MethodPut && len(path.Rest) == 1:
		s.nameAssets(c)
		a := s.v1Put(c, p, d, true)
		if a.Status == http.StatusOK {
			a.Body = s.v1Content(c, p.doc(draft, d.Key)).Bytes()
		}
		return a
	default:
		return s.v1Method(c)
	}
}

// nameAssets gives new files in a request their ids, and forgets the addresses it may
// have sent along.
func (s *Server) nameAssets(c *call) {
	o, err := ordered.Parse(c.Body)
	if err != nil {
		return // refused later, with the reason
	}
	o.Rename("assets")
	assets := elements(o, "assets")
	for _, a := range assets {
		a.Rename("assetID")
		a.DeleteFold("fileSasUri")
		if a.TextOf("assetID") == "" {
			a.SetText("assetID", s.store.make.guid())
		}
	}
	if assets != nil {
		o.Set("assets", ordered.Value(assets))
		c.Body = o.Bytes()
	}
}

// v1Content renders supplemental content with addresses for its files. That they come
// with the content read by instance, as with files read alone, is a guess.
func (s *Server) v1Content(c *call, d *document) *ordered.Object {
	o := rendered(d)
	assets := elements(o, "assets")
	for _, a := range assets {
		a.SetText("fileSasUri", s.sas(c.Base, uploadContainer(a.TextOf("assetID")), uploadFile))
	}
	if assets != nil {
		o.Set("assets", ordered.Value(assets))
	}
	return o
}
