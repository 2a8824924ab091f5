#include "store/hy-rescue-texts.h"

#include "store/hy-drafts.h"

/* What the lost part of a row reads as is left out; the rest is made text. */
static char *
readable (const HySqlValue *value)
{
  g_autoptr (GString) bytes = g_string_sized_new (value->length);

  for (gsize i = 0; i < value->length; i++)
    if (value->text[i] != '\0')
      g_string_append_c (bytes, value->text[i]);
  return g_utf8_make_valid (bytes->str, (gssize) bytes->len);
}

static gboolean
put (HySql *sql, const HyDraft *draft, GError **error)
{
  g_autofree char *aside = hy_drafts_aside_kind (draft->kind);

  return hy_sql_run (sql, NULL, error,
                     "INSERT OR IGNORE INTO drafts (ticket, person, kind, body, base_version, changed_at) "
                     "SELECT ?1, ?2, ?3, ?4, 0, ?5 WHERE NOT EXISTS (SELECT 1 FROM drafts "
                     "WHERE ticket = ?1 AND person = ?2 AND body = ?4)",
                     "ssssi", draft->ticket, draft->person, aside, draft->body, draft->changed_at);
}

gboolean
hy_rescue_texts_keep (
    HySql *sql, const HyCarved *row, const HyRescueText *columns, gboolean *kept, GError **error)
{
  g_autoptr (HyDraft) draft = g_new0 (HyDraft, 1);

  draft->ticket = readable (&row->values[columns->ticket]);
  draft->person = readable (&row->values[columns->person]);
  draft->kind = readable (&row->values[columns->kind]);
  draft->body = readable (&row->values[columns->body]);
  draft->changed_at = row->values[columns->at].number;
  *kept = *draft->body != '\0';
  return !*kept || put (sql, draft, error);
}
