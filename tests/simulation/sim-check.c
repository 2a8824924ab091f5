#include "sim.h"

#include "store/hy-sums.h"

/* The digest that the district keeps is that of its rows. */
static void
check_digest (SimWorld *self, const char *office)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare_once (
      self->authority->sql, "SELECT id, version FROM tickets WHERE office = ?1", NULL);
  guint64 sum = 0;
  gint64 n = 0;
  gboolean row = FALSE;

  hy_sql_bind (stmt, "s", office);
  while (hy_sql_step (stmt, &row, NULL) && row)
    {
      sum += hy_digest_share (hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 1));
      n++;
    }
  if (sim_sql_int (self->authority->sql, "SELECT tickets FROM scopes WHERE office = ?1", office) != n
      || (guint64) sim_sql_int (self->authority->sql, "SELECT sum FROM scopes WHERE office = ?1",
                                office)
             != sum)
    sim_found (self, "digest", "the district's digest of %s is wrong", office);
}

void
sim_check (SimWorld *self)
{
  for (guint i = 0; i < self->offices->len; i++)
    check_digest (self, self->offices->pdata[i]);
  for (guint i = 0; i < self->pcs->len && self->rule == NULL; i++)
    {
      sim_check_saves (self, self->pcs->pdata[i]);
      sim_check_rows (self, self->pcs->pdata[i]);
    }
}
