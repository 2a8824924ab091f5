/* Files as an office sends them, for the tests of /v1/blobs. */
#pragma once

#include "server-fixture.h"

#define DEVICE "01932d2e-0000-7000-8000-0000000000d1"
#define OTHER_DEVICE "01932d2e-0000-7000-8000-0000000000d2"
#define MIB ((gsize) 1024 * 1024)

typedef struct
{
  char *data;
  gsize size;
  char *sha256;
  char *path; /* of its address */
} File;

void file_clear (File *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (File, file_clear)
/* Its bytes follow from @size and @seed. */
File file_new (gsize size, guint seed);

SoupMessage *patch_message (Fixture *f, const File *file, gsize offset, gsize length, gsize total);
Reply patch (Fixture *f, const File *file, gsize offset, gsize length);
/* Of a header; -1: it is not there. */
gint64 number (const Reply *reply, const char *name);
/* -1: unknown. */
gint64 offset_of (Fixture *f, const File *file);
/* All of it, which must be taken. */
void upload (Fixture *f, const File *file);
void assert_has (Fixture *f, const File *file);

/* A command that names the file, which must be applied. */
void post_record (Fixture *f,
                  const char *device,
                  const char *id,
                  const char *person,
                  const char *ticket,
                  const char *kind,
                  const char *body,
                  const File *file,
                  int seq);
/* What follows is asked by a PC of that office. */
void switch_office (Fixture *f, const char *office, const char *device);
