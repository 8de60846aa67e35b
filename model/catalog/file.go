package catalog

import (
	"archive/zip"
	"errors"
	"fmt"
	"image/png"
	"io"
	"path"
	"slices"
	"strings"

	"awning/model/raw"
)

// FileRule says what a field's file must be. Zero values are no limits.
type FileRule struct {
	// When limits the rule to documents that meet a condition; the first rule
	// that is met holds.
	When *Condition `json:"when"`
	// Ending is how the name must end, in small letters and without the point: "png".
	Ending string `json:"ending"`
	// Or are further endings that will do.
	Or []string `json:"or"`
	// MaxBytes is how large the file may be.
	MaxBytes int64 `json:"maxBytes"`
	// Width and Height are the least and the largest pixel size of an image; Square
	// wants both to be the same.
	Width  Span `json:"width"`
	Height Span `json:"height"`
	Square bool `json:"square"`
	// Holds are files an archive must have at its root.
	Holds []string `json:"holds"`
}

// Span is a range of numbers, both ends included.
type Span struct {
	Min int `json:"min"`
	Max int `json:"max"`
}

func (s Span) holds(n int) bool { return n >= s.Min && (s.Max == 0 || n <= s.Max) }

// FileFacts are what can be told of a file before it is sent.
type FileFacts struct {
	Name          string
	Bytes         int64
	Width, Height int      // of an image, in pixels
	Entries       []string // the paths inside an archive
}

// Inspect reads the head of a PNG image or the directory of a zip archive,
// going by the name's ending; of other files only name and size are known. An
// error says that the contents are not what the ending promises.
func Inspect(name string, r io.ReaderAt, size int64) (FileFacts, error) {
	facts := FileFacts{Name: name, Bytes: size}
	switch ending(name) {
	case "png":
		head, err := png.DecodeConfig(io.NewSectionReader(r, 0, size))
		if err != nil {
			return facts, fmt.Errorf("%s is no PNG image (%w): export it as PNG again", name, err)
		}
		facts.Width, facts.Height = head.Width, head.Height
	case "zip":
		archive, err := zip.NewReader(r, size)
		if err != nil {
			return facts, fmt.Errorf("%s is no zip archive (%w): pack it again", name, err)
		}
		for _, f := range archive.File {
			facts.Entries = append(facts.Entries, f.Name)
		}
	}
	return facts, nil
}

func ending(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Ext(name), "."))
}

// FileRule is the rule for the field's file in a document, or nil if any file
// will do.
func (f *Field) FileRule(root *raw.Node) *FileRule {
	for i := range f.Files {
		if r := &f.Files[i]; r.When.meets(root) {
			return r
		}
	}
	return nil
}

// CheckFile returns every rule that a file breaks as a [*RuleError], so that
// nothing wrong is sent. The document says what the file is for, as the kind of
// an image does.
func (f *Field) CheckFile(root *raw.Node, facts FileFacts) error {
	r := f.FileRule(root)
	if r == nil {
		return nil
	}
	var broken []error
	refuse := func(rule Rule, limit, actual string) {
		broken = append(broken, &RuleError{Field: f, Rule: rule, Limit: limit, Actual: actual})
	}
	if end := ending(facts.Name); end != r.Ending && !slices.Contains(r.Or, end) {
		refuse(RuleForm, "a file whose name ends in "+r.endings(), facts.Name)
		return errors.Join(broken...)
	}
	if r.MaxBytes > 0 && facts.Bytes > r.MaxBytes {
		refuse(RuleMax, fmt.Sprintf("%d bytes", r.MaxBytes), fmt.Sprintf("%d bytes", facts.Bytes))
	}
	if !r.Width.holds(facts.Width) || !r.Height.holds(facts.Height) || r.Square && facts.Width != facts.Height {
		refuse(RuleForm, r.size(), fmt.Sprintf("%d × %d pixels", facts.Width, facts.Height))
	}
	for _, name := range r.Holds {
		if !slices.Contains(facts.Entries, name) {
			refuse(RuleForm, "an archive with "+name+" at its root", "one without it")
		}
	}
	return errors.Join(broken...)
}

// endings lists how the name may end: ".app or .zip".
func (r *FileRule) endings() string {
	return "." + strings.Join(append([]string{r.Ending}, r.Or...), " or .")
}

// size says in words how large an image must be.
func (r *FileRule) size() string {
	least := fmt.Sprintf("%d × %d", r.Width.Min, r.Height.Min)
	most := fmt.Sprintf("%d × %d", r.Width.Max, r.Height.Max)
	switch {
	case least == most:
		return least + " pixels"
	case r.Square:
		return least + " to " + most + " pixels and square"
	}
	return least + " to " + most + " pixels"
}

// finish checks a rule.
func (r *FileRule) finish() error {
	if err := r.When.finish(); err != nil {
		return err
	}
	if r.Width.Max < r.Width.Min || r.Height.Max < r.Height.Min || r.MaxBytes < 0 {
		return errors.New("the limits of the file contradict each other")
	}
	if all := r.endings(); r.Ending == "" || all != strings.ToLower(all) || slices.Contains(r.Or, "") {
		return errors.New("the ending of the file's name is missing or not in small letters")
	}
	return nil
}
