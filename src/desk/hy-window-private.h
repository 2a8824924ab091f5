/* The inside of the window, for its own files. */
#pragma once

#include "desk/hy-first-sync-page.h"
#include "desk/hy-input-hint.h"
#include "desk/hy-list-page.h"
#include "desk/hy-outbox-page.h"
#include "desk/hy-people-page.h"
#include "desk/hy-revoked-page.h"
#include "desk/hy-side.h"
#include "desk/hy-sort-page.h"
#include "desk/hy-start-pane.h"
#include "desk/hy-sync-pill.h"
#include "desk/hy-ticket-page.h"
#include "desk/hy-today-page.h"
#include "desk/hy-trouble-bar.h"
#include "desk/hy-welcome-page.h"
#include "desk/hy-window.h"

G_BEGIN_DECLS

struct _HyWindow
{
  AdwApplicationWindow parent_instance;
  HySession *session;
  char *page;   /* what the side marks: a queue's code or "outbox" */
  HyQueue listed; /* what was shown beside the tickets last */
  char *before; /* the page that a search was begun from, or NULL */
  char *sought; /* what the list was searched for, or NULL */
  gboolean unsettled; /* the list was changed: what the pane holds may be foreign to it */
  gboolean begun;    /* the first sync goes on behind the desk */
  gboolean disabled; /* the district has disabled this PC */
  gboolean looks_on; /* the page that says so was left */
  AdwToast *undoable; /* the newest that takes something back, while it is shown; weak */
  gboolean enrolling; /* once more, by the wish of who sits here: until it is done or left */
  gboolean asking;   /* somebody else wants to sit here, and has not said who */
  gboolean aside;    /* sorting through waits for what has its place */
  guint fold_source;
  int last_width, last_height;

  AdwToastOverlay *toasts;
  GtkStack *stack;   /* opening | welcome | people | desk */
  AdwLeaflet *outer; /* side, content */
  GtkStack *content; /* tickets | outbox */
  AdwLeaflet *inner; /* lists, ticket */
  AdwClamp *list_clamp;
  AdwToastOverlay *list_toasts;
  GtkStack *lists; /* today | list */
  GtkSearchEntry *search;
  AdwHeaderBar *header;
  GtkMenuButton *menu_button;
  AdwClamp *search_place; /* in the header */
  AdwBin *search_row;     /* under it */
  GtkWidget *back;
  GtkLabel *place;
  GtkWidget *head; /* what stands over the panes */
  AdwToastOverlay *head_toasts;
  AdwBin *welcome_place;
  AdwBin *people_place;

  HySide *side;
  HySyncPill *pill;
  HyListPage *list;
  HyTodayPage *today;
  HyOutboxPage *outbox;
  GtkStack *pane; /* none | ticket | sort */
  AdwBin *start_place;
  HyStartPane *start;
  HyTicketPage *ticket; /* NULL until one is opened */
  HySortPage *sort;
  GtkInfoBar *sort_bar; /* NULL until a ticket was looked at from there */
  HyPeoplePage *people;
};

/* hy-window-actions.c */
void hy_window_install_actions (GtkWidgetClass *widget);
/* Actions with a state, and keys that must not go before those of a popover or an entry. */
void hy_window_add_actions (HyWindow *self);

/* hy-window-toasts.c: what was done, and taking it back */
void hy_window_install_toasts (GtkWidgetClass *widget);

/* hy-window-sort.c: sorting through, and what it is left for */
void hy_window_install_sorting (GtkWidgetClass *widget);
/* FALSE: it does not wait. */
gboolean hy_window_resume_sorting (HyWindow *self);
/* Something else was chosen: it waits no more. */
void hy_window_leave_sorting (HyWindow *self);

/* hy-window-panes.c: how many panes stand beside one another */
/* For a window of @width and @height pixels; also what the size of text decides. */
void hy_window_fold_for (HyWindow *self, int width, int height);
/* Where the outbox is in sight: for the tickets, and the list that they were last in. */
void hy_window_leave_outbox (HyWindow *self);
/* The button, where there is a pane to go back to. */
void hy_window_show_back (HyWindow *self);
/* What the pane holds while no ticket is open. */
void hy_window_add_start (HyWindow *self);
/* For the size that it has, before the next frame. */
void hy_window_fold_soon (HyWindow *self);

/* hy-window-search.c */
void hy_window_add_search (HyWindow *self);
/* Empties the entry; what is shown stays. */
void hy_window_end_search (HyWindow *self);

/* hy-window-gates.c: the pages that stand before the desk */
/* What the session says turns to them and away. */
void hy_window_add_gates (HyWindow *self);
/* The desk, or what stands before it. @ask: who sits here is asked in any case. */
void hy_window_show_person (HyWindow *self, gboolean ask);
/* The form that makes this PC one of an office's, whatever it was. */
void hy_window_show_enrol (HyWindow *self);
/* It is in sight, with nothing before it. */
gboolean hy_window_has_desk (HyWindow *self);

/* hy-window.c */
void hy_window_show_page (HyWindow *self, const char *page);
/* And the hands are there. */
void hy_window_go_to_page (HyWindow *self, const char *page);
/* No ticket is open: no key acts on one. A form that is open waits as it is. */
void hy_window_clear_pane (HyWindow *self);
/* Round the panes that are in sight, in reading order. */
void hy_window_focus_next_pane (HyWindow *self);
/* The hands are elsewhere: what a pane was still to open or to focus is forgotten. */
void hy_window_leave_panes (HyWindow *self);
/* The ticket page, made when it is first wanted; the pane shows it. */
HyTicketPage *hy_window_need_ticket (HyWindow *self);
/* The ticket's side of the window, also where it is folded. */
void hy_window_show_ticket_pane (HyWindow *self);
/* What the list beside the ticket holds. @search: (nullable) */
void hy_window_show_list (HyWindow *self, HyQueue queue, const char *search);
/* Office and person in the header; the person alone where it is narrow. */
void hy_window_show_place (HyWindow *self);
/* As it was last left, when it comes in sight first. */
void hy_window_show_desk (HyWindow *self);

G_END_DECLS
