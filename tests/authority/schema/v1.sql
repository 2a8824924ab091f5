-- A district of schema 1: an office, a person with a PIN, a PC, a ticket that was signed.
PRAGMA foreign_keys = OFF;
BEGIN TRANSACTION;
CREATE TABLE blob_uses (
  sha256 TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (sha256, record)
) STRICT, WITHOUT ROWID;
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  have INTEGER NOT NULL DEFAULT 0,
  name TEXT,
  type TEXT,
  office TEXT
) STRICT;
CREATE TABLE codes (
  hash BLOB PRIMARY KEY,
  office TEXT NOT NULL REFERENCES offices (id),
  expires_at INTEGER NOT NULL,
  device TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO "codes" VALUES(X'C03AB510861E074625493E97D92D9BE100AD4843A455552B05538565B88F5287','o1',1795482000076,'01a205ea-be80-789a-ae34-c09ff9dc8b77');
CREATE TABLE device_seqs (
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  command TEXT NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;
INSERT INTO "device_seqs" VALUES('01a205ea-be80-789a-ae34-c09ff9dc8b77',1,'01a205ea-be80-7d01-9baf-a52790875af1');
CREATE TABLE devices (
  id TEXT PRIMARY KEY,
  office TEXT NOT NULL REFERENCES offices (id),
  name TEXT NOT NULL,
  platform TEXT,
  token BLOB NOT NULL UNIQUE,
  token_used INTEGER NOT NULL DEFAULT 0,
  enrolled_at INTEGER NOT NULL,
  seen_at INTEGER,
  revoked INTEGER NOT NULL DEFAULT 0,
  wipe INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO "devices" VALUES('01a205ea-be80-789a-ae34-c09ff9dc8b77','o1','Window 3','linux',X'1EF6DD895FD62C6E77D5C7BEF19B63630148819A68A1FA775F370B011EF394B7',1,1795395600077,1795395600373,0,0);
CREATE TABLE documents (
  n INTEGER PRIMARY KEY,
  place INTEGER NOT NULL,
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  version INTEGER NOT NULL,
  office TEXT,
  row TEXT,
  UNIQUE (kind, id)
) STRICT;
INSERT INTO "documents" VALUES(3,2,'person','p1',1,'o1','{"id":"p1","name":"Zhang","office":"o1","active":true}');
CREATE TABLE feed (
  office TEXT NOT NULL,
  of INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entered INTEGER NOT NULL DEFAULT 0,
  leave TEXT,
  PRIMARY KEY (office, of, ref)
) STRICT, WITHOUT ROWID;
INSERT INTO "feed" VALUES('o1',0,3,1,0,NULL);
INSERT INTO "feed" VALUES('o1',1,1,4,3,NULL);
CREATE TABLE guesses (
  peer TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE imported (
  fingerprint TEXT PRIMARY KEY,
  ticket TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;
INSERT INTO "meta" VALUES('district','01a205ea-be80-7dd0-9344-149bcf861452');
INSERT INTO "meta" VALUES('epoch','01a205ea-be80-7f77-a3f6-f1d57b305c14');
INSERT INTO "meta" VALUES('key','a75c1f0445590afc6ca0bfa73b3730331ff7b534ef08a90cf586933a1ed192a6');
INSERT INTO "meta" VALUES('latest',1795395600832);
INSERT INTO "meta" VALUES('name','Old District');
INSERT INTO "meta" VALUES('seq',4);
CREATE TABLE offices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "offices" VALUES('o1','Office One','street');
CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  office TEXT NOT NULL REFERENCES offices (id),
  name TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  pin TEXT
) STRICT, WITHOUT ROWID;
INSERT INTO "persons" VALUES('p1','o1','Zhang',1,'$argon2id$v=19$m=65536,t=2,p=1$YCeyGU95jQl3YD6r2lcrPQ$8PiIAalJcBN4buiLgc3frmVRKAP/iLNz4r7D36awoZI');
CREATE TABLE records (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ticket INTEGER NOT NULL REFERENCES tickets (n),
  seq INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT;
INSERT INTO "records" VALUES(1,'01a205ea-becc-7286-b5c4-ab87e64061d8',1,3,'{"id":"01a205ea-becc-7286-b5c4-ab87e64061d8","ticket":"01a205ea-becc-7a2f-b862-960c38ad1c11","kind":"dispatched","version":1,"by":{"district":"Old District"},"made_at":"2026-11-23T09:00:00.076+08:00","received_at":"2026-11-23T09:00:00.076+08:00","late":false,"amends":null,"body":{},"blobs":[]}');
INSERT INTO "records" VALUES(2,'01a205ea-be80-7d01-9baf-a52790875af1',1,4,'{"id":"01a205ea-be80-7d01-9baf-a52790875af1","ticket":"01a205ea-becc-7a2f-b862-960c38ad1c11","kind":"sign","version":2,"by":{"office":"o1","person":"p1","name":"Zhang"},"made_at":"2026-11-23T09:00:00+08:00","received_at":"2026-11-23T09:00:00.832+08:00","late":false,"amends":null,"body":{},"blobs":[]}');
CREATE TABLE refused (
  n INTEGER PRIMARY KEY,
  id TEXT,
  device TEXT NOT NULL,
  office TEXT NOT NULL,
  code TEXT NOT NULL,
  at INTEGER NOT NULL,
  hash TEXT NOT NULL,
  payload TEXT NOT NULL,
  UNIQUE (device, id, hash)
) STRICT;
CREATE TABLE results (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  ticket TEXT,
  hash TEXT NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO "results" VALUES('01a205ea-be80-7d01-9baf-a52790875af1','01a205ea-be80-789a-ae34-c09ff9dc8b77','01a205ea-becc-7a2f-b862-960c38ad1c11','d5e46f660a7f64e1c5af4f0ae9cb456a9282398d92a29262e6e767c91fa2f5b1','{"id":"01a205ea-be80-7d01-9baf-a52790875af1","result":"applied","version":2,"at":"2026-11-23T09:00:00.832+08:00","receipt":"1.2.1795395600832.7e775a6eda67816e3d675cb83051839d453a0aada9ff07958a71dca295c4cd21"}',1795395600832);
CREATE TABLE scopes (
  office TEXT PRIMARY KEY,
  tickets INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO "scopes" VALUES('o1',1,-6644550955245365940);
CREATE TABLE tickets (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  number TEXT NOT NULL UNIQUE,
  office TEXT NOT NULL,
  version INTEGER NOT NULL,
  open INTEGER NOT NULL,
  pressing INTEGER NOT NULL,
  policy TEXT NOT NULL,
  records INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT;
INSERT INTO "tickets" VALUES(1,'01a205ea-becc-7a2f-b862-960c38ad1c11','N-1','o1',2,1,1796031000000,'policy-1',2,'{"id":"01a205ea-becc-7a2f-b862-960c38ad1c11","number":"N-1","title":"A dark lamp","content":"Dark since Tuesday","kind":"other","channel":"city_hotline","state":"handling","version":2,"records":2,"office":"o1","handler":"p1","citizen":{"name":null,"phone":null,"phone2":null,"address":null,"anonymous":false,"confidential":false,"no_callback":false},"public_consent":null,"category":[],"place":null,"received_at":"2026-11-23T09:00:00.076+08:00","dispatched_at":"2026-11-23T09:00:00.076+08:00","started_at":"2026-11-23T09:00:00.076+08:00","signed_at":"2026-11-23T08:59:59.822+08:00","contacted_at":null,"replied_at":null,"statement_at":null,"suspended_at":null,"due_sign":"2026-11-23T15:00:00+08:00","due_contact":null,"due":"2026-11-30T17:30:00+08:00","due_upstream":null,"flags":["no_number"],"rework":0,"extensions":0,"policy":"policy-1","demands":[{"id":"d0","text":"A dark lamp"}],"extra":{}}');
CREATE INDEX tickets_by_office ON tickets (office, open, pressing, n);
CREATE INDEX tickets_by_policy ON tickets (office, policy);
CREATE INDEX records_by_ticket ON records (ticket, n);
CREATE INDEX documents_by_place ON documents (place, n);
CREATE UNIQUE INDEX feed_by_seq ON feed (office, seq);
COMMIT;
PRAGMA user_version = 1;
