/* A text that no form can open any more, in a list: what it was to be, whose it is, and as much of it as can be read, to
 * copy or to save as a file. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-drafts.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_KEPT_ROW (hy_kept_row_get_type ())
G_DECLARE_FINAL_TYPE (HyKeptRow, hy_kept_row, HY, KEPT_ROW, AdwExpanderRow)

/* @draft (transfer none): one of hy_drafts_list_aside(). */
GtkWidget *hy_kept_row_new (HySession *session, const HyDraft *draft);

G_END_DECLS
