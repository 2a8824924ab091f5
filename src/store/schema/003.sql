-- Lists in other orders than the most pressing first, who has seen what, initials in the index of texts.

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

-- The initials of titles and places come into the index as it is built anew, behind the list.
INSERT INTO search (search) VALUES ('delete-all');
UPDATE tickets SET indexed = 0 WHERE indexed <> 0;
