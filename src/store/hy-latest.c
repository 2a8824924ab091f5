#include "store/hy-latest.h"

#include "store/hy-people.h"
#include "store/hy-replica-private.h"
#include "wire/hy-record-json.h"

#include <string.h>

/* The first column of the one row that there may be; @out NULL when there is none. */
static gboolean
ask (HySqlStmt *stmt, char **out, GError **error)
{
  gboolean row = FALSE;
  gboolean done = hy_sql_step (stmt, &row, error);

  *out = done && row ? g_strdup (hy_sql_text (stmt, 0)) : NULL;
  hy_sql_reset (stmt);
  return done;
}

typedef struct
{
  HyReplica *replica;
  HySqlStmt *own, *arrived, *went;
  const char *office;
} Latest;

/* What was done here and is not answered yet comes after all that the district knows. */
static gboolean
find_own (const Latest *self, HyListRow *row, GError **error)
{
  g_autofree char *json = NULL;
  g_autoptr (HyCommand) command = NULL;
  g_autofree char *name = NULL;

  hy_sql_bind (self->own, "s", row->id);
  if (!ask (self->own, &json, error))
    return FALSE;
  if (json == NULL)
    return TRUE;
  command = hy_command_from_json (json, -1, error);
  if (command == NULL)
    return FALSE;
  name = hy_people_name (self->replica, command->person);
  row->latest = hy_record_from_command (command, self->office, name);
  return TRUE;
}

static gboolean
find_arrived (const Latest *self, HyListRow *row, GError **error)
{
  g_autofree char *json = NULL;

  hy_sql_bind (self->arrived, "i", row->no);
  if (!ask (self->arrived, &json, error))
    return FALSE;
  if (json != NULL)
    row->latest = hy_record_from_json (json, -1, error);
  return json == NULL || row->latest != NULL;
}

static gboolean
mark (const Latest *self, HyListRow *row, GError **error)
{
  row->stated = TRUE;
  if (strcmp (row->scope, "stub") == 0)
    {
      hy_sql_bind (self->went, "i", row->no);
      return ask (self->went, &row->went_to, error);
    }
  return find_own (self, row, error) && (row->latest != NULL || find_arrived (self, row, error));
}

static gboolean
mark_all (const Latest *self, GPtrArray *rows, GError **error)
{
  if (self->own == NULL || self->arrived == NULL || self->went == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (!mark (self, g_ptr_array_index (rows, i), error))
      return FALSE;
  return TRUE;
}

gboolean
hy_latest_mark (HyReplica *replica, GPtrArray *rows, GError **error)
{
  g_autoptr (GError) local = NULL;
  g_autoptr (HySqlStmt) own
      = hy_sql_prepare (replica->sql,
                        "SELECT command FROM commands WHERE ticket = ?1 AND overlay = 1 "
                        "ORDER BY seq DESC LIMIT 1",
                        &local);
  g_autoptr (HySqlStmt) arrived = own == NULL
                                      ? NULL
                                      : hy_sql_prepare (replica->sql,
                                                        "SELECT row FROM records WHERE ticket = ?1 "
                                                        "ORDER BY version DESC, id DESC LIMIT 1",
                                                        &local);
  g_autoptr (HySqlStmt) went
      = arrived == NULL
            ? NULL
            : hy_sql_prepare (replica->sql,
                              "SELECT json_extract (row, '$.to') FROM tickets WHERE no = ?1",
                              &local);
  g_autofree char *office = hy_replica_get_meta (replica, "office");
  Latest self = { replica, own, arrived, went, office };

  if (mark_all (&self, rows, &local))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local));
  return FALSE;
}
