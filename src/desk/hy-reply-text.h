/* The words of a reply: what the log already tells, and the whole as the district will get it. Pure
 * but for gettext. */
#pragma once

#include "core/hy-workflow.h"

G_BEGIN_DECLS

/* The contacts that count, a sentence each, oldest first; NULL when there was none. Free it. */
char *hy_reply_contact_summary (const HyCase *c) G_GNUC_WARN_UNUSED_RESULT;
/* What was noted, a sentence each, with whom it was done; NULL when nothing was. Free it. */
char *hy_reply_investigation (const HyCase *c) G_GNUC_WARN_UNUSED_RESULT;

/**
 * hy_reply_text_compose:
 * @body: of a reply, complete or not
 * @signature: (nullable): "Office, person", the last line with @date
 *
 * The reply in numbered sections; what is missing has none. Free it.
 */
char *hy_reply_text_compose (GVariant *body,
                             const HyCase *c,
                             const char *signature,
                             HyDate date) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
