/* What targets that need a replica begin with. */
#pragma once

#include "store/hy-replica.h"

G_BEGIN_DECLS

/* A replica in memory with its schema and nothing in it, at HY_TEST_NOW. For the process's life. */
HyReplica *fuzz_memory_new (void);

G_END_DECLS
