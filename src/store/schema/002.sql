-- Files that commands and drafts name: each once, by its hash, as blobs/SHA256 in the replica's folder. The row is there
-- before the file is.
CREATE TABLE blob_uses (
  sha256  TEXT NOT NULL,
  command TEXT NOT NULL REFERENCES commands (id) ON DELETE CASCADE,
  PRIMARY KEY (sha256, command)
) WITHOUT ROWID;
CREATE INDEX blob_uses_command ON blob_uses (command);
INSERT INTO blob_uses SELECT sha256, command FROM blobs WHERE command IN (SELECT id FROM commands);

CREATE TABLE kept_blobs (
  sha256  TEXT PRIMARY KEY,
  size    INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  ticket  TEXT,             -- of a file that was fetched to be looked at: it goes with the ticket
  have    INTEGER NOT NULL, -- bytes the district has, as last known
  sent_at INTEGER,          -- when the district had the whole
  tries   INTEGER NOT NULL,
  code    TEXT              -- why it is not sent: the district does not take it, or it is gone
) WITHOUT ROWID;
INSERT INTO kept_blobs SELECT sha256, size, 0, NULL, 0, NULL, 0, NULL FROM blobs;
DROP TABLE blobs;
ALTER TABLE kept_blobs RENAME TO blobs;
CREATE INDEX blobs_unsent ON blobs (tries, kept_at, sha256) WHERE sent_at IS NULL;

-- What is attached in a form that is being written; with its draft, and like it untouched by any pull.
CREATE TABLE attachments (
  ticket  TEXT NOT NULL,
  person  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  sha256  TEXT NOT NULL,
  size    INTEGER NOT NULL,
  name    TEXT NOT NULL,
  type    TEXT NOT NULL,
  place   INTEGER NOT NULL,
  PRIMARY KEY (ticket, person, kind, sha256)
) WITHOUT ROWID;
