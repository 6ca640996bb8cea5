-- Times are seconds since 1970 UTC, dates are calendar.Date numbers; NULL and 0
-- mean "none". Lists that no query looks into are JSON. Conditions on what is
-- visible use editions only, which therefore repeats the type.

-- +goose Up
CREATE TABLE items (
	id                 TEXT    NOT NULL PRIMARY KEY,
	uid                TEXT    NOT NULL UNIQUE,
	type               TEXT    NOT NULL,
	slug               TEXT    NOT NULL,
	lang               TEXT    NOT NULL,
	title              TEXT    NOT NULL,
	title_sort         TEXT    NOT NULL,
	summary            TEXT    NOT NULL,
	dezernat           TEXT    NOT NULL,
	dezernat_sort      BIGINT  NOT NULL,
	date               BIGINT  NOT NULL,
	state              TEXT    NOT NULL,
	correction         TEXT    NOT NULL,
	publish_from       BIGINT,
	publish_until      BIGINT,
	publish_observance TEXT    NOT NULL,
	publish_offset     BIGINT  NOT NULL,
	publish_workdays   BOOLEAN NOT NULL,
	publish_eve        BOOLEAN NOT NULL,
	publish_at         BIGINT  NOT NULL,
	publish_once       BOOLEAN NOT NULL,
	publish_show       BIGINT  NOT NULL,
	publish_since      BIGINT  NOT NULL,
	publish_uncertain  TEXT    NOT NULL,
	version            BIGINT  NOT NULL,
	created            BIGINT  NOT NULL,
	updated            BIGINT  NOT NULL,
	body               TEXT    NOT NULL, -- last, so that lists need not read past it
	UNIQUE (type, slug)
);
CREATE INDEX items_dezernat ON items (dezernat, id);
CREATE INDEX items_observance ON items (publish_observance, id);

CREATE TABLE translations (
	item_id  TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	position BIGINT NOT NULL,
	lang     TEXT   NOT NULL,
	title    TEXT   NOT NULL,
	summary  TEXT   NOT NULL,
	body     TEXT   NOT NULL,
	PRIMARY KEY (item_id, position)
);

-- Traditions, observances and tags; fold is the value as filters compare it.
CREATE TABLE item_values (
	item_id  TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	kind     TEXT   NOT NULL,
	position BIGINT NOT NULL,
	value    TEXT   NOT NULL,
	fold     TEXT   NOT NULL,
	PRIMARY KEY (item_id, kind, position)
) WITHOUT ROWID;
CREATE INDEX item_values_fold ON item_values (kind, fold, item_id);

CREATE TABLE editions (
	item_id    TEXT   NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	key        TEXT   NOT NULL,
	type       TEXT   NOT NULL,
	occurrence BIGINT NOT NULL,
	begins     BIGINT NOT NULL,
	ends       BIGINT NOT NULL,
	PRIMARY KEY (item_id, key)
) WITHOUT ROWID;
CREATE INDEX editions_list ON editions (type, begins DESC, item_id, ends);
CREATE INDEX editions_begins ON editions (begins);
CREATE INDEX editions_ends ON editions (ends);

CREATE TABLE articles (
	item_id      TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	sources      TEXT NOT NULL,
	picture_hash TEXT NOT NULL,
	picture_size BIGINT NOT NULL,
	picture_type TEXT NOT NULL,
	picture_name TEXT NOT NULL,
	picture_alt  TEXT NOT NULL,
	brochures    TEXT NOT NULL
);

CREATE TABLE brochures (
	item_id    TEXT   NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	edition    TEXT   NOT NULL,
	print_run  BIGINT NOT NULL,
	languages  TEXT   NOT NULL,
	pdf_hash   TEXT   NOT NULL,
	pdf_size   BIGINT NOT NULL,
	pdf_type   TEXT   NOT NULL,
	cover_hash TEXT   NOT NULL,
	cover_size BIGINT NOT NULL,
	cover_type TEXT   NOT NULL,
	page_count BIGINT NOT NULL
);

CREATE TABLE brochure_pages (
	item_id    TEXT    NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	number     BIGINT  NOT NULL,
	id         TEXT    NOT NULL,
	title      TEXT    NOT NULL,
	text       TEXT    NOT NULL,
	no_text    BOOLEAN NOT NULL,
	dezernat   TEXT    NOT NULL,
	traditions TEXT    NOT NULL,
	tags       TEXT    NOT NULL,
	PRIMARY KEY (item_id, number)
);

CREATE TABLE contacts (
	item_id   TEXT   NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	function  TEXT   NOT NULL,
	phone     TEXT   NOT NULL,
	mail      TEXT   NOT NULL,
	room      TEXT   NOT NULL,
	languages TEXT   NOT NULL,
	confirmed BIGINT NOT NULL
);

CREATE TABLE events (
	item_id   TEXT    NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	starts    BIGINT  NOT NULL,
	ends      BIGINT  NOT NULL,
	all_day   BOOLEAN NOT NULL,
	place     TEXT    NOT NULL,
	organizer TEXT    NOT NULL,
	cancelled BOOLEAN NOT NULL,
	sequence  BIGINT  NOT NULL
);
CREATE INDEX events_starts ON events (starts);

CREATE TABLE offers (
	item_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	place   TEXT NOT NULL,
	effort  TEXT NOT NULL,
	contact TEXT NOT NULL
);

-- The change log outlives the items it speaks of.
CREATE TABLE changes (
	seq      BIGINT NOT NULL PRIMARY KEY,
	item_id  TEXT   NOT NULL,
	type     TEXT   NOT NULL,
	op       TEXT   NOT NULL,
	at       BIGINT NOT NULL,
	by_whom  TEXT   NOT NULL
);

CREATE TABLE reports (
	id      BIGINT NOT NULL PRIMARY KEY,
	kind    TEXT   NOT NULL,
	page    TEXT   NOT NULL,
	message TEXT   NOT NULL,
	reply   TEXT   NOT NULL,
	created BIGINT NOT NULL
);

-- What the store must remember about itself.
CREATE TABLE meta (
	name  TEXT NOT NULL PRIMARY KEY,
	value TEXT NOT NULL
);
