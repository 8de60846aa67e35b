package catalog

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"

	"awning/model"
	"awning/model/raw"
)

// folder is where the table's files lie.
const folder = "data"

// Read reads a table from the folder "data" of a file system: index.json lists the
// types' ids in their order, and each has a file of its name. Everything is
// checked: unknown members, double ids, bad pointers, contradictory limits.
// The error names the file and the row.
func Read(fsys fs.FS) (*Catalog, error) {
	var order []model.OfferType
	if err := decode(fsys, "index.json", &order); err != nil {
		return nil, err
	}
	if err := checkFiles(fsys, order); err != nil {
		return nil, err
	}
	c := &Catalog{}
	for _, id := range order {
		file := string(id) + ".json"
		t := &Type{}
		if err := decode(fsys, file, t); err != nil {
			return nil, err
		}
		if t.ID != id {
			return nil, fmt.Errorf("%s: the id is %q and not the file's name", file, t.ID)
		}
		if err := t.finish(); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		if err := c.distinct(t); err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		c.types = append(c.types, t)
	}
	return c, nil
}

// decode reads one file strictly.
func decode(fsys fs.FS, file string, into any) error {
	text, err := fs.ReadFile(fsys, path.Join(folder, file))
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	if _, err := raw.Parse(text); err != nil { // finds members that stand twice
		return fmt.Errorf("%s: %w", file, err)
	}
	d := json.NewDecoder(bytes.NewReader(text))
	d.DisallowUnknownFields()
	if err := d.Decode(into); err != nil {
		return fmt.Errorf("%s: line %d: %w", file, 1+bytes.Count(text[:d.InputOffset()], []byte{'\n'}), err)
	}
	if _, err := d.Token(); !errors.Is(err, io.EOF) {
		return fmt.Errorf("%s: something follows the end", file)
	}
	return nil
}

// checkFiles wants a file for each type, and a type for each file.
func checkFiles(fsys fs.FS, order []model.OfferType) error {
	files, err := fs.ReadDir(fsys, folder)
	if err != nil {
		return fmt.Errorf("reading the catalogue: %w", err)
	}
	for _, file := range files {
		if name := file.Name(); name != "index.json" && !slices.Contains(order, model.OfferType(name[:len(name)-len(path.Ext(name))])) {
			return fmt.Errorf("index.json: does not list %s", name)
		}
	}
	for i, id := range order {
		if slices.Contains(order[:i], id) {
			return fmt.Errorf("index.json: row %d: %q is listed twice", i+1, id)
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
