/* What a list of tickets asks the reader, and what it is answered: an order, or rows. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

typedef struct
{
  guint generation;  /* of the query, as the asker counts them */
  HyListQuery query; /* a copy */
  GArray *before;    /* of gint64: the order that the answer is compared with */
  GArray *nos;       /* of gint64: the order, or the rows wanted */
  GArray *hunks;     /* of HyTicketHunk: from before to nos */
  GPtrArray *rows;   /* of HyListRow */
} HyTicketQuestion;

HyTicketQuestion *hy_ticket_question_new (const HyListQuery *query, guint generation) G_GNUC_WARN_UNUSED_RESULT;
void hy_ticket_question_free (gpointer question);

/* @out is freed and becomes a copy that owns its strings; begins, and ends, as one of zeros. */
void hy_ticket_question_copy (const HyListQuery *query, HyListQuery *out);

/* HyStoreFunc, for the reader thread; @question is a HyTicketQuestion. The first asks for nos and hunks, the second for
 * rows of nos. */
gboolean hy_ticket_question_read_order (HyReplica *replica, gpointer question, GError **error);
gboolean hy_ticket_question_read_rows (HyReplica *replica, gpointer question, GError **error);

G_END_DECLS
