package insights

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	longestName    = 64  // of a column or dataset, in bytes
	longestLiteral = 512 // in bytes
)

// Query is what a report is asked: columns of a dataset, under conditions that all have to be
// met; the API has no alternatives. Selecting a metric adds it up over the other columns.
// (learn.microsoft.com/partner-center/insights/analytics-custom-query-specification).
type Query struct {
	Columns  []string
	Distinct bool
	Dataset  string
	Where    []Condition
	Order    []Order
	Limit    int  // 0: none
	Span     Span // empty: six months
}

// Operator compares.
type Operator string

// The operators.
const (
	Equal    Operator = "="
	Unequal  Operator = "!="
	Less     Operator = "<"
	AtMost   Operator = "<="
	Greater  Operator = ">"
	AtLeast  Operator = ">="
	Like     Operator = "LIKE" // % stands for any text
	Unlike   Operator = "NOT LIKE"
	OneOf    Operator = "IN"
	NotAnyOf Operator = "NOT IN"
)

// Condition compares a column with a value, or, of [OneOf] and [NotAnyOf], with several.
type Condition struct {
	Column string
	Is     Operator
	Values []string
}

// Order sorts rows by a column, the largest first unless Up is set.
type Order struct {
	Column string
	Up     bool
}

// Text is the query in the API's language. Whatever would not stay what it is meant to be is
// refused: a name that is no name, and a value with a quote in it, for which the language has no
// way of writing.
func (q Query) Text() (string, error) {
	if len(q.Columns) == 0 {
		return "", errors.New("a query selects at least one column")
	}
	for _, name := range append([]string{q.Dataset}, q.Columns...) {
		if !plainName(name) {
			return "", fmt.Errorf("%.80q is no name of a dataset or column", name)
		}
	}
	var b strings.Builder
	b.WriteString("SELECT ")
	if q.Distinct {
		b.WriteString("DISTINCT ")
	}
	b.WriteString(strings.Join(q.Columns, ", ") + " FROM " + q.Dataset)
	for i, c := range q.Where {
		text, err := c.text()
		if err != nil {
			return "", err
		}
		b.WriteString([]string{" WHERE ", " AND "}[min(i, 1)] + text)
	}
	for i, o := range q.Order {
		if !plainName(o.Column) {
			return "", fmt.Errorf("%.80q is no name of a column", o.Column)
		}
		b.WriteString([]string{" ORDER BY ", ", "}[min(i, 1)] + o.Column)
		if o.Up {
			b.WriteString(" ASC")
		} else {
			b.WriteString(" DESC")
		}
	}
	if q.Limit < 0 || q.Span != "" && !plainName(string(q.Span)) {
		return "", fmt.Errorf("%d rows of the time %.80q cannot be asked for", q.Limit, string(q.Span))
	}
	if q.Limit > 0 {
		b.WriteString(" LIMIT " + strconv.Itoa(q.Limit))
	}
	if q.Span != "" {
		b.WriteString(" TIMESPAN " + string(q.Span))
	}
	return b.String(), nil
}

func (c Condition) text() (string, error) {
	if !plainName(c.Column) {
		return "", fmt.Errorf("%.80q is no name of a column", c.Column)
	}
	if len(c.Values) == 0 {
		return "", fmt.Errorf("%s is compared with nothing", c.Column)
	}
	values := make([]string, 0, len(c.Values))
	for _, v := range c.Values {
		if err := plainLiteral(v); err != nil {
			return "", fmt.Errorf("%s cannot be compared with %.80q: %w", c.Column, v, err)
		}
		values = append(values, "'"+v+"'")
	}
	switch c.Is {
	case OneOf, NotAnyOf:
		return c.Column + " " + string(c.Is) + " (" + strings.Join(values, ", ") + ")", nil
	case Equal, Unequal, Less, AtMost, Greater, AtLeast, Like, Unlike:
		if len(values) > 1 {
			return "", fmt.Errorf("%s is compared with %d values, where only one can be", c.Column, len(values))
		}
		return c.Column + " " + string(c.Is) + " " + values[0], nil
	}
	return "", fmt.Errorf("%.20q is no way to compare", string(c.Is))
}

// plainName reports whether a name is nothing but one.
func plainName(s string) bool {
	return s != "" && len(s) <= longestName && !strings.ContainsFunc(s, noName)
}

// noName reports whether a character is in no name.
func noName(r rune) bool {
	return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '_'
}

// plainLiteral refuses what would end a literal, or what it stands in.
func plainLiteral(s string) error {
	switch {
	case len(s) > longestLiteral:
		return fmt.Errorf("it is longer than %d bytes", longestLiteral)
	case !utf8.ValidString(s), strings.ContainsFunc(s, unicode.IsControl):
		return errors.New("it is not text")
	case strings.ContainsAny(s, "'\"`\\"):
		return errors.New("it holds a quote or a backslash, for which the service has no way of writing")
	}
	return nil
}
