/* A text that no form can open any more, in a list: what it was to be, whose it is, and as much of it as can be read, to
 * copy, to save as a file, or to delete. Once it is deleted it activates "kept-texts.deleted" with its number. */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-drafts.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define HY_TYPE_KEPT_ROW (hy_kept_row_get_type ())
G_DECLARE_FINAL_TYPE (HyKeptRow, hy_kept_row, HY, KEPT_ROW, AdwExpanderRow)

/* @draft (transfer full): one of hy_drafts_list_aside(). @no: the row's number there. */
GtkWidget *hy_kept_row_new (HySession *session, HyDraft *draft, guint no);

G_END_DECLS
