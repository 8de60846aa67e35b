package sandbox

import (
	"encoding/json"

	"awning/client/sandbox/ordered"
	"awning/client/sandbox/world"
)

// leadWords are the destinations of leads: own word to the Graph API's.
func leadWords() map[string]string {
	return map[string]string{
		"None": "none", "Blob": "blob", "CRM": "dynamics", "HttpsEndpoint": "httpsEndpoint", "Marketo": "marketo",
		"SalesForce": "salesforce", "Table": "table",
	}
}

// leadWord is where leads go.
func leadWord(name string) member {
	known := words(name, leadWords())
	return member{
		get: func(o *ordered.Object) json.RawMessage {
			if word := known.get(o); word != nil {
				return word
			}
			return plain(name).get(o)
		},
		set: func(o *ordered.Object, value json.RawMessage) {
			if value == nil {
				value = ordered.Text("none")
			}
			o.Set(name, value)
			known.set(o, value)
		},
	}
}

// leadsV1 is the v1 form of a lead destination that another API chose: none,
// or the type with what the two have under the same names.
func leadsV1(graph *ordered.Object) json.RawMessage {
	word := graph.TextOf("leadDestination")
	for kind, w := range leadTypes() {
		if w == word {
			out := newObject("resourceType", kind)
			settings, _ := graph.Get(word + "LeadConfiguration")
			for name, value := range object(settings).All() {
				out.Set(name, value)
			}
			return out.Bytes()
		}
	}
	return nil
}

// leadRows are the destination of leads and its settings. The words for the
// destinations are those in the names of their settings; only None is documented.
func leadRows(prefix string) []row {
	rows := []row{{world.Leads, leadWord(prefix + "leadDestination"), member{}, plain("leadDestination")}}
	for _, pair := range [][2]string{
		{"blobLeadConfiguration", "blobLeadConfiguration"},
		{"crmLeadConfiguration", "dynamicsLeadConfiguration"},
		{"httpsEndpointLeadConfiguration", "httpsEndpointLeadConfiguration"},
		{"marketoLeadConfiguration", "marketoLeadConfiguration"},
		{"salesForceLeadConfiguration", "salesforceLeadConfiguration"},
		{"tableLeadConfiguration", "tableLeadConfiguration"},
	} {
		rows = append(rows, row{world.Leads, emptied(prefix+pair[0], "{}"), member{}, plain(pair[1])})
	}
	return rows
}
