#include "store/hy-search-text.h"

#include "store/hy-bigram.h"
#include "store/hy-initials.h"
#include "store/hy-replica-private.h"
#include "store/hy-written.h"
#include "wire/hy-json-fields.h"

#include <string.h>

/* Members of a row that are text of the matter. People type initials for what they know by heart,
 * not for what somebody wrote. */
static const struct
{
  const char *name;
  gboolean initials;
} row_members[] = {
  { "number", FALSE },
  { "title", TRUE },
  { "content", FALSE },
  { "place", TRUE },
};

static void
append_string (GString *out, HyJsonValue value)
{
  const char *inside = value.text + 1;
  gsize len = value.len - 2;

  if (memchr (inside, '\\', len) == NULL)
    hy_bigram_fold (out, inside, len);
  else
    {
      g_autofree char *text = hy_json_unescape (inside, len);

      hy_bigram_fold (out, text, -1);
    }
  g_string_append_c (out, '\n');
}

static void
append_plain (GString *out, const char *text)
{
  if (text == NULL)
    return;
  hy_bigram_fold (out, text, -1);
  g_string_append_c (out, '\n');
}

/* Of the text that begins at @start, its '\n' left out. */
static void
append_initials (GString *out, gsize start)
{
  g_autofree char *folded = g_strndup (out->str + start, out->len - start - 1);

  hy_initials_append (out, folded, -1);
}

static void
append_row (GString *out, HyJsonValue row)
{
  HyJsonMember member;

  for (gsize i = 0; i < G_N_ELEMENTS (row_members); i++)
    {
      gsize start = out->len;

      if (!hy_json_find (row, row_members[i].name, &member)
          || hy_json_type (member.value) != HY_JSON_STRING)
        continue;
      append_string (out, member.value);
      if (row_members[i].initials)
        append_initials (out, start);
    }
}

/* As deep as scanned text is: HY_JSON_DEPTH_MAX. */
static void
append_body (GString *out, HyJsonValue value, gboolean written)
{
  HyJsonIter iter;
  HyJsonMember member;

  if (hy_json_type (value) == HY_JSON_STRING && written)
    append_string (out, value);
  if (!hy_json_iter_init (&iter, value))
    return;
  while (hy_json_iter_next (&iter, &member))
    append_body (out, member.value,
                 member.name != NULL ? hy_is_written (member.name, member.name_len) : written);
}

static gboolean
append_ticket (HyReplica *replica, gint64 no, GString *out, gboolean *whole, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql, "SELECT scope, number, title, row FROM tickets WHERE no = ?1",
                        error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", no);
  if (!hy_sql_step (stmt, &row, error))
    return FALSE;
  *whole = row && !g_str_equal (hy_sql_text (stmt, 0), "stub") && !hy_sql_is_null (stmt, 3);
  if (*whole)
    append_row (out, hy_json_value (hy_sql_text (stmt, 3), hy_sql_bytes (stmt, 3)));
  else if (row)
    {
      gsize start;

      append_plain (out, hy_sql_text (stmt, 1));
      start = out->len;
      append_plain (out, hy_sql_text (stmt, 2));
      append_initials (out, start);
    }
  return TRUE;
}

static gboolean
append_timeline (HyReplica *replica, gint64 no, GString *out, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql, "SELECT row FROM records WHERE ticket = ?1", error);
  HyJsonMember body;
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "i", no);
  while (hy_sql_step (stmt, &row, error))
    {
      if (!row)
        return TRUE;
      if (hy_json_find (hy_json_value (hy_sql_text (stmt, 0), hy_sql_bytes (stmt, 0)), "body",
                        &body))
        append_body (out, body.value, FALSE);
    }
  return FALSE;
}

gboolean
hy_search_text_load (HyReplica *replica, gint64 no, GString *out, GError **error)
{
  gboolean whole = FALSE;

  g_string_truncate (out, 0);
  return append_ticket (replica, no, out, &whole, error)
         && (!whole || append_timeline (replica, no, out, error));
}
