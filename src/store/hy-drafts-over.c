#include "store/hy-drafts-over.h"

#include "core/hy-body.h"
#include "store/hy-replica-private.h"
#include "wire/hy-json-writer.h"
#include "wire/hy-json.h"

#include <string.h>

#define NOTE "progress"

char *
hy_drafts_over_kind (const HyCommand *command)
{
  return g_strdup_printf ("%s:%s", command->kind, command->id);
}

typedef struct
{
  HyDraft *draft;
  char *command; /* NULL: it is not kept any more */
  gboolean here; /* the ticket is */
} Over;

static void
over_free (gpointer data)
{
  Over *self = data;

  hy_draft_free (self->draft);
  g_free (self->command);
  g_free (self);
}

static GPtrArray *
load_all (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (over_free);
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      replica->sql,
      "SELECT d.ticket, d.person, d.kind, c.command, EXISTS (SELECT 1 FROM tickets t WHERE t.id = d.ticket) "
      "FROM drafts d LEFT JOIN commands c ON c.id = substr (d.kind, instr (d.kind, ':') + 1) "
      "WHERE instr (d.kind, ':') > 0 AND instr (d.kind, '~') = 0 "
      "AND ifnull (c.state, 'gone') IN ('applied', 'late_note', 'gone') ORDER BY d.ticket, d.person, d.kind",
      error);
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  while (hy_sql_step (stmt, &row, error))
    {
      Over *over;

      if (!row)
        return g_steal_pointer (&all);
      over = g_new0 (Over, 1);
      over->draft = g_new0 (HyDraft, 1);
      over->draft->ticket = g_strdup (hy_sql_text (stmt, 0));
      over->draft->person = g_strdup (hy_sql_text (stmt, 1));
      over->draft->kind = g_strdup (hy_sql_text (stmt, 2));
      over->command = g_strdup (hy_sql_text (stmt, 3));
      over->here = hy_sql_int64 (stmt, 4) != 0;
      g_ptr_array_add (all, over);
    }
  return NULL;
}

/* As a text of the entry it stands in its JSON, written by the same hand. */
static gboolean
is_in (const char *piece, const char *command)
{
  g_autoptr (GString) json = g_string_new (NULL);

  hy_json_put_string (json, NULL, piece);
  return command != NULL && strstr (command, json->str) != NULL;
}

/* NULL where there are none: corrections once had such a name too. Theirs is another now, and nothing of them goes. */
static GVariant *
read_pieces (const HyDraft *draft)
{
  g_autoptr (GVariant) body = hy_json_body_from_text (draft->body, -1, NULL);

  return body != NULL ? hy_body_array (body, "pieces") : NULL;
}

/* What is not the entry's own. */
static char *
typed_text (GVariant *pieces, const char *command)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < g_variant_n_children (pieces); i++)
    {
      g_autoptr (GVariant) piece = hy_body_element (pieces, i);
      const char *words
          = g_variant_is_of_type (piece, G_VARIANT_TYPE_STRING) ? g_variant_get_string (piece, NULL) : "";

      if (!hy_text_is_blank (words) && !is_in (words, command))
        g_string_append_printf (text, "%s%s", text->len > 0 ? "\n" : "", words);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* One that was begun since under the present name stays; then the other is set aside. */
static gboolean
rename_correction (HyReplica *replica, const HyDraft *draft, GError **error)
{
  const char *colon = strchr (draft->kind, ':');
  g_autofree char *what = g_strndup (draft->kind, (gsize) (colon - draft->kind));
  g_autofree char *kind = hy_drafts_amends_kind (what, colon + 1);
  g_autoptr (HyDraft) found = NULL;

  if (!hy_drafts_load (replica, draft->ticket, draft->person, kind, &found, NULL, error))
    return FALSE;
  if (found != NULL)
    return hy_drafts_set_aside (replica, draft, error);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE drafts SET kind = ?4 WHERE ticket = ?1 AND person = ?2 AND kind = ?3", "ssss",
                     draft->ticket, draft->person, draft->kind, kind);
}

static HyDraft *
note_new (const HyDraft *over)
{
  HyDraft *note = g_new0 (HyDraft, 1);

  note->ticket = g_strdup (over->ticket);
  note->person = g_strdup (over->person);
  note->kind = g_strdup (NOTE);
  return note;
}

static gboolean
add_to_note (HyReplica *replica, const HyDraft *over, const char *text, GError **error)
{
  g_autoptr (HyDraft) found = NULL;
  g_autoptr (HyDraft) note = note_new (over);
  g_autoptr (GVariant) begun = NULL;
  g_autoptr (GVariant) body = NULL;
  g_autoptr (GVariantDict) dict = NULL;
  g_autofree char *joined = NULL;
  const char *words = NULL;

  if (!hy_drafts_load (replica, over->ticket, over->person, NOTE, &found, NULL, error))
    return FALSE;
  begun = found != NULL ? hy_json_body_from_text (found->body, -1, NULL) : NULL;
  words = begun != NULL ? hy_body_string (begun, "text") : NULL;
  joined = hy_text_is_blank (words) ? g_strdup (text) : g_strdup_printf ("%s\n%s", words, text);
  dict = g_variant_dict_new (begun);
  g_variant_dict_insert (dict, "text", "s", joined);
  body = g_variant_ref_sink (g_variant_dict_end (dict));
  note->body = hy_json_body_to_text (body);
  note->base_version = found != NULL ? found->base_version : over->base_version;
  note->changed_at = over->changed_at;
  return hy_drafts_save (replica, note, error);
}

static gboolean
settle_one (HyReplica *replica, const Over *over, GError **error)
{
  const HyDraft *of = over->draft;
  g_autoptr (HyDraft) draft = NULL;
  g_autoptr (GVariant) pieces = NULL;
  g_autofree char *text = NULL;

  if (!hy_drafts_load (replica, of->ticket, of->person, of->kind, &draft, NULL, error))
    return FALSE;
  /* Unreadable: set aside by that. */
  if (draft == NULL)
    return TRUE;
  pieces = read_pieces (draft);
  if (pieces == NULL)
    return rename_correction (replica, draft, error);
  text = typed_text (pieces, over->command);
  if (*text != '\0' && !over->here)
    return hy_drafts_set_aside (replica, draft, error);
  return (*text == '\0' || add_to_note (replica, draft, text, error))
         && hy_drafts_delete (replica, of->ticket, of->person, of->kind, error);
}

gboolean
hy_drafts_over_settle (HyReplica *replica, GError **error)
{
  g_autoptr (GPtrArray) all = load_all (replica, error);

  for (guint i = 0; all != NULL && i < all->len; i++)
    if (!settle_one (replica, g_ptr_array_index (all, i), error))
      return FALSE;
  return all != NULL;
}
