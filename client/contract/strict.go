package contract

import (
	"maps"
	"slices"
	"strings"

	"github.com/getkin/kin-openapi/openapi3"
)

// walk reports every member that its schema does not declare with exactly that
// spelling.
func (s *Swagger) walk(schema *openapi3.SchemaRef, v any) []Finding {
	schema = s.derived(schema, v)
	var out []Finding
	switch v := v.(type) {
	case []any:
		items := itemsOf(schema)
		if items == nil {
			return nil
		}
		for _, x := range v {
			out = append(out, s.walk(items, x)...)
		}
	case map[string]any:
		known := properties(schema)
		if len(known) == 0 {
			return nil // an object of which nothing is declared may hold anything
		}
		for name, x := range v {
			p, ok := known[name]
			if !ok {
				out = append(out, Finding{Where: shortName(schema.Ref) + "." + name, Reason: "the member is not declared", Strict: true})
				continue
			}
			out = append(out, s.walk(p, x)...)
		}
	}
	return out
}

// derived is the schema of the type that the value's resourceType names, if it
// is one of those that the declared schema stands for.
func (s *Swagger) derived(schema *openapi3.SchemaRef, v any) *openapi3.SchemaRef {
	m, ok := v.(map[string]any)
	if !ok {
		return schema
	}
	kind, ok := m["resourceType"].(string)
	if !ok || shortName(schema.Ref) == kind {
		return schema
	}
	for name, ref := range s.doc.Components.Schemas {
		if shortName(name) == kind && s.extends(ref, shortName(schema.Ref)) {
			return &openapi3.SchemaRef{Ref: "#/components/schemas/" + name, Value: ref.Value}
		}
	}
	return schema
}

// extends reports whether a schema is built on another, or is one of the
// alternatives that it lists.
func (s *Swagger) extends(ref *openapi3.SchemaRef, base string) bool {
	if slices.ContainsFunc(ref.Value.AllOf, func(r *openapi3.SchemaRef) bool {
		return shortName(r.Ref) == base || s.extends(r, base)
	}) {
		return true
	}
	// Some operations declare one member of a family where the others come too:
	// siblings share their direct base.
	for name, sibling := range s.doc.Components.Schemas {
		if shortName(name) == base && len(sibling.Value.AllOf) > 0 && len(ref.Value.AllOf) > 0 {
			b := ref.Value.AllOf[0].Ref
			return b != "" && b == sibling.Value.AllOf[0].Ref && strings.HasPrefix(shortName(b), "Base")
		}
	}
	return false
}

// properties are all members a schema declares, those of its bases included.
func properties(schema *openapi3.SchemaRef) map[string]*openapi3.SchemaRef {
	out := map[string]*openapi3.SchemaRef{}
	for _, part := range slices.Concat(schema.Value.AllOf, schema.Value.AnyOf, schema.Value.OneOf) {
		maps.Copy(out, properties(part))
	}
	maps.Copy(out, schema.Value.Properties)
	return out
}

func itemsOf(schema *openapi3.SchemaRef) *openapi3.SchemaRef {
	if schema.Value.Items != nil {
		return schema.Value.Items
	}
	for _, part := range schema.Value.AllOf {
		if i := itemsOf(part); i != nil {
			return i
		}
	}
	return nil
}

// shortName is a schema's name without its namespaces: "AzureListing".
func shortName(ref string) string {
	if strings.Contains(ref, "PagedCollection_") {
		return "PagedCollection"
	}
	return ref[strings.LastIndexAny(ref, "./")+1:]
}
