#include "sim.h"

/* @query is a literal: prepared once. */
static HySqlStmt *
ask (HySql *sql, const char *query, const char *arg)
{
  g_autoptr (GError) error = NULL;
  HySqlStmt *stmt = hy_sql_prepare (sql, query, &error);
  gboolean row = FALSE;

  if (stmt == NULL)
    g_error ("%s: %s", query, error->message);
  hy_sql_bind (stmt, "s", arg);
  if (!hy_sql_step (stmt, &row, &error))
    g_error ("%s: %s", query, error->message);
  if (row)
    return stmt;
  hy_sql_stmt_release (stmt);
  return NULL;
}

char *
sim_sql_text (HySql *sql, const char *query, const char *arg)
{
  g_autoptr (HySqlStmt) stmt = ask (sql, query, arg);

  return stmt != NULL ? g_strdup (hy_sql_text (stmt, 0)) : NULL;
}

gint64
sim_sql_int (HySql *sql, const char *query, const char *arg)
{
  g_autoptr (HySqlStmt) stmt = ask (sql, query, arg);

  return stmt != NULL ? hy_sql_int64 (stmt, 0) : 0;
}

typedef struct
{
  SimWorld *world;
  SimPc *pc;
  SimReadFunc func;
  gpointer data;
} Read;

static gboolean
run (HyReplica *replica, gpointer data, GError **error)
{
  Read *read = data;

  read->func (read->world, read->pc, replica, read->data);
  return TRUE;
}

void
sim_pc_read (SimWorld *self, SimPc *pc, SimReadFunc func, gpointer data)
{
  Read read = { self, pc, func, data };
  g_autoptr (GError) error = NULL;

  if (!hy_store_read (pc->store, run, &read, &error))
    sim_found (self, "read", "pc%u: %s", pc->index, error->message);
}

typedef struct
{
  const char *query;
  const char *arg;
  char *text;
} Query;

static void
read_text (SimWorld *self, SimPc *pc, HyReplica *replica, gpointer data)
{
  Query *query = data;

  query->text = sim_sql_text (replica->sql, query->query, query->arg);
}

char *
sim_pc_text (SimWorld *self, SimPc *pc, const char *query, const char *arg)
{
  Query work = { query, arg, NULL };

  sim_pc_read (self, pc, read_text, &work);
  return work.text;
}
