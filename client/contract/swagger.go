package contract

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
)

// V1Root is where the paths of the submission API v1 begin.
const V1Root = "/v1.0/ingestion"

// Swagger is the contract of the submission API v1.
type Swagger struct {
	doc *openapi3.T
}

// LoadSwagger reads the swagger. What it gets wrong about every answer alike,
// its own README lists; the one that would fail plain validation, SaaS missing
// from the product types, is mended here.
func LoadSwagger(tb testing.TB) *Swagger {
	tb.Helper()
	doc, err := openapi3.NewLoader().LoadFromData(read(tb, "Partner_Ingestion_SwaggerDocument.json"))
	if err != nil {
		tb.Fatal(err)
	}
	s := &Swagger{doc: doc}
	for name, ref := range doc.Components.Schemas {
		if short := shortName(name); short == "BaseProduct" || short == "AzureProduct" {
			admitTypes(ref)
		}
	}
	return s
}

// admitTypes adds the offer types that the service sends and the swagger's enum lacks.
func admitTypes(ref *openapi3.SchemaRef) {
	for _, part := range append(ref.Value.AllOf, ref) {
		if p := part.Value.Properties["resourceType"]; p != nil && part.Ref == "" {
			p.Value.Enum = append(p.Value.Enum, "SoftwareAsAService", "AzureIoTEdgeModule", "AzureManagedService",
				"AzureConsultingService", "AzurePowerBIApp", "AzurePowerBIVisual")
		}
	}
}

// Call is one exchange to be held against the swagger.
type Call struct {
	Method   string
	URL      *url.URL
	Header   http.Header // of the request
	Request  []byte
	Status   int
	Response []byte
}

// Finding is one way in which a call departs from the swagger.
type Finding struct {
	Where  string // schema and member: "AzureSkuVariant.subType", or the operation
	Reason string
	Strict bool // only the strict walk objects: a member that is not declared
}

// String is the finding in one line.
func (f Finding) String() string { return f.Where + ": " + f.Reason }

// Check holds a call against the swagger: operation, status, headers, request
// body and answer. It returns the operation ("GET /products") and what departs.
func (s *Swagger) Check(c Call) (operation string, findings []Finding) {
	path, item := s.find(c.URL.Path)
	if item == nil {
		return c.Method + " " + c.URL.Path, []Finding{{Where: c.Method + " " + c.URL.Path, Reason: "no such path"}}
	}
	operation = c.Method + " " + path
	op := item.GetOperation(c.Method)
	if op == nil {
		return operation, []Finding{{Where: operation, Reason: "no such method"}}
	}
	return operation, append(s.request(operation, op, c), s.answer(operation, op, c)...)
}

// request checks what was sent: header, query and body.
func (s *Swagger) request(operation string, op *openapi3.Operation, c Call) (findings []Finding) {
	if c.Method != http.MethodGet && requires(op, "If-Match") && c.Header.Get("If-Match") == "" {
		findings = append(findings, Finding{Where: operation, Reason: "If-Match is required and absent"})
	}
	for name := range c.URL.Query() {
		if !declares(op, name) {
			findings = append(findings, Finding{Where: operation + "?" + name, Reason: "the parameter is not declared", Strict: true})
		}
	}
	if len(c.Request) > 0 && op.RequestBody != nil {
		return append(findings, s.body("request", op.RequestBody.Value.Content, c.Request)...)
	}
	if len(c.Request) > 0 {
		findings = append(findings, Finding{Where: operation, Reason: "a body where none is declared"})
	}
	return findings
}

// answer checks what came back: status and body.
func (s *Swagger) answer(operation string, op *openapi3.Operation, c Call) []Finding {
	resp := op.Responses.Value(strconv.Itoa(c.Status))
	if resp == nil && (c.Status < 400 || op.Responses.Default() == nil) {
		return []Finding{{Where: operation, Reason: fmt.Sprintf("status %d is not declared", c.Status)}}
	}
	if resp == nil {
		resp = op.Responses.Default()
	}
	if c.Status == http.StatusNoContent && len(c.Response) == 0 {
		return nil
	}
	return s.body("answer", resp.Value.Content, c.Response)
}

// find matches a path without regard to case, as the service does.
func (s *Swagger) find(path string) (string, *openapi3.PathItem) {
	if len(path) < len(V1Root) || !strings.EqualFold(path[:len(V1Root)], V1Root) {
		return "", nil
	}
	parts := strings.Split(strings.ToLower(path[len(V1Root):]), "/")
	for _, template := range s.doc.Paths.InMatchingOrder() {
		if matches(strings.Split(strings.ToLower(template), "/"), parts) {
			return template, s.doc.Paths.Value(template)
		}
	}
	return "", nil
}

// matches compares path segments with a template's, where "{x}" stands for
// anything and may be part of a segment: "getByModule(module={module})".
func matches(template, parts []string) bool {
	if len(template) != len(parts) {
		return false
	}
	for i, want := range template {
		open, shut := strings.IndexByte(want, '{'), strings.LastIndexByte(want, '}')
		if open < 0 && want != parts[i] {
			return false
		}
		if open >= 0 && (!strings.HasPrefix(parts[i], want[:open]) || !strings.HasSuffix(parts[i], want[shut+1:]) ||
			open == 0 && strings.Contains(parts[i], "(")) {
			return false
		}
	}
	return true
}

func requires(op *openapi3.Operation, header string) bool {
	return slices.ContainsFunc(op.Parameters, func(p *openapi3.ParameterRef) bool {
		return p.Value.In == "header" && p.Value.Name == header && p.Value.Required
	})
}

func declares(op *openapi3.Operation, query string) bool {
	return slices.ContainsFunc(op.Parameters, func(p *openapi3.ParameterRef) bool {
		return p.Value.In == "query" && strings.EqualFold(p.Value.Name, query)
	})
}

// body validates a body plainly and walks it strictly.
func (s *Swagger) body(which string, content openapi3.Content, body []byte) []Finding {
	media := content.Get("application/json")
	if media == nil || media.Schema == nil {
		if len(body) > 0 {
			return []Finding{{Where: which, Reason: "a body where none is declared"}}
		}
		return nil
	}
	var v any
	if err := json.Unmarshal(body, &v); err != nil {
		return []Finding{{Where: which, Reason: "not JSON: " + err.Error()}}
	}
	schema := s.derived(media.Schema, v)
	var out []Finding
	if err := schema.Value.VisitJSON(v, openapi3.MultiErrors()); err != nil {
		out = append(out, Finding{Where: which + " " + shortName(schema.Ref), Reason: strings.Split(err.Error(), "\n")[0]})
	}
	return append(out, s.walk(schema, v)...)
}

// Operations are all operations of the contract, as [Swagger.Check] names them.
func (s *Swagger) Operations() []string {
	var out []string
	for path, item := range s.doc.Paths.Map() {
		for method := range item.Operations() {
			out = append(out, method+" "+path)
		}
	}
	slices.Sort(out)
	return out
}
