package graph

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"awning/model/raw"
)

const (
	schemaRoot = "https://schema.mp.microsoft.com/schema/"
	// A former host, still found in old documents; refused in a configure body
	// since March 2025.
	formerSchemaHost = `https://product-ingestion\.azureedge\.net/schema/`
)

// TypeOf is the resource type a $schema names; empty if it names none.
func TypeOf(schema string) string {
	_, tail, found := strings.Cut(schema, "/schema/")
	if !found {
		return ""
	}
	name, _, _ := strings.Cut(tail, "/")
	return name
}

// Sendable makes a resource as read fit for a configure body: the schema's host is the
// present one, and the server's remarks are gone. Every other byte stays.
func Sendable(resource json.RawMessage) (json.RawMessage, error) {
	// The pattern cannot match inside a string: there the quotes are escaped.
	old := regexp.MustCompile(`("\$schema"\s*:\s*")` + formerSchemaHost)
	out := old.ReplaceAll(resource, []byte("${1}"+schemaRoot))
	out, err := raw.Delete(out, "/validations")
	if err != nil {
		return nil, fmt.Errorf("prepare a resource for sending: %w", err)
	}
	return out, nil
}
