-- +goose Up

-- Whether a visible article shows a picture is asked with each request for it.
CREATE INDEX articles_picture ON articles (picture_hash);
