-- +goose Up

-- All that was ever entered for the date of an observance in a year; the last
-- counts. first_day is 0 where it was taken back.
CREATE TABLE dates (
	observance   TEXT NOT NULL,
	year         BIGINT NOT NULL,
	revision     BIGINT NOT NULL,
	first_day    BIGINT NOT NULL,
	previous_day BIGINT NOT NULL,
	certainty    TEXT NOT NULL,
	announced_by TEXT NOT NULL,
	checked      BIGINT NOT NULL,
	note         TEXT NOT NULL,
	at           BIGINT NOT NULL,
	editor       TEXT NOT NULL,
	PRIMARY KEY (observance, year, revision)
);

-- Observances of the authority's own. Deleted ones stay, so that their changes
-- are counted on if they come back.
CREATE TABLE days (
	id       TEXT NOT NULL PRIMARY KEY,
	name     TEXT NOT NULL,
	name_en  TEXT NOT NULL,
	kind     TEXT NOT NULL,
	length   BIGINT NOT NULL,
	begins   TEXT NOT NULL,
	source   TEXT NOT NULL,
	rule     TEXT NOT NULL,
	dates    TEXT NOT NULL,
	since    BIGINT NOT NULL,
	until    BIGINT NOT NULL,
	revision BIGINT NOT NULL,
	at       BIGINT NOT NULL,
	editor   TEXT NOT NULL,
	deleted  BOOLEAN NOT NULL
);

-- Programs of the schema before know nothing of these dates and would date
-- schedules without them. They can work with the schema as long as nothing is
-- entered; the store raises "compatible" with the first entry.
