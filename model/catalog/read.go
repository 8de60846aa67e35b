package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"sync"

	"awning/model"
	"awning/model/raw"
)

// folder is where the table's files lie.
const folder = "data"

// index lists the types.
const index = "index.json"

// Read reads a table from the folder "data" of a file system: index.json lists the
// types' ids in their order, and each has a file of its name. Everything is
// checked: unknown members, double ids, bad pointers, contradictory limits, and
// members that stand twice. The error names the file and the row.
func Read(fsys fs.FS) (*Catalog, error) {
	if err := singles(fsys); err != nil {
		return nil, err
	}
	return read(fsys)
}

// read is Read for files that are known to have each member once. Each start of
// the program waits for it, so the files are read side by side.
func read(fsys fs.FS) (*Catalog, error) {
	var order []model.OfferType
	if err := decode(fsys, index, &order); err != nil {
		return nil, err
	}
	if err := checkFiles(fsys, order); err != nil {
		return nil, err
	}
	types, errs := make([]*Type, len(order)), make([]error, len(order))
	var all sync.WaitGroup
	for i, id := range order {
		all.Go(func() { types[i], errs[i] = readType(fsys, id) })
	}
	all.Wait()
	c := &Catalog{}
	for i, t := range types {
		if errs[i] != nil {
			return nil, errs[i]
		}
		if err := c.distinct(t); err != nil {
			return nil, fmt.Errorf("%s: %w", fileOf(order[i]), err)
		}
		c.types = append(c.types, t)
	}
	return c, nil
}

// fileOf is the file of a type.
func fileOf(id model.OfferType) string { return string(id) + ".json" }

// readType reads and checks one type.
func readType(fsys fs.FS, id model.OfferType) (*Type, error) {
	t := &Type{}
	if err := decode(fsys, fileOf(id), t); err != nil {
		return nil, err
	}
	if t.ID != id {
		return nil, fmt.Errorf("%s: the id is %q and not the file's name", fileOf(id), t.ID)
	}
	if err := t.finish(); err != nil {
		return nil, fmt.Errorf("%s: %w", fileOf(id), err)
	}
	return t, nil
}

// singles refuses files in which a member stands twice: the second would count,
// and nobody would see why.
func singles(fsys fs.FS) error {
	files, err := fs.Glob(fsys, path.Join(folder, "*.json"))
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	for _, file := range files {
		text, err := fs.ReadFile(fsys, file)
		if err != nil {
			return fmt.Errorf("reading the catalogue: %w", err)
		}
		if _, err := raw.Parse(text); err != nil {
			return fmt.Errorf("%s: %w", path.Base(file), err)
		}
	}
	return nil
}

// decode reads one file strictly.
func decode(fsys fs.FS, file string, into any) error {
	text, err := fs.ReadFile(fsys, path.Join(folder, file))
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	fault := strict(text, into)
	if fault == nil {
		return nil
	}
	root, err := raw.Parse(text)
	if err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return fmt.Errorf("%s: line %d: %w", file, 1+bytes.Count(text[:faulty(root).Start], []byte{'\n'}), fault)
}

// strict decodes a value and refuses members that into has no place for.
func strict(text []byte, into any) error {
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	return d.Decode(into)
}

// faulty finds the smallest row that cannot be decoded by itself.
func faulty(root *raw.Node) *raw.Node {
	at := root
	for _, step := range []struct {
		list string
		row  func() any
	}{
		{"sections", func() any { return new(Section) }},
		{"fields", func() any { return new(Field) }},
	} {
		rows := at.Member(step.list)
		if rows == nil {
			return at
		}
		i := slices.IndexFunc(rows.Items, func(n raw.Node) bool { return strict(n.Raw(), step.row()) != nil })
		if i < 0 {
			return at
		}
		at = &rows.Items[i]
	}
	return at
}

// checkFiles wants a file for each type, and a type for each file.
func checkFiles(fsys fs.FS, order []model.OfferType) error {
	files, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	for _, file := range files {
		if name := file.Name(); name != index && !slices.Contains(order, model.OfferType(name[:len(name)-len(path.Ext(name))])) {
			return fmt.Errorf(index+": does not list %s", name)
		}
	}
	for i, id := range order {
		if slices.Contains(order[:i], id) {
			return fmt.Errorf(index+": row %d: %q is listed twice", i+1, id)
		}
	}
	return nil
}

// distinct refuses a type that answers to the same word as an earlier one.
func (c *Catalog) distinct(t *Type) error {
	words := []string{string(t.ID), t.Label, t.Short}
	for _, n := range t.Names {
		words = append(words, n)
	}
	for _, w := range words {
		if other, taken := c.Parse(w); taken {
			return fmt.Errorf("%q already means %q", w, other.ID)
		}
	}
	return nil
}
