package insights

import (
	"slices"
	"strconv"
	"strings"
)

// Query is one that was understood.
type Query struct {
	Text     string
	Data     Dataset
	columns  []field
	distinct bool
	where    []condition
	order    []ordering
	limit    int    // 0: none
	span     string // of time; empty: six months
}

// field is a column that is selected.
type field struct {
	name   string
	metric bool
}

// condition compares a column with values.
type condition struct {
	column string
	not    bool   // of LIKE and IN
	word   string // =, !=, <, <=, >, >=, LIKE, IN
	values []string
}

// ordering is a column that rows are sorted by.
type ordering struct {
	at   int // among the columns selected
	down bool
}

// What the service says about queries it does not run.
const (
	noTable  = "Invalid table name"
	noColumn = "Incorrect column name: %s"
	invalid  = "Invalid query: "
)

// Parse reads a query. A problem is told in the service's words, as far as they are
// known.
func Parse(text string) (Query, *Problem) {
	q := Query{Text: text}
	words, wrong := split(text)
	if wrong != nil {
		return q, wrong
	}
	p := &parser{words: words}
	names, wrong := p.selected(&q)
	if wrong != nil {
		return q, wrong
	}
	var ok bool
	if q.Data, ok = dataset(p.take().text); !ok {
		return q, bad(noTable)
	}
	for _, name := range names {
		spelled, metric := q.Data.column(name)
		if spelled == "" {
			return q, bad(noColumn, name)
		}
		q.columns = append(q.columns, field{spelled, metric})
	}
	return q, p.clauses(&q)
}

// token is a piece of a query.
type token struct {
	text   string
	quoted bool
}

func (t token) is(text string) bool { return !t.quoted && strings.EqualFold(t.text, text) }

// name reports whether it may be a name or a plain value.
func (t token) name() bool {
	return !t.quoted && t.text != "" && !strings.ContainsAny(t.text, "(),=<>!")
}

// maxTokens is how many pieces a query may have.
const maxTokens = 2000

// split takes a query apart.
func split(text string) ([]token, *Problem) {
	const blank = " \t\r\n"
	var out []token
	for text = strings.Trim(text, blank); text != ""; text = strings.TrimLeft(text, blank) {
		if len(out) == maxTokens {
			return nil, bad(invalid + "it is too long")
		}
		end := 1
		switch {
		case text[0] == '\'' || text[0] == '"':
			n := strings.IndexByte(text[1:], text[0])
			if n < 0 {
				return nil, bad(invalid + "a text has no end")
			}
			out = append(out, token{text[1 : n+1], true})
			text = text[n+2:]
			continue
		case strings.IndexByte("<>!", text[0]) >= 0 && len(text) > 1 && text[1] == '=':
			end = 2
		case strings.IndexByte("(),=<>!", text[0]) < 0:
			if end = strings.IndexAny(text, blank+"(),=<>!'\""); end < 0 {
				end = len(text)
			}
		}
		out, text = append(out, token{text: text[:end]}), text[end:]
	}
	return out, nil
}

// parser reads pieces one after another.
type parser struct{ words []token }

func (p *parser) peek() token {
	if len(p.words) == 0 {
		return token{}
	}
	return p.words[0]
}

func (p *parser) take() token {
	t := p.peek()
	if len(p.words) > 0 {
		p.words = p.words[1:]
	}
	return t
}

// accept takes a word if it is the next one.
func (p *parser) accept(text string) bool {
	if !p.peek().is(text) {
		return false
	}
	p.take()
	return true
}

// expect takes a word that has to be there.
func (p *parser) expect(text string) *Problem {
	if !p.accept(text) {
		return bad(invalid+"%s is expected before %q", text, p.peek().text)
	}
	return nil
}

// selected reads what comes before the dataset.
func (p *parser) selected(q *Query) (names []string, wrong *Problem) {
	if wrong = p.expect("SELECT"); wrong != nil {
		return nil, wrong
	}
	q.distinct = p.accept("DISTINCT")
	for {
		t := p.take()
		if !t.name() || t.is("FROM") {
			return nil, bad(invalid+"a column is expected, not %q", t.text)
		}
		if slices.ContainsFunc(names, func(have string) bool { return alike(have, t.text) }) {
			return nil, bad(invalid+"%s is selected twice", t.text)
		}
		names = append(names, t.text)
		if !p.accept(",") {
			return names, p.expect("FROM")
		}
	}
}

// clauses reads what comes after the dataset.
func (p *parser) clauses(q *Query) *Problem {
	if p.accept("WHERE") {
		for more := true; more; more = p.accept("AND") {
			c, wrong := p.condition(q.Data)
			if wrong != nil {
				return wrong
			}
			q.where = append(q.where, c)
		}
	}
	if p.accept("ORDER") {
		if wrong := p.ordering(q); wrong != nil {
			return wrong
		}
	}
	if p.accept("LIMIT") {
		n, err := strconv.Atoi(p.take().text)
		if err != nil || n < 1 {
			return bad(invalid + "LIMIT takes a number above 0")
		}
		q.limit = n
	}
	if p.accept("TIMESPAN") {
		q.span = strings.ToUpper(p.take().text)
		if !slices.Contains(q.Data.Spans(), q.span) {
			return bad(invalid+"%s has no time span %s", q.Data.Name, q.span)
		}
	}
	if len(p.words) > 0 {
		return bad(invalid+"%q is not expected here", p.peek().text)
	}
	return nil
}

func (p *parser) condition(d Dataset) (c condition, wrong *Problem) {
	name := p.take()
	if c.column, _ = d.column(name.text); c.column == "" || name.quoted {
		return c, bad(noColumn, name.text)
	}
	c.not = p.accept("NOT")
	c.word = strings.ToUpper(p.take().text)
	switch c.word {
	case "IN":
		c.values, wrong = p.list()
		return c, wrong
	case "=", "!=", "<", "<=", ">", ">=":
		if c.not {
			return c, bad(invalid + "NOT is followed by LIKE or IN")
		}
	case "LIKE":
	default:
		return c, bad(invalid+"%q is no operator", c.word)
	}
	value, wrong := p.value()
	c.values = []string{value}
	return c, wrong
}

// list reads values in parentheses.
func (p *parser) list() ([]string, *Problem) {
	if wrong := p.expect("("); wrong != nil {
		return nil, wrong
	}
	var out []string
	for {
		value, wrong := p.value()
		if wrong != nil {
			return nil, wrong
		}
		out = append(out, value)
		if !p.accept(",") {
			return out, p.expect(")")
		}
	}
}

func (p *parser) value() (string, *Problem) {
	t := p.take()
	if !t.quoted && !t.name() {
		return "", bad(invalid+"a value is expected, not %q", t.text)
	}
	return t.text, nil
}

// ordering reads what rows are sorted by. Without a word for it that is downwards.
func (p *parser) ordering(q *Query) *Problem {
	if wrong := p.expect("BY"); wrong != nil {
		return wrong
	}
	for {
		name := p.take().text
		at := slices.IndexFunc(q.columns, func(f field) bool { return alike(f.name, name) })
		if at < 0 {
			return bad(noColumn, name)
		}
		o := ordering{at: at, down: true}
		if p.accept("ASC") {
			o.down = false
		} else {
			p.accept("DESC")
		}
		q.order = append(q.order, o)
		if !p.accept(",") {
			return nil
		}
	}
}
