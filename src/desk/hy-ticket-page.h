/* One ticket: header, lights, guide with the form of the step, citizen, demands, timeline
 * (screens.md, 2.5). Group "ticket" of actions, inserted on the page: ticket.form(s) opens a form
 * by the kind of its command. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_TICKET_PAGE (hy_ticket_page_get_type ())
G_DECLARE_FINAL_TYPE (HyTicketPage, hy_ticket_page, HY, TICKET_PAGE, AdwBin)

/* Shows @ticket (id or number); NULL: none. @form (nullable): the kind of the command whose form
 * opens with it, as soon as it was read. @also (nullable): ids of tickets that
 * what it saves is written to as well, NULL-terminated. What was being written is a draft before anything else is
 * shown. */
void hy_ticket_page_open (HyTicketPage *self,
                          const char *ticket,
                          const char *form,
                          const char **also);
/* What was asked for gets the focus once it is read, at what is to be done. */
void hy_ticket_page_focus (HyTicketPage *self);
/* It does not any more: the hands are elsewhere. */
void hy_ticket_page_leave (HyTicketPage *self);
/* The id of what is shown or being read, NULL for none. */
const char *hy_ticket_page_get_ticket (HyTicketPage *self);
/* Opens the form of @kind on the ticket shown; the page's primary action when @kind is NULL: saves
 * an open form, else the guide's button. */
void hy_ticket_page_act (HyTicketPage *self, const char *kind);
/* Folds the open form with its draft; FALSE when none was open. */
gboolean hy_ticket_page_fold (HyTicketPage *self);
/* In a small window the head is not to take the room that a form needs. */
void hy_ticket_page_set_small (HyTicketPage *self, gboolean small);
/* Property "title" (string, readable): of the ticket shown, or NULL; for the window's title. */

G_END_DECLS
