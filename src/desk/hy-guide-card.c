#include "desk/hy-guide-card.h"

#include "core/hy-words.h"
#include "desk/hy-guide-drafts.h"
#include "desk/hy-guide-news.h"
#include "desk/hy-guide-way.h"
#include "desk/hy-guide-words.h"
#include "desk/hy-lessons.h"
#include "desk/hy-look.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-step-strip.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-words.h"
#include "desk/hy-wrap.h"
#include "store/hy-drafts.h"

struct _HyGuideCard
{
  AdwBin parent_instance;
  HySession *session;
  HyMatter *matter;
  HyForm *form; /* in the revealer, or NULL */
  char *kind;   /* of the form */
  char *back;   /* of the form that is gone back to once it is saved, or NULL */
  char **also;  /* ids, for the form that is opened next; or NULL */
  GtkWidget *strip;
  GtkLabel *heading;
  GtkLabel *by;
  GtkLabel *why;
  GtkButton *button;
  HyWrap *ways;
  GtkWidget *choices;
  GtkRevealer *revealer;
  AdwBin *form_place;
  HyWrap *drafts;
  AdwBin *lessons_place;
  HyLessons *lessons;
};

G_DEFINE_FINAL_TYPE (HyGuideCard, hy_guide_card, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
show_ways (HyGuideCard *self)
{
  hy_wrap_clear (self->ways, GTK_WIDGET (self->button));
  for (const HyWayOut *way = hy_guide_ways (self->matter->guide.step); way->label != NULL; way++)
    if (hy_guide_way_is_open (way, self->matter->ticket->view))
      hy_wrap_append (self->ways, hy_guide_way_new (way, self->matter));
}

/* NULL: nothing is open. */
static char *
open_draft_kind (HyGuideCard *self)
{
  return self->form != NULL ? hy_drafts_amends_kind (self->kind, hy_form_get_amends (self->form)) : NULL;
}

static void
show_drafts (HyGuideCard *self)
{
  g_autofree char *open = open_draft_kind (self);

  hy_guide_drafts_show (self->drafts, self->session, self->matter, open);
}

/* The step */

static void
show_button (HyGuideCard *self)
{
  const HyGuide *guide = &self->matter->guide;
  const char *label = hy_guide_button (guide->step);

  gtk_widget_set_visible (GTK_WIDGET (self->button), label != NULL && guide->kind != NULL);
  if (label == NULL || guide->kind == NULL)
    return;
  gtk_button_set_label (self->button, label);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s",
                                    hy_guide_form (guide));
  if (hy_guide_suggests (guide->step))
    gtk_widget_add_css_class (GTK_WIDGET (self->button), "suggested-action");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->button), "suggested-action");
}

static void
show_by (HyGuideCard *self, gboolean other)
{
  const HyGuide *guide = &self->matter->guide;
  gboolean ahead = !other && guide->by != HY_TIME_NONE && guide->by > self->matter->now;
  g_autofree char *date = ahead ? hy_look_moment (guide->by, self->matter->now) : NULL;
  g_autofree char *words = ahead ? g_strdup_printf (_ ("by %s"), date) : NULL;

  gtk_label_set_text (self->by, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->by), ahead);
}

/* The one suggested button on the screen is an open form's. Where there is only waiting there is no row. */
static void
show_choices (HyGuideCard *self)
{
  gboolean any = gtk_widget_get_visible (GTK_WIDGET (self->button))
                 || (self->matter != NULL && hy_guide_ways (self->matter->guide.step)->label != NULL);

  gtk_widget_set_visible (self->choices, self->form == NULL && any);
}

/* What is open has its own name: the step's, where it is what the step asks for. To withdraw is
 * never what a step asks for. The step's limit, its story and its lessons are of nothing else. */
static void
show_heading (HyGuideCard *self)
{
  const char *amends = self->form != NULL ? hy_form_get_amends (self->form) : NULL;
  gboolean other = amends != NULL
                   || (self->form != NULL
                       && (g_strcmp0 (self->kind, self->matter->guide.kind) != 0
                           || !hy_guide_suggests (self->matter->guide.step)));
  g_autofree char *heading = other ? hy_guide_work_words (self->matter, self->kind, amends) : hy_guide_heading (self->matter);
  g_autofree char *why = hy_guide_story (self->matter);

  gtk_label_set_text (self->heading, heading != NULL ? heading : hy_kind_words (self->kind));
  gtk_label_set_text (self->why, why);
  gtk_widget_set_visible (GTK_WIDGET (self->why), !other);
  show_by (self, other);
  hy_lessons_set_place (self->lessons, self->form != NULL, other);
}

void
hy_guide_card_set_matter (HyGuideCard *self, HyMatter *matter)
{
  g_return_if_fail (HY_IS_GUIDE_CARD (self));
  hy_matter_ref (matter);
  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = matter;
  hy_step_strip_show (self->strip, &matter->guide);
  gtk_widget_set_visible (self->strip, matter->guide.step != HY_GUIDE_LEFT);
  show_heading (self);
  show_button (self);
  show_ways (self);
  show_drafts (self);
  show_choices (self);
  hy_lessons_set_matter (self->lessons, matter);
  if (self->form != NULL)
    hy_form_set_matter (self->form, matter);
}

/* Forms */

HyForm *
hy_guide_card_get_form (HyGuideCard *self)
{
  g_return_val_if_fail (HY_IS_GUIDE_CARD (self), NULL);
  return self->form;
}

static guint form_changed_signal;

static void
take_form (HyGuideCard *self)
{
  g_signal_handlers_disconnect_by_data (self->form, self);
  hy_open_menu_close (GTK_WIDGET (self->form));
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
  adw_bin_set_child (self->form_place, NULL);
  self->form = NULL;
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->back, g_free);
  g_signal_emit (self, form_changed_signal, 0);
  show_choices (self);
  if (self->matter != NULL)
    {
      show_heading (self);
      show_drafts (self);
    }
  if (gtk_widget_get_visible (GTK_WIDGET (self->button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->button));
}

static void
form_saved (HyForm *form, const char *command, HyGuideCard *self)
{
  g_autofree char *back = g_steal_pointer (&self->back);

  take_form (self);
  if (back != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "ticket.form", "s", back);
  else
    gtk_widget_activate_action (GTK_WIDGET (self), "win.form-ended", NULL);
}

static void
form_folded (HyForm *form, HyGuideCard *self)
{
  take_form (self);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.form-ended", NULL);
}

GtkWidget *
hy_guide_card_get_heading (HyGuideCard *self)
{
  g_return_val_if_fail (HY_IS_GUIDE_CARD (self), NULL);
  return GTK_WIDGET (self->heading);
}

gboolean
hy_guide_card_focus (HyGuideCard *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  g_return_val_if_fail (HY_IS_GUIDE_CARD (self), FALSE);
  if (self->form == NULL && gtk_widget_get_visible (GTK_WIDGET (self->button)))
    return gtk_widget_grab_focus (GTK_WIDGET (self->button));
  /* Asked again, the card would go on to its next part. */
  return (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
         || gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

gboolean
hy_guide_card_fold (HyGuideCard *self)
{
  g_return_val_if_fail (HY_IS_GUIDE_CARD (self), FALSE);
  if (self->form == NULL)
    return FALSE;
  hy_form_flush (self->form);
  take_form (self);
  return TRUE;
}

static void
show_form (HyGuideCard *self, HyForm *form, const char *kind)
{
  self->form = form;
  self->kind = g_strdup (kind);
  adw_bin_set_child (self->form_place, GTK_WIDGET (form));
  hy_form_set_matter (form, self->matter);
  g_signal_connect (form, "saved", G_CALLBACK (form_saved), self);
  g_signal_connect (form, "folded", G_CALLBACK (form_folded), self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  g_signal_emit (self, form_changed_signal, 0);
  show_choices (self);
  show_drafts (self);
}

void
hy_guide_card_set_back (HyGuideCard *self, const char *kind)
{
  g_free (self->back);
  self->back = g_strdup (kind);
}

void
hy_guide_card_set_also (HyGuideCard *self, const char **tickets)
{
  g_return_if_fail (HY_IS_GUIDE_CARD (self));
  g_strfreev (self->also);
  self->also = g_strdupv ((char **) tickets);
}

/* Correcting an entry is another thing than writing one of its kind. */
static gboolean
is_open (HyGuideCard *self, const char *kind, const HyRecord *record)
{
  gboolean corrects = record != NULL && g_strcmp0 (record->kind, kind) == 0;

  return self->form != NULL && g_strcmp0 (kind, self->kind) == 0
         && g_strcmp0 (corrects ? record->id : NULL, hy_form_get_amends (self->form)) == 0;
}

gboolean
hy_guide_card_open (HyGuideCard *self, const char *kind, const HyRecord *record)
{
  g_return_val_if_fail (HY_IS_GUIDE_CARD (self), FALSE);
  if (!is_open (self, kind, record))
    {
      HyForm *form = hy_form_new (self->session, kind);

      if (form == NULL)
        return FALSE;
      hy_guide_card_fold (self);
      show_form (self, form, kind);
    }
  if (self->also != NULL)
    hy_form_set_also (self->form, (const char *const *) self->also);
  g_clear_pointer (&self->also, g_strfreev);
  if (record != NULL)
    hy_form_take_record (self->form, record);
  show_heading (self);
  show_drafts (self);
  gtk_widget_child_focus (GTK_WIDGET (self->form), GTK_DIR_TAB_FORWARD);
  return TRUE;
}

static void
hy_guide_card_constructed (GObject *object)
{
  HyGuideCard *self = HY_GUIDE_CARD (object);

  G_OBJECT_CLASS (hy_guide_card_parent_class)->constructed (object);
  self->lessons = g_object_new (HY_TYPE_LESSONS, "session", self->session, NULL);
  adw_bin_set_child (self->lessons_place, GTK_WIDGET (self->lessons));
}

static void
hy_guide_card_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_GUIDE_CARD (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_guide_card_dispose (GObject *object)
{
  HyGuideCard *self = HY_GUIDE_CARD (object);

  if (self->form != NULL)
    {
      hy_form_flush (self->form);
      g_signal_handlers_disconnect_by_data (self->form, self);
      self->form = NULL;
    }
  g_clear_pointer (&self->matter, hy_matter_unref);
  g_clear_pointer (&self->kind, g_free);
  g_clear_pointer (&self->back, g_free);
  g_clear_pointer (&self->also, g_strfreev);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_guide_card_parent_class)->dispose (object);
}

static void
hy_guide_card_class_init (HyGuideCardClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_WRAP);
  object->constructed = hy_guide_card_constructed;
  object->set_property = hy_guide_card_set_property;
  object->dispose = hy_guide_card_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  form_changed_signal = g_signal_new ("form-changed", HY_TYPE_GUIDE_CARD, G_SIGNAL_RUN_LAST, 0,
                                      NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-guide-card.ui");
  gtk_widget_class_bind_template_child (widget, HyGuideCard, strip);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, heading);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, by);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, why);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, ways);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, choices);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, revealer);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, form_place);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, drafts);
  gtk_widget_class_bind_template_child (widget, HyGuideCard, lessons_place);
}

static void
hy_guide_card_init (HyGuideCard *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->button = GTK_BUTTON (gtk_button_new ());
  gtk_widget_set_visible (GTK_WIDGET (self->button), FALSE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->button), "ticket.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->button), "s", "");
  hy_wrap_append (self->ways, GTK_WIDGET (self->button));
}
