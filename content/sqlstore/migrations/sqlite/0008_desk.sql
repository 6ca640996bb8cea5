-- +goose Up

-- What a schedule does on free days, and whether later editions must be looked
-- at again.
ALTER TABLE items ADD COLUMN publish_free TEXT NOT NULL DEFAULT '';
ALTER TABLE items ADD COLUMN publish_renew BOOLEAN NOT NULL DEFAULT FALSE;

-- The desk's lists are found in the index alone.
CREATE INDEX items_desk ON items (type, state, updated, id, title_sort);

-- An edition may show one text first and another later: its parts, numbered
-- from 0, have the same key. since is when the edition as a whole began, NULL
-- for its first part; version is the version whose text the part shows, 0 for
-- the text in items.
CREATE TABLE editions_parts (
	item_id    TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	key        TEXT   NOT NULL,
	part       BIGINT NOT NULL DEFAULT 0,
	type       TEXT   NOT NULL,
	occurrence BIGINT NOT NULL,
	begins     BIGINT NOT NULL,
	ends       BIGINT NOT NULL,
	since      BIGINT,
	version    BIGINT NOT NULL DEFAULT 0,
	PRIMARY KEY (item_id, key, part)
) WITHOUT ROWID;
INSERT INTO editions_parts (item_id, key, type, occurrence, begins, ends) SELECT item_id, key, type, occurrence, begins, ends FROM editions;
DROP TABLE editions;
ALTER TABLE editions_parts RENAME TO editions;
CREATE INDEX editions_list ON editions (type, COALESCE(since, begins) DESC, item_id, begins, ends);
CREATE INDEX editions_begins ON editions (begins);
CREATE INDEX editions_ends ON editions (ends);

-- The work on an item. head is the open draft beside something approved, 0 if
-- there is none or the item itself is the draft; an empty phase follows from
-- the states. Persons are accounts.
ALTER TABLE works ADD COLUMN phase TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN owner TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN deputy TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN review_on BIGINT NOT NULL DEFAULT 0;
ALTER TABLE works ADD COLUMN sent_by TEXT NOT NULL DEFAULT '';
ALTER TABLE works ADD COLUMN sent_at BIGINT;
CREATE INDEX works_head ON works (head);
ALTER TABLE works ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- Approved texts that take the place of the present one at a moment. What the
-- picture is repeats the version, because each request for a picture asks.
CREATE TABLE updates (
	item_id      TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	begins       BIGINT NOT NULL,
	version      BIGINT NOT NULL,
	by_whom      TEXT   NOT NULL,
	at           BIGINT NOT NULL,
	picture_hash TEXT   NOT NULL,
	picture_size BIGINT NOT NULL,
	picture_type TEXT   NOT NULL,
	PRIMARY KEY (item_id, begins)
);
CREATE INDEX updates_picture ON updates (picture_hash);
CREATE INDEX updates_begins ON updates (begins);

-- What was decided about single editions.
CREATE TABLE choices (
	item_id TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	key     TEXT   NOT NULL,
	kind    TEXT   NOT NULL,
	moment  BIGINT,
	by_whom TEXT   NOT NULL,
	at      BIGINT NOT NULL,
	note    TEXT   NOT NULL,
	PRIMARY KEY (item_id, key, kind)
);

CREATE TABLE comments (
	id           TEXT   NOT NULL PRIMARY KEY,
	item_id      TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	version      BIGINT NOT NULL,
	lang         TEXT   NOT NULL,
	quote        TEXT   NOT NULL,
	quote_before TEXT   NOT NULL,
	quote_after  TEXT   NOT NULL,
	text         TEXT   NOT NULL,
	by_whom      TEXT   NOT NULL,
	at           BIGINT NOT NULL,
	resolved_by  TEXT   NOT NULL,
	resolved_at  BIGINT,
	parent       TEXT   NOT NULL
);
CREATE INDEX comments_item ON comments (item_id, at);

-- What is typed and not saved, and forms that met an ended session. Neither is
-- part of a backup.
CREATE TABLE scribbles (
	item_id    TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	account_id TEXT   NOT NULL,
	based_on   BIGINT NOT NULL,
	since      BIGINT NOT NULL,
	at         BIGINT NOT NULL,
	form       TEXT   NOT NULL,
	PRIMARY KEY (item_id, account_id)
);
CREATE TABLE parked (
	id         TEXT   NOT NULL PRIMARY KEY,
	account_id TEXT   NOT NULL,
	path       TEXT   NOT NULL,
	until      BIGINT NOT NULL,
	form       TEXT   NOT NULL
);
CREATE INDEX parked_account ON parked (account_id, until);
