#include "core/hy-words.h"

#include "hy-config.h"

#include <string.h>

#define _(text) g_dgettext (HY_GETTEXT_DOMAIN, text)
#define N_(text) (text)

/* The field at a path of hy_body_check(), such as "demands[0].text"; NULL when the table does not
 * know it. */
static const HyField *
find_field (const HyField *fields, const char *path)
{
  g_auto (GStrv) names = g_strsplit (path, ".", -1);
  const HyField *field = NULL;

  for (char **name = names; *name != NULL; name++)
    {
      gsize length = strcspn (*name, "[");

      if (name != names)
        fields = field->members;
      for (field = fields; field != NULL && field->name != NULL; field++)
        if (strlen (field->name) == length && strncmp (field->name, *name, length) == 0)
          break;
      if (field == NULL || field->name == NULL)
        return NULL;
    }
  return field;
}

static char *
codes_words (const HyField *field)
{
  g_autofree char *codes = g_strjoinv (_ (", "), (char **) field->codes);

  return field->type == HY_FIELD_CODE_LIST
             ? g_strdup_printf (_ ("Write a list [\"…\"] out of: %s."), codes)
             : g_strdup_printf (_ ("Write one of: %s."), codes);
}

static char *
number_words (const HyField *field)
{
  if (field->min == 0 && field->max == 0)
    return g_strdup (_ ("Write a number, without quotation marks."));
  return g_strdup_printf (_ ("Write a number from %d to %d, without quotation marks."),
                          (int) CLAMP (field->min, G_MININT, G_MAXINT),
                          (int) CLAMP (field->max, G_MININT, G_MAXINT));
}

char *
hy_field_words (const HyKind *kind, const char *path)
{
  static const char *const words[] = {
    [HY_FIELD_BOOL] = N_ ("Write true or false, without quotation marks."),
    [HY_FIELD_TIME] = N_ ("Write a time such as 2026-11-23T09:20:00+08:00."),
    [HY_FIELD_DATE] = N_ ("Write a date such as 2026-11-27."),
    [HY_FIELD_WHEN] = N_ ("Write a date such as 2026-11-27, or a time such as "
                          "2026-11-23T09:20:00+08:00."),
    [HY_FIELD_STRING_LIST] = N_ ("Write a list [\"…\"]."),
    [HY_FIELD_OBJECT] = N_ ("Write an object {…}."),
    [HY_FIELD_OBJECT_LIST] = N_ ("Write a list of objects [{…}]."),
    [HY_FIELD_FLAGS] = N_ ("Write true or false for each of them."),
    [HY_FIELD_ANY] = NULL,
  };
  const HyField *field = kind != NULL ? find_field (kind->fields, path) : NULL;

  if (field == NULL)
    return NULL;
  if (field->type == HY_FIELD_INT)
    return number_words (field);
  if (field->codes != NULL)
    return codes_words (field);
  return words[field->type] != NULL ? g_strdup (_ (words[field->type])) : NULL;
}
