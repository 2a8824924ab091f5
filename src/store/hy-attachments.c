#include "store/hy-attachments.h"

#include "store/hy-replica-private.h"

gboolean
hy_attachments_add (HyReplica *replica,
                    const char *ticket,
                    const char *person,
                    const char *kind,
                    const HyBlobRef *blob,
                    GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "INSERT OR IGNORE INTO attachments "
                     "(ticket, person, kind, sha256, size, name, type, place) "
                     "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, (SELECT count (*) + coalesce (max (place), 0) "
                     "FROM attachments WHERE ticket = ?1 AND person = ?2 AND kind = ?3))",
                     "ssssiss", ticket, person, kind, blob->sha256, blob->size,
                     blob->name != NULL ? blob->name : "", blob->type != NULL ? blob->type : "");
}

gboolean
hy_attachments_remove (HyReplica *replica,
                       const char *ticket,
                       const char *person,
                       const char *kind,
                       const char *sha256,
                       GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "DELETE FROM attachments WHERE ticket = ?1 AND person = ?2 AND kind = ?3 "
                     "AND sha256 = ?4",
                     "ssss", ticket, person, kind, sha256);
}

gboolean
hy_attachments_clear (
    HyReplica *replica, const char *ticket, const char *person, const char *kind, GError **error)
{
  return hy_sql_run (replica->sql, NULL, error,
                     "DELETE FROM attachments WHERE ticket = ?1 AND person = ?2 AND kind = ?3",
                     "sss", ticket, person, kind);
}

GPtrArray *
hy_attachments_list (
    HyReplica *replica, const char *ticket, const char *person, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT sha256, size, name, type FROM attachments "
                        "WHERE ticket = ?1 AND person = ?2 AND kind = ?3 ORDER BY place, sha256",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "sss", ticket, person, kind);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return g_steal_pointer (&blobs);
      g_ptr_array_add (blobs, hy_blob_ref_new (hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 1),
                                               hy_sql_text (stmt, 2), hy_sql_text (stmt, 3)));
    }
  return NULL;
}
