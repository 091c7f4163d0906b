-- The exchange with the académie's server. A generation is one life of that
-- server: a server restored from an older copy begins another one, and what it
-- had answered before no longer counts, but stays here.

CREATE TABLE confirmes ( -- the acts in the server's order
  generation TEXT    NOT NULL,
  ordre      INTEGER NOT NULL, -- among all the acts of the centre
  jury       TEXT    NOT NULL,
  seq        INTEGER NOT NULL, -- dense per jury, from 1
  id         TEXT    NOT NULL,
  issue      TEXT    NOT NULL,
  chaine     TEXT    NOT NULL, -- hash of the log up to this entry
  PRIMARY KEY (generation, ordre),
  UNIQUE (generation, id),
  UNIQUE (generation, jury, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE verdicts (
  generation TEXT    NOT NULL,
  id         TEXT    NOT NULL,
  poste      TEXT    NOT NULL, -- of the act
  rang       INTEGER NOT NULL,
  issue      TEXT    NOT NULL,
  code       TEXT    NOT NULL,
  message    TEXT    NOT NULL,
  seq        INTEGER NOT NULL,
  recu_le    TEXT    NOT NULL,
  vu_le      TEXT    NOT NULL, -- "" until a person acknowledged it
  PRIMARY KEY (generation, id)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER verdicts_definitifs BEFORE UPDATE OF issue ON verdicts WHEN OLD.issue <> 'retenu' AND NEW.issue <> OLD.issue
BEGIN SELECT RAISE(ABORT, 'un verdict ne change pas'); END;
CREATE TRIGGER verdicts_sans_delete BEFORE DELETE ON verdicts
BEGIN SELECT RAISE(ABORT, 'un verdict ne s''efface pas'); END;

CREATE TABLE recus ( -- the acts of the journal that the server brought
  id TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

CREATE TABLE marques ( -- acts that do not count as they stand: divergent in a resumed jury, or waiting on what the académie confirmed since
  id     TEXT PRIMARY KEY,
  jury   TEXT NOT NULL,
  marque TEXT NOT NULL, -- "divergent" or "suspendu"
  raison TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE utilisateurs (
  nom      TEXT PRIMARY KEY,
  role     TEXT NOT NULL, -- chef, adjoint or president
  jurys    TEXT NOT NULL, -- of a president: codes separated by a space
  sel      BLOB NOT NULL,
  hachage  BLOB NOT NULL, -- argon2id
  reglage  TEXT NOT NULL, -- its parameters
  echecs   INTEGER NOT NULL, -- in a row
  dernier  TEXT NOT NULL     -- RFC 3339 of the last failure, "" when none
) STRICT;
