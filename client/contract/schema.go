package contract

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const (
	// archivedHost is where the schema service was when they were archived.
	archivedHost  = "https://product-ingestion.azureedge.net/schema/"
	schemaVersion = "2022-03-01-preview2"
)

// Schemas are the archived JSON schemas of the Product Ingestion API: the
// dialect of virtual machine offers, version preview2.
type Schemas struct {
	compiled map[string]*jsonschema.Schema // by resource type
}

// LoadSchemas compiles the schemas as they were archived, under the former host
// of the schema service. The one reference that nothing in the archive answers,
// the masked form of a secret, is taken for a string.
func LoadSchemas(tb testing.TB) *Schemas {
	tb.Helper()
	files, err := os.ReadDir(filepath.Join(Dir(tb), "schemas"))
	if err != nil {
		tb.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	var types []string
	inner := map[string]any{}
	for _, f := range files {
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(read(tb, "schemas", f.Name())))
		if err != nil {
			tb.Fatalf("%s: %v", f.Name(), err)
		}
		name := strings.TrimSuffix(f.Name(), "-"+schemaVersion+".json")
		types = append(types, name)
		collect(doc, inner)
		if err := c.AddResource(archivedHost+name+"/"+schemaVersion, doc); err != nil {
			tb.Fatalf("%s: %v", f.Name(), err)
		}
	}
	for id, doc := range inner {
		if err := c.AddResource(id, doc); err != nil {
			tb.Fatalf("%s: %v", id, err)
		}
	}
	if err := c.AddResource(archivedHost+"masked-secret/"+schemaVersion, map[string]any{"type": "string"}); err != nil {
		tb.Fatal(err)
	}
	s := &Schemas{compiled: map[string]*jsonschema.Schema{}}
	for _, name := range types {
		schema, err := c.Compile(archivedHost + name + "/" + schemaVersion)
		if err != nil {
			tb.Fatalf("%s: %v", name, err)
		}
		s.compiled[name] = schema
	}
	return s
}

// Check validates a resource or a tree by its $schema, with the members named
// in without taken out first wherever they stand. It reports false if the
// archive has no schema for that type.
func (s *Schemas) Check(resource json.RawMessage, without []string) (known bool, err error) {
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(resource))
	if err != nil {
		return true, err
	}
	m, ok := v.(map[string]any)
	if !ok {
		return false, nil
	}
	uri, _ := m["$schema"].(string)
	schema, ok := s.compiled[typeOf(uri)]
	if !ok {
		return false, nil
	}
	prune(v, without)
	return true, schema.Validate(v)
}

// typeOf is the resource type in a $schema address.
func typeOf(uri string) string {
	m := regexp.MustCompile(`/schema/([a-z0-9-]+)/`).FindStringSubmatch(uri)
	if m == nil {
		return ""
	}
	return m[1]
}

// prune removes members by name, and sets every $schema to the host and version
// that the archive has.
func prune(v any, names []string) {
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			prune(x, names)
		}
	case map[string]any:
		for name, x := range v {
			if slices.Contains(names, name) {
				delete(v, name)
				continue
			}
			if uri, ok := x.(string); ok && name == "$schema" {
				v[name] = archivedHost + typeOf(uri) + "/" + schemaVersion
				continue
			}
			prune(x, names)
		}
	}
}

// collect takes the definitions that a schema carries along under addresses of
// their own out of it: the same ones stand in many schemas, and others of the
// archive refer to them.
func collect(doc any, into map[string]any) {
	m, ok := doc.(map[string]any)
	if !ok {
		return
	}
	defs, ok := m["$defs"].(map[string]any)
	if !ok {
		return
	}
	for name, d := range defs {
		collect(d, into)
		if strings.HasPrefix(name, archivedHost) {
			into[name] = d
			delete(defs, name)
		}
	}
}
