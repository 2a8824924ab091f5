#include "sync/hy-engine-private.h"

#include "sync/hy-enrol.h"

static gboolean
load_trust (HyReplica *replica, gpointer data, GError **error)
{
  *(char **) data = g_strdup (hy_replica_policy (replica, NULL)->trust);
  return TRUE;
}

static gboolean
is_readable_pem (const char *path_dir, const char *pem)
{
  GList *certificates = NULL;
  g_autofree char *path = g_build_filename (path_dir, "ca.pem.new", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  gboolean ok = FALSE;

  if (g_file_set_contents (path, pem, -1, NULL))
    certificates = g_tls_certificate_list_new_from_file (path, NULL);
  ok = certificates != NULL;
  g_list_free_full (certificates, g_object_unref);
  g_file_delete (file, NULL, NULL);
  return ok;
}

gboolean
hy_engine_update_trust (HyEngine *self, GError **error)
{
  g_autofree char *trust = NULL;
  g_autofree char *pinned = hy_pinned_ca (self->dir);
  g_autofree char *present = NULL;

  if (!hy_store_read (self->store, load_trust, &trust, error))
    return FALSE;
  /* A PC that never pinned anything trusts the system. */
  if (trust == NULL || pinned == NULL)
    return TRUE;
  if (g_file_get_contents (pinned, &present, NULL, NULL) && g_str_equal (present, trust))
    return TRUE;
  if (!is_readable_pem (self->dir, trust))
    {
      g_warning ("the policy's trust holds no certificate: the pinned one stays");
      return TRUE;
    }
  return hy_pinned_ca_save (self->dir, trust, strlen (trust), error);
}
