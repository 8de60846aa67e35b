package command

import (
	"strconv"

	"github.com/spf13/cobra"

	"awning/model/catalog"
)

// TypesJSON is the answer of types without a type.
type TypesJSON struct {
	Types []TypeJSON `json:"types"`
}

// TypeJSON is one offer type; its sections are there if one type was asked for.
type TypeJSON struct {
	ID       string            `json:"id"`
	Label    string            `json:"label"`
	API      string            `json:"api"` // which one reads and publishes it: graph, v1
	Plans    bool              `json:"plans"`
	Sections []TypeSectionJSON `json:"sections,omitempty"`
}

// TypeSectionJSON is one page of a type.
type TypeSectionJSON struct {
	Path   string `json:"path"`
	Label  string `json:"label"`
	Travel string `json:"travel"` // selectable, always, with-plans, outside
	// Fields is empty where the catalogue knows none yet: get shows the section's
	// document then.
	Fields []TypeFieldJSON `json:"fields"`
	// Counts limit how many documents of the page an offer has.
	Counts []TypeCountJSON `json:"counts"`
}

// TypeCountJSON is how many documents of a kind an offer may have.
type TypeCountJSON struct {
	Label string `json:"label"`
	Min   int    `json:"min"`
	Max   int    `json:"max"` // 0: no limit
}

// TypeFieldJSON is one field of a page.
type TypeFieldJSON struct {
	Path     string   `json:"path"`
	Label    string   `json:"label"`
	Help     string   `json:"help"`
	Kind     string   `json:"kind"`
	Required bool     `json:"required"`
	Min      int      `json:"min"` // characters, or items of a list; 0: no limit
	Max      int      `json:"max"` // characters, or items of a list; 0: no limit
	Choices  []string `json:"choices"`
	Frozen   string   `json:"frozen"` // create, publish or empty
	Secret   bool     `json:"secret"`
	// Rules are what else a value must be, in words: spelling, markup, pixel sizes.
	Rules []string `json:"rules"`
}

func (r *run) typesCommand() *cobra.Command {
	t := &r.text.Command
	return r.command("types [TYPE]", t.Help.Types, "", func(_ *cobra.Command, args []string) error {
		if len(args) == 0 {
			return r.types()
		}
		kind, ok := r.opt.Catalog.Parse(args[0])
		if !ok {
			return wrong(sprintf(t.Usage.UnknownType, args[0]), t.Usage.ListTypes)
		}
		return r.kind(kind)
	})
}

func (r *run) types() error {
	t := &r.text.Command.Result
	out := TypesJSON{Types: []TypeJSON{}}
	rows := table{columns: []column{{name: "id", head: t.Type}, {name: "label", head: t.Label}, {name: "api", head: "API"}}}
	for _, k := range r.opt.Catalog.Types() {
		x := TypeJSON{ID: string(k.ID), Label: k.Label, API: string(k.Dialect), Plans: k.Plans}
		out.Types = append(out.Types, x)
		rows.rows = append(rows.rows, texts(x.ID, x.Label, x.API))
	}
	return r.output(out, rows)
}

func (r *run) kind(k *catalog.Type) error {
	out := TypeJSON{ID: string(k.ID), Label: k.Label, API: string(k.Dialect), Plans: k.Plans}
	t := &r.text.Command.Result
	const leastLabel, leastLimit = 12, 8
	rows := table{columns: []column{
		{name: "path", head: t.Path},
		{name: "label", head: t.Label, least: leastLabel},
		{name: "kind", head: t.Kind},
		{name: "required", head: t.Required},
		{name: "limit", head: t.Limit, least: leastLimit},
	}}
	for _, s := range k.Sections {
		path := string(s.ID)
		if s.Plan {
			path = "plans/PLAN/" + path
		}
		section := TypeSectionJSON{Path: path, Label: s.Label, Travel: string(s.Travel), Fields: []TypeFieldJSON{}, Counts: []TypeCountJSON{}}
		for _, c := range s.Tallies {
			section.Counts = append(section.Counts, TypeCountJSON{Label: c.Label, Min: c.Min, Max: c.Max})
		}
		rows.rows = append(rows.rows, texts(path, s.Label, "", "", ""))
		for i := range s.Fields {
			f := &s.Fields[i]
			section.Fields = append(section.Fields, fieldJSON(path, f))
			required := ""
			if f.Required {
				required = t.Yes
			}
			rows.rows = append(rows.rows, texts(path+"."+f.ID, f.Label, string(f.Kind), required, limit(f)))
		}
		out.Sections = append(out.Sections, section)
	}
	return r.output(out, rows)
}

func fieldJSON(path string, f *catalog.Field) TypeFieldJSON {
	x := TypeFieldJSON{
		Path: path + "." + f.ID, Label: f.Label, Help: f.Help, Kind: string(f.Kind), Required: f.Required,
		Min: f.Min, Max: f.Max, Choices: []string{}, Frozen: f.Frozen, Secret: f.Secret, Rules: f.Rules(),
	}
	if x.Rules == nil {
		x.Rules = []string{}
	}
	for _, c := range f.Choices {
		x.Choices = append(x.Choices, c.Value)
	}
	return x
}

// limit is how long or large a value may be: "10-100", "≤ 100" in ASCII.
func limit(f *catalog.Field) string {
	least, most := "", ""
	if f.Min > 0 {
		least = strconv.Itoa(f.Min)
	}
	if f.Max > 0 {
		most = strconv.Itoa(f.Max)
	}
	if f.MinValue != "" {
		least = f.MinValue
	}
	if f.MaxValue != "" {
		most = f.MaxValue
	}
	switch {
	case least == "" && most == "":
		return ""
	case least == "":
		return "<= " + most
	case most == "":
		return ">= " + least
	}
	return least + "-" + most
}
