-- +goose Up

-- The number by which a reader finds the answer, as a hash, and the answer.
ALTER TABLE reports ADD COLUMN receipt  TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN answer   TEXT COLLATE "C" NOT NULL DEFAULT '';
ALTER TABLE reports ADD COLUMN answered BIGINT;
CREATE INDEX reports_receipt ON reports (receipt);
CREATE INDEX reports_answered ON reports (answered, created);

-- How often something was done until a moment, and by whom: a hash under the
-- key of the day. Both are deleted when their time is over.
CREATE TABLE tallies (
	who   TEXT COLLATE "C" NOT NULL,
	until BIGINT NOT NULL,
	n     BIGINT NOT NULL,
	PRIMARY KEY (who, until)
);
CREATE TABLE tally_keys (
	day    BIGINT NOT NULL PRIMARY KEY,
	secret TEXT COLLATE "C" NOT NULL
);

-- Reports deleted until now may still stand in the files of the database; see
-- ForgetReports.
INSERT INTO meta (name, value) SELECT 'reports to erase', 'all' WHERE EXISTS (SELECT 1 FROM meta WHERE name = 'last report');
