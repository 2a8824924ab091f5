#include "district/hy-cli.h"

#include <stdio.h>
#include <string.h>

#include "authority/hy-accept.h"
#include "authority/hy-documents.h"
#include "core/hy-kinds.h"
#include "district/hy-text.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-json.h"

int
hy_cli_show (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;
  char *text;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  text = hy_authority_show_json (authority, cli->words[1], &error);
  return hy_cli_print (text, error);
}

int
hy_cli_tickets (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;
  char *text;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  text = hy_authority_tickets_json (authority, &error);
  return hy_cli_print (text, error);
}

static gboolean
put_bool (GString *out, const char *key, const char *value)
{
  static const char *const yes[] = { "yes", "true", "1", "是", NULL };
  static const char *const no[] = { "no", "false", "0", "否", NULL };
  gboolean is = g_strv_contains (yes, value);

  if (!is && !g_strv_contains (no, value))
    return FALSE;
  hy_json_put_bool (out, key, is);
  return TRUE;
}

static gboolean
put_int (GString *out, const char *key, const char *value)
{
  gint64 number;

  if (!g_ascii_string_to_signed (value, 10, -HY_JSON_INT_MAX, HY_JSON_INT_MAX, &number, NULL))
    return FALSE;
  hy_json_put_int (out, key, number);
  return TRUE;
}

static gboolean
put_list (GString *out, const char *key, const char *value)
{
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  hy_json_put_strv (out, key, (const char *const *) parts);
  return TRUE;
}

static gboolean
put_json (GString *out, const char *key, const char *value)
{
  if (!hy_json_scan (value, -1, NULL))
    return FALSE;
  hy_json_put_raw (out, key, value, -1);
  return TRUE;
}

static gboolean
put_value (GString *out, HyFieldType type, const char *key, const char *value)
{
  switch (type)
    {
    case HY_FIELD_BOOL:
      return put_bool (out, key, value);
    case HY_FIELD_INT:
      return put_int (out, key, value);
    case HY_FIELD_CODE_LIST:
    case HY_FIELD_STRING_LIST:
      return put_list (out, key, value);
    case HY_FIELD_OBJECT:
    case HY_FIELD_OBJECT_LIST:
      return put_json (out, key, value);
    default:
      hy_json_put_string (out, key, value);
      return TRUE;
    }
}

static HyFieldType
type_of (const HyKind *kind, const char *key)
{
  for (const HyField *field = kind != NULL ? kind->fields : NULL;
       field != NULL && field->name != NULL; field++)
    {
      if (strcmp (field->name, key) == 0)
        return field->type;
    }
  return HY_FIELD_STRING;
}

/* What is not in the schema is kept and has no effect: a slip of the keyboard must not pass for one
 * that has. */
static void
warn_of_unknown (const HyKind *kind, const char *key)
{
  g_autoptr (GString) known = g_string_new (NULL);

  for (const HyField *field = kind != NULL ? kind->fields : NULL;
       field != NULL && field->name != NULL; field++)
    {
      if (strcmp (field->name, key) == 0)
        return;
      g_string_append_printf (known, "%s%s", known->len > 0 ? _ (", ") : "", field->name);
    }
  if (known->len > 0)
    {
      fprintf (stderr, "huiyin-district: ");
      fprintf (stderr, _ ("“%s” has no effect here; %s knows: %s"), key, kind->kind, known->str);
      fprintf (stderr, "\n");
    }
}

/* Names that a program can have minted: they are written into JSON as they are. */
static gboolean
is_key (const char *key)
{
  return *key != '\0'
         && strspn (key, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
                == strlen (key);
}

/* Bodies of events from key=value. */
static GVariant *
read_body (const char *kind_name, char **words, GError **error)
{
  const HyKind *kind = hy_kind_find (kind_name);
  g_autoptr (GString) out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  for (; *words != NULL; words++)
    {
      const char *equal = strchr (*words, '=');
      g_autofree char *key = equal != NULL ? g_strndup (*words, (gsize) (equal - *words)) : NULL;

      if (key == NULL || !is_key (key) || !g_utf8_validate (equal, -1, NULL))
        {
          g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                       _ ("“%s” is not of the form key=value"), *words);
          return NULL;
        }
      warn_of_unknown (kind, key);
      if (!put_value (out, type_of (kind, key), key, equal + 1))
        {
          g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                       _ ("%s: “%s” is no value for it"), key, equal + 1);
          return NULL;
        }
    }
  hy_json_end_object (out);
  return hy_json_body_from_text (out->str, (gssize) out->len, error);
}

int
hy_cli_event (HyCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) body = read_body (cli->words[2], cli->words + 3, &error);
  g_autoptr (HyAuthority) authority = NULL;

  if (body == NULL)
    return hy_cli_fail (error);
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!hy_authority_event (authority, cli->words[1], cli->words[2], body, &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}
