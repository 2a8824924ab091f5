/* What the head of a ticket says in words: its meta line, the masked citizen, flags, and the one
 * thing above all others. Pure but for gettext. */
#pragma once

#include "desk/hy-matter.h"

G_BEGIN_DECLS

/* "Complaint · City hotline · Urban management › Noise". Free it. */
char *hy_ticket_meta_words (const HyTicket *ticket) G_GNUC_WARN_UNUSED_RESULT;

/* "李**", "138****0042": what may be seen without a record of it. NULL for NULL. Free it. */
char *hy_mask_name (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *hy_mask_number (const char *number) G_GNUC_WARN_UNUSED_RESULT;
/* "138 0000 0042", as one dials it. NULL for NULL. Free it. */
char *hy_group_number (const char *number) G_GNUC_WARN_UNUSED_RESULT;

/* "李** · 138****0042", or what is known of them as it is when @revealed. Free it. */
char *hy_citizen_words (const HyCitizen *citizen, gboolean revealed) G_GNUC_WARN_UNUSED_RESULT;

/* A flag of a ticket as a pill. */
typedef struct
{
  char *label;    /* "Supervised (yellow)" */
  char *story;    /* what it means, and what the district said with it, line by line */
  char *ticket;   /* another ticket it names, or NULL */
  gboolean grave; /* weighs more than the rest */
} HyFlagPill;

void hy_flag_pill_free (HyFlagPill *self);

/* (element-type HyFlagPill): the gravest first. */
GPtrArray *hy_ticket_pills (const HyCase *view) G_GNUC_WARN_UNUSED_RESULT;

/* The bar above a ticket: at most one, the worst first (screens.md, 2.5 "Header"). */
typedef struct
{
  char *words;        /* NULL: there is no bar */
  const char *button; /* its label, translated, or NULL */
  const char *action; /* full name of the action behind it */
  char *target;       /* the action's string, or NULL */
} HyTicketBar;

void hy_ticket_bar_read (const HyMatter *matter, HyTicketBar *out);
void hy_ticket_bar_clear (HyTicketBar *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyTicketBar, hy_ticket_bar_clear)

/* Why @kind cannot be done now, with what to do instead, in words; NULL when it can. Free it. */
char *hy_matter_why_not (const HyMatter *matter, const char *kind) G_GNUC_WARN_UNUSED_RESULT;

/* What a unit that works for the office needs to know, without who asked: for pasting. Free it. */
char *hy_ticket_handover_text (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
