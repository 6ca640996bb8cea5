-- +goose Up

-- Pictures with pixels: their size, who made them, and the files with fewer pixels
-- (JSON). Programs that do not know these columns leave them as they are.
ALTER TABLE articles ADD COLUMN picture_credit TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN picture_licence TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE articles ADD COLUMN picture_width BIGINT NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN picture_height BIGINT NOT NULL DEFAULT 0;
ALTER TABLE articles ADD COLUMN picture_smaller TEXT COLLATE "C" NOT NULL DEFAULT '[]';
ALTER TABLE updates ADD COLUMN picture_smaller TEXT COLLATE "C" NOT NULL DEFAULT '[]';

-- The pictures in the texts of items.
CREATE TABLE pictures (
	item_id    TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	position   BIGINT NOT NULL,
	hash       TEXT COLLATE "C" NOT NULL,
	size       BIGINT NOT NULL,
	type       TEXT COLLATE "C" NOT NULL,
	name       TEXT COLLATE "C" NOT NULL,
	alt        TEXT COLLATE "C" NOT NULL,
	credit     TEXT COLLATE "C" NOT NULL,
	licence    TEXT COLLATE "C" NOT NULL,
	width      BIGINT NOT NULL,
	height     BIGINT NOT NULL,
	smaller    TEXT COLLATE "C" NOT NULL,
	decorative BOOLEAN NOT NULL,
	PRIMARY KEY (item_id, position)
);
CREATE INDEX pictures_hash ON pictures (hash);

-- The same of texts that take the place of the present one at a moment; what they
-- are called stands in the version.
CREATE TABLE update_pictures (
	item_id  TEXT COLLATE "C" NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	version  BIGINT NOT NULL,
	position BIGINT NOT NULL,
	hash     TEXT COLLATE "C" NOT NULL,
	size     BIGINT NOT NULL,
	type     TEXT COLLATE "C" NOT NULL,
	smaller  TEXT COLLATE "C" NOT NULL,
	PRIMARY KEY (item_id, version, position)
);
CREATE INDEX update_pictures_hash ON update_pictures (hash);

-- Files that nothing names, and since when that is known.
CREATE TABLE unused_files (
	hash  TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	since BIGINT NOT NULL
);
