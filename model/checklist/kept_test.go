package checklist_test

import (
	"encoding/json"
	"testing"

	"awning/model/catalog"
	"awning/model/checklist"
)

func TestKept(t *testing.T) {
	t.Parallel()
	regions := catalog.Field{Label: "Regions", Kind: catalog.List, Stays: []string{"*"}}
	for name, test := range map[string]struct {
		field     catalog.Field
		now       string
		published []string
		want      string
	}{
		"never published": {regions, `["eu"]`, []string{"", ""}, ""},
		"one more":        {regions, `["eu","us"]`, []string{`["eu"]`, `["us"]`}, ""},
		"gone of preview": {regions, `["us"]`, []string{`["eu","us"]`, `["us"]`}, `Regions was published with "eu", which cannot be taken back`},
		"gone of live":    {regions, `["us"]`, []string{"", `["eu"]`}, `Regions was published with "eu", which cannot be taken back`},
		"all gone":        {regions, "", []string{`["eu"]`}, `Regions was published with "eu", which cannot be taken back`},
		"nothing stays":   {catalog.Field{Label: "Regions", Kind: catalog.List}, `[]`, []string{`["eu"]`}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			value := func(s string) json.RawMessage {
				if s == "" {
					return nil
				}
				return json.RawMessage(s)
			}
			var published []json.RawMessage
			for _, p := range test.published {
				published = append(published, value(p))
			}
			got := ""
			if err := checklist.Kept(&test.field, value(test.now), published...); err != nil {
				got = err.Error()
			}
			if got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}
