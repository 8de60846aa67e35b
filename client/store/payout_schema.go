package store

// payouts is the step to version 5 of the schema: what is earned and paid.
//
// Half a million lines must be added up while a key is held down, which is more than
// SQL over rows of a kilobyte does. So each line is stored twice: whole, in earning, and
// as the few figures that questions are asked about, in sheets of many lines that are
// read at once; see [sheetLines]. The whole lines are the truth: a damaged sheet is
// made anew from them.
const payouts = `
-- One identity's payouts. All that follows belongs to a book.
CREATE TABLE payout_book (
	n            INTEGER PRIMARY KEY,
	identity     TEXT NOT NULL UNIQUE,
	version      INTEGER NOT NULL, -- grows with every change of the earnings
	earnings     INTEGER NOT NULL, -- stored
	dropped      INTEGER NOT NULL, -- damaged rows that the next complete refresh brings back
	dropped_at   INTEGER NOT NULL, -- Unix nanoseconds; 0: never
	source       TEXT NOT NULL,
	refreshed_at INTEGER NOT NULL  -- Unix nanoseconds; 0: never completely
) STRICT;

-- Lines of the transaction history.
CREATE TABLE earning (
	n     INTEGER PRIMARY KEY, -- the book in the upper 32 bits, the slot in the lower
	book  INTEGER NOT NULL,
	id    TEXT NOT NULL,       -- in small letters
	value BLOB NOT NULL,       -- JSON
	sum   BLOB NOT NULL
) STRICT;
CREATE UNIQUE INDEX earning_id ON earning (book, id);

-- The figures of many lines, and what is searched in them.
CREATE TABLE earning_sheet (
	n     INTEGER PRIMARY KEY, -- the book in the upper 32 bits, the sheet in the lower
	value BLOB NOT NULL,
	sum   INTEGER NOT NULL     -- CRC-32C of value
) STRICT;
CREATE TABLE earning_search (
	n     INTEGER PRIMARY KEY, -- as in earning_sheet
	value BLOB NOT NULL,
	sum   INTEGER NOT NULL
) STRICT;

-- The texts that many lines share: states, products, customers.
CREATE TABLE payout_word (
	n    INTEGER PRIMARY KEY,
	book INTEGER NOT NULL,
	kind INTEGER NOT NULL,
	text TEXT NOT NULL, -- as the files have it
	name TEXT NOT NULL, -- what people call it; may be empty
	sum  INTEGER NOT NULL, -- CRC-32C of text and name
	UNIQUE (book, kind, text)
) STRICT;

-- What the most frequent questions were answered at a version of the earnings.
CREATE TABLE payout_answer (
	book     INTEGER NOT NULL,
	question TEXT NOT NULL,
	version  INTEGER NOT NULL,
	value    BLOB NOT NULL, -- JSON
	sum      BLOB NOT NULL,
	PRIMARY KEY (book, question)
) STRICT;

-- Payments, orders and usage, which are few.
CREATE TABLE payout_row (
	book  INTEGER NOT NULL,
	kind  TEXT NOT NULL, -- payment, order, usage
	key   TEXT NOT NULL,
	at    INTEGER NOT NULL, -- Unix seconds of the day that ranges go by; 0: none
	value BLOB NOT NULL, -- JSON
	sum   BLOB NOT NULL,
	PRIMARY KEY (book, kind, key)
) STRICT;

-- Exports of the service, from before they are asked for until they are in the store.
CREATE TABLE payout_export (
	identity TEXT NOT NULL,
	request  TEXT NOT NULL, -- our id of it
	id       TEXT NOT NULL, -- the service's; empty as long as it is not known
	done     INTEGER NOT NULL,
	asked_at INTEGER NOT NULL, -- Unix nanoseconds
	rows     INTEGER NOT NULL, -- read so far
	value    BLOB NOT NULL, -- JSON
	sum      BLOB NOT NULL,
	PRIMARY KEY (identity, request)
) STRICT;

-- Whether these tables were found damaged: then the next start looks at all of the file.
CREATE TABLE payout_doubt (damaged INTEGER NOT NULL) STRICT;
INSERT INTO payout_doubt VALUES (0);
`
