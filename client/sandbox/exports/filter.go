package exports

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"slices"
	"strings"
	"time"

	"awning/client/sandbox/books"
)

// Filter is a condition that lines have to meet. The zero value is met by all.
type Filter struct{ root *node }

// node is a comparison, or two conditions and how they belong together.
type node struct {
	word        string // and, or; empty for a comparison
	left, right *node

	field field
	order string // eq, ge, le
	value string
	day   time.Time // of the value, if the field is a day
	money *big.Rat  // of the value, if the field is an amount
}

// field is what a filter may ask for: the value of a line, in one of three forms.
type field struct {
	name  string
	kind  kind
	line  func(e *books.Earning) string
	day   func(e *books.Earning) time.Time
	pay   func(p *books.Payment) string
	payAt func(p *books.Payment) time.Time
}

type kind int

const (
	aText kind = iota
	anAmount
	aDay
)

// Parse reads a filter of earnings, or of payments; an empty one is met by all.
// The error says, in English, what it does not understand, and may be shown.
func Parse(text string, payments bool) (Filter, error) {
	p := &parser{fields: fields(payments)}
	var err error
	if p.words, err = split(text); err != nil || len(p.words) == 0 {
		return Filter{}, err
	}
	root, err := p.either(0)
	if err == nil && len(p.words) > 0 {
		err = fmt.Errorf("%q is not expected here", p.words[0].text)
	}
	if err != nil {
		return Filter{}, err
	}
	return Filter{root}, nil
}

// fields are those that one of the two exports can be filtered by.
func fields(payments bool) []field {
	type e = books.Earning
	type p = books.Payment
	if payments {
		return []field{
			{name: "enrollmentParticipantId", pay: func(p *p) string { return p.Participant }},
			{name: "programName", pay: func(p *p) string { return p.Program }},
			{name: "payoutOrderType", pay: func(p *p) string { return p.Kind }},
			{name: "paymentId", pay: func(p *p) string { return p.ID }},
			{name: "payoutStatusUpdateTS", kind: aDay, payAt: func(p *p) time.Time { return p.Updated }},
			{name: "paymentAmount", kind: anAmount, pay: func(p *p) string { return p.Total.String() }},
		}
	}
	return []field{
		{name: "enrollmentParticipantId", line: func(e *e) string { return e.Participant }},
		{name: "programName", line: func(e *e) string { return e.Program }},
		{name: "leverCode", line: func(e *e) string { return e.ProgramCode }},
		{name: "engagementName", line: func(e *e) string { return e.Engagement }},
		{name: "payableSubType", line: func(e *e) string { return e.Kind }},
		{name: "payoutStatus", line: func(e *e) string { return string(e.Status) }},
		{name: "paymentId", line: func(e *e) string { return e.PaymentID }},
		{name: "earningForDate", kind: aDay, day: func(e *e) time.Time { return e.Date }},
		{name: "transactionAmount", kind: anAmount, line: func(e *e) string { return e.Paid.String() }},
		{name: "earningAmount", kind: anAmount, line: func(e *e) string { return e.Earned.String() }},
	}
}

// word is a piece of a filter.
type word struct {
	text   string
	quoted bool
}

// is reports whether it is one of the language's own words.
func (w word) is(text string) bool { return !w.quoted && strings.EqualFold(w.text, text) }

// maxWords is how many pieces a filter may have.
const maxWords = 400

// split takes a filter apart.
func split(text string) ([]word, error) {
	var out []word
	for text = strings.TrimSpace(text); text != ""; text = strings.TrimLeft(text, " \t") {
		if len(out) == maxWords {
			return nil, fmt.Errorf("it has more than %d words", maxWords)
		}
		switch text[0] {
		case '(', ')', '=':
			out, text = append(out, word{text: text[:1]}), text[1:]
		case '\'', '"':
			end := strings.IndexByte(text[1:], text[0])
			if end < 0 {
				return nil, fmt.Errorf("the text %s has no end", text)
			}
			out, text = append(out, word{text[1 : end+1], true}), text[end+2:]
		default:
			end := strings.IndexAny(text, " \t()='\"")
			if end < 0 {
				end = len(text)
			}
			out, text = append(out, word{text: text[:end]}), text[end:]
		}
	}
	return out, nil
}

// parser reads the pieces one after another.
type parser struct {
	words  []word
	fields []field
}

// next is the piece whose turn it is; empty at the end.
func (p *parser) next() word {
	if len(p.words) == 0 {
		return word{}
	}
	return p.words[0]
}

func (p *parser) take() word {
	w := p.next()
	if len(p.words) > 0 {
		p.words = p.words[1:]
	}
	return w
}

// maxDepth is how many parentheses may be open.
const maxDepth = 50

func (p *parser) either(depth int) (*node, error) {
	return p.chain("or", depth, p.both)
}

func (p *parser) both(depth int) (*node, error) {
	return p.chain("and", depth, p.one)
}

// chain reads conditions with a word between them.
func (p *parser) chain(between string, depth int, part func(int) (*node, error)) (*node, error) {
	out, err := part(depth)
	for err == nil && p.next().is(between) {
		p.take()
		var right *node
		if right, err = part(depth); err == nil {
			out = &node{word: between, left: out, right: right}
		}
	}
	return out, err
}

// one reads a comparison, or a condition in parentheses.
func (p *parser) one(depth int) (*node, error) {
	if !p.next().is("(") {
		return p.comparison()
	}
	if depth == maxDepth {
		return nil, fmt.Errorf("more than %d parentheses are open", maxDepth)
	}
	p.take()
	out, err := p.either(depth + 1)
	if err == nil && !p.take().is(")") {
		err = errors.New("a parenthesis is not closed")
	}
	return out, err
}

func (p *parser) comparison() (*node, error) {
	name, order, value := p.take(), p.take(), p.take()
	i := slices.IndexFunc(p.fields, func(f field) bool { return name.is(f.name) })
	if i < 0 {
		return nil, fmt.Errorf("there is no property %q to filter by", name.text)
	}
	n := &node{field: p.fields[i], order: strings.ToLower(order.text), value: value.text}
	if n.order == "=" && !order.quoted {
		n.order = "eq"
	}
	if order.quoted || !slices.Contains([]string{"eq", "ge", "le"}, n.order) {
		return nil, fmt.Errorf("%q is no operator: eq, ge and le are", order.text)
	}
	if !value.quoted && (value.text == "" || slices.Contains([]string{"(", ")", "="}, value.text)) {
		return nil, fmt.Errorf("%s is compared with nothing", n.field.name)
	}
	return n, n.read()
}

// read understands the value of a comparison.
func (n *node) read() error {
	switch n.field.kind {
	case aDay:
		for _, layout := range []string{time.DateOnly, time.RFC3339Nano, "2006-01-02T15:04:05"} {
			if t, err := time.Parse(layout, n.value); err == nil {
				n.day = t.UTC()
				return nil
			}
		}
		return fmt.Errorf("%q is no date", n.value)
	case anAmount:
		if !regexp.MustCompile(`^-?\d{1,18}(\.\d{1,9})?$`).MatchString(n.value) {
			return fmt.Errorf("%q is no number", n.value)
		}
		n.money, _ = new(big.Rat).SetString(n.value) // it is one
	case aText:
		if n.order != "eq" {
			return fmt.Errorf("%s is a text and can be compared by eq only", n.field.name)
		}
	}
	return nil
}
