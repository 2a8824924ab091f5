/* Rows as a later version of the district writes them: this program keeps them aside. A later version of the program reads
 * them; so does it any row that the district sends anew. */
#include "sim.h"

#include <string.h>

/* A member that no row goes without, and its name to come. */
static const struct
{
  const char *line, *known, *strange;
} rows[] = {
  { "{\"kind\":\"ticket\"", "\"state\":", "\"stage\":" },
  { "{\"kind\":\"record\"", "\"made_at\":", "\"done_at\":" },
};

static void
append_strange (GString *out, const char *line, guint row)
{
  const char *at = strstr (line, "\"row\":{");

  at = at != NULL ? strstr (at, rows[row].known) : NULL;
  if (at == NULL)
    {
      g_string_append (out, line);
      return;
    }
  g_string_append_len (out, line, at - line);
  g_string_append (out, rows[row].strange);
  g_string_append (out, at + strlen (rows[row].known));
}

char *
sim_strange_rows (SimWorld *self, const char *body, guint detail)
{
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  GString *out = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint row = g_str_has_prefix (lines[i], rows[0].line) ? 0 : 1;

      if (g_str_has_prefix (lines[i], rows[row].line) && (i + detail) % 2 == 0)
        {
          append_strange (out, lines[i], row);
          self->n_aside++;
        }
      else
        g_string_append (out, lines[i]);
      if (lines[i + 1] != NULL)
        g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

static gboolean
learn (HyReplica *replica, gpointer data, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (!hy_sql_run (replica->sql, NULL, error, "UPDATE aside SET line = replace (line, ?1, ?2)", "ss",
                     rows[i].strange, rows[i].known))
      return FALSE;
  return TRUE;
}

/* The program of @pc is a later one from now on: in what it has aside it knows the names. */
void
sim_pc_upgrade (SimWorld *self, SimPc *pc)
{
  int kill_in = pc->life.kill_in;

  pc->life.kill_in = 0;
  if (!hy_store_write (pc->store, learn, NULL, NULL))
    g_error ("pc%u cannot be brought up to date", pc->index);
  sim_pc_stop (pc);
  sim_pc_start (self, pc);
  pc->life.kill_in = kill_in;
  sim_note (self, "pc%u", pc->index);
}
