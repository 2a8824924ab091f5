/* "How is that matter?" in one sentence: what happened last, who has it, what comes next and when
 * (screens.md, B4). Pure but for gettext. */
#pragma once

#include "store/hy-list.h"

G_BEGIN_DECLS

/* @row: with what hy_latest_mark() adds. @handler: the name of who has it, or NULL. Free it. */
char *hy_state_sentence (const HyListRow *row, const char *handler, HyTime now) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
