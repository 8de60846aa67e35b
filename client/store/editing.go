package store

import (
	"context"
	"fmt"
	"time"

	"awning/model"
)

// How often a console says that it has a section open, and after how long
// without a word it is taken to be gone.
const (
	BeatEvery = 10 * time.Second
	beatLasts = 3 * BeatEvery
)

// Version is a number that changes whenever another console has stored something. Asking
// costs next to nothing: whoever shows edits asks about once a second, and reads them
// again when it changes.
func (s *Store) Version(ctx context.Context) (int64, error) {
	var v int64
	if err := s.db.QueryRowContext(ctx, "PRAGMA data_version").Scan(&v); err != nil {
		return 0, fmt.Errorf("ask whether another console stored something: %w", explain(err))
	}
	return v, nil
}

// Editing tells other consoles that this one has a section open for editing. It is to be
// said again every [BeatEvery], or it is forgotten.
func (s *Seat) Editing(ctx context.Context, p model.ProductID, key model.SectionKey) error {
	now, by := s.store.now(), s.store.process
	_, err := s.store.db.ExecContext(ctx, `
		INSERT INTO editing (identity, product, section, run, host, pid, since, beat) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
		ON CONFLICT DO UPDATE SET beat = excluded.beat, since = iif(beat < ?, excluded.since, since)`,
		s.identity, string(p), key.String(), by.Run, by.Host, by.PID, now.UnixNano(), now.UnixNano(), now.Add(-beatLasts).UnixNano())
	if err == nil {
		_, err = s.store.db.ExecContext(ctx, "DELETE FROM editing WHERE beat < ?", now.Add(-beatLasts).UnixNano())
	}
	if err != nil {
		return fmt.Errorf("tell other consoles that %s is being edited: %w", key, explain(err))
	}
	return nil
}

// EndEditing tells other consoles that a section is no longer open here.
func (s *Seat) EndEditing(ctx context.Context, p model.ProductID, key model.SectionKey) error {
	_, err := s.change(ctx, "DELETE FROM editing WHERE identity = ? AND product = ? AND section = ? AND run = ?",
		s.identity, string(p), key.String(), s.store.process.Run)
	if err != nil {
		return fmt.Errorf("tell other consoles that %s is no longer edited: %w", key, err)
	}
	return nil
}

// Editors returns the other consoles that have sections of a product open for
// editing, the longest first.
func (s *Seat) Editors(ctx context.Context, p model.ProductID) ([]model.Editor, error) {
	const doing = "ask what other consoles are editing"
	rows, err := s.store.db.QueryContext(ctx, `
		SELECT section, host, pid, run, since FROM editing
		WHERE identity = ? AND product = ? AND run <> ? AND beat >= ? ORDER BY since, run`,
		s.identity, string(p), s.store.process.Run, s.store.now().Add(-beatLasts).UnixNano())
	if err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	defer rows.Close()
	var all []model.Editor
	for rows.Next() {
		var e model.Editor
		var section string
		var since int64
		if err = rows.Scan(&section, &e.By.Host, &e.By.PID, &e.By.Run, &since); err != nil {
			return nil, fmt.Errorf("%s: %w", doing, explain(err))
		}
		e.Since = time.Unix(0, since)
		if key, ok := model.ParseSectionKey(section); ok {
			e.Key = key
			all = append(all, e)
		}
	}
	if err = rows.Err(); err != nil {
		return nil, fmt.Errorf("%s: %w", doing, explain(err))
	}
	return all, nil
}
