-- The hash of a PIN goes down with its person: those that have one are sent again.
UPDATE documents SET version = version + 1,
  row = json_set (row, '$.pin', (SELECT p.pin FROM persons p WHERE p.id = documents.id))
  WHERE kind = 'person' AND id IN (SELECT id FROM persons WHERE pin IS NOT NULL);
UPDATE feed SET seq = (SELECT value FROM meta WHERE key = 'seq') + told.k
  FROM (SELECT f.office, f.ref, row_number () OVER (ORDER BY d.n) AS k
    FROM feed f JOIN documents d ON d.n = f.ref JOIN persons p ON p.id = d.id
    WHERE f.of = 0 AND d.kind = 'person' AND p.pin IS NOT NULL) AS told
  WHERE feed.of = 0 AND feed.office = told.office AND feed.ref = told.ref;
UPDATE meta SET value = value + (SELECT count (*) FROM persons WHERE pin IS NOT NULL) WHERE key = 'seq';
