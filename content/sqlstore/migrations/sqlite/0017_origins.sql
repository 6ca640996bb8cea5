-- +goose Up

-- From which file a record came last, so that an import of the folder can say what
-- is no longer in it.
CREATE TABLE origins (
	item_id TEXT NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	file    TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX origins_file ON origins (file);
