/* A replica for one test: a folder of its own, a clock that stands still until it is moved, and
 * shortcuts that fail the test instead of returning errors. */
#pragma once

#include "store/hy-store.h"

G_BEGIN_DECLS

/* 2026-11-23T09:00:00+08:00, a Monday. */
#define HY_TEST_NOW ((HyTime) 1795395600000)

typedef struct
{
  char *dir;
  HyStore *store;
  HyTime now; /* of the PC; move it between works, never during one */
} HyTestReplica;

HyTestReplica *hy_test_replica_new (void);
/* Removes the folder too. */
void hy_test_replica_free (HyTestReplica *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyTestReplica, hy_test_replica_free)

/* Closes and opens again, as the next start of the program does. */
void hy_test_replica_reopen (HyTestReplica *self);
/* Enrolled as office "o1" of district "d1", with persons "p-zhang" and "p-li" when @people. */
void hy_test_replica_enrol (HyTestReplica *self, gboolean people);

/* The enrolment alone, inside a transaction: for replicas that are none of these. */
gboolean hy_test_enrol_in (HyReplica *replica, gpointer unused, GError **error);

/* Must succeed. */
void hy_test_write (HyTestReplica *self, HyReplicaFunc func, gpointer data);
void hy_test_read (HyTestReplica *self, HyReplicaFunc func, gpointer data);

/* Straight from the database: the first column of the first row; 0 and NULL when there is none. */
gint64 hy_test_int (HyTestReplica *self, const char *sql);
char *hy_test_text (HyTestReplica *self, const char *sql);
/* Straight into it: statements without parameters. */
void hy_test_exec (HyTestReplica *self, const char *sql);

/* A folder of its own for a test, and its end. */
char *hy_test_dir_new (void);
void hy_test_dir_remove (const char *dir);

G_END_DECLS
