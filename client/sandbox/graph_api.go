package sandbox

import (
	"cmp"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"awning/client/sandbox/ordered"
)

// graphRoot is where the Product Ingestion API's paths begin.
const graphRoot = "/rp/product-ingestion"

// graphPage is how many products a page holds at most, as since early 2026.
const graphPage = 4

// graphDenied is how this API turns somebody away at the door.
func (s *Server) graphDenied(status int, reason string) answer {
	return rejected(status, graphError{Code: outerCode(status), Message: reason})
}

func rejected(status int, e graphError) answer { return replyValue(status, e.body()) }

func notThere(what string) answer {
	return rejected(http.StatusNotFound, graphRefusal("", missing(what+" does not exist.")))
}

// graph answers the Product Ingestion API.
func (s *Server) graph(c *call) answer {
	path := strings.Trim(c.Path[len(graphRoot):], "/")
	most := newest()
	if v, ok := c.query("$version"); ok {
		parsed, fits := parseVersion(v)
		if !fits {
			return rejected(http.StatusBadRequest, unfit("", fmt.Sprintf("$version: %q is not a version", v)))
		}
		most = parsed
	}
	g := graphView{server: s, st: s.store, most: most, origin: c.Base}
	head, rest, _ := strings.Cut(path, "/")
	if head == "configure" {
		return s.configure(c, rest)
	}
	if c.Method != http.MethodGet {
		return rejected(http.StatusMethodNotAllowed, graphError{
			Code: "methodNotAllowed", Message: "The method " + c.Method + " is not allowed here. Changes go through configure.",
		})
	}
	switch {
	case head == "resource-tree":
		return g.serveTree(c, rest)
	case head == resourceSubmission:
		return g.serveSubmissions(c, rest)
	case path == resourceProduct:
		return g.serveProducts(c)
	case path == resourcePlan:
		return g.servePlans(c)
	}
	return g.serveResource(c, path)
}

// serveResource answers one resource of the draft by its durable id.
func (g graphView) serveResource(c *call, path string) answer {
	id, ok := parseID(path)
	if !ok {
		return notThere("The resource " + path)
	}
	p := g.st.product(c.Who, id.Product)
	if p == nil {
		return notThere("The product " + id.Product)
	}
	d := p.doc(draft, id.Key)
	if d == nil || g.st.now().Before(p.branch(id.Key.module()).Ready) || !id.Type.serves(p.Type) {
		return notThere("The resource " + path)
	}
	o, ok := g.resource(p, d)
	if !ok {
		return notThere("The resource " + path)
	}
	return replyValue(http.StatusOK, o)
}

// targetOf reads targetType; ok is false for a word that is none, quoted ones
// included.
func targetOf(c *call) (e env, given, ok bool) {
	word, given := c.query("targetType")
	if !given {
		return draft, false, true
	}
	for _, e := range []env{draft, preview, live} {
		if word == e.String() {
			return e, true, true
		}
	}
	return draft, true, false
}

func badTarget(c *call) answer {
	word, _ := c.query("targetType")
	return rejected(http.StatusBadRequest, unfit("", fmt.Sprintf("targetType: %q is not a target type", word)))
}

func (g graphView) serveTree(c *call, root string) answer {
	id, ok := parseID(root)
	if !ok || id.Type.Name != resourceProduct {
		return notThere("The resource " + root)
	}
	p := g.st.product(c.Who, id.Product)
	if p == nil {
		return notThere("The product " + id.Product)
	}
	e, _, ok := targetOf(c)
	if !ok {
		return badTarget(c)
	}
	if e != draft && !p.in(e) {
		return rejected(http.StatusBadRequest, graphError{
			Code: "badRequest", Message: "The product has no " + e.String() + " submission.",
			Details: []graphError{{Code: "resourceNotFound", Message: "No resources were found for target type " + e.String() + "."}},
		})
	}
	return replyValue(http.StatusOK, g.tree(p, e))
}

func (g graphView) serveSubmissions(c *call, path string) answer {
	guid, number, one := strings.Cut(path, "/")
	p := g.st.product(c.Who, guid)
	if p == nil {
		return notThere("The product " + guid)
	}
	entries := g.submissions(p)
	if one {
		i := slices.IndexFunc(entries, func(x submissionEntry) bool {
			return x.Of == nil && number == "0" || x.Of != nil && x.Of.ID == number
		})
		if i < 0 {
			return notThere("The submission " + number)
		}
		return replyValue(http.StatusOK, g.submission(p, entries[i]))
	}
	e, given, ok := targetOf(c)
	if !ok {
		return badTarget(c)
	}
	list := []*ordered.Object{}
	for _, x := range entries {
		if !given || x.Target == e {
			list = append(list, g.submission(p, x))
		}
	}
	return replyValue(http.StatusOK, newObject("value", list))
}

func (g graphView) servePlans(c *call) answer {
	ref, _ := c.query("product")
	id, ok := parseID(ref)
	if !ok || id.Type.Name != resourceProduct {
		return rejected(http.StatusBadRequest, unfit("", "product: the id of a product is required"))
	}
	p := g.st.product(c.Who, id.Product)
	if p == nil {
		return notThere("The product " + id.Product)
	}
	external, filtered := c.query("externalId")
	list := []*ordered.Object{}
	for _, pl := range p.plans {
		d := p.doc(draft, sectionKey{Name: "plan", Plan: pl.GUID})
		if d == nil || filtered && pl.ID != external {
			continue
		}
		if o, ok := g.resource(p, d); ok {
			list = append(list, o)
		}
	}
	return replyValue(http.StatusOK, newObject("value", list))
}

// serveProducts lists products in the order of storage partitions, a few a page.
func (g graphView) serveProducts(c *call) answer {
	size := graphPage
	if v, ok := c.query("$maxpagesize"); ok {
		n, err := strconv.Atoi(v)
		if err != nil || n < 1 {
			return rejected(http.StatusBadRequest, unfit("", "$maxpagesize: a number above 0 is required"))
		}
		size = min(size, n)
	}
	after, ok := g.after(c)
	if !ok {
		return rejected(http.StatusBadRequest, unfit("", "continuationToken: not one of this service"))
	}
	external, byID := c.query("externalId")
	kind, byType := c.query("type")
	var all []*product
	for p := range g.st.visible(c.Who) {
		if (!byID || p.Offer == external) && (!byType || p.Type == kind) && p.ID > after {
			all = append(all, p)
		}
	}
	slices.SortFunc(all, func(a, b *product) int { return cmp.Compare(a.ID, b.ID) })
	list := []*ordered.Object{}
	for _, p := range all[:min(size, len(all))] {
		if o, ok := g.resource(p, p.doc(draft, sectionKey{Name: sectionProduct})); ok {
			list = append(list, o)
		}
	}
	page := newObject("value", list)
	if len(all) > size {
		page.SetText("@nextLink", g.next(c, all[size-1].ID))
	}
	return replyValue(http.StatusOK, page)
}

// continuation is what a page's token holds, in the service's own form.
type continuation struct {
	LastID string `json:"LastId"`
	Source string `json:"Source"`
}

// after reads which product the page asked for begins behind.
func (g graphView) after(c *call) (string, bool) {
	token, ok := c.query("continuationToken")
	if !ok || token == "" {
		return "", true
	}
	raw, err := base64.StdEncoding.DecodeString(token)
	var at continuation
	if err != nil || json.Unmarshal(raw, &at) != nil || at.Source != "DocDB" {
		return "", false
	}
	return at.LastID, true
}

// next is the address of the page behind a product.
func (g graphView) next(c *call, last string) string {
	q := url.Values{}
	for name, values := range c.Query {
		if !strings.EqualFold(name, "continuationToken") {
			q[name] = values
		}
	}
	q.Set("continuationToken", base64.StdEncoding.EncodeToString(ordered.Value(continuation{last, "DocDB"})))
	return g.origin + c.Path + "?" + q.Encode()
}

// configure takes jobs on and reports on them.
func (s *Server) configure(c *call, path string) answer {
	if path == "" {
		if c.Method != http.MethodPost {
			return rejected(http.StatusMethodNotAllowed, graphError{Code: "methodNotAllowed", Message: "configure takes POST only."})
		}
		elements, e := readConfigure(c.Body)
		if e != nil {
			return rejected(http.StatusBadRequest, *e)
		}
		j := s.store.startJob(c.Who, elements)
		c.accept("graph", "configure", nil, "configure/"+j.ID)
		return replyValue(http.StatusAccepted, j.status(c.Base, s.store.now()))
	}
	id, what, _ := strings.Cut(path, "/")
	j := s.store.job(c.Who, id)
	if j == nil {
		return notThere("The job " + id)
	}
	switch c.Method + " " + what {
	case "GET status":
		return replyValue(http.StatusOK, j.status(c.Base, s.store.now()))
	case "GET ":
		return s.jobDetail(c, j)
	case "POST cancel":
		if r := s.store.cancelJob(j); r != nil {
			return rejected(r.Status, graphRefusal("", r))
		}
		c.accept("graph", "cancel", nil, "configure/"+j.ID)
		return replyValue(http.StatusOK, j.status(c.Base, s.store.now()))
	}
	return rejected(http.StatusMethodNotAllowed, graphError{Code: "methodNotAllowed", Message: c.Method + " is not allowed on " + c.Path + "."})
}

// jobDetail lists what a completed job wrote.
func (s *Server) jobDetail(c *call, j *job) answer {
	if j.ended.IsZero() {
		return rejected(http.StatusBadRequest, graphRefusal("",
			refuse(http.StatusBadRequest, "invalidState", "", "The job has not completed yet. Ask for its status instead.")))
	}
	g := graphView{server: s, st: s.store, most: newest(), origin: c.Base}
	list := []*ordered.Object{}
	for _, w := range j.written {
		if d := w.Product.doc(draft, w.Key); d != nil {
			if o, ok := g.resource(w.Product, d); ok {
				list = append(list, o)
			}
		}
	}
	if j.sub != nil && len(j.written)+len(j.Elements) > 0 {
		if p := s.store.holder(j.sub); p != nil {
			for _, x := range g.submissions(p) {
				if x.Of == j.sub {
					list = append(list, g.submission(p, x))
					break
				}
			}
		}
	}
	return replyValue(http.StatusOK, newObject("$schema", schemaURI("configure-detail", previewDate+"-preview2"), "resources", list))
}

// holder finds the product a submission belongs to.
func (st *store) holder(sub *submission) *product {
	i := slices.IndexFunc(st.products, func(p *product) bool { return slices.Contains(p.submissions, sub) })
	if i < 0 {
		return nil
	}
	return st.products[i]
}
