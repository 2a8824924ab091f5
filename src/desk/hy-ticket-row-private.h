/* The inside of a row, for its own files. */
#pragma once

#include "desk/hy-look.h"
#include "desk/hy-ticket-row.h"

G_BEGIN_DECLS

/* A list holds some two hundred rows and shows a dozen: a row has no children, keeps its words and
 * lays them out when it is drawn. */
struct _HyTicketRow
{
  GtkWidget parent_instance;
  HySession *session;
  HyTicketItem *item;
  gboolean dense, stating;
  gboolean picking, selected; /* a box shows whether it is selected */

  int height;        /* in pixels, as it was measured for a width */
  guint fit_serial;  /* of the Pango context in which these were found, 0: in none */
  int fit_width;     /* of the row for which fit_lines was found, -1: for none */
  int fit_lines;
  float fit_date;    /* how wide the date is */
  gboolean filled; /* else a placeholder is drawn */
  HyLook look;
  const char *mark; /* icon of what is unsent, or NULL */
  gboolean unread;
  GPtrArray *chips; /* of utf8 */
  char *title, *date, *caption, *left;
  char *state; /* NULL: its row does not say */
};

/* hy-ticket-row-draw.c */
/* In pixels, of a row @width pixels wide; how its title fits is found once, for Pango takes its time and the list asks for all of
 * its rows again and again. */
int hy_ticket_row_height (HyTicketRow *self, int width);
void hy_ticket_row_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline);
void hy_ticket_row_snapshot (GtkWidget *widget, GtkSnapshot *snapshot);

G_END_DECLS
