/* The words that only the command line needs beside core/hy-words.h: how syncing stands, what is
 * wrong with the line, a light as shape and word. */
#pragma once

#include "store/hy-outbox.h"
#include "store/hy-status.h"

G_BEGIN_DECLS

/* "◆ Red light". */
char *hy_ctl_light_words (HyLight light) G_GNUC_WARN_UNUSED_RESULT;
/* One sentence that answers "has it arrived?". */
char *hy_ctl_state_words (const HyStatus *status) G_GNUC_WARN_UNUSED_RESULT;
/* What was wrong in the last round and what to do, by its code; NULL for a code without words.
 * Static. */
const char *hy_ctl_fault_words (const char *code);
/* "supervised, yellow card" of a ticket's flag; one that is not known as it is. */
char *hy_ctl_flag_words (const char *flag) G_GNUC_WARN_UNUSED_RESULT;
/* Of a contact; NULL of NULL. Static, or @outcome. */
const char *hy_ctl_outcome_words (const char *outcome);
/* Of an item of the outbox. Static. */
const char *hy_ctl_item_state_words (const char *state);

/* Of files that wait for the line or cannot be sent: a sentence a line, "" for none. */
char *hy_ctl_files_text (const HyBlobFigures *blobs) G_GNUC_WARN_UNUSED_RESULT;

/* Everything that a person should know of @status: a sentence a line. */
char *hy_ctl_status_text (const HyStatus *status) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
