-- Files that records name: each office sends its own, and what another sent is no proof that it has one.

-- size is what the office says; done once the whole was there and its hash right. How much of the rest has come is what
-- the file in blobs/parts holds.
CREATE TABLE uploads (
  sha256 TEXT NOT NULL,
  office TEXT NOT NULL,
  size INTEGER NOT NULL,
  done INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (sha256, office)
) STRICT, WITHOUT ROWID;

-- there: the record's office has sent it, or could see it when the record was made.
ALTER TABLE blob_uses ADD COLUMN office TEXT NOT NULL DEFAULT '';
ALTER TABLE blob_uses ADD COLUMN there INTEGER NOT NULL DEFAULT 0;
UPDATE blob_uses SET office = coalesce ((SELECT json_extract (r.row, '$.by.office') FROM records r
  WHERE r.id = blob_uses.record), '');
CREATE INDEX blob_uses_missing ON blob_uses (record) WHERE there = 0;
DROP TABLE blobs;
