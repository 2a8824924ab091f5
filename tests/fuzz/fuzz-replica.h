/* A replica in memory for one process: enrolled, with people, two tickets ("t1" with a record, "t2"), indexed, and three
 * commands of t1 that are on the wire ("c1" to "c3"). Whatever a target does to it is undone. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* Runs @func in a transaction, asks whether what it left holds together, and undoes it. */
void fuzz_replica_try (HyReplicaFunc func, gpointer data);
/* The lines of a stream into the replica as the engine does it; FALSE when one is no line of a feed. */
gboolean fuzz_replica_feed (HyReplica *replica, const char *text, gsize length, GError **error);

G_END_DECLS
