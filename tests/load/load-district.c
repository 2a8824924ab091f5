/* The district of a load, before it serves. */
#include "load.h"

#include "authority/hy-devices.h"
#include "authority/hy-import.h"

/* A ticket is signed, its citizen rung, and twice something is noted. */
#define STEPS 4

char *
load_csv (const char *number)
{
  return g_strdup_printf ("编号,标题,内容,联系电话\n%s,路灯不亮,门前的路灯坏了三天,13900000001\n", number);
}

static void
no_refusal (const char *message, gpointer user_data)
{
  g_error ("%s", message);
}

static void
import_office (HyAuthority *authority, const LoadPlan *plan, guint office, const char *dir)
{
  g_autofree char *id = g_strdup_printf ("load-%u", office);
  g_autofree char *path = g_build_filename (dir, "load.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("编号,标题,内容,联系电话\n");
  HyImportOptions options = { .office = id, .channel = -1, .kind = -1 };
  HyImportSummary summary;
  g_autoptr (GError) error = NULL;

  for (guint i = office; i < plan->devices; i += plan->offices)
    {
      for (guint n = 0; n * STEPS < plan->commands; n++)
        g_string_append_printf (csv, "L%u-%u,路灯不亮,%u 号门前的路灯坏了三天,139%08u\n", i, n, i * 100 + n,
                                i * 100 + n);
    }
  if (!g_file_set_contents (path, csv->str, (gssize) csv->len, &error)
      || !hy_authority_import (authority, path, &options, no_refusal, NULL, &summary, &error))
    g_error ("%s", error->message);
}

void
load_prepare (HyAuthority *authority, const LoadPlan *plan, const char *dir)
{
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < plan->offices; i++)
    {
      g_autofree char *office = g_strdup_printf ("load-%u", i);
      g_autofree char *person = g_strdup_printf ("load-p%u", i);

      if (!hy_authority_add_office (authority, office, office, "street", &error)
          || !hy_authority_add_person (authority, person, "李某", office, NULL, &error))
        g_error ("%s", error->message);
      import_office (authority, plan, i, dir);
    }
}

char *
load_make_codes (HyAuthority *authority, const LoadPlan *plan)
{
  GString *codes = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < plan->devices; i++)
    {
      g_autofree char *office = g_strdup_printf ("load-%u", i % plan->offices);
      g_autofree char *code = hy_authority_new_code (authority, office, &error);

      if (code == NULL)
        g_error ("%s", error->message);
      g_string_append_printf (codes, "%s\n", code);
    }
  return g_string_free (codes, FALSE);
}
