#include "desk/hy-ticket-page-private.h"

#include "desk/hy-print-forms.h"
#include "desk/hy-record-words.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-deeds.h"
#include "desk/hy-ticket-words.h"

/* Actions of the group "ticket" */

static void
act_form (GtkWidget *widget, const char *name, GVariant *kind)
{
  hy_ticket_page_act (HY_TICKET_PAGE (widget), g_variant_get_string (kind, NULL));
}

static void
copy (GtkWidget *widget, const char *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  gtk_widget_activate_action (widget, "win.toast", "s", _ ("Copied"));
}

static void
act_copy_number (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter != NULL)
    copy (widget, self->matter->ticket->view->ticket->number);
}

static void
handover_recorded (GtkWidget *widget, gpointer data)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);
  g_autofree char *text = self->matter != NULL ? hy_ticket_handover_text (self->matter) : NULL;

  if (text != NULL)
    copy (widget, text);
}

static void
act_copy_handover (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter != NULL && !self->fresh)
    hy_ticket_reveal (widget, self->session, self->matter, "content", "handover", handover_recorded,
                      NULL);
}

static void
reveal_recorded (GtkWidget *widget, gpointer data)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter == NULL || self->fresh)
    return;
  self->revealed = TRUE;
  hy_citizen_group_set_matter (self->citizen, self->matter, TRUE);
}

static void
act_reveal (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter != NULL && !self->fresh)
    hy_ticket_reveal (widget, self->session, self->matter, "citizen", "contact", reveal_recorded,
                      NULL);
}

static void
act_read (GtkWidget *widget, const char *name, GVariant *record)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter != NULL && !self->fresh)
    hy_ticket_read (widget, self->session, self->matter, g_variant_get_string (record, NULL));
}

static const HyRecord *
find_record (HyTicketPage *self, GVariant *id)
{
  return self->matter != NULL && !self->fresh
             ? hy_case_find_record (self->matter->ticket->view, g_variant_get_string (id, NULL))
             : NULL;
}

static void
act_correct (GtkWidget *widget, const char *name, GVariant *id)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);
  const HyRecord *record = find_record (self, id);

  if (record != NULL)
    hy_ticket_page_open_form (self, record->kind, record);
}

static void
act_quote (GtkWidget *widget, const char *name, GVariant *id)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);
  const HyRecord *record = find_record (self, id);

  if (record != NULL)
    hy_ticket_page_open_form (self, "reply", record);
}

static void
act_copy_entry (GtkWidget *widget, const char *name, GVariant *id)
{
  const HyRecord *record = find_record (HY_TICKET_PAGE (widget), id);
  g_autofree char *text = record != NULL ? hy_record_text (record) : NULL;

  if (text != NULL)
    copy (widget, text);
}

static void
act_print (GtkWidget *widget, const char *name, GVariant *parameter)
{
  HyTicketPage *self = HY_TICKET_PAGE (widget);

  if (self->matter != NULL && !self->fresh)
    hy_print_form (widget, self->session, self->matter, self->revealed);
}

void
hy_ticket_page_install_actions (GtkWidgetClass *widget)
{
  static const struct
  {
    const char *name, *parameter;
    GtkWidgetActionActivateFunc func;
  } actions[] = {
    { "ticket.form", "s", act_form },
    { "ticket.copy-number", NULL, act_copy_number },
    { "ticket.copy-handover", NULL, act_copy_handover },
    { "ticket.print", NULL, act_print },
    { "ticket.reveal", NULL, act_reveal },
    { "ticket.read", "s", act_read },
    { "ticket.correct", "s", act_correct },
    { "ticket.quote", "s", act_quote },
    { "ticket.copy-entry", "s", act_copy_entry },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget, actions[i].name, actions[i].parameter,
                                     actions[i].func);
}
