/* The inside of the page "who are you", for its own files. */
#pragma once

#include "desk/hy-people-page.h"

G_BEGIN_DECLS

struct _HyPeoplePage
{
  AdwBin parent_instance;
  HySession *session;
  GPtrArray *rows; /* of GtkWidget, not owned */
  char *chosen;    /* who types a PIN */
  char *admitted;  /* who answers the question */

  GtkStack *steps; /* names | missing | question */
  AdwStatusPage *names_page;
  GtkListBox *people;
  GtkWidget *missing;
  GtkWidget *stay;
  GtkLabel *request;
  AdwStatusPage *question;
  GtkWidget *guide_me;

  /* hy-people-pin.c */
  GtkWidget *pin;
  GtkWidget *pin_fault;
  GtkLabel *pin_words;
  GCancellable *pin_check; /* NULL: none runs */
  guint pin_source;        /* while no try may be made */
};

/* hy-people-pin.c: the PIN of the chosen person, in a row under the name */
void hy_people_pin_ask (HyPeoplePage *self, int below);
void hy_people_pin_close (HyPeoplePage *self);
void hy_people_pin_entered (AdwEntryRow *row, HyPeoplePage *self);
void hy_people_pin_mapped (GtkWidget *row, HyPeoplePage *self);
void hy_people_pin_changed (GtkEditable *row, HyPeoplePage *self);

/* hy-people-page.c: whoever chose that name may go on by it. */
void hy_people_page_admit (HyPeoplePage *self);

G_END_DECLS
