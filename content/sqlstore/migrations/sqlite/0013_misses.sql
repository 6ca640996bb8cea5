-- +goose Up

-- Searches that found nothing: n times in the week that begins on a Monday. It
-- says nothing of who searched, and is deleted when its time is over.
CREATE TABLE misses (
	id    BIGINT NOT NULL PRIMARY KEY,
	week  BIGINT NOT NULL,
	query TEXT NOT NULL,
	n     BIGINT NOT NULL,
	UNIQUE (week, query)
);
