-- +goose Up

-- Addresses under which readers have seen items that have another one now. They
-- lead to items, never to addresses. until is when the item got another one, 0 if
-- that is not known.
CREATE TABLE addresses (
	type    TEXT NOT NULL,
	slug    TEXT NOT NULL,
	item_id TEXT NOT NULL REFERENCES items (id) ON DELETE CASCADE,
	until   BIGINT NOT NULL,
	PRIMARY KEY (type, slug)
);
CREATE INDEX addresses_item ON addresses (item_id);
