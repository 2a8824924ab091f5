-- What waited, and what was answered, when the program of this schema ended: every state of a command, and a draft. Read after
-- the schema's own dump, whose ticket is t1.

INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000001', 1, 't1', 'contact', 'p1', 'queued', 0,
  '{"id":"0190a5b0-0000-7000-8000-000000000001","seq":1,"person":"p1","ticket":"t1","kind":"contact","v":1,"made_at":"2026-11-23T09:01:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 1"},"blobs":[]}',
  1795395660000, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000002', 2, 't1', 'progress', 'p1', 'queued', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000002","seq":2,"person":"p1","ticket":"t1","kind":"progress","v":1,"made_at":"2026-11-23T09:02:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 2"},"blobs":[]}',
  1795395720000, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000003', 3, 't1', 'sign', 'p1', 'sending', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000003","seq":3,"person":"p1","ticket":"t1","kind":"sign","v":1,"made_at":"2026-11-23T09:03:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 3"},"blobs":[]}',
  1795395780000, NULL, NULL, NULL, NULL, NULL, 1, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000004', 4, 't1', 'reply', 'p1', 'refused', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000004","seq":4,"person":"p1","ticket":"t1","kind":"reply","v":1,"made_at":"2026-11-23T09:04:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 4"},"blobs":[]}',
  1795395840000, 'epoch-1', 'wrong_state', NULL, 1795395600000, NULL, 0, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000005', 5, 't1', 'progress', 'p1', 'held', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000005","seq":5,"person":"p1","ticket":"t1","kind":"progress","v":1,"made_at":"2026-11-23T09:05:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 5"},"blobs":[]}',
  1795395900000, NULL, 'held', NULL, NULL, NULL, 0, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000006', 6, 't1', 'extension_request', 'p1', 'undeliverable', 0,
  '{"id":"0190a5b0-0000-7000-8000-000000000006","seq":6,"person":"p1","ticket":"t1","kind":"extension_request","v":1,"made_at":"2026-11-23T09:06:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 6"},"blobs":[]}',
  1795395960000, NULL, 'too_large', NULL, NULL, NULL, 0, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000007', 7, 't1', 'contact', 'p1', 'applied', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000007","seq":7,"person":"p1","ticket":"t1","kind":"contact","v":1,"made_at":"2026-11-23T09:07:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 7"},"blobs":[]}',
  1795396020000, 'epoch-1', NULL, 2, 1795395600000, 'receipt-7', 1, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000008', 8, 't1', 'progress', 'p1', 'late_note', 1,
  '{"id":"0190a5b0-0000-7000-8000-000000000008","seq":8,"person":"p1","ticket":"t1","kind":"progress","v":1,"made_at":"2026-11-23T09:08:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 8"},"blobs":[]}',
  1795396080000, 'epoch-1', NULL, NULL, 1795395600000, 'receipt-8', 0, 0, NULL);
INSERT INTO commands (id, seq, ticket, kind, person, state, sent, command, made_at, epoch, code, version, at, receipt, overlay,
  may_refuse, why) VALUES ('0190a5b0-0000-7000-8000-000000000009', 9, 't1', 'reply', 'p1', 'gone', 0,
  '{"id":"0190a5b0-0000-7000-8000-000000000009","seq":9,"person":"p1","ticket":"t1","kind":"reply","v":1,"made_at":"2026-11-23T09:09:00+08:00","clock_offset_ms":0,"base_version":1,"body":{"text":"words 9"},"blobs":[]}',
  1795396140000, 'epoch-1', NULL, NULL, 1795395600000, NULL, 0, 0, 'no longer needed');
INSERT INTO drafts VALUES ('t1', 'p1', 'reply', '{"text":"half a sentence"}', 1, 1795395600000);
INSERT INTO meta VALUES ('seq', 9), ('url', 'https://district.example'), ('district', 'd1'), ('office', 'o1'), ('device', 'pc-1'),
  ('epoch', 'epoch-1');
