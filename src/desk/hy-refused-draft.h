/* What is typed over a refused text: a draft of its own beside that text, which stays as it was
 * (screens.md, 2.6). */
#pragma once

#include "desk/hy-session.h"
#include "store/hy-outbox.h"

G_BEGIN_DECLS

/* @texts (element-type utf8): piece by piece, of who sits here. */
void hy_refused_draft_save_async (HySession *session,
                                  const HyCommand *command,
                                  const GPtrArray *texts,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
void hy_refused_draft_load_async (HySession *session,
                                  const HyCommand *command,
                                  GAsyncReadyCallback callback,
                                  gpointer user_data);
/* @pieces: an "av" of what hy_refused_draft_load_async() found, NULL when there is none; @at: when it was typed. */
gboolean hy_refused_draft_load_finish (GObject *store,
                                       GAsyncResult *result,
                                       GVariant **pieces,
                                       HyTime *at,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
