/* Documents as the rest of this layer needs them. */
#pragma once

#include "authority/hy-authority-private.h"
#include "authority/hy-documents.h"
#include "wire/hy-feed-line.h"

G_BEGIN_DECLS

/* Writes the built-in policy and calendar into a database that has none. */
gboolean hy_documents_ensure_defaults (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Inside a write transaction: the object's next version; @row NULL removes it. @office NULL: every office gets it. */
gboolean hy_documents_put (HyAuthority *self,
                           HyDocumentKind kind,
                           const char *id,
                           const char *office,
                           const char *row,
                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Borrowed until the next write transaction begins or is undone. */
const HyPolicy *hy_documents_policy (HyAuthority *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
const HyCalendar *hy_documents_calendar (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The id of the policy in force on @date: the newest whose days hold it, else the newest. */
const char *hy_documents_policy_on (HyAuthority *self, HyDate date, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Drops what was parsed: always, or when another process changed the database. */
void hy_documents_forget (HyAuthority *self);
void hy_documents_forget_stale (HyAuthority *self);

G_END_DECLS
