-- +goose Up

-- Who may sign in at the desk. The id is random and never used again: versions
-- and the audit name it. Of somebody who was removed only the id is left.
CREATE TABLE accounts (
	id       TEXT NOT NULL PRIMARY KEY,
	login    TEXT,                 -- as fold writes it
	name     TEXT NOT NULL,
	mail     TEXT NOT NULL,
	source   TEXT NOT NULL,        -- local, oidc, ldap, proxy; empty once removed
	subject  TEXT,                 -- what the source calls it
	password TEXT NOT NULL,        -- argon2id; empty if there is none
	roles    TEXT NOT NULL,        -- JSON
	locked   BIGINT,
	created  BIGINT NOT NULL,
	seen     BIGINT
);
CREATE UNIQUE INDEX accounts_login ON accounts (login);
CREATE UNIQUE INDEX accounts_subject ON accounts (source, subject);

-- Who is signed in. Ended sessions stay for a day, so that a form that is sent
-- too late can be kept for whoever wrote it.
CREATE TABLE sessions (
	token_hash TEXT NOT NULL PRIMARY KEY,
	account_id TEXT NOT NULL,
	roles      TEXT NOT NULL,
	data       TEXT NOT NULL,
	sid        TEXT NOT NULL,      -- what the source calls the session
	device     TEXT NOT NULL,
	created    BIGINT NOT NULL,
	seen       BIGINT NOT NULL,
	expires    BIGINT NOT NULL,
	ended      BIGINT
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires ON sessions (expires);

-- Attempts to sign in, counted over all processes. keyed says who by a hash.
CREATE TABLE tries (
	id    TEXT NOT NULL,
	kind  TEXT NOT NULL,
	keyed TEXT NOT NULL,
	at    BIGINT NOT NULL,
	PRIMARY KEY (id, kind)
);
CREATE INDEX tries_keyed ON tries (kind, keyed, at);
CREATE INDEX tries_at ON tries (at);

-- What can be used once: links, and messages that must not be heard twice.
CREATE TABLE tokens (
	hash       TEXT NOT NULL PRIMARY KEY,
	kind       TEXT NOT NULL,
	account_id TEXT NOT NULL,
	until      BIGINT NOT NULL
);

-- Who did what. hash is the SHA-256 of the hash before and the row; "audit head"
-- in meta is the last number and hash.
CREATE TABLE audit (
	seq        BIGINT NOT NULL PRIMARY KEY,
	at         BIGINT NOT NULL,
	account_id TEXT NOT NULL,      -- account:ID or command:LOGIN
	action     TEXT NOT NULL,
	item_id    TEXT NOT NULL,
	detail     TEXT NOT NULL,
	hash       TEXT NOT NULL
);
