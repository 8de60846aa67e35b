package store

// unsaved is the step to version 2 of the schema: edits that are not saved yet.
//
// Of all that is stored they alone cannot be read again from anywhere, so that
// damage to them must show: each row has a sum, and the tally says how many
// rows there are.
const unsaved = `
-- The documents that edits were made on, without their secrets.
CREATE TABLE edit_base (
	identity TEXT NOT NULL,
	product  TEXT NOT NULL,
	section  TEXT NOT NULL,
	hash     TEXT NOT NULL, -- of the raw text
	etag     TEXT NOT NULL,
	value    BLOB NOT NULL, -- JSON, all but the raw text
	raw      BLOB,
	sum      BLOB NOT NULL, -- of value and raw
	PRIMARY KEY (identity, product, section, hash)
) STRICT;

-- One edit of one place. Times are Unix nanoseconds.
CREATE TABLE edit (
	rev       INTEGER PRIMARY KEY AUTOINCREMENT,
	origin    INTEGER NOT NULL, -- rev of the first in a row of edits that replaced each other; 0: this one
	identity  TEXT NOT NULL,
	account   TEXT NOT NULL,
	product   TEXT NOT NULL,
	section   TEXT NOT NULL, -- with its plan: plans/basic/pricing
	plan      TEXT NOT NULL,
	path      TEXT NOT NULL, -- JSON pointer
	state     TEXT NOT NULL, -- open, discarded, replaced or aside
	base_hash TEXT NOT NULL,
	made_at   INTEGER NOT NULL,
	ended_at  INTEGER NOT NULL, -- 0 while open
	host      TEXT NOT NULL,
	pid       INTEGER NOT NULL,
	run       TEXT NOT NULL,
	value     BLOB NOT NULL, -- JSON: the offer and the section
	old       BLOB,          -- NULL: nothing there
	new       BLOB,          -- NULL: taken out
	sum       BLOB NOT NULL, -- of all that says what the edit is
	FOREIGN KEY (identity, product, section, base_hash) REFERENCES edit_base
) STRICT;
CREATE UNIQUE INDEX edit_open ON edit (identity, product, section, path) WHERE state = 'open';

CREATE TABLE edit_tally (n INTEGER NOT NULL) STRICT;
INSERT INTO edit_tally VALUES (0);
CREATE TRIGGER edit_added AFTER INSERT ON edit BEGIN UPDATE edit_tally SET n = n + 1; END;
CREATE TRIGGER edit_removed AFTER DELETE ON edit BEGIN UPDATE edit_tally SET n = n - 1; END;

-- Which console has which section open for editing.
CREATE TABLE editing (
	identity TEXT NOT NULL,
	product  TEXT NOT NULL,
	section  TEXT NOT NULL,
	run      TEXT NOT NULL,
	host     TEXT NOT NULL,
	pid      INTEGER NOT NULL,
	since    INTEGER NOT NULL,
	beat     INTEGER NOT NULL, -- when it last said so
	PRIMARY KEY (identity, product, section, run)
) STRICT;
`
