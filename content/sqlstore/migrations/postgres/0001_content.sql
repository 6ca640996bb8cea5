-- Times are seconds since 1970 UTC, dates are calendar.Date numbers; NULL and 0
-- mean "none". Lists that no query looks into are JSON. Conditions on what is
-- visible use editions only, which therefore repeats the type.

-- +goose Up
CREATE TABLE items (
	id                 TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	uid                TEXT COLLATE "C" NOT NULL UNIQUE,
	type               TEXT COLLATE "C" NOT NULL,
	slug               TEXT COLLATE "C" NOT NULL,
	lang               TEXT COLLATE "C" NOT NULL,
	title              TEXT COLLATE "C" NOT NULL,
	title_sort         TEXT COLLATE "C" NOT NULL,
	summary            TEXT COLLATE "C" NOT NULL,
	dezernat           TEXT COLLATE "C" NOT NULL,
	dezernat_sort      BIGINT           NOT NULL,
	date               BIGINT           NOT NULL,
	state              TEXT COLLATE "C" NOT NULL,
	correction         TEXT COLLATE "C" NOT NULL,
	publish_from       BIGINT,
	publish_until      BIGINT,
	publish_observance TEXT COLLATE "C" NOT NULL,
	publish_offset     BIGINT           NOT NULL,
	publish_workdays   BOOLEAN          NOT NULL,
	publish_eve        BOOLEAN          NOT NULL,
	publish_at         BIGINT           NOT NULL,
	publish_once       BOOLEAN          NOT NULL,
	publish_show       BIGINT           NOT NULL,
	publish_since      BIGINT           NOT NULL,
	publish_uncertain  TEXT COLLATE "C" NOT NULL,
	version            BIGINT           NOT NULL,
	created            BIGINT           NOT NULL,
	updated            BIGINT           NOT NULL,
	body               TEXT COLLATE "C" NOT NULL, -- last, so that lists need not read past it
	UNIQUE (type, slug)
);
CREATE INDEX items_dezernat ON items (dezernat, id);
CREATE INDEX items_observance ON items (publish_observance, id);

CREATE TABLE translations (
	item_id  TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	position BIGINT           NOT NULL,
	lang     TEXT COLLATE "C" NOT NULL,
	title    TEXT COLLATE "C" NOT NULL,
	summary  TEXT COLLATE "C" NOT NULL,
	body     TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (item_id, position)
);

-- Traditions, observances and tags; fold is the value as filters compare it.
CREATE TABLE item_values (
	item_id  TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	kind     TEXT COLLATE "C" NOT NULL,
	position BIGINT           NOT NULL,
	value    TEXT COLLATE "C" NOT NULL,
	fold     TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (item_id, kind, position)
);
CREATE INDEX item_values_fold ON item_values (kind, fold, item_id);

CREATE TABLE editions (
	item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	key        TEXT COLLATE "C" NOT NULL,
	type       TEXT COLLATE "C" NOT NULL,
	occurrence BIGINT           NOT NULL,
	begins     BIGINT           NOT NULL,
	ends       BIGINT           NOT NULL,
	PRIMARY KEY (item_id, key)
);
CREATE INDEX editions_list ON editions (type, begins DESC, item_id, ends);
CREATE INDEX editions_begins ON editions (begins);
CREATE INDEX editions_ends ON editions (ends);

CREATE TABLE articles (
	item_id      TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	sources      TEXT COLLATE "C" NOT NULL,
	picture_hash TEXT COLLATE "C" NOT NULL,
	picture_size BIGINT           NOT NULL,
	picture_type TEXT COLLATE "C" NOT NULL,
	picture_name TEXT COLLATE "C" NOT NULL,
	picture_alt  TEXT COLLATE "C" NOT NULL,
	brochures    TEXT COLLATE "C" NOT NULL
);

CREATE TABLE brochures (
	item_id    TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	edition    TEXT COLLATE "C" NOT NULL,
	print_run  BIGINT           NOT NULL,
	languages  TEXT COLLATE "C" NOT NULL,
	pdf_hash   TEXT COLLATE "C" NOT NULL,
	pdf_size   BIGINT           NOT NULL,
	pdf_type   TEXT COLLATE "C" NOT NULL,
	cover_hash TEXT COLLATE "C" NOT NULL,
	cover_size BIGINT           NOT NULL,
	cover_type TEXT COLLATE "C" NOT NULL,
	page_count BIGINT           NOT NULL
);

CREATE TABLE brochure_pages (
	item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	number     BIGINT           NOT NULL,
	id         TEXT COLLATE "C" NOT NULL,
	title      TEXT COLLATE "C" NOT NULL,
	text       TEXT COLLATE "C" NOT NULL,
	no_text    BOOLEAN          NOT NULL,
	dezernat   TEXT COLLATE "C" NOT NULL,
	traditions TEXT COLLATE "C" NOT NULL,
	tags       TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (item_id, number)
);

CREATE TABLE contacts (
	item_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	function  TEXT COLLATE "C" NOT NULL,
	phone     TEXT COLLATE "C" NOT NULL,
	mail      TEXT COLLATE "C" NOT NULL,
	room      TEXT COLLATE "C" NOT NULL,
	languages TEXT COLLATE "C" NOT NULL,
	confirmed BIGINT           NOT NULL
);

CREATE TABLE events (
	item_id   TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	starts    BIGINT           NOT NULL,
	ends      BIGINT           NOT NULL,
	all_day   BOOLEAN          NOT NULL,
	place     TEXT COLLATE "C" NOT NULL,
	organizer TEXT COLLATE "C" NOT NULL,
	cancelled BOOLEAN          NOT NULL,
	sequence  BIGINT           NOT NULL
);
CREATE INDEX events_starts ON events (starts);

CREATE TABLE offers (
	item_id TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	place   TEXT COLLATE "C" NOT NULL,
	effort  TEXT COLLATE "C" NOT NULL,
	contact TEXT COLLATE "C" NOT NULL
);

-- The change log outlives the items it speaks of.
CREATE TABLE changes (
	seq     BIGINT           NOT NULL PRIMARY KEY,
	item_id TEXT COLLATE "C" NOT NULL,
	type    TEXT COLLATE "C" NOT NULL,
	op      TEXT COLLATE "C" NOT NULL,
	at      BIGINT           NOT NULL,
	by_whom TEXT COLLATE "C" NOT NULL
);

CREATE TABLE reports (
	id      BIGINT           NOT NULL PRIMARY KEY,
	kind    TEXT COLLATE "C" NOT NULL,
	page    TEXT COLLATE "C" NOT NULL,
	message TEXT COLLATE "C" NOT NULL,
	reply   TEXT COLLATE "C" NOT NULL,
	created BIGINT           NOT NULL
);

-- What the store must remember about itself.
CREATE TABLE meta (
	name  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	value TEXT COLLATE "C" NOT NULL
);
