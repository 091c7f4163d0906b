CREATE TABLE IF NOT EXISTS base (
  nom    TEXT PRIMARY KEY,
  valeur TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS centres (
  id        TEXT PRIMARY KEY, -- UAI, exam and session, separated by a space
  contenu   TEXT   NOT NULL,
  mouvement BIGINT NOT NULL,  -- entries of its log so far
  chaine    TEXT   NOT NULL   -- hash of its log
);
CREATE TABLE IF NOT EXISTS origines (
  empreinte TEXT PRIMARY KEY, -- SHA-256 of contenu
  contenu   BLOB NOT NULL
);
CREATE TABLE IF NOT EXISTS jurys (
  centre TEXT   NOT NULL,
  code   TEXT   NOT NULL,
  place  BIGINT NOT NULL,
  etat   BIGINT NOT NULL,
  tete   BIGINT NOT NULL, -- entries of its log so far
  PRIMARY KEY (centre, code)
);
CREATE TABLE IF NOT EXISTS postes (
  id        TEXT PRIMARY KEY, -- drawn from the public key
  centre    TEXT   NOT NULL,  -- "" for the académie's own
  genre     TEXT   NOT NULL,  -- poste, academie
  etat      TEXT   NOT NULL,  -- actif, revoque, hors_service, porte
  cle       BLOB   NOT NULL,
  echange   TEXT   NOT NULL,  -- age recipient of its files of verdicts
  nom       TEXT   NOT NULL,
  rang      BIGINT NOT NULL,  -- last act received without a gap
  empreinte TEXT   NOT NULL,  -- of that act
  vu_le     TEXT   NOT NULL,
  attente   BIGINT NOT NULL,  -- unsent acts that it last declared
  curseur   BIGINT NOT NULL,  -- last entry that it knew when it had nothing left to send
  version   TEXT   NOT NULL
);
CREATE INDEX IF NOT EXISTS postes_par_centre ON postes (centre);
CREATE TABLE IF NOT EXISTS actes (
  poste     TEXT   NOT NULL,
  rang      BIGINT NOT NULL,
  id        TEXT   NOT NULL UNIQUE,
  centre    TEXT   NOT NULL,
  jury      TEXT   NOT NULL,
  genre     TEXT   NOT NULL,
  contenu   BLOB   NOT NULL,
  empreinte TEXT   NOT NULL,
  signature BLOB   NOT NULL,
  issue     TEXT   NOT NULL,
  code      TEXT   NOT NULL,
  message   TEXT   NOT NULL,
  seq       BIGINT NOT NULL,  -- in the log of the jury, 0 when not in it
  ordre     BIGINT NOT NULL,  -- in the log of the centre, 0 when not in it
  chaine    TEXT   NOT NULL,  -- hash of that log up to this act, "" when not in it
  recu_le   TEXT   NOT NULL,
  PRIMARY KEY (poste, rang)
);
CREATE INDEX IF NOT EXISTS actes_par_ordre ON actes (centre, ordre);
CREATE INDEX IF NOT EXISTS actes_par_seq ON actes (centre, jury, seq);
CREATE TABLE IF NOT EXISTS preuves ( -- what a workstation cannot have sent in good faith
  poste     TEXT   NOT NULL,
  rang      BIGINT NOT NULL,
  empreinte TEXT   NOT NULL,
  raison    TEXT   NOT NULL,
  par       TEXT   NOT NULL, -- the workstation that brought it
  contenu   BLOB   NOT NULL,
  signature BLOB   NOT NULL,
  recu_le   TEXT   NOT NULL,
  PRIMARY KEY (poste, rang, empreinte)
);
CREATE TABLE IF NOT EXISTS codes (
  hachage   TEXT PRIMARY KEY,
  centre    TEXT   NOT NULL,
  expire_le TEXT   NOT NULL,
  poste     TEXT   NOT NULL -- that used it, "" while it is good
);
