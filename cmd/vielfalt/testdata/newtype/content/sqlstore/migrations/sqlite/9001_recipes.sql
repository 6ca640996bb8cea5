-- +goose Up
CREATE TABLE recipes (
	item_id     TEXT    NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	origin      TEXT    NOT NULL,
	servings    BIGINT  NOT NULL,
	vegetarian  BOOLEAN NOT NULL,
	ingredients TEXT    NOT NULL,
	tried       BIGINT  NOT NULL
);

-- Programs before this one do not know the type.
UPDATE meta SET value = '9001' WHERE name = 'compatible';
