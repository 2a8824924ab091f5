#include "desk/hy-form-private.h"

#include "core/hy-words.h"
#include "desk/hy-export.h"
#include "desk/hy-text.h"

#include <string.h>

static void
open_form (HyForm *self, const char *target)
{
  hy_form_flush (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "ticket.form", "s", target);
}

/* The field, or whatever the form finds wrong first. */
static void
mend (HyForm *self, const char *target)
{
  HyFormField *field = target != NULL ? hy_form_get_field (self, target) : NULL;

  if (field != NULL)
    hy_form_go_to (self, field);
  else
    hy_form_find_faults (self);
}

static void
acknowledge (HyForm *self, const char *target)
{
  hy_form_acknowledge (self);
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

      if (!hy_form_field_is_written (field))
        continue;
      text = hy_form_field_get_text (field);
      if (!hy_text_is_blank (text))
        g_string_append_printf (out, "%s%s", out->len > 0 ? "\n" : "", text);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

static void
keep_as_note (HyForm *self, const char *target)
{
  g_autofree char *text = written (self);
  const HyHandedText texts[] = { { "text", text }, { NULL, NULL } };

  hy_form_hand_over (self, "progress", texts);
}

static void
state_instead (HyForm *self, const char *target)
{
  HyFormField *reason = hy_form_get_field (self, "reason");
  g_autofree char *text = reason != NULL ? hy_form_field_get_text (reason) : NULL;
  const HyHandedText texts[] = { { "cause", text != NULL ? text : "" }, { NULL, NULL } };

  hy_form_hand_over (self, "situation_statement", texts);
}

static char *
text_of (HyForm *self, const char *member)
{
  HyFormField *field = hy_form_get_field (self, member);

  return field != NULL ? hy_form_field_get_text (field) : NULL;
}

/* What was to show that it is another unit's says what was tried, and whose it may be. */
static void
coordinate (HyForm *self, const char *target)
{
  g_autofree char *ground = text_of (self, "ground");
  g_autofree char *cited = text_of (self, "cited");
  g_autofree char *unit = text_of (self, "to_unit");
  g_autofree char *evidence = text_of (self, "evidence");
  g_autofree char *proposal
      = unit != NULL ? g_strdup_printf (_ ("We think that it belongs to %s."), unit) : NULL;
  g_autofree char *all = cited != NULL && proposal != NULL
                             ? g_strconcat (proposal, "\n", cited, NULL)
                             : g_strdup (proposal != NULL ? proposal : cited);
  gboolean lost = g_strcmp0 (ground, "owner_not_found") == 0;
  const HyHandedText texts[] = { { "problem", lost ? "owner_not_found" : NULL },
                                 { "tried", evidence },
                                 { "proposal", all },
                                 { NULL, NULL } };

  hy_form_hand_over (self, "coordination_request", texts);
}

static void
export_it (HyForm *self, const char *target)
{
  const HyTicket *ticket = hy_form_get_matter (self)->ticket->view->ticket;
  /* What was taken in here has no number yet. */
  const char *number = ticket->number != NULL ? ticket->number : ticket->id;
  g_autofree char *text = written (self);
  g_autofree char *page = g_strdup_printf ("%s · %s\n%s\n\n%s\n",
                                           hy_kind_words (hy_form_get_kind (self)),
                                           ticket->title != NULL ? ticket->title : "",
                                           number, text);
  g_autofree char *file = g_strdup_printf ("%s.txt", number);

  hy_export_text (GTK_WIDGET (self), file, page);
}

static void
switch_person (HyForm *self, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.switch-person", NULL);
}

static void
fold (HyForm *self, const char *target)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "win.fold", NULL);
}

void
hy_form_take_way (HyForm *self, const HyRefusalWay *way)
{
  static void (*const deeds[HY_N_WAYS]) (HyForm *, const char *) = {
    [HY_WAY_OPEN] = open_form,     [HY_WAY_MEND] = mend,
    [HY_WAY_READ] = acknowledge,   [HY_WAY_NOTE] = keep_as_note,
    [HY_WAY_STATE] = state_instead, [HY_WAY_COORDINATE] = coordinate,
    [HY_WAY_EXPORT] = export_it,   [HY_WAY_PERSON] = switch_person,
    [HY_WAY_FOLD] = fold,
  };

  deeds[way->way] (self, way->target);
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
      if (priv->standing != NULL)
        hy_form_show_problem (self, priv->standing);
      else
        gtk_widget_hide (priv->problem);
      return;
    }
  words = hy_refusal_detail (refusal, kind);
  hy_form_show_problem (self, words);
  priv->way = hy_refusal_way (refusal->code, kind, priv->matter->ticket->view->ticket->state);
  gtk_button_set_label (priv->way_out, _ (priv->way->label));
  gtk_widget_show (GTK_WIDGET (priv->way_out));
}
