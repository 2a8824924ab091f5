#include "store/hy-outbox-private.h"

#include "store/hy-drafts-over.h"
#include "store/hy-written.h"

#include <string.h>

#include "store/hy-text.h"

static gboolean
is_one_of (const char *state, const char *const *states)
{
  return g_strv_contains (states, state);
}

static const char *const undecided[] = { "refused", "undeliverable", NULL };
static const char *const on_its_way[] = { "queued", "sending", NULL };

/* A person decided: it stays readable, and is no part of anything any more. */
static gboolean
make_gone (HyReplica *replica, const HyCommand *command, const char *why, GError **error)
{
  hy_replica_mark_changed (replica, HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_STATUS);
  return hy_sql_run (replica->sql, NULL, error,
                     "UPDATE commands SET state = 'gone', overlay = 0, may_refuse = 0, why = ?2, "
                     "at = ?3 WHERE id = ?1",
                     "ssi", command->id, why, hy_replica_now (replica))
         && hy_tickets_refresh (replica, command->ticket, error) && hy_drafts_over_settle (replica, error);
}

static gboolean
set_state_error (const HyOutboxRow *row, GError **error)
{
  if (is_one_of (row->state, on_its_way))
    g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE,
                 _ ("%s was on its way to the district and may have arrived: wait until its answer "
                    "is known"),
                 row->command->id);
  else
    g_set_error (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE,
                 _ ("%s is settled already: there is nothing to decide about it"),
                 row->command->id);
  return FALSE;
}

/* The same once more, as the ticket now is. */
static char *
make_again (HyReplica *replica,
            const HyOutboxRow *row,
            const char *person,
            GVariant *body,
            HyRefusal *refusal,
            GError **error)
{
  const HyCommand *old = row->command;
  HyWish wish = {
    .ticket = old->ticket,
    .is_new = strcmp (old->kind, "intake") == 0,
    .person = person != NULL ? person : old->person,
    .kind = old->kind,
    .body = body,
    .amends = old->id,
    .record = old->amends,
    .blobs = old->blobs,
    .base_version = -1,
  };

  return hy_outbox_make (replica, &wish, refusal, error);
}

/* In place of one that waits for a decision. */
static gboolean
replace (HyReplica *replica,
         const HyOutboxRow *row,
         const char *person,
         GVariant *body,
         char **id,
         HyRefusal *refusal,
         GError **error)
{
  g_auto (HyRefusal) unwanted = { 0 };
  g_autofree char *made
      = make_again (replica, row, person, body, refusal != NULL ? refusal : &unwanted, error);
  g_autofree char *why = NULL;

  if (made == NULL)
    return FALSE;
  why = g_strdup_printf ("amended by %s", made);
  if (!make_gone (replica, row->command, why, error))
    return FALSE;
  *id = g_steal_pointer (&made);
  return TRUE;
}

gboolean
hy_outbox_retry (
    HyReplica *replica, const char *command, char **id, HyRefusal *refusal, GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };

  *id = NULL;
  if (!hy_outbox_load (replica, command, &row, error))
    return FALSE;
  if (is_one_of (row.state, on_its_way))
    return TRUE;
  if (strcmp (row.state, "held") == 0)
    return hy_sql_run (replica->sql, NULL, error,
                       "UPDATE commands SET state = 'queued', code = NULL, detail = NULL, field = "
                       "NULL WHERE id = ?1",
                       "s", command);
  if (!is_one_of (row.state, undecided))
    return set_state_error (&row, error);
  return replace (replica, &row, NULL, row.command->body, id, refusal, error);
}

gboolean
hy_outbox_amend (HyReplica *replica,
                 const char *command,
                 const char *person,
                 GVariant *body,
                 char **id,
                 HyRefusal *refusal,
                 GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };

  *id = NULL;
  if (!hy_outbox_load (replica, command, &row, error))
    return FALSE;
  if (!is_one_of (row.state, undecided))
    return set_state_error (&row, error);
  return replace (replica, &row, person, body, id, refusal, error);
}

gboolean
hy_outbox_discard (HyReplica *replica, const char *command, const char *why, GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };
  gboolean free_to_go;

  if (!hy_outbox_load (replica, command, &row, error))
    return FALSE;
  free_to_go = is_one_of (row.state, undecided) || strcmp (row.state, "held") == 0
               || (strcmp (row.state, "queued") == 0 && !row.sent);
  return free_to_go ? make_gone (replica, row.command, why, error) : set_state_error (&row, error);
}

static void
gather_words (GVariant *value, gboolean written, GString *out)
{
  if (g_variant_is_of_type (value, G_VARIANT_TYPE_STRING))
    {
      if (written && *g_variant_get_string (value, NULL) != '\0')
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "",
                                g_variant_get_string (value, NULL));
      return;
    }
  if (!g_variant_is_container (value))
    return;
  for (gsize i = 0; i < g_variant_n_children (value); i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (value, i);

      if (g_variant_is_of_type (child, G_VARIANT_TYPE ("{sv}")))
        {
          g_autoptr (GVariant) inner = NULL;
          const char *name = NULL;

          g_variant_get (child, "{&sv}", &name, &inner);
          gather_words (inner, hy_is_written (name, strlen (name)), out);
        }
      else if (g_variant_is_of_type (child, G_VARIANT_TYPE_VARIANT))
        {
          g_autoptr (GVariant) inner = g_variant_get_variant (child);

          gather_words (inner, written, out);
        }
    }
}

/* What was written in @written, line by line; at least what it was. */
static GVariant *
note_body (const HyCommand *old, GVariant *written)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *at = hy_time_format (old->made_at);
  GVariantBuilder body;

  gather_words (written, FALSE, text);
  if (text->len == 0)
    g_string_append (text, old->kind);
  g_variant_builder_init (&body, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&body, "{sv}", "text", g_variant_new_string (text->str));
  g_variant_builder_add (&body, "{sv}", "at", g_variant_new_string (at));
  return g_variant_ref_sink (g_variant_builder_end (&body));
}

gboolean
hy_outbox_keep_as_note (HyReplica *replica,
                        const char *command,
                        const char *person,
                        GVariant *body,
                        char **id,
                        HyRefusal *refusal,
                        GError **error)
{
  g_auto (HyOutboxRow) row = { 0 };
  g_auto (HyRefusal) unwanted = { 0 };
  g_autoptr (GVariant) note = NULL;
  g_autofree char *made = NULL;
  g_autofree char *why = NULL;
  HyWish wish = { .kind = "progress", .base_version = -1 };

  *id = NULL;
  if (!hy_outbox_load (replica, command, &row, error))
    return FALSE;
  if (!is_one_of (row.state, undecided))
    return set_state_error (&row, error);
  note = note_body (row.command, body != NULL ? body : row.command->body);
  wish.ticket = row.command->ticket;
  wish.person = person != NULL ? person : row.command->person;
  wish.body = note;
  wish.blobs = row.command->blobs;
  made = hy_outbox_make (replica, &wish, refusal != NULL ? refusal : &unwanted, error);
  if (made == NULL)
    return FALSE;
  why = g_strdup_printf ("kept as note %s", made);
  if (!make_gone (replica, row.command, why, error))
    return FALSE;
  *id = g_steal_pointer (&made);
  return TRUE;
}
