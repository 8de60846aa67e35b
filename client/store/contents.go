package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"time"

	"awning/model"
)

// head is what the cache row of some contents holds: all but the documents.
type head struct {
	Contents  model.Contents
	Documents int // how many follow
}

// contentsKey names what a product holds in an environment.
func contentsKey(p model.ProductID, env model.Environment) string {
	return string(p) + "/" + string(env)
}

// Contents returns what a product held in an environment when it was last read,
// and when that was; the zero time if it never was. Raw documents are byte for
// byte what was saved.
func (s *Seat) Contents(ctx context.Context, p model.ProductID, env model.Environment) (model.Contents, time.Time, error) {
	rows, err := s.store.db.QueryContext(ctx, `
		SELECT c.read_at, c.value, c.sum, d.value, d.raw, d.sum
		FROM cache c LEFT JOIN document d ON (d.identity, d.kind, d.key) = (c.identity, c.kind, c.key)
		WHERE c.identity = ? AND c.kind = ? AND c.key = ? ORDER BY d.position`,
		s.identity, kindContents, contentsKey(p, env))
	if err != nil {
		return model.Contents{}, time.Time{}, fmt.Errorf("read the stored contents: %w", explain(err))
	}
	defer rows.Close()
	var h head
	var read time.Time
	intact := true
	for rows.Next() {
		var at int64
		var value, sum []byte
		var doc documentRow
		if err = rows.Scan(&at, &value, &sum, &doc.value, &doc.raw, &doc.sum); err != nil {
			return model.Contents{}, time.Time{}, fmt.Errorf("read the stored contents: %w", explain(err))
		}
		if read.IsZero() {
			read = time.Unix(0, at)
			intact = decode(value, sum, &h) == nil
		}
		if doc.sum != nil {
			intact = intact && doc.addTo(&h.Contents)
		}
	}
	if err = rows.Err(); err != nil {
		return model.Contents{}, time.Time{}, fmt.Errorf("read the stored contents: %w", explain(err))
	}
	if !intact || len(h.Contents.Documents) != h.Documents {
		return model.Contents{}, time.Time{}, nil // as good as none: the service has the truth
	}
	return h.Contents, read, nil
}

// SaveContents replaces what is known of a product in the environment the
// contents name. The caller has taken secret members out of the documents.
func (s *Seat) SaveContents(ctx context.Context, p model.ProductID, c model.Contents) error {
	h := head{Contents: c, Documents: len(c.Documents)}
	h.Contents.Documents = nil
	value, sum, err := encode(h)
	if err != nil {
		return err
	}
	rows := make([]documentRow, len(c.Documents))
	for i, d := range c.Documents {
		if rows[i], err = newDocumentRow(d); err != nil {
			return err
		}
	}
	key := contentsKey(p, c.Env)
	err = s.store.transact(ctx, func(tx *sql.Tx) error {
		if _, terr := tx.ExecContext(ctx, "DELETE FROM cache WHERE identity = ? AND kind = ? AND key = ?",
			s.identity, kindContents, key); terr != nil {
			return terr
		}
		if _, terr := tx.ExecContext(ctx,
			"INSERT INTO cache (identity, kind, key, read_at, value, sum) VALUES (?, ?, ?, ?, ?, ?)",
			s.identity, kindContents, key, s.store.now().UnixNano(), value, sum); terr != nil {
			return terr
		}
		for i, row := range rows {
			if _, terr := tx.ExecContext(ctx,
				"INSERT INTO document (identity, kind, key, position, value, raw, sum) VALUES (?, ?, ?, ?, ?, ?, ?)",
				s.identity, kindContents, key, i, row.value, row.raw, row.sum); terr != nil {
				return terr
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("store the contents of %s: %w", key, err)
	}
	return nil
}

// documentRow is a document as it is stored: the raw text apart, because
// encoding/json would rewrite it.
type documentRow struct{ value, raw, sum []byte }

func newDocumentRow(d model.Document) (documentRow, error) {
	row := documentRow{raw: d.Raw}
	d.Raw = nil
	value, _, err := encode(d)
	if err != nil {
		return documentRow{}, err
	}
	row.value, row.sum = value, checksum(value, row.raw)
	return row, nil
}

// addTo adds the document to contents, and reports whether it was intact.
func (r documentRow) addTo(c *model.Contents) bool {
	var d model.Document
	if !valid(r.sum, r.value, r.raw) || json.Unmarshal(r.value, &d) != nil {
		return false
	}
	d.Raw = r.raw
	c.Documents = append(c.Documents, d)
	return true
}
