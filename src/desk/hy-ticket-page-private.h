/* The inside of the ticket page, for its own files. */
#pragma once

#include "desk/hy-citizen-group.h"
#include "desk/hy-demand-list.h"
#include "desk/hy-guide-card.h"
#include "desk/hy-ticket-header.h"
#include "desk/hy-ticket-page.h"
#include "desk/hy-timeline.h"

G_BEGIN_DECLS

struct _HyTicketPage
{
  AdwBin parent_instance;
  HySession *session;
  char *ticket;   /* as it was asked for: id or number */
  char *form;     /* opens once the ticket is read */
  gboolean fresh; /* what is shown is of another ticket still */
  gboolean to_focus; /* once the ticket is read */
  gboolean revealed;
  HyMatter *matter;
  GCancellable *reading;

  gboolean small; /* the window: the head is part of what rolls */
  guint rise_id;
  int frames_to_rise;

  GtkStack *stack;
  GtkBox *column; /* head, what rolls, foot */
  GtkBox *roll;   /* all that is scrolled */
  GtkWidget *head;
  HyTicketHeader *header;
  GtkInfoBar *bar;
  GtkLabel *bar_words;
  GtkButton *bar_button;
  GtkScrolledWindow *scroller;
  AdwBin *guide_place;
  AdwBin *dock; /* the foot of the open form */
  HyGuideCard *guide;
  HyCitizenGroup *citizen;
  HyDemandList *demands;
  HyTimeline *timeline;
};

/* hy-ticket-page.c */
/* The form of @kind, or what is done without one; says why when that may not be. @record: an entry of
 * the timeline to work on, or NULL. */
void hy_ticket_page_open_form (HyTicketPage *self, const char *kind, const HyRecord *record);

/* hy-ticket-page-room.c */
/* Brings the form that was opened in sight. */
void hy_ticket_page_make_room (HyTicketPage *self);

/* hy-ticket-page-actions.c: the group "ticket" */
void hy_ticket_page_install_actions (GtkWidgetClass *widget);

G_END_DECLS
