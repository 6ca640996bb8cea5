-- +goose Up

-- Addresses under which readers have seen items that have another one now. They
-- lead to items, never to addresses.
CREATE TABLE addresses (
	type    TEXT NOT NULL,
	slug    TEXT NOT NULL,
	item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	PRIMARY KEY (type, slug)
);
CREATE INDEX addresses_item ON addresses (item_id);
