package sandbox

import (
	"encoding/json"
	"io"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/books"
	"awning/client/sandbox/insights"
	"awning/client/sandbox/world"
)

// store is the marketplace itself. Every method expects the server's lock to
// be held, which it is while a handler runs.
type store struct {
	opts     Options
	secret   []byte // of this run: seals storage addresses
	make     maker
	accounts []world.Account
	people   []world.Person
	products []*product
	blobs    map[string]blob
	hosted   map[string]string // addresses the Cloud Partner Portal made for files, by path: what they stand for
	books    []*books.Book
	exports  []*export                 // of the payouts API, in the order they were asked for
	failing  int                       // how many of the next exports fail
	desks    map[string]*insights.Desk // by tenant, in lower case
	jobs     []*job                    // configure jobs, in the order they were taken on
	ledger   []change                  // what happened between requests and is not in the log yet
}

// now is the sandbox's time.
func (st *store) now() time.Time { return st.opts.Now().UTC() }

// product finds a product by its GUID among those the caller may see; nil if
// there is none.
func (st *store) product(who caller, id string) *product {
	for p := range st.visible(who) {
		if strings.EqualFold(p.ID, id) {
			return p
		}
	}
	return nil
}

// offer finds a product by the publisher's own id; nil if there is none.
func (st *store) offer(who caller, id string) *product {
	for p := range st.visible(who) {
		if strings.EqualFold(p.Offer, id) {
			return p
		}
	}
	return nil
}

// visible yields the products the caller may see, oldest first.
func (st *store) visible(who caller) func(yield func(*product) bool) {
	return func(yield func(*product) bool) {
		for _, p := range st.products {
			if who.sees(p.Tenant) && !yield(p) {
				return
			}
		}
	}
}

// advance brings every job and submission to where it has to be by now. It runs before
// each request, so that handlers never see the past.
func (st *store) advance() {
	now := st.now()
	st.runJobs(now)
	for _, p := range st.products {
		for _, sub := range p.submissions {
			if sub.due(now) {
				st.run(p, sub, now)
			}
		}
	}
	st.settleJobs()
}

// write makes doc the draft's document of its key. If the draft's instance has
// been named by a submission, the draft gets a new instance first. The
// document is given a new etag; the entity id is kept if there was one.
func (st *store) write(p *product, doc document) *document {
	in := st.editable(p, doc.Key.module())
	i := in.index(doc.Key)
	switch {
	case i >= 0:
		doc.Entity = in.Docs[i].Entity
	case doc.Entity == "":
		doc.Entity = st.make.guid()
	}
	doc.At = st.now()
	doc.ETag = st.make.etag(doc.At)
	if i >= 0 {
		in.Docs[i] = &doc
	} else {
		in.Docs = append(in.Docs, &doc)
	}
	p.touch(doc.At)
	return &doc
}

// erase removes a document from the draft if there is one.
func (st *store) erase(p *product, k sectionKey) {
	if p.doc(draft, k) == nil {
		return
	}
	in := st.editable(p, k.module())
	in.Docs = slices.Delete(in.Docs, in.index(k), in.index(k)+1)
	p.touch(st.now())
	if len(in.Docs) == 0 && k.module().Plan != "" && k.Name == world.PlanSetup {
		p.branch(k.module()).In[draft] = nil
	}
}

// editV1 writes a document as the submission API sent it and carries what both
// dialects know over to the Graph document.
func (st *store) editV1(p *product, k sectionKey, v1 json.RawMessage) *document {
	doc := document{Key: k, V1: v1}
	if old := p.doc(draft, k); old != nil {
		doc.Graph = toGraph(k.Name, old.V1, v1, old.Graph)
	} else {
		doc.Graph = blankGraph(p, k, v1)
	}
	return st.write(p, doc)
}

// editGraph writes a document as the Graph API sent it and carries what both
// dialects know over to the v1 document.
func (st *store) editGraph(p *product, k sectionKey, graph json.RawMessage) {
	doc := document{Key: k, Graph: graph}
	if old := p.doc(draft, k); old != nil {
		doc.V1 = toV1(k.Name, old.Graph, graph, old.V1)
	} else {
		doc.V1 = blankV1(p, k, graph)
	}
	st.write(p, doc)
}

// editable is the draft's instance of a branch, fit for changing.
func (st *store) editable(p *product, k moduleKey) *instance {
	b := p.branch(k)
	if b == nil {
		b = &branch{Key: k}
		p.branches = append(p.branches, b)
	}
	if in := b.In[draft]; in != nil && !in.Frozen {
		return in
	}
	next := st.instance(p, k, nil)
	if in := b.In[draft]; in != nil {
		next.Docs = slices.Clone(in.Docs)
	}
	b.In[draft] = next
	return next
}

// instance makes and registers an instance.
func (st *store) instance(p *product, k moduleKey, docs []*document) *instance {
	in := &instance{ID: st.make.guid(), Module: k, Docs: docs}
	p.instances[in.ID] = in
	return in
}

// blob is what somebody uploaded to storage.
type blob struct {
	data []byte
	kind string               // content type
	open func() io.ReadCloser // makes the bytes of a file that is written while it is read; nil for others
}

// upload is a package file of an offer.
type upload struct {
	Entity string
	ETag   string
	V1     json.RawMessage // without "id", "@odata.etag" and "fileSasUri"
	Done   time.Time       // when processing ends; zero before the upload
}
