-- +goose Up

-- Which of several processes does what must happen once, see content.Store.
-- until is in milliseconds since 1970 UTC.
CREATE TABLE claims (
	name   TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	holder TEXT COLLATE "C" NOT NULL,
	until  BIGINT           NOT NULL
);

-- When an event moves to those that were, which changes lists by itself.
CREATE INDEX events_over ON events ((CASE WHEN ends > starts THEN ends ELSE starts + 1 END));

-- The lowest schema number whose programs can work with this schema, see doc.go.
INSERT INTO meta (name, value) VALUES ('compatible', '2');
