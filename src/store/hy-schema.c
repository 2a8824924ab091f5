#include "store/hy-schema.h"

#include "store/hy-store-resources.h"

#include <gio/gio.h>
#include <glib/gstdio.h>

static char *
script_new (int number)
{
  g_autofree char *path = g_strdup_printf ("/store/schema/%03d.sql", number);
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (hy_store_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes != NULL);
  return g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

gboolean
hy_schema_migrate (HySql *sql, const char *dir, GError **error)
{
  g_auto (GStrv) scripts = g_new0 (char *, HY_SCHEMA_VERSION + 1);
  g_autofree char *name = g_strdup_printf ("before-schema-%d.db", HY_SCHEMA_VERSION);
  g_autofree char *copy = g_build_filename (dir, name, NULL);
  int have = hy_sql_user_version (sql);

  for (int i = 0; i < HY_SCHEMA_VERSION; i++)
    scripts[i] = script_new (i + 1);
  /* Left by an attempt that did not get through: VACUUM INTO wants a new file. */
  if (have > 0 && have < HY_SCHEMA_VERSION)
    g_unlink (copy);
  return hy_sql_migrate (sql, (const char *const *) scripts, HY_SCHEMA_VERSION, copy, error);
}
