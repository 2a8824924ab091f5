/* Lines of the feed for tests, and feeding them to a replica. */
#pragma once

#include "store/hy-pull.h"
#include "support/hy-test-replica.h"

G_BEGIN_DECLS

/* A ticket's row; members left out have sensible values: id "t1", version 1, number "N-" and the
 * id, state "handling", handler "p-zhang", all clocks started on the day before HY_TEST_NOW, phone
 * "13800000042". */
typedef struct
{
  const char *id;
  gint64 version;
  gint64 records;
  const char *number, *title, *content, *state, *kind, *channel, *place, *policy;
  const char *handler;                      /* "" is nobody */
  const char *name, *phone;                 /* of the citizen; phone "" is none */
  const char *due, *due_contact, *due_sign; /* RFC 3339; "" is none */
  const char *flags;                        /* a JSON array */
  const char *members;                      /* more members as JSON, without braces */
} HyTestTicket;

/* Without a line break; free them. */
char *hy_test_ticket_row (const HyTestTicket *ticket);
char *hy_test_ticket_line (const HyTestTicket *ticket);
/* An entry by person "p-zhang" of office "o1". @body: JSON; NULL is {}. */
char *hy_test_record_line (
    const char *ticket, const char *id, gint64 version, const char *kind, const char *body);
char *hy_test_leave_line (const char *ticket, const char *why, const char *to, const char *note);
/* @row: JSON, or NULL: removed. */
char *hy_test_document_line (const char *kind, const char *id, gint64 version, const char *row);
/* An end with more:false and the digest of @tickets ("id:version id:version …"). */
char *hy_test_end_line (const char *cursor, const char *tickets);

/**
 * hy_test_feed:
 * @expected: the cursor the stream was asked with
 * @...: (transfer full): lines, NULL at the end; the last must be a mark or an end
 *
 * Parses and stores runs as the engine does; every line and run must be taken (none dropped).
 */
void hy_test_feed (HyTestReplica *self, const char *expected, HyPullOutcome *out, ...)
    G_GNUC_NULL_TERMINATED;
/* The same of an array. (element-type utf8) */
void hy_test_feed_lines (HyTestReplica *self,
                         const char *expected,
                         HyPullOutcome *out,
                         GPtrArray *lines);
/* The same after the cursor that the replica has, with a mark "c<n>" of its own at the end. */
void hy_test_feed_on (HyTestReplica *self, ...) G_GNUC_NULL_TERMINATED;
/* Such an end alone: the replica is then as the district has it. */
void hy_test_feed_end (HyTestReplica *self, const char *expected, const char *cursor, const char *tickets);

G_END_DECLS
