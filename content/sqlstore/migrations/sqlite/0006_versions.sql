-- +goose Up

-- What items were, are and may become. record is the item as content.Encode
-- writes it, and digest its SHA-256; state and title repeat what lists show of it.
CREATE TABLE versions (
	item_id  TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	number   BIGINT NOT NULL,
	based_on BIGINT NOT NULL,
	kind     TEXT   NOT NULL,
	state    TEXT   NOT NULL,
	title    TEXT   NOT NULL,
	by_whom  TEXT   NOT NULL,
	at       BIGINT NOT NULL,
	note     TEXT   NOT NULL,
	digest   TEXT   NOT NULL,
	record   TEXT   NOT NULL, -- last, so that lists need not read past it
	PRIMARY KEY (item_id, number)
);

-- The open draft beside an item that was approved: head is its version.
CREATE TABLE works (
	item_id TEXT   NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	head    BIGINT NOT NULL
);

-- The first version of what is there already is made by the program, which knows
-- how to write records. Where nothing is, nothing is to be made.
INSERT INTO meta (name, value) SELECT 'first versions', 'made' WHERE NOT EXISTS (SELECT 1 FROM items);

-- Programs of the schema before know of no drafts beside an item and would give
-- their numbers to what they save. They can work with the schema until there is
-- one; the store raises "compatible" with the first.
