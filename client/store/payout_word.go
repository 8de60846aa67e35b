package store

import (
	"context"
	"database/sql"

	"awning/model/payout"
)

// kind is what a text that many lines share is. The numbers are those of the schema.
type kind int

// The kinds, which are also the order in which a line names its words.
const (
	kindStatus kind = iota
	kindProgram
	kindProduct
	kindPlan // "product/plan": plans of two products may have one id
	kindCustomer
	kindCountry
	kindCurrency
	kindDue // the currency of the payment
	kindPayment
	kindParticipant
	kinds
)

// word is a text that many lines share.
type word struct{ text, name string }

// sum tells later whether the word is still what was stored.
func (w word) sum() int64 { return crc([]byte(w.text + "\n" + w.name)) }

// wordsOf are the words of a line.
func wordsOf(e payout.Earning) [kinds]word {
	plan := word{}
	if e.Plan != "" {
		plan = word{e.Product + "/" + e.Plan, e.Plan}
	}
	return [kinds]word{
		kindStatus:      {text: e.Status},
		kindProgram:     {text: e.Program},
		kindProduct:     {e.Product, e.ProductName},
		kindPlan:        plan,
		kindCustomer:    {e.Customer, e.CustomerName},
		kindCountry:     {text: e.CustomerCountry},
		kindCurrency:    {text: e.Amount.Currency},
		kindDue:         {text: e.Due().Currency},
		kindPayment:     {text: e.PaymentID},
		kindParticipant: {e.Participant, e.ParticipantName},
	}
}

// vocabulary gives words their numbers during an import.
type vocabulary struct {
	book  int64
	known [kinds]map[string]entry
	// changed says that there is a new word, or a new name.
	changed bool
}

// entry is a word that has its number.
type entry struct {
	n    uint32
	name string
}

// number is the number of a word; 0 for the empty one.
func (v *vocabulary) number(ctx context.Context, tx *sql.Tx, k kind, w word) (uint32, error) {
	if w.text == "" {
		return 0, nil
	}
	there, ok := v.known[k][w.text]
	if ok && (w.name == "" || w.name == there.name) {
		return there.n, nil
	}
	if !ok {
		err := tx.QueryRowContext(ctx, "SELECT n, name FROM payout_word WHERE book = ? AND kind = ? AND text = ?", v.book, int(k), w.text).
			Scan(&there.n, &there.name)
		if err != nil && !noRows(err) {
			return 0, err
		}
	}
	if there.n == 0 || w.name != "" && w.name != there.name {
		err := tx.QueryRowContext(ctx, `INSERT INTO payout_word (book, kind, text, name, sum) VALUES (?, ?, ?, ?, ?)
			ON CONFLICT (book, kind, text) DO UPDATE SET name = excluded.name, sum = excluded.sum RETURNING n`,
			v.book, int(k), w.text, w.name, w.sum()).Scan(&there.n)
		if err != nil {
			return 0, err
		}
		there.name, v.changed = w.name, true
	}
	if v.known[k] == nil {
		v.known[k] = map[string]entry{}
	}
	v.known[k][w.text] = there
	return there.n, nil
}
