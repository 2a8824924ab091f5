-- A replica as schema 3 made it: frozen once it was released.

CREATE TABLE meta (key TEXT PRIMARY KEY, value) WITHOUT ROWID;

CREATE TABLE tickets (
  no         INTEGER PRIMARY KEY,   -- key of records, index and tallies
  id         TEXT NOT NULL UNIQUE,
  number     TEXT NOT NULL,
  scope      TEXT NOT NULL,         -- 'here', 'stub' (left), 'orphan' (unknown to a restored district), 'local' (intake not acknowledged)
  version    INTEGER NOT NULL,
  generation INTEGER NOT NULL,      -- of the bootstrap that last brought it
  row        TEXT,                  -- the district's row without its citizen; a stub's last words
  policy     TEXT,
  -- the effective columns: row + unsent commands, as the workflow folds them
  title      TEXT NOT NULL,
  kind       TEXT NOT NULL,
  channel    TEXT NOT NULL,
  category   TEXT,
  place      TEXT,
  state      TEXT NOT NULL,
  handler    TEXT,
  received_at   INTEGER,
  dispatched_at INTEGER,
  flags      TEXT NOT NULL,         -- space-separated
  to_contact INTEGER NOT NULL,      -- the contact gate is shut in handling or rework
  rework     INTEGER NOT NULL,
  clock      TEXT,                  -- the running clock that is, or will be, the worst first
  due        INTEGER,               -- its due; NULL: no clock runs
  yellow_at  INTEGER,               -- earliest over the running clocks, as red_at and framed_at
  red_at     INTEGER,
  framed_at  INTEGER,
  rest       TEXT NOT NULL,         -- the light while no clock runs
  due_sign   INTEGER,
  due_contact INTEGER,
  due_result INTEGER,
  waiting_for TEXT,                 -- the unit that has the ball (progress.waiting_for without an answer)
  waiting_by INTEGER,
  promise    TEXT,                  -- what is owed to the citizen next, and until when; without words: a call
  promise_at INTEGER,
  unsent     INTEGER NOT NULL,      -- commands in the outbox
  may_refuse INTEGER NOT NULL,      -- one of them fails its guard on replay
  sort_due   INTEGER NOT NULL,      -- due; while no clock runs past every due, newest first
  indexed    INTEGER NOT NULL,      -- 0: its text waits for the index
  -- The queue by step that it is in, '' for none: every ticket is in at most one.
  step       TEXT NOT NULL GENERATED ALWAYS AS (CASE
    WHEN scope = 'stub' THEN ''
    WHEN state IN ('handling', 'rework') THEN iif (to_contact, 'to_contact', 'handling')
    WHEN state IN ('submitted', 'return_requested') THEN 'submitted'
    WHEN state IN ('pending_sign', 'closed', 'suspended') THEN state
    ELSE '' END) VIRTUAL,
  -- Urged or supervised, by the flags.
  pressed    INTEGER NOT NULL GENERATED ALWAYS AS (
    scope <> 'stub' AND (' ' || flags LIKE '% supervised:%' OR ' ' || flags LIKE '% urged:%')) VIRTUAL
);
CREATE INDEX tickets_number ON tickets (number);
CREATE INDEX tickets_order ON tickets (sort_due, no, handler) WHERE scope <> 'stub';
-- The instants stand in the index so that a walk in order judges the lights without reading the rows.
CREATE INDEX tickets_lights ON tickets (sort_due, no, yellow_at, red_at, handler)
  WHERE yellow_at IS NOT NULL AND scope <> 'stub';
-- Past due and not red: an extension was asked in time.
CREATE INDEX tickets_asked ON tickets (sort_due, no, handler)
  WHERE red_at IS NULL AND yellow_at IS NOT NULL AND scope <> 'stub';
CREATE INDEX tickets_orphans ON tickets (no) WHERE scope = 'orphan';
CREATE INDEX tickets_stubs ON tickets (sort_due, no) WHERE scope = 'stub';
CREATE INDEX tickets_step ON tickets (step, sort_due, no, handler) WHERE scope <> 'stub';
CREATE INDEX tickets_rework ON tickets (sort_due, no, handler) WHERE state = 'rework' AND scope <> 'stub';
CREATE INDEX tickets_pressed ON tickets (sort_due, no, step, handler) WHERE pressed;
CREATE INDEX tickets_waiting ON tickets (sort_due, no, step, handler) WHERE waiting_for IS NOT NULL AND scope <> 'stub';
CREATE INDEX tickets_promised ON tickets (promise_at, no, handler) WHERE promise_at IS NOT NULL AND scope <> 'stub';
CREATE INDEX tickets_urgent ON tickets (sort_due, no, step, handler) WHERE ' ' || flags || ' ' LIKE '% urgent %' AND scope <> 'stub';
CREATE INDEX tickets_doubtful ON tickets (sort_due, no) WHERE may_refuse;
CREATE INDEX tickets_to_index ON tickets (no) WHERE indexed = 0;
CREATE INDEX tickets_generation ON tickets (generation);

-- How many tickets are in what, kept by the writer: queues are counted without reading the tickets.
-- what: a queue's code, or 'yellow', 'red', 'due' with the instant in at.
CREATE TABLE tallies (
  what    TEXT NOT NULL,
  handler TEXT NOT NULL,   -- '' for nobody
  at      INTEGER NOT NULL,
  n       INTEGER NOT NULL,
  PRIMARY KEY (what, handler, at)
) WITHOUT ROWID;

-- Who the citizen is: in a table of its own, so that it can be sealed at rest without touching the rest.
CREATE TABLE identities (
  ticket  INTEGER PRIMARY KEY REFERENCES tickets (no) ON DELETE CASCADE,
  citizen TEXT NOT NULL    -- the JSON object as received
);
CREATE TABLE phones (
  hash    BLOB NOT NULL,   -- keyed hash of the whole number, or of its last four digits
  ticket  INTEGER NOT NULL REFERENCES tickets (no) ON DELETE CASCADE,
  PRIMARY KEY (hash, ticket)
) WITHOUT ROWID;
CREATE INDEX phones_ticket ON phones (ticket);

CREATE TABLE records (
  ticket  INTEGER NOT NULL REFERENCES tickets (no) ON DELETE CASCADE,
  version INTEGER NOT NULL,   -- the ticket's after it: the order of arrival
  id      TEXT NOT NULL,
  row     TEXT NOT NULL,
  PRIMARY KEY (ticket, version, id)
) WITHOUT ROWID;
CREATE INDEX records_id ON records (id);

-- policy, calendar, duty, article, notice, person, event.
CREATE TABLE documents (
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  version INTEGER NOT NULL,
  row     TEXT NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- Rows of the feed that could not be stored: whole, shown, counted in the digest.
CREATE TABLE aside (
  kind    TEXT NOT NULL,
  id      TEXT NOT NULL,
  ticket  TEXT,
  version INTEGER NOT NULL,
  line    TEXT NOT NULL,
  why     TEXT NOT NULL,
  at      INTEGER NOT NULL,
  generation INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) WITHOUT ROWID;

-- Commands from the moment a person saved them until 90 days after their acknowledgement.
CREATE TABLE commands (
  id       TEXT PRIMARY KEY,
  seq      INTEGER NOT NULL UNIQUE,
  ticket   TEXT NOT NULL,
  kind     TEXT NOT NULL,
  person   TEXT NOT NULL,
  state    TEXT NOT NULL,   -- queued, sending, refused, held, undeliverable; applied, late_note (acknowledged), gone (decided by a person)
  sent     INTEGER NOT NULL, -- was ever on the wire
  command  TEXT NOT NULL,   -- JSON as it goes up, less 'after' and 'receipt'
  after    TEXT,
  made_at  INTEGER NOT NULL,
  epoch    TEXT,            -- of the result
  code     TEXT,
  detail   TEXT,
  field    TEXT,
  version  INTEGER,         -- the result's
  at       INTEGER,         -- the result's
  receipt  TEXT,
  overlay  INTEGER NOT NULL, -- folded over the row until the pull brings its effect
  may_refuse INTEGER NOT NULL,
  why      TEXT,            -- the person's reason of a discard
  hold_until INTEGER        -- PC time before which it is not sent: it can still be taken back
);
CREATE INDEX commands_ticket ON commands (ticket, seq);
CREATE INDEX commands_waiting ON commands (seq) WHERE state IN ('queued', 'sending', 'refused', 'held', 'undeliverable');
CREATE INDEX commands_overlay ON commands (ticket) WHERE overlay = 1;
CREATE INDEX commands_acknowledged ON commands (at) WHERE state IN ('applied', 'late_note', 'gone');

CREATE TABLE drafts (
  ticket  TEXT NOT NULL,   -- a ticket's id, 'new', or a number that is not here yet
  person  TEXT NOT NULL,
  kind    TEXT NOT NULL,
  body    TEXT NOT NULL,   -- whatever the form holds, a JSON object
  base_version INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  PRIMARY KEY (ticket, person, kind)
) WITHOUT ROWID;

-- Two-character pieces of number, title, content, place and timeline; never of the citizen's fields.
CREATE VIRTUAL TABLE search USING fts5 (pieces, content = '', detail = none, tokenize = 'ascii');
-- What a batch adds is gathered in memory up to this many bytes: written in small pieces it would be merged again and again.
INSERT INTO search (search, rank) VALUES ('hashsize', 33554432), ('automerge', 16);

-- Files that commands and drafts name: each once, by its hash, as blobs/SHA256 in the replica's folder. The row is there
-- before the file is.
CREATE TABLE blob_uses (
  sha256  TEXT NOT NULL,
  command TEXT NOT NULL REFERENCES commands (id) ON DELETE CASCADE,
  PRIMARY KEY (sha256, command)
) WITHOUT ROWID;
CREATE INDEX blob_uses_command ON blob_uses (command);
CREATE TABLE blobs (
  sha256  TEXT PRIMARY KEY,
  size    INTEGER NOT NULL,
  kept_at INTEGER NOT NULL,
  ticket  TEXT,             -- of a file that was fetched to be looked at: it goes with the ticket
  have    INTEGER NOT NULL, -- bytes the district has, as last known
  sent_at INTEGER,          -- when the district had the whole
  tries   INTEGER NOT NULL,
  code    TEXT              -- why it is not sent: the district does not take it, or it is gone
) WITHOUT ROWID;
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

-- All keys of every order, so that no row of a long queue is read to sort it.
CREATE INDEX tickets_sorts ON tickets (step, received_at, no, place, handler, sort_due, channel)
  WHERE scope <> 'stub';

-- What a person has opened on this PC; the rest is shown bold.
CREATE TABLE seen (
  person  TEXT NOT NULL,
  ticket  INTEGER NOT NULL REFERENCES tickets (no) ON DELETE CASCADE,
  PRIMARY KEY (person, ticket)
) WITHOUT ROWID;
CREATE INDEX seen_ticket ON seen (ticket);

PRAGMA user_version = 3;
INSERT INTO tickets (no, id, number, scope, version, generation, row, title, kind, channel, state, flags, to_contact,
  rework, rest, unsent, may_refuse, sort_due, indexed)
VALUES (1, 't1', 'N-1', 'here', 1, 1, '{}', 'Kept', 'complaint', 'city_hotline', 'closed', '', 0, 0, 'none', 0, 0, 1, 0);
