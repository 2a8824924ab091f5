#include "desk/hy-form-private.h"

#include "desk/hy-bulk.h"
#include "desk/hy-text.h"
#include "desk/hy-trouble.h"

#define ROOM 12
/* Until what follows the focus has scrolled. */
#define SCROLL_FRAMES 20

/* With the words under it, which have their place after the next layout only; the focus alone would bring what has
 * it in sight. */
static gboolean
bring_in_sight (GtkWidget *field, GdkFrameClock *clock, gpointer data)
{
  GtkWidget *page = gtk_widget_get_ancestor (field, GTK_TYPE_VIEWPORT);
  int *frames = data;
  graphene_rect_t place;

  if ((*frames)++ < SCROLL_FRAMES)
    return G_SOURCE_CONTINUE;
  if (page != NULL && gtk_widget_compute_bounds (field, gtk_widget_get_first_child (page), &place))
    gtk_adjustment_clamp_page (gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (page)),
                               place.origin.y - ROOM,
                               place.origin.y + place.size.height + ROOM);
  return G_SOURCE_REMOVE;
}

void
hy_form_go_to (HyForm *self, HyFormField *field)
{
  if (HY_FORM_GET_CLASS (self)->uncover != NULL)
    HY_FORM_GET_CLASS (self)->uncover (self, field);
  gtk_widget_grab_focus (GTK_WIDGET (field));
  gtk_widget_add_tick_callback (GTK_WIDGET (field), bring_in_sight, g_new0 (int, 1), g_free);
}

/* Neither is in the other; what is folded away is in nothing. */
static gboolean
is_read_before (GtkWidget *a, GtkWidget *b)
{
  while (gtk_widget_get_parent (a) != NULL && !gtk_widget_is_ancestor (b, gtk_widget_get_parent (a)))
    a = gtk_widget_get_parent (a);
  while ((a = gtk_widget_get_next_sibling (a)) != NULL)
    if (a == b || gtk_widget_is_ancestor (b, a))
      return TRUE;
  return FALSE;
}

static void
show_faults (HyForm *self, GPtrArray *faults)
{
  HyFormPrivate *priv = hy_form_private (self);
  HyFormField *first = NULL;

  for (guint i = 0; i < priv->fields->len; i++)
    {
      HyFormField *field = g_ptr_array_index (priv->fields, i);
      const HyFault *fault = hy_faults_get (faults, hy_form_field_get_member (field));

      hy_form_field_close_fault (field);
      if (fault != NULL && fault->asks)
        hy_form_field_ask (field, fault->words);
      else if (fault != NULL)
        hy_form_field_set_fault (field, fault->words);
      if (fault != NULL
          && (first == NULL || is_read_before (GTK_WIDGET (field), GTK_WIDGET (first))))
        first = field;
    }
  if (faults->len > 0)
    hy_form_list_gaps (self);
  if (first != NULL)
    hy_form_go_to (self, first);
  else if (faults->len > 0)
    hy_form_show_problem (self, ((HyFault *) g_ptr_array_index (faults, 0))->words);
}

/* A form that is over is in no window any more: the toast is asked of the window itself. */
typedef struct
{
  GtkWidget *window;
  char *command; /* the one of the ticket shown */
} Several;

static void
noted_several (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Several *self = user_data;
  g_autoptr (HyBulkResult) done = hy_bulk_finish (HY_SESSION (source), result);
  guint n = done->commands->len + 1;
  g_autofree char *words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE, "Noted on %u ticket", "Noted on %u tickets", n), n);
  g_autofree char *all = done->refused->len == 0
                             ? g_steal_pointer (&words)
                             : g_strdup_printf (_ ("%s; %u not possible: %s"), words,
                                                done->refused->len, done->why);

  g_ptr_array_insert (done->commands, 0, self->command);
  g_ptr_array_add (done->commands, NULL);
  if (self->window != NULL)
    gtk_widget_activate_action (self->window, "win.said-several", "(s^as)", all,
                                done->commands->pdata);
  g_clear_object (&self->window);
  g_free (self);
}

static void
queue_several (HyForm *self, GVariant *body, GPtrArray *blobs, const char *command)
{
  HyFormPrivate *priv = hy_form_private (self);
  Several *several = g_new0 (Several, 1);

  /* NULL: the form was folded meanwhile. */
  g_set_object (&several->window, GTK_WIDGET (gtk_widget_get_root (GTK_WIDGET (self))));
  several->command = g_strdup (command);
  hy_bulk_async (priv->session, hy_form_get_kind (self), body, blobs,
                 (const char *const *) priv->also, noted_several, several);
}

typedef struct
{
  HyForm *form;
  GVariant *body;
  GPtrArray *blobs; /* of HyBlobRef */
} Saving;

static void
end_saved (HyForm *self, GVariant *body, GPtrArray *blobs, const char *command)
{
  HyFormPrivate *priv = hy_form_private (self);

  g_object_ref (self);
  priv->over = TRUE;
  hy_form_draft_over (self);
  g_clear_handle_id (&priv->draft_source, g_source_remove);
  if (hy_form_get_also (self) > 0)
    queue_several (self, body, blobs, command);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.saved", "(ss)", hy_form_get_kind (self), command);
  g_signal_emit_by_name (self, "saved", command);
  g_object_unref (self);
}

static void
queued (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Saving *saving = user_data;
  g_autoptr (HyForm) self = saving->form;
  g_autoptr (GVariant) body = saving->body;
  g_autoptr (GPtrArray) blobs = saving->blobs;
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  g_free (saving);
  priv->saving = FALSE;
  if (command != NULL)
    end_saved (self, body, blobs, command);
  else if (hy_session_queue_refusal (result) != NULL)
    hy_form_show_refusal (self, hy_session_queue_refusal (result));
  else
    hy_form_show_problem (self, hy_trouble_error_words (error));
}

static Saving *
saving_new (HyForm *self, GVariant *body)
{
  Saving *saving = g_new (Saving, 1);

  saving->form = g_object_ref (self);
  saving->body = g_variant_ref (body);
  saving->blobs = hy_attach_box_get_blobs (hy_form_private (self)->attach);
  return saving;
}

static void
queue (HyForm *self, GVariant *body)
{
  HyFormPrivate *priv = hy_form_private (self);
  Saving *saving = saving_new (self, body);
  HyDeed deed = { .ticket = priv->matter->ticket->view->ticket->id,
                  .kind = hy_form_get_kind (self),
                  .body = body,
                  .blobs = saving->blobs,
                  .base_version = priv->base_version,
                  .amends = priv->amends };

  /* The draft goes first: an undo brings back what it held. */
  hy_form_draft_now (self);
  priv->saving = TRUE;
  hy_session_queue_async (priv->session, &deed, NULL, queued, saving);
}

/* @body with why the record was corrected; floating, or NULL with a fault. */
static GVariant *
give_reason (GVariant *body, GVariant *typed, GPtrArray *faults)
{
  g_autofree char *why
      = hy_typed_need (typed, "why", _ ("Write what is wrong with it as it stands"), faults);
  g_autoptr (GVariant) before = body != NULL ? g_variant_ref_sink (body) : NULL;
  GVariantDict dict;

  if (before == NULL || why == NULL)
    return NULL;
  g_variant_dict_init (&dict, before);
  hy_put_text (&dict, "why", why);
  return g_variant_dict_end (&dict);
}

/* Floating, or NULL with the faults shown. */
static GVariant *
build (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GPtrArray) faults = hy_faults_new ();
  g_autoptr (GVariant) typed = hy_form_get_typed (self);
  GVariant *body = HY_FORM_GET_CLASS (self)->build (self, priv->matter, typed, faults);

  if (priv->amends != NULL)
    body = give_reason (body, typed, faults);
  show_faults (self, faults);
  return body;
}

void
hy_form_find_faults (HyForm *self)
{
  GVariant *body = build (self);

  if (body != NULL)
    g_variant_unref (g_variant_ref_sink (body));
}

void
hy_form_save (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  GVariant *body;

  g_return_if_fail (HY_IS_FORM (self));
  if (priv->matter == NULL || !priv->restored || priv->saving || priv->over)
    return;
  if (hy_attach_box_is_busy (priv->attach))
    {
      hy_form_show_problem (self, _ ("A file is still being copied: save again in a moment."));
      return;
    }
  body = build (self);
  if (body == NULL)
    return;
  body = g_variant_ref_sink (body);
  if (hy_session_is_doubtful (priv->session))
    {
      g_autofree char *words
          = g_strdup_printf (_ ("Still %s?"), hy_session_get_person_name (priv->session));

      gtk_label_set_text (priv->doubt_words, words);
      gtk_widget_show (priv->doubt);
      gtk_widget_child_focus (priv->doubt, GTK_DIR_TAB_FORWARD);
    }
  else
    queue (self, body);
  g_variant_unref (body);
}
