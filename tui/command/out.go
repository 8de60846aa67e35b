package command

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"awning/tui/files"
	"awning/tui/sanitize"
	"awning/tui/widget/wrap"
)

// sprintf fills a text. It exists because texts are formats by nature: their
// verbs are held equal over all languages by a test of package text.
func sprintf(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// sayf tells the person something: a line on standard error, or several. What a service
// has put into it is made harmless.
func (r *run) sayf(format string, args ...any) {
	var lines []string
	for line := range strings.SplitSeq(sprintf(format, args...), "\n") {
		lines = append(lines, r.lines(sanitize.Line(line))...)
	}
	r.saying.Lock()
	defer r.saying.Unlock()
	// Nobody can be told that standard error is gone.
	_, _ = fmt.Fprintln(r.opt.Err, strings.Join(lines, "\n"))
}

// lines break a line between words where standard error is a terminal whose
// width is known, and go on as far in as it begins.
func (r *run) lines(line string) []string {
	const least = 20
	indent := line[:len(line)-len(strings.TrimLeft(line, " "))]
	room := r.opt.Width - len(indent)
	if !r.opt.Asks || room < least {
		return []string{line}
	}
	lines := wrap.Lines(line[len(indent):], room)
	for i := range lines {
		lines[i] = indent + lines[i]
	}
	return lines
}

// notef is sayf for what may be left out with --quiet.
func (r *run) notef(format string, args ...any) {
	if !r.set.Quiet {
		r.sayf(format, args...)
	}
}

// write puts text on standard output.
func (r *run) write(s string) error {
	if _, err := fmt.Fprint(r.opt.Out, s); err != nil {
		return r.lostOutput(err)
	}
	return nil
}

func (r *run) lostOutput(err error) error {
	return &Error{Exit: Failed, Text: sprintf(r.text.Command.Fail.Output, err), Cause: err}
}

// output writes data in the format asked for: object for JSON, rows for a table
// or CSV.
func (r *run) output(object any, rows table) error {
	switch r.set.Output {
	case JSON:
		return r.json(object)
	case CSV:
		return r.csv(rows)
	case Table:
	}
	return r.write(rows.draw(r.view()))
}

// json writes one object, indented, ended by a newline. Characters a terminal
// might act on are escaped; to a program that reads JSON they are the same.
func (r *run) json(object any) error {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode(object); err != nil {
		return fmt.Errorf("the answer cannot be written as JSON: %w", err)
	}
	return r.write(escaped(b.String()))
}

// escaped spells invisible and control characters beyond ASCII as JSON escapes.
// In valid JSON they occur in texts only.
func escaped(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	for _, c := range s {
		if c < del || c > del && !unicode.In(c, unicode.Cc, unicode.Cf) {
			b.WriteRune(c)
			continue
		}
		for _, unit := range utf16.AppendRune(nil, c) {
			fmt.Fprintf(&b, `\u%04x`, unit)
		}
	}
	return b.String()
}

const del = 0x7f

// csv writes the rows under the columns' names. Cells that a spreadsheet would
// take for formulas get a leading apostrophe.
func (r *run) csv(rows table) error {
	w := csv.NewWriter(r.opt.Out)
	// Errors of Write are kept by the writer and told by Error.
	_ = w.Write(heads(rows.columns))
	for _, row := range rows.rows {
		_ = w.Write(record(row))
	}
	w.Flush()
	if err := w.Error(); err != nil {
		return r.lostOutput(err)
	}
	return nil
}

// heads are the names of columns.
func heads(columns []column) []string {
	out := make([]string, len(columns))
	for i, c := range columns {
		out[i] = c.name
	}
	return out
}

// record is a row of CSV.
func record(row []cell) []string {
	out := make([]string, len(row))
	for i, c := range row {
		if out[i] = sanitize.Block(c.data()); !c.figure {
			out[i] = files.Guard(out[i])
		}
	}
	return out
}
