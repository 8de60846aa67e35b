package exports

import (
	"math/big"
	"strings"

	"awning/client/sandbox/books"
)

// Earning reports whether a line meets the condition, which was parsed for
// earnings.
func (f Filter) Earning(e *books.Earning) bool {
	return f.root == nil || f.root.holds(func(n *node) int {
		if n.field.day != nil {
			return n.field.day(e).Compare(n.day)
		}
		return n.compare(n.field.line(e))
	})
}

// Payment is the same for payments.
func (f Filter) Payment(p *books.Payment) bool {
	return f.root == nil || f.root.holds(func(n *node) int {
		if n.field.payAt != nil {
			return n.field.payAt(p).Compare(n.day)
		}
		return n.compare(n.field.pay(p))
	})
}

// holds works a condition out. compare tells how a line's value relates to that of a
// comparison.
func (n *node) holds(compare func(*node) int) bool {
	switch n.word {
	case "and":
		return n.left.holds(compare) && n.right.holds(compare)
	case "or":
		return n.left.holds(compare) || n.right.holds(compare)
	}
	switch c := compare(n); n.order {
	case "ge":
		return c >= 0
	case "le":
		return c <= 0
	default:
		return c == 0
	}
}

// compare relates a text or an amount to the comparison's value.
func (n *node) compare(have string) int {
	if n.money != nil {
		r, _ := new(big.Rat).SetString(have) // amounts of the books are numbers
		return r.Cmp(n.money)
	}
	same := strings.NewReplacer("_", " ")
	if strings.EqualFold(same.Replace(have), same.Replace(n.value)) {
		return 0
	}
	return 1
}
