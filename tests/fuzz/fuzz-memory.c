#include "fuzz-memory.h"

#include "store/hy-replica-private.h"
#include "store/hy-schema.h"
#include "support/hy-test-replica.h"

static HyTime
now (gpointer data)
{
  return HY_TEST_NOW;
}

HyReplica *
fuzz_memory_new (void)
{
  g_autoptr (GError) error = NULL;
  HySql *sql = hy_sql_open (":memory:", HY_SQL_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (hy_schema_migrate (sql, g_get_tmp_dir (), &error));
  return hy_replica_new (sql, g_get_tmp_dir (), now, NULL);
}
