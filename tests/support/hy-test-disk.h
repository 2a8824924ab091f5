/* A disk that fails when a test wants it: SQLite's files by way of this one, which counts what is asked of the disk and
 * remembers what was never synced. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HY_TEST_DISK_SOUND,
  HY_TEST_DISK_FAILS, /* that one write, sync or truncate does not get through; the next ones do */
  HY_TEST_DISK_FULL,  /* from that write on there is no room, until hy_test_disk_mend() */
  HY_TEST_DISK_DEAD   /* the power fails in the midst of it: nothing gets through any more */
} HyTestDiskFault;

/* From here on all files that SQLite opens are on it. Once a program. */
void hy_test_disk_install (void);
/* @fault meets the @nth write, sync or truncate from now, counted from 1. */
void hy_test_disk_arm (HyTestDiskFault fault, guint nth);
/* Whether it has met one since. */
gboolean hy_test_disk_was_met (void);
/* Sound again. */
void hy_test_disk_mend (void);
/**
 * hy_test_disk_power_on:
 *
 * After HY_TEST_DISK_DEAD, when all files are closed: of what was written since a file was last synced @random
 * decides, piece by piece, whether it is there; with NULL nothing of it is. Sound again.
 */
void hy_test_disk_power_on (GRand *random);

G_END_DECLS
