/* The window: welcome, who are you, or the desk (side, list, ticket). Its parts ask for what they
 * want by actions (hy-window-actions.c) and never hold it. */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_WINDOW (hy_window_get_type ())
G_DECLARE_FINAL_TYPE (HyWindow, hy_window, HY, WINDOW, AdwApplicationWindow)

HyWindow *hy_window_new (GtkApplication *application, HySession *session);

/* @ticket: id or number. */
void hy_window_open_ticket (HyWindow *self, const char *ticket);

/* Actions of the window, for everything inside it:
 *   win.show-queue(s)        a queue's code; "today" is the page Today
 *   win.show-outbox
 *   win.open-ticket(s)       shows a ticket (id or number) beside the list
 *   win.show-ticket(s)       the same, and goes there with the focus
 *   win.open-form((ss))      a ticket and the kind of the command whose form opens with it
 *   win.previous-ticket, win.next-ticket
 *   win.act(s)               opens the form of a kind on the ticket shown ("" its primary action or
 * Save) win.fold                 folds an open form, else leaves a search, else goes back a pane
 *   win.search, win.next-pane, win.back
 *   win.saved(s)             a command was queued: the toast with its undo
 *   win.undo(s)              takes a command back; win.undo-last what the toast in sight would
 *   win.said-several((sas))  words and the commands of one deed on several; win.undo-several(as)
 *   win.note-several(as)     the form of a note that is written to all these tickets
 *   win.toast(s)             a plain text
 *   win.sync-now, win.show-sync, win.switch-person
 *   win.mine                 stateful: 我的|全处; win.dense: stateful */

G_END_DECLS
