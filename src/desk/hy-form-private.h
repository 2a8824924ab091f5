/* The inside of a form, for its own files. */
#pragma once

#include "desk/hy-attach-box.h"
#include "desk/hy-form.h"
#include "desk/hy-refusal-ways.h"

G_BEGIN_DECLS

typedef struct
{
  HySession *session;
  char *kind;
  HyMatter *matter;
  char *person;      /* whose form it is: id, "" when nobody said */
  GPtrArray *fields; /* of HyFormField, unowned */
  char **also;
  char *amends;     /* the record that is corrected, or NULL */
  HyRecord *record; /* to be taken in once the draft was looked for, or NULL */

  gint64 base_version; /* of the ticket as the clerk has seen it */
  gboolean restored;   /* a draft was looked for; typing counts from here */
  gboolean restoring;  /* values are being put in, nobody types */
  gboolean dirty;      /* something was typed since the last draft */
  gboolean saving, over;
  guint draft_source;
  guint search; /* counts the drafts looked for: an answer to an earlier question is late */

  GtkWidget *since; /* what came since it was begun */
  GtkLabel *since_words;
  GtkWidget *others; /* who writes the same */
  GtkLabel *others_words;
  AdwBin *content;
  HyFormField *why; /* a record is corrected; a field only then */
  HyAttachBox *attach;
  GtkWidget *bottom;  /* all of the next, down to the foot */
  GtkWidget *blocks_place;
  GtkBox *blocks;     /* what stands against saving, as it is typed */
  GtkExpander *gaps;  /* the fields that are to be mended, where there are several */
  GtkLabel *gaps_words;
  GtkBox *gaps_rows;
  char *blocked;      /* what they all say */
  GtkWidget *problem; /* a refusal with its way out */
  GtkLabel *problem_words;
  char *standing; /* what is said there of the draft when there is no refusal, or NULL */
  GtkButton *way_out;
  GtkWidget *doubt; /* still the same person? */
  GtkLabel *doubt_words;
  GtkLabel *drafted;
  GtkButton *fold;
  GtkButton *save;
  GtkWidget *foot;
  const HyRefusalWay *way; /* what the button does */
} HyFormPrivate;

HyFormPrivate *hy_form_private (HyForm *self);

/* hy-form-draft.c */
void hy_form_restore (HyForm *self);
void hy_form_draft_soon (HyForm *self);
void hy_form_draft_now (HyForm *self);
/* Saved: the draft of a correction, which the outbox does not know, goes. */
void hy_form_draft_over (HyForm *self);
/* Shows what others did since base_version, if anything. */
void hy_form_show_since (HyForm *self);
void hy_form_acknowledge (HyForm *self);

/* hy-form-others.c: somebody else's draft of the same is told of */
void hy_form_show_others (HyForm *self);

/* hy-form-refusal.c */
/* NULL takes it away. */
void hy_form_show_refusal (HyForm *self, const HyRefusal *refusal);
void hy_form_show_problem (HyForm *self, const char *words);
void hy_form_take_way (HyForm *self, const HyRefusalWay *way);

/* hy-form-save.c */
/* Shows what is wrong and moves the focus to the first of it. */
void hy_form_find_faults (HyForm *self);

/* hy-form-blocks.c */
void hy_form_show_blocks (HyForm *self);
/* Each field that is to be mended is named, not only how many they are, where there is room. */
void hy_form_list_gaps (HyForm *self);

G_END_DECLS
