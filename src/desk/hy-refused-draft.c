#include "desk/hy-refused-draft.h"

#include "desk/hy-typed.h"
#include "store/hy-drafts-over.h"
#include "wire/hy-json.h"

typedef struct
{
  HyDraft *draft, *found;
} Job;

static Job *
job_new (HySession *session, const HyCommand *command)
{
  Job *job = g_new0 (Job, 1);
  const char *person = hy_session_get_person (session);

  job->draft = g_new0 (HyDraft, 1);
  job->draft->ticket = g_strdup (command->ticket);
  job->draft->person = g_strdup (person != NULL ? person : "");
  job->draft->kind = hy_drafts_over_kind (command);
  return job;
}

static void
job_free (gpointer data)
{
  Job *self = data;

  hy_draft_free (self->draft);
  hy_draft_free (self->found);
  g_free (self);
}

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_save (replica, ((Job *) data)->draft, error);
}

void
hy_refused_draft_save_async (HySession *session,
                             const HyCommand *command,
                             const GPtrArray *texts,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  Job *job = job_new (session, command);
  GVariantBuilder pieces;
  GVariantDict dict;
  g_autoptr (GVariant) typed = NULL;

  g_variant_builder_init (&pieces, G_VARIANT_TYPE ("av"));
  for (guint i = 0; i < texts->len; i++)
    g_variant_builder_add (&pieces, "v", g_variant_new_string (g_ptr_array_index (texts, i)));
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert_value (&dict, "pieces", g_variant_builder_end (&pieces));
  typed = g_variant_ref_sink (g_variant_dict_end (&dict));
  job->draft->body = hy_json_body_to_text (typed);
  hy_store_write_async (hy_session_get_store (session), save, job, job_free, NULL, callback,
                        user_data);
}

static gboolean
load (HyReplica *replica, gpointer data, GError **error)
{
  Job *self = data;

  return hy_drafts_load (replica, self->draft->ticket, self->draft->person, self->draft->kind,
                         &self->found, NULL, error);
}

/* On the writer's thread: what was typed a moment ago may be on its way. */
void
hy_refused_draft_load_async (HySession *session,
                             const HyCommand *command,
                             GAsyncReadyCallback callback,
                             gpointer user_data)
{
  hy_store_write_async (hy_session_get_store (session), load, job_new (session, command), job_free,
                        NULL, callback, user_data);
}

gboolean
hy_refused_draft_load_finish (
    GObject *store, GAsyncResult *result, GVariant **pieces, HyTime *at, GError **error)
{
  Job *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GVariant) typed = NULL;

  *pieces = NULL;
  if (!hy_store_finish (HY_STORE (store), result, error))
    return FALSE;
  if (job->found == NULL)
    return TRUE;
  *at = job->found->changed_at;
  typed = hy_json_body_from_text (job->found->body, -1, NULL);
  if (typed != NULL)
    *pieces = hy_body_array (typed, "pieces");
  return TRUE;
}
