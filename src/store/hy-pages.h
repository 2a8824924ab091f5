/* A database file and its write-ahead log as plain pages, read without SQLite: for files of which SQLite
 * says that they are damaged (https://sqlite.org/fileformat2.html). Nothing is ever written, whatever cannot
 * be read is said to be so, and no text of the file is believed. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HY_PAGE_MAX 65536

typedef struct _HyPages HyPages;

/* NULL with a G_IO_ERROR when the file cannot be opened at all. */
HyPages *hy_pages_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_pages_free (HyPages *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPages, hy_pages_free)

/* As the header says, else as the log does, else what SQLite makes by itself. */
guint hy_pages_size (const HyPages *self);
/* Pages are counted from 1. */
guint32 hy_pages_count (const HyPages *self);

/* Page @n as the last transaction left it that the log holds whole; @out: HY_PAGE_MAX bytes. FALSE when the disk
 * does not give it. */
gboolean hy_pages_read (HyPages *self, guint32 n, guint8 *out);
/* Whether it holds nothing, by the list of such pages. */
gboolean hy_pages_is_free (const HyPages *self, guint32 n);

/* What stands in the log behind a place where it is broken: SQLite takes it for never written, though
 * transactions were ended there. */
guint hy_pages_cut_off (const HyPages *self);
gboolean hy_pages_read_cut_off (HyPages *self, guint i, guint8 *out);
/* Whether commits were among it that a power cut cannot explain: it may leave the last one half-written. */
gboolean hy_pages_log_is_broken (const HyPages *self);

G_END_DECLS
