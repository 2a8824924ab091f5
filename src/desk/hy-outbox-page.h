/* What waits for the line, what the district refused, what arrived today (screens.md, 2.6). */
#pragma once

#include "desk/hy-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_OUTBOX_PAGE (hy_outbox_page_get_type ())
G_DECLARE_FINAL_TYPE (HyOutboxPage, hy_outbox_page, HY, OUTBOX_PAGE, AdwBin)
/* Brings the focus to the first entry, as soon as there is one. */
void hy_outbox_page_focus (HyOutboxPage *self);

G_END_DECLS
