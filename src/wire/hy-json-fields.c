#include "wire/hy-json-fields.h"

#include "core/hy-id.h"

#include <string.h>

static gunichar
unescape_hex (const char *p)
{
  gunichar code = 0;

  for (int i = 0; i < 4; i++)
    code = code << 4 | (gunichar) g_ascii_xdigit_value (p[i]);
  return code;
}

/* @p is after the backslash; appends what it stands for and returns the bytes it took. */
static gsize
unescape_one (const char *p, gsize left, GString *out)
{
  static const char from[] = "bfnrt";
  static const char to[] = "\b\f\n\r\t";
  const char *plain = strchr (from, *p);
  gunichar code;

  if (*p != 'u' || left < 5)
    {
      g_string_append_c (out, plain != NULL && *p != 0 ? to[plain - from] : *p);
      return 1;
    }
  code = unescape_hex (p + 1);
  if (code < 0xd800 || code > 0xdbff || left < 11)
    {
      g_string_append_unichar (out, code);
      return 5;
    }
  g_string_append_unichar (out,
                           0x10000 + ((code - 0xd800) << 10) + (unescape_hex (p + 7) - 0xdc00));
  return 11;
}

char *
hy_json_unescape (const char *text, gsize len)
{
  const char *end = text + len;
  const char *slash = len > 0 ? memchr (text, '\\', len) : NULL;
  GString *out;

  if (slash == NULL)
    return g_strndup (text, len);
  out = g_string_sized_new (len + 1);
  while (slash != NULL && slash + 1 < end)
    {
      g_string_append_len (out, text, slash - text);
      text = slash + 1;
      text += unescape_one (text, end - text, out);
      slash = memchr (text, '\\', end - text);
    }
  g_string_append_len (out, text, end - text);
  return g_string_free (out, FALSE);
}

const char *
hy_json_read_text (HyJsonValue value, gpointer member)
{
  char **out = member;

  if (hy_json_type (value) != HY_JSON_STRING)
    return "is no string";
  *out = hy_json_unescape (value.text + 1, value.len - 2);
  return NULL;
}

const char *
hy_json_read_string (HyJsonValue value, gpointer member)
{
  if (value.len == 2 && value.text[0] == '"')
    return NULL;
  return hy_json_read_text (value, member);
}

const char *
hy_json_read_id (HyJsonValue value, gpointer member)
{
  char **out = member;
  const char *why = hy_json_read_text (value, member);

  if (why != NULL || hy_id_is_valid (*out))
    return why;
  g_clear_pointer (out, g_free);
  return "is no id";
}

const char *
hy_json_read_int (HyJsonValue value, gpointer member)
{
  gboolean negative = value.len > 0 && value.text[0] == '-';
  gint64 n = 0;

  if (hy_json_type (value) != HY_JSON_NUMBER || value.len > 18)
    return "is no integer";
  for (gsize i = negative; i < value.len; i++)
    {
      if (!g_ascii_isdigit (value.text[i]))
        return "is no integer";
      n = n * 10 + (value.text[i] - '0');
    }
  *(gint64 *) member = negative ? -n : n;
  return NULL;
}

const char *
hy_json_read_natural (HyJsonValue value, gpointer member)
{
  gint64 n = 0;
  const char *why = hy_json_read_int (value, &n);

  if (why != NULL || n < 0)
    return why != NULL ? why : "is negative";
  *(gint64 *) member = n;
  return NULL;
}

const char *
hy_json_read_count (HyJsonValue value, gpointer member)
{
  gint64 n = 0;
  const char *why = hy_json_read_natural (value, &n);

  if (why != NULL || n > 1000000)
    return why != NULL ? why : "is too large";
  *(int *) member = (int) n;
  return NULL;
}

const char *
hy_json_read_bool (HyJsonValue value, gpointer member)
{
  if (hy_json_type (value) != HY_JSON_BOOL)
    return "is neither true nor false";
  *(gboolean *) member = value.text[0] == 't';
  return NULL;
}

/* A short string without escapes, as times and dates are, into @buffer. */
static gboolean
read_short (HyJsonValue value, char *buffer, gsize size)
{
  if (hy_json_type (value) != HY_JSON_STRING || value.len - 2 >= size)
    return FALSE;
  memcpy (buffer, value.text + 1, value.len - 2);
  buffer[value.len - 2] = 0;
  return TRUE;
}

const char *
hy_json_read_time (HyJsonValue value, gpointer member)
{
  char buffer[64];

  if (!read_short (value, buffer, sizeof buffer) || !hy_time_parse (buffer, member))
    return "is no time";
  return NULL;
}

const char *
hy_json_read_date (HyJsonValue value, gpointer member)
{
  char buffer[16];

  if (!read_short (value, buffer, sizeof buffer) || !hy_date_parse (buffer, member))
    return "is no date";
  return NULL;
}

static const char *
read_list (HyJsonValue value, char ***out, HyJsonReadFunc read, const char *why)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func (g_free);
  HyJsonIter iter;
  HyJsonMember element;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return why;
  while (hy_json_iter_next (&iter, &element))
    {
      char *text = NULL;

      if (read (element.value, &text) != NULL)
        return why;
      g_ptr_array_add (list, text);
    }
  g_ptr_array_add (list, NULL);
  *out = (char **) g_ptr_array_free (g_steal_pointer (&list), FALSE);
  return NULL;
}

const char *
hy_json_read_strv (HyJsonValue value, gpointer member)
{
  return read_list (value, member, hy_json_read_text, "is no list of strings");
}

const char *
hy_json_read_ids (HyJsonValue value, gpointer member)
{
  return read_list (value, member, hy_json_read_id, "is no list of ids");
}

const char *
hy_json_read_value (HyJsonValue value, gpointer member)
{
  *(HyJsonValue *) member = value;
  return NULL;
}

const char *
hy_json_read_object (HyJsonValue value, gpointer member)
{
  return hy_json_type (value) == HY_JSON_OBJECT ? hy_json_read_value (value, member)
                                                : "is no object";
}

const char *
hy_json_read_array (HyJsonValue value, gpointer member)
{
  return hy_json_type (value) == HY_JSON_ARRAY ? hy_json_read_value (value, member) : "is no list";
}

/* Index of the member in the table, or n_fields. Rows come in the table's order most of the time:
 * look at @guess first. */
static gsize
find_field (const HyJsonField *fields, gsize n_fields, gsize guess, const HyJsonMember *member)
{
  if (guess < n_fields && hy_json_member_is (member, fields[guess].name))
    return guess;
  for (gsize i = 0; i < n_fields; i++)
    if (hy_json_member_is (member, fields[i].name))
      return i;
  return n_fields;
}

static void
keep_extra (GString **extra, const HyJsonMember *member)
{
  const char *from = member->name - 1;

  if (*extra == NULL)
    *extra = g_string_new (NULL);
  else
    g_string_append_c (*extra, ',');
  g_string_append_len (*extra, from, member->value.text + member->value.len - from);
}

static gboolean
check_required (const HyJsonField *fields, gsize n_fields, guint64 given, HyJsonFault *fault)
{
  for (gsize i = 0; i < n_fields; i++)
    if (fields[i].required && (given >> i & 1) == 0)
      {
        *fault = (HyJsonFault){ fields[i].name, "is missing" };
        return FALSE;
      }
  return TRUE;
}

/* A required string that is "" would be absent. */
static const char *
read_member (const HyJsonField *field, HyJsonValue value, gpointer member)
{
  const char *why = field->read (value, member);

  if (why == NULL && field->required && field->read == hy_json_read_string
      && *(char **) member == NULL)
    return "is empty";
  return why;
}

/* Takes one known member; @given is those read, @seen those met, null or not. */
static gboolean
take_member (const HyJsonField *fields,
             gsize i,
             HyJsonValue value,
             gpointer self,
             guint64 *seen,
             guint64 *given,
             HyJsonFault *fault)
{
  const char *why = NULL;

  if ((*seen >> i & 1) != 0)
    why = "comes twice";
  else if (hy_json_type (value) != HY_JSON_NULL)
    {
      why = read_member (&fields[i], value, G_STRUCT_MEMBER_P (self, fields[i].offset));
      *given |= G_GUINT64_CONSTANT (1) << i;
    }
  *seen |= G_GUINT64_CONSTANT (1) << i;
  *fault = (HyJsonFault){ fields[i].name, why };
  return why == NULL;
}

gboolean
hy_json_read_fields (HyJsonValue value,
                     const HyJsonField *fields,
                     gsize n_fields,
                     gpointer self,
                     char **extra,
                     HyJsonFault *fault)
{
  g_autoptr (GString) unknown = NULL;
  HyJsonIter iter;
  HyJsonMember member;
  guint64 seen = 0, given = 0;
  gsize guess = 0;

  g_return_val_if_fail (n_fields <= 64, FALSE);

  *fault = (HyJsonFault){ NULL, "is no object" };
  if (!hy_json_iter_init (&iter, value) || !iter.object)
    return FALSE;
  while (hy_json_iter_next (&iter, &member))
    {
      gsize i = find_field (fields, n_fields, guess, &member);

      if (i < n_fields && !take_member (fields, i, member.value, self, &seen, &given, fault))
        return FALSE;
      if (i == n_fields && extra != NULL)
        keep_extra (&unknown, &member);
      guess = i < n_fields ? i + 1 : guess;
    }
  if (!check_required (fields, n_fields, given, fault))
    return FALSE;
  if (extra != NULL)
    *extra = unknown != NULL ? g_string_free (g_steal_pointer (&unknown), FALSE) : NULL;
  return TRUE;
}

gboolean
hy_json_set_fault (GError **error, const char *what, const char *id, const HyJsonFault *fault)
{
  const char *space = id != NULL ? " " : "";

  if (fault->member != NULL)
    g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "%s%s%s: member \"%s\" %s", what, space,
                 id != NULL ? id : "", fault->member, fault->why);
  else
    g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "%s%s%s: %s", what, space,
                 id != NULL ? id : "", fault->why);
  return FALSE;
}
