/* One deed on several tickets, each a command of its own: some may be refused while the others go.
 * Main thread only. */
#pragma once

#include "desk/hy-session.h"

G_BEGIN_DECLS

typedef struct
{
  GPtrArray *commands; /* (element-type utf8) ids of what was queued */
  GPtrArray *refused;  /* (element-type utf8) ids of the tickets it was not queued for */
  char *why;           /* of the first refusal, in words; NULL: none was refused */
} HyBulkResult;

void hy_bulk_result_free (HyBulkResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyBulkResult, hy_bulk_result_free)

/* @body: of each command; floating is fine. @blobs: (nullable): of HyBlobRef, of each too. @tickets: ids, NULL-terminated. All are queued in the
 * name of who sits here now. */
void hy_bulk_async (HySession *session,
                    const char *kind,
                    GVariant *body,
                    GPtrArray *blobs,
                    const char *const *tickets,
                    GAsyncReadyCallback callback,
                    gpointer user_data);
/* Never fails as a whole. */
HyBulkResult *hy_bulk_finish (HySession *session, GAsyncResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* Takes back what of @commands has not been sent. */
void hy_bulk_undo_async (HySession *session,
                         const char *const *commands,
                         GAsyncReadyCallback callback,
                         gpointer user_data);
/* How many were taken back; @late (out): how many had been sent. */
guint hy_bulk_undo_finish (HySession *session, GAsyncResult *result, guint *late);

G_END_DECLS
