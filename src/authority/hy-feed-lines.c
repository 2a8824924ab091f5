#include "authority/hy-feed-lines.h"

#include "core/hy-plant.h"
#include "authority/hy-documents-private.h"
#include "authority/hy-scope.h"

static gboolean
write_records (HyFeedWriter *self, gint64 ticket, const char *ticket_id, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->authority->sql,
      "SELECT id, row FROM records WHERE ticket = ?1 AND seq > ?2 ORDER BY n", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "ii", ticket, self->records_after);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return TRUE;
      hy_feed_write_record (self->out, hy_sql_text (stmt, 0), ticket_id, hy_sql_text (stmt, 1));
      self->lines++;
    }
  return FALSE;
}

/* id, version, row and records stand from column @from on. */
static gboolean
write_ticket (HyFeedWriter *self, HySqlStmt *stmt, int from, gint64 n, GError **error)
{
  const char *id = hy_sql_text (stmt, from);

  hy_feed_write_ticket (self->out, id, hy_sql_int64 (stmt, from + 1), hy_sql_text (stmt, from + 2));
  self->lines++;
  return hy_sql_int64 (stmt, from + 3) == 0 || write_records (self, n, id, error);
}

gboolean
hy_feed_write_whole (HyFeedWriter *self, gint64 n, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->authority->sql, "SELECT id, version, row, records FROM tickets WHERE n = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", n);
  return hy_sql_step (stmt, &row, error) && (!row || write_ticket (self, stmt, 0, n, error));
}

static void
write_document (HyFeedWriter *self, HySqlStmt *stmt)
{
  HyDocumentKind kind;

  /* kind, id, version, row */
  if (!hy_document_parse (hy_sql_text (stmt, 0), &kind))
    return;
  hy_feed_write_document (self->out, kind, hy_sql_text (stmt, 1), hy_sql_int64 (stmt, 2),
                          hy_sql_text (stmt, 3));
  self->lines++;
}

/* Steps a statement that asks for the one object beyond the cursor. */
static HyFeedStep
step_one (HySqlStmt *stmt, GError **error)
{
  gboolean row = FALSE;

  if (!hy_sql_step (stmt, &row, error))
    return HY_FEED_FAILED;
  return row ? HY_FEED_WROTE : HY_FEED_NOTHING;
}

/* Policies that no ticket of the office goes by and that are past are left out. */
static HyFeedStep
next_document (HyFeedWriter *self, HyCursor *cursor, GError **error)
{
  g_autoptr (HySqlStmt) stmt = NULL;
  HyTime now = hy_authority_now (self->authority);
  const char *in_force = hy_documents_policy_on (self->authority, hy_date_of (now), error);
  HyFeedStep step;

  if (in_force == NULL)
    return HY_FEED_FAILED;
  stmt = hy_sql_prepare (
      self->authority->sql,
      "SELECT kind, id, version, row, place, n FROM documents WHERE (place, n) > (?2, ?3) "
      "AND row IS NOT NULL AND (office IS NULL OR office = ?1) AND (kind <> 'policy' "
      "OR n >= (SELECT n FROM documents WHERE kind = 'policy' AND id = ?4) "
      "OR EXISTS (SELECT 1 FROM tickets t WHERE t.office = ?1 AND t.policy = documents.id)) "
      "ORDER BY place, n LIMIT 1",
      error);
  if (stmt == NULL)
    return HY_FEED_FAILED;
  hy_sql_bind (stmt, "siis", self->office, cursor->a, cursor->b, in_force);
  step = step_one (stmt, error);
  if (step != HY_FEED_WROTE)
    return step;
  write_document (self, stmt);
  cursor->a = hy_sql_int64 (stmt, 4);
  cursor->b = hy_sql_int64 (stmt, 5);
  return HY_FEED_WROTE;
}

#define TICKET_COLUMNS "SELECT n, pressing, id, version, row, records FROM tickets "

static HyFeedStep
ticket_beyond (HyFeedWriter *self, HyCursor *cursor, const char *sql, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->authority->sql, sql, error);
  HyFeedStep step;

  if (stmt == NULL)
    return HY_FEED_FAILED;
  hy_sql_bind (stmt, "siii", self->office, (gint64) (cursor->phase == HY_CURSOR_OPEN), cursor->a,
               cursor->b);
  step = step_one (stmt, error);
  if (step != HY_FEED_WROTE)
    return step;
  cursor->a = hy_sql_int64 (stmt, 1);
  cursor->b = hy_sql_int64 (stmt, 0);
  self->records_after = -1;
  return write_ticket (self, stmt, 2, cursor->b, error) ? HY_FEED_WROTE : HY_FEED_FAILED;
}

/* Two questions where one with (pressing, n) > (?3, ?4) would do: SQLite uses only the first column of that, and all
 * tickets of an import may have one due. */
static HyFeedStep
next_ticket (HyFeedWriter *self, HyCursor *cursor, GError **error)
{
  HyFeedStep step = ticket_beyond (self, cursor,
                                   TICKET_COLUMNS "WHERE office = ?1 AND open = ?2 "
                                                  "AND pressing = ?3 AND n > ?4 ORDER BY n LIMIT 1",
                                   error);

  if (step != HY_FEED_NOTHING)
    return step;
  return ticket_beyond (self, cursor,
                        TICKET_COLUMNS "WHERE office = ?1 AND open = ?2 AND pressing > ?3 "
                                       "AND ?4 IS NOT NULL ORDER BY pressing, n LIMIT 1",
                        error);
}

static gboolean
write_changed_document (HyFeedWriter *self, gint64 n, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->authority->sql, "SELECT kind, id, version, row FROM documents WHERE n = ?1", error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", n);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (row)
    write_document (self, stmt);
  return TRUE;
}

static HyFeedStep
next_change (HyFeedWriter *self, HyCursor *cursor, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->authority->sql,
                        "SELECT of, ref, seq, entered, leave FROM feed "
                        "WHERE office = ?1 AND seq > ?2 ORDER BY seq LIMIT 1",
                        error);
  HyFeedStep step;
  gboolean written;

  if (stmt == NULL)
    return HY_FEED_FAILED;
  hy_sql_bind (stmt, "si", self->office, cursor->seq);
  step = step_one (stmt, error);
  if (step != HY_FEED_WROTE)
    return step;
  cursor->seq = hy_sql_int64 (stmt, 2);
  if (hy_sql_int64 (stmt, 0) == HY_SCOPE_DOCUMENT)
    written = write_changed_document (self, hy_sql_int64 (stmt, 1), error);
  else if (!hy_sql_is_null (stmt, 4))
    {
      g_string_append (self->out, hy_sql_text (stmt, 4));
      g_string_append_c (self->out, '\n');
      self->lines++;
      written = TRUE;
    }
  else
    {
      /* Not since the last line: other tickets stand between two records of this one. */
      self->records_after = (cursor->whole || hy_sql_int64 (stmt, 3) > cursor->a)
                                    && !HY_PLANT ("timeline-not-whole")
                                ? -1
                                : cursor->a;
      written = hy_feed_write_whole (self, hy_sql_int64 (stmt, 1), error);
    }
  return written ? HY_FEED_WROTE : HY_FEED_FAILED;
}

typedef HyFeedStep (*PhaseFunc) (HyFeedWriter *self, HyCursor *cursor, GError **error);

static const PhaseFunc phases[HY_N_CURSORS] = {
  [HY_CURSOR_DOCUMENTS] = next_document,
  [HY_CURSOR_OPEN] = next_ticket,
  [HY_CURSOR_REST] = next_ticket,
  [HY_CURSOR_FEED] = next_change,
};

HyFeedStep
hy_feed_write_next (HyFeedWriter *self, HyCursor *cursor, GError **error)
{
  HyFeedStep step = phases[cursor->phase](self, cursor, error);

  while (step == HY_FEED_NOTHING && cursor->phase != HY_CURSOR_FEED)
    {
      cursor->phase++;
      cursor->a = cursor->b = G_MININT64;
      step = phases[cursor->phase](self, cursor, error);
    }
  return step;
}
