#include "desk/hy-settings.h"

#include "hy-config.h"

#define SCHEMA HY_APP_ID
#define REPLICA_SCHEMA HY_APP_ID ".Replica"

/* An installed schema wins; a program that runs from its build tree has its own. */
static GSettingsSchema *
find_schema (const char *id)
{
  GSettingsSchemaSource *installed = g_settings_schema_source_get_default ();
  GSettingsSchema *schema = NULL;
  g_autoptr (GSettingsSchemaSource) built = NULL;

  if (installed != NULL)
    schema = g_settings_schema_source_lookup (installed, id, TRUE);
  if (schema != NULL)
    return schema;
  built = g_settings_schema_source_new_from_directory (HY_BUILD_SCHEMADIR, installed, TRUE, NULL);
  if (built != NULL)
    schema = g_settings_schema_source_lookup (built, id, FALSE);
  if (schema == NULL)
    g_error ("The settings schema %s is not installed", id);
  return schema;
}

static GSettings *
settings_at (const char *id, const char *path)
{
  g_autoptr (GSettingsSchema) schema = find_schema (id);

  return g_settings_new_full (schema, NULL, path);
}

GSettings *
hy_settings_new (void)
{
  return settings_at (SCHEMA, NULL);
}

char *
hy_settings_canonical_dir (const char *dir)
{
  g_autofree char *absolute = g_canonicalize_filename (dir, NULL);
  char *real = realpath (absolute, NULL);
  char *copy = g_strdup (real != NULL ? real : absolute);

  free (real);
  return copy;
}

char *
hy_settings_hash_dir (const char *dir)
{
  g_autofree char *canonical = hy_settings_canonical_dir (dir);
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, canonical, -1);

  return g_strndup (hash, 16);
}

GSettings *
hy_settings_new_for_replica (const char *dir)
{
  g_autofree char *hash = hy_settings_hash_dir (dir);
  g_autofree char *path = g_strdup_printf ("/cn/huiyin/Huiyin/replicas/%s/", hash);

  return settings_at (REPLICA_SCHEMA, path);
}
