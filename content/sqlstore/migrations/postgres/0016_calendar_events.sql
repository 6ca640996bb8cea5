-- +goose Up

-- Which events came in one calendar file, so that an import can say which of them
-- the next one no longer has. A calendar is named by one of its events.
CREATE TABLE calendar_events (
	item_id  TEXT COLLATE "C" NOT NULL PRIMARY KEY REFERENCES items (id) ON DELETE CASCADE,
	calendar TEXT COLLATE "C" NOT NULL
);
CREATE INDEX calendar_events_calendar ON calendar_events (calendar);
