package profile

import (
	"bytes"
	"cmp"
	"errors"
	"reflect"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"

	"awning/model"
)

// errLayout says that a text cannot be changed line by line, because its author
// writes TOML in a way nobody foresaw.
var errLayout = errors.New("it is not written in blocks that begin with [[profiles]] and have a key on each line")

// member is one key of a profile and its value; nil if it is not set.
type member struct {
	key   string
	value any
}

// members are the keys of a profile, in the order in which a new one is written.
func members(p model.Profile) []member {
	all := []member{
		{"name", p.Name},
		{"identity", p.Kind},
		{"tenant", p.Tenant},
		{"client_id", p.ClientID},
		{"user", p.User},
		{"certificate", p.Certificate},
		{"storage", p.Storage},
		{"publishers", p.Publishers},
		{"sellers", p.Sellers},
		{"programs", p.Programs},
		{"default", p.Default},
	}
	for i, m := range all {
		v := reflect.ValueOf(m.value)
		if v.IsZero() || v.Kind() == reflect.Slice && v.Len() == 0 {
			all[i].value = nil
		}
	}
	return all
}

// written is a profile as the file has it: without what never gets there.
func written(p model.Profile) model.Profile {
	p.Subject, p.Environment = "", false
	if len(p.Publishers) == 0 {
		p.Publishers = nil
	}
	if len(p.Sellers) == 0 {
		p.Sellers = nil
	}
	if len(p.Programs) == 0 {
		p.Programs = nil
	}
	return p
}

// assign writes a key and its value. Spaces around = are the caller's.
func assign(key, equals string, value any) (string, error) {
	var b bytes.Buffer
	if err := toml.NewEncoder(&b).Encode(map[string]any{"v": value}); err != nil {
		return "", err
	}
	return key + equals + strings.TrimSuffix(strings.TrimPrefix(b.String(), "v = "), "\n"), nil
}

// block writes a whole profile.
func block(p model.Profile, eol string) (string, error) {
	lines := []string{"[[profiles]]"}
	for _, m := range members(p) {
		if m.value == nil {
			continue
		}
		line, err := assign(m.key, " = ", m.value)
		if err != nil {
			return "", err
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, eol) + eol, nil
}

// splice replaces some bytes of a text.
type splice struct {
	from, to int
	text     string
}

// editor changes a text that was parsed into the profiles before. Lines that have
// nothing to do with a change stay as they are, to the byte, and so do all comments
// on lines of their own.
type editor struct {
	data    []byte
	eol     string
	all     []statement
	splices []splice
}

// rewrite changes the text of a config file, which has the profiles before, so that
// it has those after: some of the same names in the same order, then new ones.
func rewrite(data []byte, before, after []model.Profile) ([]byte, error) {
	e := &editor{eol: "\n"}
	if line, _, found := bytes.Cut(data, []byte("\n")); found && bytes.HasSuffix(line, []byte("\r")) {
		e.eol = "\r\n"
	}
	e.data = data
	if len(data) > 0 && !bytes.HasSuffix(data, []byte("\n")) {
		e.data = append(bytes.Clone(data), e.eol...)
	}
	e.all = statements(e.data)
	blocks := e.blocks()
	if len(blocks) != len(before) {
		return nil, errLayout
	}
	wanted := map[model.ProfileName]model.Profile{}
	for _, p := range after {
		wanted[p.Name] = p
	}
	for i, old := range before {
		p, stays := wanted[old.Name]
		delete(wanted, old.Name)
		if !stays {
			e.remove(blocks[i])
		} else if err := e.change(blocks[i], members(old), members(p)); err != nil {
			return nil, err
		}
	}
	for _, p := range after {
		if _, isNew := wanted[p.Name]; isNew {
			if err := e.add(p); err != nil {
				return nil, err
			}
		}
	}
	if len(e.splices) == 0 {
		return data, nil
	}
	return e.text(), nil
}

// blocks returns the statements of each profile, its header first.
func (e *editor) blocks() [][]statement {
	var all [][]statement
	for i, st := range e.all {
		if !st.array || st.name != "profiles" {
			continue
		}
		end := i + 1
		for end < len(e.all) && !e.all[end].header {
			end++
		}
		all = append(all, e.all[i:end])
	}
	return all
}

// text applies the splices.
func (e *editor) text() []byte {
	slices.SortStableFunc(e.splices, func(a, b splice) int { return cmp.Compare(a.from, b.from) })
	var out []byte
	at := 0
	for _, s := range e.splices {
		out = append(append(out, e.data[at:s.from]...), s.text...)
		at = s.to
	}
	return append(out, e.data[at:]...)
}

// add appends a profile.
func (e *editor) add(p model.Profile) error {
	text, err := block(p, e.eol)
	if err != nil {
		return err
	}
	if len(e.data)+len(e.splices) > 0 {
		text = e.eol + text
	}
	e.splices = append(e.splices, splice{from: len(e.data), to: len(e.data), text: text})
	return nil
}

// remove takes a profile's lines out, and the blank lines that set it apart from
// what is before it, or after it if it is the first. Comments on lines of their own
// stay: they may be about more.
func (e *editor) remove(block []statement) {
	first, last := block[0], block[len(block)-1]
	from, to := first.from, last.to
	for from > 0 && e.blank(e.before(from), from) {
		from = e.before(from)
	}
	for from == 0 && to < len(e.data) && e.blank(to, e.after(to)) {
		to = e.after(to)
	}
	e.splices = append(e.splices, splice{from: from, to: first.from})
	for _, st := range block {
		e.splices = append(e.splices, splice{from: st.from, to: st.to})
	}
	e.splices = append(e.splices, splice{from: last.to, to: to})
}

// before and after return where the line before an offset begins, and the one after.
func (e *editor) before(at int) int { return bytes.LastIndexByte(e.data[:at-1], '\n') + 1 }
func (e *editor) after(at int) int  { return at + bytes.IndexByte(e.data[at:], '\n') + 1 }

func (e *editor) blank(from, to int) bool { return len(bytes.TrimSpace(e.data[from:to])) == 0 }

// change replaces, adds and removes keys of a profile.
func (e *editor) change(block []statement, before, after []member) error {
	keys := map[string]statement{}
	for _, st := range block[1:] {
		keys[st.name] = st
	}
	last := block[len(block)-1]
	for i, m := range after {
		if reflect.DeepEqual(before[i].value, m.value) {
			continue
		}
		st, set := keys[m.key]
		switch {
		case !set && m.value == nil:
		case !set:
			text, err := assign(m.key, e.equals(block, m.key), m.value)
			if err != nil {
				return err
			}
			e.insert(last, text)
		case m.value == nil:
			e.splices = append(e.splices, splice{from: st.from, to: st.to, text: e.comments(st, len(e.data))})
		default:
			text, err := assign("", "", m.value)
			if err != nil {
				return err
			}
			e.splices = append(e.splices,
				splice{from: st.from, to: st.from, text: e.comments(st, st.end)}, splice{from: st.start, to: st.end, text: text})
		}
	}
	return nil
}

// insert writes a line below a statement, indented as that.
func (e *editor) insert(st statement, text string) {
	indent := e.data[st.from : st.from+e.indent(st)]
	e.splices = append(e.splices, splice{from: st.to, to: st.to, text: string(indent) + text + e.eol})
}

// equals is the = for a new key, under those of the others if these are in line.
func (e *editor) equals(block []statement, key string) string {
	const usual = " = "
	column := -1
	for _, st := range block[1:] {
		at := bytes.IndexByte(e.data[st.from:st.start], '=') - e.indent(st)
		if column >= 0 && column != at {
			return usual
		}
		column = at
	}
	if len(block) < 3 || column <= len(key) {
		return usual
	}
	return strings.Repeat(" ", column-len(key)) + "= "
}

func (e *editor) indent(st statement) int {
	line := e.data[st.from:st.to]
	return len(line) - len(bytes.TrimLeft(line, " \t"))
}

// comments are those of a statement's comments that begin before an offset, on
// lines of their own: whoever wrote them shall find them again.
func (e *editor) comments(st statement, before int) string {
	var b strings.Builder
	for _, n := range st.notes {
		if n.at < before {
			b.WriteString(n.text + e.eol)
		}
	}
	return b.String()
}
