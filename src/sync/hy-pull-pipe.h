/* Storing runs on the store's writer while the next ones are read and parsed: the second thread of
 * a pull. */
#pragma once

#include "store/hy-pull.h"
#include "store/hy-store.h"

G_BEGIN_DECLS

typedef struct _HyPullPipe HyPullPipe;

/* @cursor: the one this stream was asked with. */
HyPullPipe *hy_pull_pipe_new (HyStore *store, const char *cursor);

/* Takes @run; waits while a few are still to be stored. FALSE when an earlier one failed: its error
 * comes from hy_pull_pipe_finish(). */
gboolean hy_pull_pipe_push (HyPullPipe *self, HyPullRun *run);

/* Waits for all that was pushed and frees the pipe. @out: the outcome of the last run stored, rows
 * summed up. */
gboolean hy_pull_pipe_finish (HyPullPipe *self,
                              HyPullOutcome *out,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
