#include "desk/hy-form-private.h"

#include "core/hy-words.h"
#include "desk/hy-text.h"

#include <string.h>

/* A way out of a refusal: no refusal without one (screens.md, "Refusals in words"). */
struct _HyWayOut
{
  const char *code;
  const char *kind; /* of the form; NULL: any */
  const char *label;
  void (*take) (HyForm *self, const struct _HyWayOut *way);
  const char *target;
};

static void
open_form (HyForm *self, const struct _HyWayOut *way)
{
  hy_form_flush (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "ticket.form", "s", way->target);
}

/* All that was written, so that it is not lost with the form. */
static char *
written (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);
  g_autoptr (GString) out = g_string_new (NULL);

  for (guint i = 0; i < priv->fields->len; i++)
    {
      HyFormField *field = g_ptr_array_index (priv->fields, i);
      g_autofree char *text = NULL;

      if (!GTK_IS_TEXT_VIEW (hy_form_field_get_control (field)))
        continue;
      text = hy_form_field_get_text (field);
      if (!hy_text_is_blank (text))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
keep_as_note (HyForm *self, const struct _HyWayOut *way)
{
  g_autofree char *text = written (self);

  hy_form_hand_over (self, "progress", "text", text);
}

static void
state_instead (HyForm *self, const struct _HyWayOut *way)
{
  HyFormField *reason = hy_form_get_field (self, "reason");
  g_autofree char *text = reason != NULL ? hy_form_field_get_text (reason) : NULL;

  hy_form_hand_over (self, "situation_statement", "cause", text != NULL ? text : "");
}

static void
acknowledge (HyForm *self, const struct _HyWayOut *way)
{
  hy_form_acknowledge (self);
}

static void
switch_person (HyForm *self, const struct _HyWayOut *way)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-person", NULL);
}

static void
withdrawn (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyForm) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *command = hy_session_queue_finish (HY_SESSION (source), result, &error);

  if (command != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.saved", "s", command);
  else
    hy_form_show_problem (self, error->message);
}

/* The undecided return that stands in the way. */
static void
withdraw (HyForm *self, const struct _HyWayOut *way)
{
  HyFormPrivate *priv = hy_form_private (self);
  const HyCase *view = priv->matter->ticket->view;
  const HyRecord *request = hy_case_pending (view, "return_request");
  GVariantDict body;

  if (request == NULL)
    return;
  g_variant_dict_init (&body, NULL);
  hy_put_text (&body, "record", request->id);
  hy_session_queue_async (priv->session,
                          &(HyDeed){ .ticket = view->ticket->id,
                                     .kind = "request_withdraw",
                                     .body = g_variant_dict_end (&body),
                                     .base_version = -1 },
                          NULL, withdrawn, g_object_ref (self));
}

static void
fold (HyForm *self, const struct _HyWayOut *way)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.fold", NULL);
}

/* The first that fits; the last fits all. */
static const struct _HyWayOut ways[] = {
  { "stale_reply", NULL, N_ ("I Have Read It"), acknowledge, NULL },
  { "demand_unanswered", NULL, N_ ("Call the Citizen"), open_form, "contact" },
  { "contact_first", NULL, N_ ("Call the Citizen"), open_form, "contact" },
  { "citizen_not_told", NULL, N_ ("Call the Citizen"), open_form, "contact" },
  { "statement_missing", NULL, N_ ("Write the Statement"), open_form, "situation_statement" },
  { "too_late", "extension_request", N_ ("Write a Statement Instead"), state_instead, NULL },
  { "extension_used", NULL, N_ ("Write the Reply"), open_form, "reply" },
  { "not_overdue", NULL, N_ ("Ask for More Time"), open_form, "extension_request" },
  { "decision_pending", NULL, N_ ("Withdraw the Request"), withdraw, NULL },
  { "unknown_person", NULL, N_ ("Choose the Person"), switch_person, NULL },
  { "already_replied", NULL, N_ ("Keep as a Note"), keep_as_note, NULL },
  { "wrong_state", "sign", N_ ("Fold"), fold, NULL },
  { NULL, "contact", N_ ("Fold"), fold, NULL },
  { NULL, "progress", N_ ("Fold"), fold, NULL },
  { NULL, NULL, N_ ("Keep as a Note"), keep_as_note, NULL },
};

static const struct _HyWayOut *
way_out_of (const char *code, const char *kind)
{
  gsize i = 0;

  while ((ways[i].code != NULL && strcmp (ways[i].code, code) != 0)
         || (ways[i].kind != NULL && strcmp (ways[i].kind, kind) != 0))
    i++;
  return &ways[i];
}

void
hy_form_show_problem (HyForm *self, const char *words)
{
  HyFormPrivate *priv = hy_form_private (self);

  priv->way = NULL;
  gtk_label_set_text (priv->problem_words, words);
  gtk_widget_hide (GTK_WIDGET (priv->way_out));
  gtk_widget_show (priv->problem);
}

void
hy_form_show_refusal (HyForm *self, const HyRefusal *refusal)
{
  HyFormPrivate *priv = hy_form_private (self);
  const char *kind = hy_form_get_kind (self);
  g_autofree char *words = NULL;

  if (refusal == NULL)
    {
      gtk_widget_hide (priv->problem);
      return;
    }
  words = hy_refusal_detail (refusal, kind);
  hy_form_show_problem (self, words);
  priv->way = way_out_of (refusal->code, kind);
  gtk_button_set_label (priv->way_out, _ (priv->way->label));
  gtk_widget_show (GTK_WIDGET (priv->way_out));
}

void
hy_form_take_way_out (HyForm *self)
{
  HyFormPrivate *priv = hy_form_private (self);

  if (priv->way != NULL)
    priv->way->take (self, priv->way);
}
