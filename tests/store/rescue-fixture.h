/* An office whose replica holds every state of a command, and its files to be damaged. */
#pragma once

#include "support/hy-test-outbox.h"

#define PAGE 4096

typedef struct
{
  HyTestReplica *t;
  char *queued, *refused, *held, *done;
} Office;

/* Every state of a command, a draft, a photo. */
Office office_new (guint tickets);
void office_clear (Office *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Office, office_clear)

char *path_of (const HyTestReplica *t, const char *name);
gsize size_of (HyTestReplica *t, const char *name);
char *contents_of (HyTestReplica *t, const char *name, gsize *length);
/* Writes @bytes over what the file has at @at. */
void damage (HyTestReplica *t, const char *name, goffset at, const void *bytes, gsize length);

/* The clock of the replica @data. */
HyTime clock_of (gpointer data);
void close_store (HyTestReplica *t);
gboolean open_rescued (HyTestReplica *t, GError **error);
void must_open (HyTestReplica *t);
