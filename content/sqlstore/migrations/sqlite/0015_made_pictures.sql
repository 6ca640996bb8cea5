-- +goose Up

-- What files became when pictures were made of them, by the hash of the file; the
-- files with fewer pixels and what was lost are JSON. It saves work, and may be
-- emptied.
CREATE TABLE made_pictures (
	source  TEXT NOT NULL PRIMARY KEY,
	making  BIGINT NOT NULL,
	hash    TEXT NOT NULL,
	size    BIGINT NOT NULL,
	type    TEXT NOT NULL,
	width   BIGINT NOT NULL,
	height  BIGINT NOT NULL,
	smaller TEXT NOT NULL,
	notes   TEXT NOT NULL
);
