/* A damaged replica, page by page: the first two bytes say how many at the end are its log, the rest is its file. Whatever
 * stands there, carving it ends, and each row that is taken can be read by who has to. */
#include "fuzz-memory.h"
#include "fuzz.h"

#include "store/hy-drafts.h"
#include "store/hy-outbox.h"
#include "store/hy-replica-private.h"
#include "store/hy-rescue-rows.h"
#include "support/hy-test-replica.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

static HyReplica *
get_replica (void)
{
  static HyReplica *replica;
  g_autoptr (GError) error = NULL;

  if (replica != NULL)
    return replica;
  replica = fuzz_memory_new ();
  g_assert_true (hy_sql_exec (replica->sql, "PRAGMA foreign_keys=OFF", &error));
  return replica;
}

static void
put_file (const char *path, const guint8 *data, gsize size)
{
  int fd = g_open (path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);

  g_assert_true (fd >= 0 && write (fd, data, size) == (gssize) size);
  close (fd);
}

static HyPages *
open_pages (const guint8 *data, gsize size, gsize log)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *path = g_build_filename (dir, "replica.db", NULL);
  g_autofree char *wal = g_strconcat (path, "-wal", NULL);
  g_autoptr (GError) error = NULL;
  HyPages *pages;

  put_file (path, data, size - log);
  put_file (wal, data + size - log, log);
  pages = hy_pages_open (path, &error);
  g_assert_no_error (error);
  hy_test_dir_remove (dir);
  return pages;
}

/* What sits in the outbox goes up, and what was typed is listed. */
static void
look (HyReplica *replica)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) outbox = hy_outbox_list (replica, &error);
  g_autoptr (GPtrArray) drafts = outbox != NULL ? hy_drafts_list (replica, NULL, &error) : NULL;
  g_autoptr (GPtrArray) texts = drafts != NULL ? hy_drafts_list_aside (replica, &error) : NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < drafts->len; i++)
    g_assert_true (hy_json_scan (((HyDraft *) drafts->pdata[i])->body, -1, NULL));
  for (guint i = 0; i < texts->len; i++)
    {
      const HyDraft *text = texts->pdata[i];

      g_assert_true (g_utf8_validate (text->body, -1, NULL) && g_utf8_validate (text->ticket, -1, NULL)
                     && g_utf8_validate (text->person, -1, NULL) && g_utf8_validate (text->kind, -1, NULL));
      g_assert_true (*text->body != '\0');
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  gsize log = size >= 2 ? (gsize) data[0] << 8 | data[1] : 0;
  HyReplica *replica = get_replica ();
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPages) pages = NULL;
  HyRescueRows *rows;
  HyCarveLosses losses = { 0 };

  if (size < 2)
    return 0;
  pages = open_pages (data + 2, size - 2, MIN (log, size - 2));
  g_assert_true (hy_sql_begin (replica->sql, &error));
  rows = hy_rescue_rows_new (replica->sql, &error);
  g_assert_no_error (error);
  for (int cut_off = 0; cut_off < 2; cut_off++)
    if (!hy_rescue_rows_take (rows, pages, cut_off, TRUE, &losses, &error))
      g_error ("%s", error->message);
  look (replica);
  hy_rescue_rows_free (rows);
  hy_sql_rollback (replica->sql);
  return 0;
}
