/* What a thread of the store does with one piece of work: it runs in one transaction, and either
 * all of it stays or nothing. */
#pragma once

#include "store/hy-replica-private.h"

G_BEGIN_DECLS

/* @func over @replica: committed when it returns TRUE, else undone, what the replica had learnt in
 * it included. Errors of SQLite in words that say what to do (hy_work_explain()). */
gboolean hy_work_run (HyReplica *replica,
                      gboolean writes,
                      HyReplicaFunc func,
                      gpointer data,
                      GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* What a ticket that left said of its citizen goes from the log too (protocol.md: within a day),
 * when nobody reads; else at the next call. For moments without work. */
void hy_work_tidy (HyReplica *replica);

/* Errors of SQLite, and those of a file there that tell of its disk, as those of the store, in words that say what to
 * do; @dir: the replica's folder, whose disk may be full. FALSE always. */
gboolean hy_work_explain (const char *dir, GError **error);

G_END_DECLS
