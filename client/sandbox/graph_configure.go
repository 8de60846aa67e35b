package sandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"

	"awning/client/sandbox/ordered"
)

// element is one resource of a configure request.
type element struct {
	Type resourceType
	Name string // resourceName: how other elements of the request may refer to it
	Body *ordered.Object
}

// label names an element in errors: its durable id, else its resourceName.
func (el element) label() string {
	if id := el.Body.TextOf("id"); id != "" {
		return id
	}
	return el.Name
}

// submits reports whether the element publishes rather than edits.
func (el element) submits() bool { return el.Type.Name == resourceSubmission }

// readConfigure reads a configure request. What is wrong with its form is
// refused before there is a job.
func readConfigure(body []byte) ([]element, *graphError) {
	envelope, err := ordered.Parse(body)
	if err != nil {
		e := unfit("", err.Error())
		return nil, &e
	}
	if e := checkEnvelope(envelope.TextOf("$schema")); e != nil {
		return nil, e
	}
	var list []json.RawMessage
	raw, _ := envelope.Get("resources")
	if json.Unmarshal(raw, &list) != nil || len(list) == 0 {
		e := unfit("", "resources: at least one resource is required")
		return nil, &e
	}
	elements := make([]element, 0, len(list))
	for i, raw := range list {
		el, e := readElement(i, raw)
		if e != nil {
			return nil, e
		}
		elements = append(elements, el)
	}
	return elements, nil
}

func checkEnvelope(schema string) *graphError {
	for _, v := range []string{"2022-07-01", previewDate + "-preview2"} {
		if schema == schemaURI("configure", v) {
			return nil
		}
	}
	e := unfit("", fmt.Sprintf("schema %s could not be accessed", schema))
	return &e
}

func readElement(i int, raw json.RawMessage) (element, *graphError) {
	where := fmt.Sprintf("resources[%d]", i)
	body, err := ordered.Parse(raw)
	if err != nil {
		e := unfit(where, err.Error())
		return element{}, &e
	}
	el := element{Body: body, Name: body.TextOf("resourceName")}
	if label := el.label(); label != "" {
		where = label
	}
	t, err := checkSchema(body.TextOf("$schema"))
	if err != nil {
		e := unfit(where, err.Error())
		return element{}, &e
	}
	el.Type = t
	if e := checkForm(el, where); e != nil {
		return element{}, e
	}
	if e := checkLifecycle(el, where); e != nil {
		return element{}, e
	}
	return el, nil
}

// checkForm holds an element against what its schema demands.
func checkForm(el element, where string) *graphError {
	required := el.Type.Required
	if el.Type.Name != resourceProduct && el.Body.TextOf("id") == "" {
		required = append([]string{"product"}, required...)
		if el.Type.Plan && el.Type.Name != resourcePlan {
			required = append(required, "plan")
		}
	}
	for _, name := range required {
		if _, ok := el.Body.Get(name); !ok {
			e := unfit(where, fmt.Sprintf("the required member %q is missing", name))
			return &e
		}
	}
	if id := el.Body.TextOf("id"); id != "" {
		if got, ok := parseID(id); !ok || got.Type.Name != el.Type.Name {
			e := unfit(where, fmt.Sprintf("%q is not the id of a %s", id, el.Type.Name))
			return &e
		}
	}
	if el.Name != "" && !regexp.MustCompile(`^[a-zA-Z0-9_-]{1,50}$`).MatchString(el.Name) {
		e := unfit(where, "resourceName: 1 to 50 letters, digits, - and _ are allowed")
		return &e
	}
	return nil
}

// reference is how an element points at a product, a plan or a listing.
type reference struct {
	ID           string // durable id
	ExternalID   string
	ResourceName string
}

func readReference(raw json.RawMessage) reference {
	var id string
	if json.Unmarshal(raw, &id) == nil {
		return reference{ID: id}
	}
	o := object(raw)
	return reference{ExternalID: o.TextOf("externalId"), ResourceName: o.TextOf("resourceName")}
}

// applying is a job at work: what it may see, and what its elements have made
// so far under a resourceName.
type applying struct {
	st    *store
	who   caller
	named map[string]string // resourceName -> durable id
}

// follow turns a reference to a type of resource into a durable id.
func (a applying) follow(ref reference, p *product, kind string) (string, *refusal) {
	switch {
	case ref.ID != "":
		return ref.ID, nil
	case ref.ResourceName != "":
		if id, ok := a.named[ref.ResourceName]; ok {
			return id, nil
		}
		return "", refuse(http.StatusBadRequest, "resourceNotFound", kind, "No resource named "+ref.ResourceName+" stands before this one in the request.")
	case ref.ExternalID != "" && kind == resourceProduct:
		if found := a.st.offer(a.who, ref.ExternalID); found != nil {
			return resourceProduct + "/" + found.ID, nil
		}
	case ref.ExternalID != "" && p != nil:
		for _, pl := range p.plans {
			if pl.ID == ref.ExternalID {
				return resourcePlan + "/" + p.ID + "/" + pl.GUID, nil
			}
		}
	}
	return "", missing("The " + kind + " referred to does not exist.")
}

// product finds the product an element belongs to.
func (a applying) product(el element) (*product, *refusal) {
	id := el.Body.TextOf("id")
	if id == "" || el.Type.Name == resourceSubmission {
		raw, ok := el.Body.Get("product")
		if !ok && id == "" {
			return nil, refuse(http.StatusBadRequest, "invalidRequest", "product", "The product is missing.")
		}
		if ok {
			found, r := a.follow(readReference(raw), nil, resourceProduct)
			if r != nil {
				return nil, r
			}
			id = found
		}
	}
	_, rest, _ := strings.Cut(id, "/")
	guid, _, _ := strings.Cut(rest, "/")
	p := a.st.product(a.who, guid)
	if p == nil {
		return nil, missing("The product " + guid + " does not exist.")
	}
	return p, nil
}

// plan finds the GUID of the plan an element belongs to.
func (a applying) plan(p *product, el element) (string, *refusal) {
	id := el.Body.TextOf("id")
	if got, ok := parseID(id); ok && got.Key.Plan != "" {
		if p.plan(got.Key.Plan) == nil {
			return "", missing("The plan " + got.Key.Plan + " does not exist.")
		}
		return got.Key.Plan, nil
	}
	raw, _ := el.Body.Get("plan")
	found, r := a.follow(readReference(raw), p, resourcePlan)
	if r != nil {
		return "", r
	}
	guid := found[strings.LastIndexByte(found, '/')+1:]
	if p.plan(guid) == nil {
		return "", missing("The plan " + guid + " does not exist.")
	}
	return guid, nil
}
