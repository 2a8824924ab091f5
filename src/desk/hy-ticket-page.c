#include "desk/hy-ticket-page-private.h"

#include "desk/hy-contact-form.h"
#include "desk/hy-guide-words.h"
#include "desk/hy-note-form.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-text-size.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-deeds.h"
#include "desk/hy-ticket-menu.h"
#include "desk/hy-ticket-words.h"
#include "desk/hy-wrap.h"

G_DEFINE_FINAL_TYPE (HyTicketPage, hy_ticket_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  PROP_TITLE,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

/* Showing */

static void
show_bar (HyTicketPage *self)
{
  g_auto (HyTicketBar) bar = { 0 };

  hy_ticket_bar_read (self->matter, &bar);
  gtk_label_set_text (self->bar_words, bar.words != NULL ? bar.words : "");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->bar_words), bar.words);
  gtk_info_bar_set_revealed (self->bar, bar.words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar), bar.words != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->bar_button), bar.button != NULL);
  if (bar.button == NULL)
    return;
  gtk_button_set_label (self->bar_button, bar.button);
  gtk_actionable_set_action_target_value (GTK_ACTIONABLE (self->bar_button),
                                          bar.target != NULL ? g_variant_new_string (bar.target)
                                                             : NULL);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->bar_button), bar.action);
}

/* Of a ticket that left nothing is kept but what was done here. */
static void
show_parts (HyTicketPage *self)
{
  gboolean here = self->matter->may->len > 0;

  gtk_widget_set_visible (GTK_WIDGET (self->guide_place), here);
  gtk_widget_set_visible (GTK_WIDGET (self->citizen), here);
  if (here)
    {
      hy_guide_card_set_matter (self->guide, self->matter);
      hy_citizen_group_set_matter (self->citizen, self->matter, self->revealed);
      hy_demand_list_set_matter (self->demands, self->matter);
    }
  else
    gtk_widget_hide (GTK_WIDGET (self->demands));
  hy_timeline_set_matter (self->timeline, self->session, self->matter);
}

static void
show_matter (GtkWidget *widget)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter == NULL)
    return;
  hy_ticket_header_set_matter (self->header, self->matter);
  show_bar (self);
  show_parts (self);
  gtk_stack_set_visible_child_name (self->stack, "ticket");
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
}

static void
scroll_to_top (HyTicketPage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

/* Of a ticket that left nothing is to be done. */
static void
focus_work (HyTicketPage *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self->guide_place)) || !hy_guide_card_focus (self->guide))
    gtk_widget_child_focus (GTK_WIDGET (self), GTK_DIR_TAB_FORWARD);
}

static void
take_matter (HyTicketPage *self, HyMatter *matter)
{
  gboolean fresh = self->fresh;
  g_autofree char *form = g_steal_pointer (&self->form);

  g_clear_pointer (&self->matter, hy_matter_unref);
  self->matter = matter;
  self->fresh = FALSE;
  g_free (self->ticket);
  self->ticket = g_strdup (matter->ticket->view->ticket->id);
  if (fresh || form != NULL)
    hy_open_menu_close (GTK_WIDGET (self));
  hy_open_menu_wait (GTK_WIDGET (self), show_matter);
  if (fresh)
    {
      hy_session_note_seen (self->session, self->ticket);
      scroll_to_top (self);
    }
  if (form != NULL)
    hy_ticket_page_act (self, form);
  else if (self->to_focus)
    focus_work (self);
  self->to_focus = FALSE;
}

static void
matter_read (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTicketPage) self = user_data;
  g_autoptr (GError) error = NULL;
  HyMatter *matter = hy_matter_load_finish (HY_SESSION (source), result, &error);

  if (matter != NULL && self->session != NULL)
    take_matter (self, matter);
  else if (matter != NULL)
    hy_matter_unref (matter);
  else if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_NOT_FOUND))
    {
      self->to_focus = FALSE;
      gtk_stack_set_visible_child_name (self->stack, "missing");
    }
}

static void
read_matter (HyTicketPage *self)
{
  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  if (self->ticket == NULL)
    return;
  self->reading = g_cancellable_new ();
  hy_matter_load_async (self->session, self->ticket, self->reading, matter_read,
                        g_object_ref (self));
}

static void
session_changed (HySession *session, guint mask, HyTicketPage *self)
{
  if (mask & (HY_STORE_CHANGE_TICKETS | HY_STORE_CHANGE_OUTBOX | HY_STORE_CHANGE_DOCUMENTS))
    read_matter (self);
}

/* Lights and times left turn without a write. */
static void
session_minute (HySession *session, HyTicketPage *self)
{
  read_matter (self);
}

static void
person_changed (HySession *session, GParamSpec *pspec, HyTicketPage *self)
{
  hy_guide_card_fold (self->guide);
  self->revealed = FALSE;
  hy_open_menu_close (GTK_WIDGET (self));
  if (self->matter != NULL)
    show_parts (self);
}

/* For the window */

void
hy_ticket_page_open (HyTicketPage *self, const char *ticket, const char *form, const char **also)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));

  if (g_strcmp0 (ticket, self->ticket) != 0)
    {
      hy_guide_card_fold (self->guide);
      g_free (self->ticket);
      self->ticket = g_strdup (ticket);
      self->fresh = TRUE;
      self->revealed = FALSE;
    }
  hy_guide_card_set_also (self->guide, also);
  g_free (self->form);
  self->form = g_strdup (form);
  self->to_focus = FALSE;
  read_matter (self);
}

void
hy_ticket_page_focus (HyTicketPage *self)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));
  self->to_focus = self->matter == NULL || self->fresh;
  if (!self->to_focus)
    focus_work (self);
}

void
hy_ticket_page_leave (HyTicketPage *self)
{
  g_return_if_fail (HY_IS_TICKET_PAGE (self));
  self->to_focus = FALSE;
}

const char *
hy_ticket_page_get_ticket (HyTicketPage *self)
{
  g_return_val_if_fail (HY_IS_TICKET_PAGE (self), NULL);
  return self->ticket;
}

/* A reply may be begun before everything is there that it needs in the end. */
static gboolean
may_begin (const HyMatter *matter, const char *kind)
{
  HyState state = matter->ticket->view->ticket->state;

  return g_str_equal (kind, "reply") && (HY_IN_WORK & HY_IN (state)) != 0;
}

/* The note that records the answer waited for. */
static void
open_answer (HyTicketPage *self)
{
  hy_ticket_page_open_form (self, "progress", NULL);
  if (HY_IS_NOTE_FORM (hy_guide_card_get_form (self->guide)))
    hy_note_form_set_answers (HY_NOTE_FORM (hy_guide_card_get_form (self->guide)));
}

/* The call that tells of an extension; what was being asked for goes on after it. */
static void
open_telling (HyTicketPage *self)
{
  HyForm *before = hy_guide_card_get_form (self->guide);
  /* A correction is begun at its entry. */
  g_autofree char *begun = before != NULL && hy_form_get_amends (before) == NULL
                               ? g_strdup (hy_form_get_kind (before))
                               : NULL;

  hy_ticket_page_open_form (self, "contact", NULL);
  if (!HY_IS_CONTACT_FORM (hy_guide_card_get_form (self->guide)))
    return;
  hy_contact_form_set_telling (HY_CONTACT_FORM (hy_guide_card_get_form (self->guide)),
                               HY_FORM_TELL_EXTENSION);
  if (g_strcmp0 (begun, "contact") != 0)
    hy_guide_card_set_back (self->guide, begun);
}

void
hy_ticket_page_open_form (HyTicketPage *self, const char *kind, const HyRecord *record)
{
  g_autofree char *why
      = may_begin (self->matter, kind) ? NULL : hy_matter_why_not (self->matter, kind);

  if (why != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.toast", "s", why);
  else if (hy_ticket_menu_is_plain (kind))
    hy_ticket_deed (GTK_WIDGET (self), self->session, self->matter, kind);
  else if (!hy_guide_card_open (self->guide, kind, record))
    gtk_widget_error_bell (GTK_WIDGET (self));
}

void
hy_ticket_page_act (HyTicketPage *self, const char *kind)
{
  HyForm *form = hy_guide_card_get_form (self->guide);

  g_return_if_fail (HY_IS_TICKET_PAGE (self));
  if (self->matter == NULL || self->fresh)
    return;
  if (kind == NULL && form != NULL)
    {
      hy_form_save (form);
      return;
    }
  /* Taking back what was sent is nothing to be done by a habit of the hand. */
  if (kind == NULL && hy_guide_suggests (self->matter->guide.step))
    kind = hy_guide_form (&self->matter->guide);
  if (g_strcmp0 (kind, HY_FORM_ANSWER) == 0)
    open_answer (self);
  else if (g_strcmp0 (kind, HY_FORM_TELL_EXTENSION) == 0)
    open_telling (self);
  else if (kind != NULL)
    hy_ticket_page_open_form (self, kind, NULL);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

gboolean
hy_ticket_page_fold (HyTicketPage *self)
{
  g_return_val_if_fail (HY_IS_TICKET_PAGE (self), FALSE);
  return hy_guide_card_fold (self->guide);
}

/* Object */

static void
hy_ticket_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  if (id == PROP_TITLE)
    g_value_set_string (value,
                        self->matter != NULL ? self->matter->ticket->view->ticket->title : NULL);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
write_nothing (HyReplica *replica, gpointer data, GError **error)
{
  return TRUE;
}

static void
draft_written (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyTicketPage) self = user_data;

  if (hy_store_finish (HY_STORE (source), result, NULL) && self->session != NULL)
    read_matter (self);
}

/* The draft of what was folded is told of once it is written: behind it in the writer's line. */
static void
read_drafts (HyTicketPage *self)
{
  if (self->matter != NULL)
    hy_store_write_async (hy_session_get_store (self->session), write_nothing, NULL, NULL, NULL,
                          draft_written, g_object_ref (self));
}

/* Save stays in sight, however long the form is. */
static void
form_changed (HyGuideCard *guide, HyTicketPage *self)
{
  HyForm *form = hy_guide_card_get_form (guide);
  g_autoptr (GtkWidget) bottom = form != NULL ? hy_form_take_bottom (form) : NULL;

  adw_bin_set_child (self->dock, bottom);
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->dock)), form != NULL);
  hy_ticket_page_make_room (self);
  /* The next step is at the top of the card. */
  if (form == NULL)
    {
      scroll_to_top (self);
      read_drafts (self);
    }
}

static void
hy_ticket_page_constructed (GObject *object)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  G_OBJECT_CLASS (hy_ticket_page_parent_class)->constructed (object);
  self->guide = g_object_new (HY_TYPE_GUIDE_CARD, "session", self->session, NULL);
  adw_bin_set_child (self->guide_place, GTK_WIDGET (self->guide));
  g_signal_connect_object (self->guide, "form-changed", G_CALLBACK (form_changed), self, 0);
  g_signal_connect_object (self->session, "changed", G_CALLBACK (session_changed), self, 0);
  g_signal_connect_object (self->session, "minute", G_CALLBACK (session_minute), self, 0);
  g_signal_connect_object (self->session, "notify::person", G_CALLBACK (person_changed), self, 0);
}

static void
hy_ticket_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_TICKET_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_ticket_page_dispose (GObject *object)
{
  HyTicketPage *self = HY_TICKET_PAGE (object);

  g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
  g_clear_pointer (&self->matter, hy_matter_unref);
  g_clear_pointer (&self->ticket, g_free);
  g_clear_pointer (&self->form, g_free);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_ticket_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget)
{
  g_type_ensure (HY_TYPE_TICKET_HEADER);
  g_type_ensure (HY_TYPE_CITIZEN_GROUP);
  g_type_ensure (HY_TYPE_DEMAND_LIST);
  g_type_ensure (HY_TYPE_TIMELINE);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-ticket-page.ui");
  gtk_widget_class_bind_template_child (widget, HyTicketPage, stack);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, column);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, roll);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, head);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, header);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, bar);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, bar_words);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, bar_button);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, scroller);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, guide_place);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, dock);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, citizen);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, demands);
  gtk_widget_class_bind_template_child (widget, HyTicketPage, timeline);
}

static void
hy_ticket_page_class_init (HyTicketPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);

  object->constructed = hy_ticket_page_constructed;
  object->get_property = hy_ticket_page_get_property;
  object->set_property = hy_ticket_page_set_property;
  object->dispose = hy_ticket_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  properties[PROP_TITLE]
      = g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  bind_template (GTK_WIDGET_CLASS (klass));
  hy_ticket_page_install_actions (GTK_WIDGET_CLASS (klass));
}

static void
hy_ticket_page_init (HyTicketPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_text_size_widen (GTK_WIDGET (self));
}
