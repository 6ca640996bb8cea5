-- +goose Up

-- Who may sign in at the desk. The id is random and never used again: versions
-- and the audit name it. Of somebody who was removed only the id is left.
CREATE TABLE accounts (
	id       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	login    TEXT COLLATE "C",                 -- as fold writes it
	name     TEXT COLLATE "C" NOT NULL,
	mail     TEXT COLLATE "C" NOT NULL,
	source   TEXT COLLATE "C" NOT NULL,        -- local, oidc, ldap, proxy; empty once removed
	subject  TEXT COLLATE "C",                 -- what the source calls it
	password TEXT COLLATE "C" NOT NULL,        -- argon2id; empty if there is none
	roles    TEXT COLLATE "C" NOT NULL,        -- JSON
	locked   BIGINT,
	created  BIGINT NOT NULL,
	seen     BIGINT
);
CREATE UNIQUE INDEX accounts_login ON accounts (login);
CREATE UNIQUE INDEX accounts_subject ON accounts (source, subject);

-- Who is signed in. Ended sessions stay for a day, so that a form that is sent
-- too late can be kept for whoever wrote it.
CREATE TABLE sessions (
	token_hash TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	account_id TEXT COLLATE "C" NOT NULL,
	roles      TEXT COLLATE "C" NOT NULL,
	data       TEXT COLLATE "C" NOT NULL,
	sid        TEXT COLLATE "C" NOT NULL,      -- what the source calls the session
	device     TEXT COLLATE "C" NOT NULL,
	created    BIGINT NOT NULL,
	seen       BIGINT NOT NULL,
	expires    BIGINT NOT NULL,
	ended      BIGINT
);
CREATE INDEX sessions_account ON sessions (account_id);
CREATE INDEX sessions_expires ON sessions (expires);

-- Attempts to sign in, counted over all processes. keyed says who by a hash.
CREATE TABLE tries (
	id    TEXT COLLATE "C" NOT NULL,
	kind  TEXT COLLATE "C" NOT NULL,
	keyed TEXT COLLATE "C" NOT NULL,
	at    BIGINT NOT NULL,
	PRIMARY KEY (id, kind)
);
CREATE INDEX tries_keyed ON tries (kind, keyed, at);
CREATE INDEX tries_at ON tries (at);

-- What can be used once: links, and messages that must not be heard twice.
CREATE TABLE tokens (
	hash       TEXT COLLATE "C" NOT NULL PRIMARY KEY,
	kind       TEXT COLLATE "C" NOT NULL,
	account_id TEXT COLLATE "C" NOT NULL,
	until      BIGINT NOT NULL
);

-- Who did what. hash is the SHA-256 of the hash before and the row; "audit head"
-- in meta is the last number and hash.
CREATE TABLE audit (
	seq        BIGINT NOT NULL PRIMARY KEY,
	at         BIGINT NOT NULL,
	account_id TEXT COLLATE "C" NOT NULL,      -- account:ID or command:LOGIN
	action     TEXT COLLATE "C" NOT NULL,
	item_id    TEXT COLLATE "C" NOT NULL,
	detail     TEXT COLLATE "C" NOT NULL,
	hash       TEXT COLLATE "C" NOT NULL
);
