#include "desk/hy-form-private.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"
#include "store/hy-attachments.h"
#include "store/hy-drafts.h"
#include "wire/hy-json.h"

#include <string.h>

#define DRAFT_MS 500

/* A draft on its way through the writer's thread, which keeps the order of writing and reading. */
typedef struct
{
  HyDraft *draft;
  HyDraft *found;
  gboolean aside; /* there was one that could not be read */
  guint search;
} Job;

static Job *
job_new (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  Job *job = g_new0 (Job, 1);

  job->draft = g_new0 (HyDraft, 1);
  job->draft->ticket = g_strdup (priv->matter->ticket->view->ticket->id);
  job->draft->person = g_strdup (priv->person);
  /* A correction is no other form's draft. */
  job->draft->kind = hy_drafts_amends_kind (hy_form_get_kind (self), priv->amends);
  job->search = priv->search;
  job->draft->base_version = priv->base_version;
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

/* Saving */

static gboolean
save (HyReplica *replica, gpointer data, GError **error)
{
  return hy_drafts_save (replica, ((Job *) data)->draft, error);
}

static void
show_drafted (HyForm *self, HyTime at)
{
  g_autofree char *clock = hy_look_clock (at);
  g_autofree char *words = g_strdup_printf (_ ("Draft saved %s"), clock);

  gtk_label_set_text (hy_form_private (self)->drafted, words);
}

/* The replica can be used again: what could not be looked for or kept is now. */
static void
mended (HySession *session, GParamSpec *pspec, HyForm *self)
{
  if (hy_session_get_broken (session) != NULL)
    return;
  g_signal_handlers_disconnect_by_func (session, mended, self);
  hy_form_show_refusal (self, NULL);
  if (hy_form_private (self)->restored)
    hy_form_draft_now (self);
  else
    hy_form_restore (self);
}

static void
go_on_when_mended (HyForm *self, const GError *error)
{
  HySession *session = hy_form_get_session (self);

  g_signal_handlers_disconnect_by_func (session, mended, self);
  g_signal_connect_object (session, "notify::broken", G_CALLBACK (mended), self, 0);
  hy_session_note_failure (session, error);
}

static void
not_saved (HyForm *self, const GError *error)
{
  hy_form_private (self)->dirty = TRUE;
  go_on_when_mended (self, error);
  hy_form_show_problem (self, hy_trouble_error_words (error));
}

static void
say_of_draft (HyForm *self, char *words)
{
  HyFormPrivate *priv = hy_form_private (self);

  g_free (priv->standing);
  priv->standing = words;
  hy_form_show_refusal (self, NULL);
}

/* What is typed now would be written over a draft that nobody has seen. */
static void
not_looked_for (HyForm *self, const GError *error)
{
  go_on_when_mended (self, error);
  say_of_draft (self, g_strdup_printf (_ ("It cannot be seen whether there is a draft, so nothing "
                                          "can be written yet. Fold this and open it again.\n%s"),
                                       hy_trouble_error_words (error)));
}

static void
saved (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GWeakRef *weak = user_data;
  g_autoptr (HyForm) self = g_weak_ref_get (weak);
  g_autoptr (GError) error = NULL;
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  g_weak_ref_clear (weak);
  g_free (weak);
  if (self == NULL || hy_form_private (self)->over || gtk_widget_in_destruction (GTK_WIDGET (self)))
    return;
  if (ok)
    show_drafted (self, hy_session_now (hy_form_get_session (self)));
  else
    not_saved (self, error);
}

void
hy_form_draft_now (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GVariant) typed = NULL;
  GWeakRef *weak;
  Job *job;

  g_clear_handle_id (&priv->draft_source, g_source_remove);
  if (!priv->dirty || priv->over || priv->matter == NULL)
    return;
  priv->dirty = FALSE;
  typed = hy_form_get_typed (self);
  job = job_new (self);
  job->draft->body = hy_json_body_to_text (typed);
  weak = g_new0 (GWeakRef, 1);
  /* Not of a form that is going: a weak reference is not taken then. */
  g_weak_ref_init (weak, gtk_widget_in_destruction (GTK_WIDGET (self)) ? NULL : self);
  hy_store_write_async (hy_session_get_store (priv->session), save, job, job_free, NULL, saved,
                        weak);
}

static gboolean
draft_due (gpointer data)
{
  HyForm *self = data;

  hy_form_private (self)->draft_source = 0;
  hy_form_draft_now (self);
  return G_SOURCE_REMOVE;
}

void
hy_form_draft_soon (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->over)
    return;
  priv->dirty = TRUE;
  g_clear_handle_id (&priv->draft_source, g_source_remove);
  priv->draft_source = g_timeout_add (DRAFT_MS, draft_due, self);
}

static gboolean
forget (HyReplica *replica, gpointer data, GError **error)
{
  const HyDraft *draft = ((Job *) data)->draft;

  return hy_drafts_delete (replica, draft->ticket, draft->person, draft->kind, error)
         && hy_attachments_clear (replica, draft->ticket, draft->person, draft->kind, error);
}

static void
forgotten (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySession) session = user_data;
  g_autoptr (GError) error = NULL;

  if (!hy_store_finish (HY_STORE (source), result, &error))
    hy_session_note_failure (session, error);
}

void
hy_form_draft_over (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->amends != NULL)
    hy_store_write_async (hy_session_get_store (priv->session), forget, job_new (self), job_free,
                          NULL, forgotten, g_object_ref (priv->session));
}

/* Restoring */

static gboolean
find (HyReplica *replica, gpointer data, GError **error)
{
  Job *self = data;

  return hy_drafts_load (replica, self->draft->ticket, self->draft->person, self->draft->kind,
                         &self->found, &self->aside, error);
}

static void
put_in (HyForm *self, GVariant *typed)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (HY_FORM_GET_CLASS (self)->take_typed != NULL)
    HY_FORM_GET_CLASS (self)->take_typed (self, typed);
  for (guint i = 0; i < priv->fields->len; i++)
    {
      HyFormField *field = g_ptr_array_index (priv->fields, i);
      const char *member = hy_form_field_get_member (field);
      g_autoptr (GVariant) value
          = strchr (member, '.') == NULL ? g_variant_lookup_value (typed, member, NULL) : NULL;

      if (value != NULL)
        hy_form_field_set_value (field, value);
    }
}

static void
begin (HyForm *self, const HyDraft *draft)
{
  HyFormPrivate *priv = hy_form_private (self);
  HyFormClass *class = HY_FORM_GET_CLASS (self);
  g_autoptr (GVariant) typed
      = draft != NULL ? hy_json_body_from_text (draft->body, -1, NULL) : NULL;

  priv->restoring = TRUE;
  if (class->prefill != NULL)
    class->prefill (self, priv->matter);
  if (priv->record != NULL && (priv->amends != NULL && typed == NULL))
    class->take_record (self, priv->record);
  if (typed != NULL)
    {
      put_in (self, typed);
      priv->base_version = draft->base_version;
      show_drafted (self, draft->changed_at);
    }
  priv->restoring = FALSE;
  priv->restored = TRUE;
  /* A quotation is typed by the clerk, as it were, and goes after what the draft holds. */
  if (priv->record != NULL && priv->amends == NULL)
    class->take_record (self, priv->record);
  g_clear_pointer (&priv->record, hy_record_free);
  if (class->changed != NULL)
    class->changed (self);
  hy_form_show_blocks (self);
  hy_form_show_since (self);
}

static void
focus_first (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  GtkWidget *first
      = HY_FORM_GET_CLASS (self)->first != NULL ? HY_FORM_GET_CLASS (self)->first (self) : NULL;

  /* What is only being revealed takes no focus yet. */
  g_signal_handlers_disconnect_by_func (priv->content, focus_first, self);
  if (!gtk_widget_get_mapped (GTK_WIDGET (priv->content)))
    {
      g_signal_connect_object (priv->content, "map", G_CALLBACK (focus_first), self,
                               G_CONNECT_AFTER | G_CONNECT_SWAPPED);
      return;
    }
  if (first == NULL || !gtk_widget_grab_focus (first))
    gtk_widget_child_focus (GTK_WIDGET (priv->content), GTK_DIR_TAB_FORWARD);
}

static void
found (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyForm) self = user_data;
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GError) error = NULL;
  Job *job = g_task_get_task_data (G_TASK (result));
  gboolean ok = hy_store_finish (HY_STORE (source), result, &error);

  if (priv->matter == NULL || job->search != priv->search)
    return;
  if (!ok)
    {
      not_looked_for (self, error);
      return;
    }
  begin (self, job->found);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->content), TRUE);
  say_of_draft (self, job->aside ? g_strdup (_ ("An earlier draft of this cannot be read. The menu's "
                                                "“Texts Kept Aside” shows what is left of it; write anew here."))
                                 : NULL);
  focus_first (self);
}

/* On the writer's thread: the draft of the form that was folded a moment ago may be on its way. */
void
hy_form_restore (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  Job *job = job_new (self);

  if (hy_attach_box_is_wanted (hy_form_get_kind (self)))
    {
      gtk_widget_show (GTK_WIDGET (priv->attach));
      hy_attach_box_begin (priv->attach, priv->session, GTK_WIDGET (self), job->draft->ticket,
                           job->draft->person, job->draft->kind);
    }
  job->search = ++priv->search;
  priv->restored = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (priv->content), FALSE);
  hy_store_write_async (hy_session_get_store (priv->session), find, job, job_free, NULL, found,
                        g_object_ref (self));
}

/* What came since */

/* Somebody else's doing after @version: what the clerk has not seen. */
static gboolean
is_news (HyForm *self, const HyRecord *record)
{
  HyFormPrivate *priv = hy_form_private (self);

  return record->version > priv->base_version && g_strcmp0 (record->by_person, priv->person) != 0;
}

static void
append_news (GString *out, const HyRecord *record)
{
  const char *text = hy_body_string (record->body, "text");
  HyTime at = record->received_at != HY_TIME_NONE ? record->received_at : record->made_at;
  g_autofree char *when = hy_moment_words (at);

  g_string_append_printf (out, "\n%s · %s", when, hy_kind_words (record->kind));
  if (text == NULL)
    text = hy_body_string (record->body, "reason");
  if (text != NULL)
    g_string_append_printf (out, _ (": %s"), text);
}

void
hy_form_show_since (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  const GPtrArray *timeline = priv->matter->ticket->view->timeline;
  g_autoptr (GString) news = g_string_new (_ ("Since you began this:"));
  gboolean any = FALSE;

  for (guint i = 0; i < timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (timeline, i);

      if (!is_news (self, record))
        continue;
      any = TRUE;
      append_news (news, record);
    }
  gtk_label_set_text (priv->since_words, news->str);
  gtk_widget_set_visible (priv->since, any);
}

void
hy_form_acknowledge (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  priv->base_version = priv->matter->ticket->view->ticket->version;
  gtk_widget_hide (priv->since);
  hy_form_show_refusal (self, NULL);
  hy_form_show_blocks (self);
  hy_form_draft_soon (self);
  focus_first (self);
}

/* Handing over */

typedef struct
{
  Job *job;
  GPtrArray *texts; /* of char *: member, text, member … */
} HandOver;

static void
hand_over_free (gpointer data)
{
  HandOver *self = data;

  job_free (self->job);
  g_ptr_array_unref (self->texts);
  g_free (self);
}

/* A code has no room for a second one. */
static void
append (GVariantDict *dict, GVariant *typed, const char *member, const char *text)
{
  g_autofree char *before = hy_typed_text (typed, member);
  g_autofree char *both = NULL;

  if (before != NULL && strstr (before, text) != NULL)
    return;
  if (before != NULL && strcmp (member, "problem") != 0)
    both = g_strconcat (before, "\n", text, NULL);
  g_variant_dict_insert (dict, member, "s", both != NULL ? both : text);
}

static gboolean
hand_over (HyReplica *replica, gpointer data, GError **error)
{
  HandOver *self = data;
  HyDraft *draft = self->job->draft;
  g_autoptr (GVariant) typed = NULL;
  g_autoptr (GVariant) merged = NULL;
  GVariantDict dict;

  if (!find (replica, self->job, error))
    return FALSE;
  if (self->job->found != NULL)
    {
      typed = hy_json_body_from_text (self->job->found->body, -1, NULL);
      draft->base_version = self->job->found->base_version;
    }
  g_variant_dict_init (&dict, typed);
  for (guint i = 0; i + 1 < self->texts->len; i += 2)
    append (&dict, typed, self->texts->pdata[i], self->texts->pdata[i + 1]);
  merged = g_variant_ref_sink (g_variant_dict_end (&dict));
  g_clear_pointer (&draft->body, g_free);
  draft->body = hy_json_body_to_text (merged);
  return hy_drafts_save (replica, draft, error);
}

static void
handed_over (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyForm) self = user_data;
  HandOver *job = g_task_get_task_data (G_TASK (result));
  g_autoptr (GError) error = NULL;

  if (hy_store_finish (HY_STORE (source), result, &error))
    gtk_widget_activate_action (GTK_WIDGET (self), "ticket.form", "s", job->job->draft->kind);
  else
    hy_form_show_problem (self, hy_trouble_error_words (error));
}

void
hy_form_hand_over (HyForm *self, const char *kind, const HyHandedText *texts)
{
  HandOver *job = g_new0 (HandOver, 1);

  hy_form_draft_now (self);
  job->job = job_new (self);
  g_free (job->job->draft->kind);
  job->job->draft->kind = g_strdup (kind);
  job->texts = g_ptr_array_new_with_free_func (g_free);
  for (; texts->member != NULL; texts++)
    if (texts->text != NULL)
      {
        g_ptr_array_add (job->texts, g_strdup (texts->member));
        g_ptr_array_add (job->texts, g_strdup (texts->text));
      }
  hy_store_write_async (hy_session_get_store (hy_form_get_session (self)), hand_over, job,
                        hand_over_free, NULL, handed_over, g_object_ref (self));
}
