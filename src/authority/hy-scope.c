#include "authority/hy-scope.h"

gboolean
hy_scope_tell (HyAuthority *self, const char *office, HyScopeKind of, gint64 ref, GError **error)
{
  return hy_sql_run (self->sql, NULL, error,
                     "INSERT INTO feed (office, of, ref, seq) VALUES (?1, ?2, ?3, ?4) "
                     "ON CONFLICT DO UPDATE SET seq = excluded.seq",
                     "siii", office, (gint64) of, ref, hy_authority_next_seq (self));
}

gboolean
hy_scope_enter (HyAuthority *self, const char *office, gint64 ref, GError **error)
{
  return hy_sql_run (self->sql, NULL, error,
                     "INSERT INTO feed (office, of, ref, seq, entered) VALUES (?1, 1, ?2, ?3, ?3) "
                     "ON CONFLICT DO UPDATE SET seq = excluded.seq, entered = excluded.entered, "
                     "leave = NULL",
                     "sii", office, ref, hy_authority_next_seq (self));
}

gboolean
hy_scope_leave (HyAuthority *self,
                const char *office,
                gint64 ref,
                const char *line,
                GError **error)
{
  return hy_sql_run (self->sql, NULL, error,
                     "UPDATE feed SET seq = ?3, leave = ?4 WHERE office = ?1 AND of = 1 AND ref = ?2",
                     "siis", office, ref, hy_authority_next_seq (self), line);
}

gboolean
hy_scope_knows (HyAuthority *self, const char *office, gint64 ref)
{
  gint64 seq;

  return hy_sql_get_int (self->sql, &seq, NULL,
                         "SELECT seq FROM feed WHERE office = ?1 AND of = 1 AND ref = ?2", "si",
                         office, ref);
}

gboolean
hy_scope_digest (HyAuthority *self,
                 const char *office,
                 gint64 *tickets,
                 guint64 *sum,
                 GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql, "SELECT tickets, sum FROM scopes WHERE office = ?1", error);
  gboolean row = FALSE;

  *tickets = 0;
  *sum = 0;
  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "s", office);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  if (row)
    {
      *tickets = hy_sql_int64 (stmt, 0);
      *sum = (guint64) hy_sql_int64 (stmt, 1);
    }
  return TRUE;
}

/* Added here and not in SQL, where a sum past 2^63 becomes a floating-point number. */
gboolean
hy_scope_count (HyAuthority *self, const char *office, int tickets, guint64 sum, GError **error)
{
  gint64 have;
  guint64 had;

  return hy_scope_digest (self, office, &have, &had, error)
         && hy_sql_run (self->sql, NULL, error, "INSERT OR REPLACE INTO scopes VALUES (?1, ?2, ?3)",
                        "sii", office, have + tickets, (gint64) (had + sum));
}
