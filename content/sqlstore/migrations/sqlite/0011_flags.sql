-- +goose Up

-- How the building is flagged on a day of the authority's own; empty if it is not.
-- Programs that do not know it leave it as it is.
ALTER TABLE days ADD COLUMN flag TEXT NOT NULL DEFAULT '';
