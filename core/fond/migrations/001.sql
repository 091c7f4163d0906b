-- The replica of a centre: what came (origines), what was done (journal), and
-- the jurys as they are (jurys, candidats), which can be rebuilt from the two.

CREATE TABLE base (
  nom    TEXT PRIMARY KEY,
  valeur TEXT NOT NULL
) STRICT;

CREATE TABLE origines (
  empreinte TEXT PRIMARY KEY, -- SHA-256 of contenu
  contenu   BLOB NOT NULL
) STRICT;

CREATE TABLE journal (
  ordre     INTEGER PRIMARY KEY,
  poste     TEXT    NOT NULL,
  rang      INTEGER NOT NULL, -- dense per poste, from 1
  id        TEXT    NOT NULL UNIQUE,
  jury      TEXT    NOT NULL,
  genre     TEXT    NOT NULL,
  contenu   BLOB    NOT NULL, -- the act's exact bytes
  empreinte TEXT    NOT NULL, -- SHA-256 of contenu
  signature BLOB    NOT NULL,
  UNIQUE (poste, rang)
) STRICT;
CREATE INDEX journal_par_jury ON journal (jury, ordre);

CREATE TRIGGER journal_sans_update BEFORE UPDATE ON journal
BEGIN SELECT RAISE(ABORT, 'le journal des actes ne se modifie pas'); END;
CREATE TRIGGER journal_sans_delete BEFORE DELETE ON journal
BEGIN SELECT RAISE(ABORT, 'le journal des actes ne s''efface pas'); END;
CREATE TRIGGER origines_sans_update BEFORE UPDATE ON origines
BEGIN SELECT RAISE(ABORT, 'une origine ne se modifie pas'); END;
CREATE TRIGGER origines_sans_delete BEFORE DELETE ON origines
BEGIN SELECT RAISE(ABORT, 'une origine ne s''efface pas'); END;

CREATE TABLE jurys (
  code    TEXT PRIMARY KEY,
  place   INTEGER NOT NULL,
  etat    INTEGER NOT NULL,
  contenu TEXT    NOT NULL
) STRICT;

CREATE TABLE candidats (
  jury    TEXT    NOT NULL,
  place   INTEGER NOT NULL,
  numero      TEXT NOT NULL,
  inscription TEXT NOT NULL,
  contenu TEXT    NOT NULL,
  PRIMARY KEY (jury, place)
) STRICT, WITHOUT ROWID;
CREATE INDEX candidats_par_cle ON candidats (numero, inscription);

CREATE TABLE comptes_rendus (
  numero    INTEGER PRIMARY KEY,
  contenu   BLOB NOT NULL,
  empreinte TEXT NOT NULL -- SHA-256 of the previous empreinte and of contenu
) STRICT;

CREATE TABLE plans (
  jury         TEXT    NOT NULL,
  groupe       INTEGER NOT NULL,
  rang         INTEGER NOT NULL,
  empreinte    TEXT    NOT NULL,
  fait_le      TEXT    NOT NULL,
  compte_rendu INTEGER NOT NULL REFERENCES comptes_rendus (numero),
  PRIMARY KEY (jury, groupe)
) STRICT;

CREATE TABLE papillons (
  jury    TEXT    NOT NULL,
  groupe  INTEGER NOT NULL,
  login   TEXT    NOT NULL,
  sel     BLOB    NOT NULL,
  hachage BLOB    NOT NULL,
  PRIMARY KEY (jury, groupe)
) STRICT;

CREATE TABLE reglages (
  nom    TEXT PRIMARY KEY,
  valeur TEXT NOT NULL
) STRICT;
