/* The inside of the list page, for its own files. */
#pragma once

#include "desk/hy-list-page.h"
#include "desk/hy-list-views.h"
#include "desk/hy-ticket-selection.h"

G_BEGIN_DECLS

struct _HyListPage
{
  AdwBin parent_instance;
  HySession *session;
  HyQueue queue;
  char *search;
  char *ticket;
  HyTicketModel *model;
  HyTicketSelection *selection;
  HyTicketItem *awaited; /* selected while a placeholder: opened once it is read */
  gboolean finding;      /* what is selected now is found again; nobody asks for it */
  gboolean found;        /* so it was with what is awaited */
  gboolean marking;      /* the selection follows the ticket pane */
  HyListViews *views;
  HyListView *at;       /* of the page that is listed */
  gboolean returning;   /* its place is to be found again */
  gboolean to_focus;    /* and the focus goes there */
  gboolean to_open;     /* the first is wanted, once it is known which that is */
  guint return_ticks;   /* a list grows to its height within a few frames */
  guint return_id;      /* the tick callback that counts them down, or 0 */
  GSimpleActionGroup *actions;

  GtkLabel *heading;
  GtkLabel *filter;
  GtkWidget *scope; /* mine, or everybody's */
  GtkToggleButton *mine;
  GtkMenuButton *menu;
  GtkInfoBar *failure;
  GtkStack *stack;
  GtkScrolledWindow *scroller;
  GtkListView *view;
  AdwStatusPage *empty;
  GtkButton *widen; /* from there */
  GtkRevealer *bar;
  GtkLabel *count;
  GtkMenuButton *assign;
};

/* hy-list-page.c */
void hy_list_page_ask (HyListPage *self);
/* Rows, or that there are none. */
void hy_list_page_show_state (HyListPage *self);

/* hy-list-return.c */
void hy_list_page_add_return (HyListPage *self);
/* Something else is asked for: what the last one was to come back to is forgotten. */
void hy_list_page_begin_return (HyListPage *self);

/* hy-list-empty.c: why there is nothing to see. */
void hy_list_page_fill_empty (HyListPage *self);

/* hy-list-menu.c: order, filter and density, and remembering them. */
void hy_list_page_add_menu (HyListPage *self);
void hy_list_page_show_view (HyListPage *self);

/* hy-list-picked.c: selecting several, and what is done with them. */
void hy_list_page_add_picking (HyListPage *self);
/* Leaves picking; FALSE when there was nothing to leave. */
gboolean hy_list_page_stop_picking (HyListPage *self);

G_END_DECLS
