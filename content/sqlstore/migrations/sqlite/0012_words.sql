-- +goose Up

-- The house's own words: groups of words that mean the same, abbreviations, stop
-- words. members is a JSON list.
CREATE TABLE words (
	id      BIGINT NOT NULL PRIMARY KEY,
	kind    TEXT NOT NULL,
	members TEXT NOT NULL,
	at      BIGINT NOT NULL,
	editor  TEXT NOT NULL
);

-- Items that come first for a query, until a day. Items may be gone.
CREATE TABLE pins (
	id        BIGINT NOT NULL PRIMARY KEY,
	query     TEXT NOT NULL,
	item_id   TEXT NOT NULL,
	until_day BIGINT NOT NULL,
	at        BIGINT NOT NULL,
	editor    TEXT NOT NULL
);

-- Programs of the schema before know neither, and search as they did.
