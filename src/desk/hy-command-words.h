/* A command of the outbox in words. Pure but for gettext. */
#pragma once

#include "core/hy-record.h"
#include "store/hy-outbox.h"

G_BEGIN_DECLS

/* All that a person wrote in it, a paragraph each; "" when there is nothing. Free it. */
char *hy_command_written (const HyCommand *command) G_GNUC_WARN_UNUSED_RESULT;

/* The same piece by piece, in order: what can be amended. */
typedef struct
{
  char *label; /* NULL: the text of the command itself */
  char *text;
} HyWrittenPiece;

/* (element-type HyWrittenPiece) */
GPtrArray *hy_command_pieces (GVariant *body) G_GNUC_WARN_UNUSED_RESULT;
/* @body with other texts for its pieces: (element-type utf8) as many, in order. A new reference. */
GVariant *hy_command_with_pieces (GVariant *body,
                                  const GPtrArray *texts) G_GNUC_WARN_UNUSED_RESULT;

/* "Reply · Noise at the lake road". Free it. */
char *hy_outbox_item_title (const HyOutboxItem *item) G_GNUC_WARN_UNUSED_RESULT;

/* What the program notes by itself, such as who saw a number: nobody's work, and nothing to take back. */
gboolean hy_command_is_trace (const char *kind);

/* "14:20 · must arrive by 17:30". Free it. */
char *hy_outbox_item_waits (const HyOutboxItem *item, HyTime now) G_GNUC_WARN_UNUSED_RESULT;

/* Why the district refused, in its words; else in ours. Free it. */
char *hy_outbox_item_refusal (const HyOutboxItem *item) G_GNUC_WARN_UNUSED_RESULT;

/* The whole of it as a page for the district or the files. Free it. */
char *hy_outbox_item_page (const HyOutboxItem *item) G_GNUC_WARN_UNUSED_RESULT;

/* The outage notice (报备单): what was made when and could not be sent. (element-type HyOutboxItem)
 * Free it. */
char *hy_outbox_notice (const GPtrArray *items, const char *office, HyTime now)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
