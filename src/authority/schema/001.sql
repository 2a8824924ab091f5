-- What a district knows. Rows that go down to offices are kept as the very text that is sent.

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value ANY
) STRICT, WITHOUT ROWID;

CREATE TABLE offices (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  kind TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE persons (
  id TEXT PRIMARY KEY,
  office TEXT NOT NULL REFERENCES offices (id),
  name TEXT NOT NULL,
  active INTEGER NOT NULL DEFAULT 1,
  pin TEXT
) STRICT, WITHOUT ROWID;

-- Enrolment codes, by their hash.
CREATE TABLE codes (
  hash BLOB PRIMARY KEY,
  office TEXT NOT NULL REFERENCES offices (id),
  expires_at INTEGER NOT NULL,
  device TEXT
) STRICT, WITHOUT ROWID;

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

-- Which command had which number of a device: a number twice means a copied replica.
CREATE TABLE device_seqs (
  device TEXT NOT NULL,
  seq INTEGER NOT NULL,
  command TEXT NOT NULL,
  PRIMARY KEY (device, seq)
) STRICT, WITHOUT ROWID;

-- Wrong codes, by who tried.
CREATE TABLE guesses (
  peer TEXT PRIMARY KEY,
  failures INTEGER NOT NULL,
  last_at INTEGER NOT NULL,
  blocked_until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- office is '' for a ticket that no office has. pressing orders the first synchronization: the due, or the
-- greatest number without one.
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
CREATE INDEX tickets_by_office ON tickets (office, open, pressing, n);
CREATE INDEX tickets_by_policy ON tickets (office, policy);

-- Timelines; n is the order of arrival.
CREATE TABLE records (
  n INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  ticket INTEGER NOT NULL REFERENCES tickets (n),
  seq INTEGER NOT NULL,
  row TEXT NOT NULL
) STRICT;
CREATE INDEX records_by_ticket ON records (ticket, n);

-- Everything else that is sent: policies, calendar, people, duties, articles, notices, events. office is NULL for what
-- every office gets, row NULL for what was removed; place is the order of kinds in a first synchronization.
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
CREATE INDEX documents_by_place ON documents (place, n);

-- The latest that happened to each object of an office, in the order in which the office is told. of: 0 a document,
-- 1 a ticket; ref: its n; entered: the sequence at which the ticket came to the office; leave: the line that says it went.
CREATE TABLE feed (
  office TEXT NOT NULL,
  of INTEGER NOT NULL,
  ref INTEGER NOT NULL,
  seq INTEGER NOT NULL,
  entered INTEGER NOT NULL DEFAULT 0,
  leave TEXT,
  PRIMARY KEY (office, of, ref)
) STRICT, WITHOUT ROWID;
CREATE UNIQUE INDEX feed_by_seq ON feed (office, seq);

-- The digest of each office's scope: sum is modulo 2^64, as a signed number.
CREATE TABLE scopes (
  office TEXT PRIMARY KEY,
  tickets INTEGER NOT NULL,
  sum INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Every command that was answered, with its answer.
CREATE TABLE results (
  id TEXT PRIMARY KEY,
  device TEXT NOT NULL,
  ticket TEXT,
  hash TEXT NOT NULL,
  result TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;

-- What was refused, whole: nobody's words are lost.
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

-- Files that records name; have says how much of each has arrived.
CREATE TABLE blobs (
  sha256 TEXT PRIMARY KEY,
  size INTEGER NOT NULL,
  have INTEGER NOT NULL DEFAULT 0,
  name TEXT,
  type TEXT,
  office TEXT
) STRICT;
CREATE TABLE blob_uses (
  sha256 TEXT NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (sha256, record)
) STRICT, WITHOUT ROWID;

-- Imported rows that had no number, by what they are recognised by.
CREATE TABLE imported (
  fingerprint TEXT PRIMARY KEY,
  ticket TEXT NOT NULL
) STRICT, WITHOUT ROWID;
