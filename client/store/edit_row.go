package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"awning/model"
)

// The states of an edit. All but the first can be restored for a while.
const (
	stateOpen      = "open"
	stateDiscarded = "discarded" // on purpose
	stateReplaced  = "replaced"  // by another console, which had seen it
	stateAside     = "aside"     // never taken: another console was faster
)

// editRow is an edit as it is stored.
type editRow struct {
	rev, origin                                   int64
	identity, product, section, path, state, hash string
	madeAt, endedAt                               int64
	by                                            model.Process
	value, old, fresh, sum                        []byte
	base                                          baseRow
}

// subject is what an edit is of, beside the columns.
type subject struct {
	Offer model.Offer
	Key   model.SectionKey
}

// newEditRow is a row, open, for an edit.
func newEditRow(identity string, e model.FieldEdit) (editRow, error) {
	r := editRow{
		identity: identity, product: string(e.Offer.Product), section: e.Key.String(), path: e.Path,
		state: stateOpen, hash: e.BaseHash, madeAt: e.At.UnixNano(), by: e.By, old: e.Old, fresh: e.New,
	}
	var err error
	if r.value, _, err = encode(subject{e.Offer, e.Key}); err != nil {
		return editRow{}, err
	}
	r.base, err = newBaseRow(e.Base)
	r.base.sum = r.baseSum()
	return r, err
}

// root is the rev of the first in a row of edits that replaced each other.
func (r *editRow) root() int64 {
	if r.origin != 0 {
		return r.origin
	}
	return r.rev
}

func (r *editRow) checksum() []byte {
	plain := fmt.Sprint(r.origin, r.madeAt, r.endedAt, r.by.PID, r.old == nil, r.fresh == nil)
	texts := []string{r.identity, r.product, r.section, r.path, r.state, r.hash, r.by.Host, r.by.Run, plain}
	parts := make([][]byte, 0, len(texts)+3)
	for _, t := range texts {
		parts = append(parts, []byte(t))
	}
	return checksum(append(parts, r.value, r.old, r.fresh)...)
}

func (r *editRow) baseSum() []byte {
	return checksum([]byte(r.identity), []byte(r.product), []byte(r.section), []byte(r.hash), r.base.value, r.base.raw)
}

// edit is the row read back; the error says that it is not what was stored.
func (r *editRow) edit() (model.FieldEdit, error) {
	if string(r.sum) != string(r.checksum()) || string(r.base.sum) != string(r.baseSum()) {
		return model.FieldEdit{}, errDamagedRow
	}
	var s subject
	e := model.FieldEdit{
		Rev: r.rev, Origin: r.origin, Path: r.path, Old: r.old, New: r.fresh, BaseHash: r.hash, By: r.by, At: time.Unix(0, r.madeAt),
	}
	if err := json.Unmarshal(r.value, &s); err != nil {
		return model.FieldEdit{}, fmt.Errorf("%w: %w", errDamagedRow, err)
	}
	if err := json.Unmarshal(r.base.value, &e.Base); err != nil {
		return model.FieldEdit{}, fmt.Errorf("%w: %w", errDamagedRow, err)
	}
	e.Offer, e.Key, e.Base.Raw = s.Offer, s.Key, r.base.raw
	if r.endedAt != 0 {
		e.Ended = time.Unix(0, r.endedAt)
	}
	return e, nil
}

// insert writes the row, with the document it is based on. A rev of zero is
// given by the database.
func (r *editRow) insert(ctx context.Context, tx *sql.Tx) error {
	r.sum = r.checksum()
	e, err := r.edit()
	if err != nil {
		return err
	}
	if _, err = tx.ExecContext(ctx,
		"INSERT OR IGNORE INTO edit_base (identity, product, section, hash, etag, value, raw, sum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
		r.identity, r.product, r.section, r.hash, e.Base.ETag, r.base.value, r.base.raw, r.base.sum); err != nil {
		return err
	}
	rev := sql.NullInt64{Int64: r.rev, Valid: r.rev != 0}
	result, err := tx.ExecContext(ctx, `
		INSERT INTO edit (rev, origin, identity, account, product, section, plan, path, state, base_hash,
			made_at, ended_at, host, pid, run, value, old, new, sum)
		VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
		rev, r.origin, r.identity, string(e.Offer.Account), r.product, r.section, string(e.Key.Plan), r.path, r.state, r.hash,
		r.madeAt, r.endedAt, r.by.Host, r.by.PID, r.by.Run, r.value, r.old, r.fresh, r.sum)
	if err != nil {
		return err
	}
	r.rev, err = result.LastInsertId()
	return err
}

// update writes what may change in a row.
func (r *editRow) update(ctx context.Context, tx *sql.Tx) error {
	_, err := tx.ExecContext(ctx, "UPDATE edit SET state = ?, ended_at = ?, base_hash = ?, old = ?, sum = ? WHERE rev = ?",
		r.state, r.endedAt, r.hash, r.old, r.checksum(), r.rev)
	return err
}

// baseRow is the document of an edit as it is stored.
type baseRow struct{ value, raw, sum []byte }

func newBaseRow(d model.Document) (baseRow, error) {
	row := baseRow{raw: d.Raw}
	d.Raw = nil
	var err error
	row.value, _, err = encode(d)
	return row, err
}

const editColumns = `
	SELECT rev, origin, identity, product, section, path, state, base_hash, made_at, ended_at,
		host, pid, run, value, old, new, sum FROM edit `

func scanEdit(row interface{ Scan(dest ...any) error }) (editRow, error) {
	var r editRow
	err := row.Scan(&r.rev, &r.origin, &r.identity, &r.product, &r.section, &r.path, &r.state, &r.hash, &r.madeAt, &r.endedAt,
		&r.by.Host, &r.by.PID, &r.by.Run, &r.value, &r.old, &r.fresh, &r.sum)
	return r, err
}

// querier is a database or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// editRows reads rows with the documents they are based on, each of which is read once.
func editRows(ctx context.Context, q querier, where string, args ...any) ([]editRow, error) {
	all, err := bareRows(ctx, q, where, args...)
	if err != nil {
		return nil, err
	}
	bases := map[[4]string]baseRow{}
	for i := range all {
		r := &all[i]
		id := [4]string{r.identity, r.product, r.section, r.hash}
		base, known := bases[id]
		if !known {
			err = q.QueryRowContext(ctx,
				"SELECT value, raw, sum FROM edit_base WHERE (identity, product, section, hash) = (?, ?, ?, ?)",
				r.identity, r.product, r.section, r.hash).Scan(&base.value, &base.raw, &base.sum)
			if err != nil && !errors.Is(err, sql.ErrNoRows) { // a row without its document is a damaged one
				return nil, err
			}
			bases[id] = base
		}
		r.base = base
	}
	return all, nil
}

func bareRows(ctx context.Context, q querier, where string, args ...any) ([]editRow, error) {
	rows, err := q.QueryContext(ctx, editColumns+where, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []editRow
	for rows.Next() {
		r, err := scanEdit(rows)
		if err != nil {
			return nil, err
		}
		all = append(all, r)
	}
	return all, rows.Err()
}
