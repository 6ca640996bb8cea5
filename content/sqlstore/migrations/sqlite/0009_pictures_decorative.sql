-- +goose Up

-- Whether a picture needs no text alternative. Programs that do not know it leave
-- it as it is.
ALTER TABLE articles ADD COLUMN picture_decorative BOOLEAN NOT NULL DEFAULT FALSE;
