#include "support/hy-test-disk.h"

#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

/* What happened to a file since it was last synced. */
typedef struct
{
  gboolean truncates; /* to .at; else bytes are written there */
  sqlite3_int64 at;
  GBytes *bytes;
} Piece;

/* A file by its path, as the disk has it for certain. */
typedef struct
{
  GByteArray *durable;
  GPtrArray *pieces;
} Kept;

typedef struct
{
  sqlite3_file base;
  char *path; /* NULL: a file without a name */
  sqlite3_file *real;
} File;

static sqlite3_vfs *below;
static sqlite3_vfs disk;
static GMutex lock;
static GHashTable *kept; /* path -> Kept */
static HyTestDiskFault armed;
static guint left;
static gboolean met;

static void
piece_free (gpointer data)
{
  Piece *piece = data;

  g_clear_pointer (&piece->bytes, g_bytes_unref);
  g_free (piece);
}

static void
kept_free (gpointer data)
{
  Kept *self = data;

  g_byte_array_unref (self->durable);
  g_ptr_array_unref (self->pieces);
  g_free (self);
}

static void
apply (GByteArray *bytes, const Piece *piece)
{
  gsize length = 0;
  const void *data = piece->bytes != NULL ? g_bytes_get_data (piece->bytes, &length) : NULL;
  guint old = bytes->len;

  if (piece->truncates || (gsize) piece->at + length > old)
    g_byte_array_set_size (bytes, (guint) ((gsize) piece->at + length));
  if (bytes->len > old)
    memset (bytes->data + old, 0, bytes->len - old);
  if (length > 0)
    memcpy (bytes->data + piece->at, data, length);
}

static void
note (const char *path, gboolean truncates, sqlite3_int64 at, const void *bytes, gsize length)
{
  Kept *self = path != NULL ? g_hash_table_lookup (kept, path) : NULL;
  Piece *piece;

  if (self == NULL)
    return;
  piece = g_new0 (Piece, 1);
  piece->truncates = truncates;
  piece->at = at;
  piece->bytes = bytes != NULL ? g_bytes_new (bytes, length) : NULL;
  g_ptr_array_add (self->pieces, piece);
}

static void
note_sync (const char *path)
{
  Kept *self = path != NULL ? g_hash_table_lookup (kept, path) : NULL;

  for (guint i = 0; self != NULL && i < self->pieces->len; i++)
    apply (self->durable, g_ptr_array_index (self->pieces, i));
  if (self != NULL)
    g_ptr_array_set_size (self->pieces, 0);
}

/* SQLITE_OK when the disk does it. */
static int
ask (gboolean writes, int fault)
{
  if (met && armed == HY_TEST_DISK_DEAD)
    return fault;
  if (met && armed == HY_TEST_DISK_FULL)
    return writes ? SQLITE_FULL : SQLITE_OK;
  if (armed == HY_TEST_DISK_SOUND || met || (armed == HY_TEST_DISK_FULL && !writes) || --left > 0)
    return SQLITE_OK;
  met = TRUE;
  return armed == HY_TEST_DISK_FULL ? SQLITE_FULL : fault;
}

#define REAL(file) (((File *) (file))->real)
#define PATH(file) (((File *) (file))->path)

static int
do_close (sqlite3_file *file)
{
  int rc = REAL (file)->pMethods->xClose (REAL (file));

  g_free (PATH (file));
  g_free (REAL (file));
  return rc;
}

static int
do_read (sqlite3_file *file, void *out, int n, sqlite3_int64 at)
{
  return REAL (file)->pMethods->xRead (REAL (file), out, n, at);
}

/* Power that fails in a write leaves half of it. */
static int
do_write (sqlite3_file *file, const void *bytes, int n, sqlite3_int64 at)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  gboolean was_met = met;
  int rc = ask (TRUE, SQLITE_IOERR_WRITE);

  if (rc == SQLITE_OK)
    note (PATH (file), FALSE, at, bytes, (gsize) n);
  else if (armed == HY_TEST_DISK_DEAD && !was_met)
    note (PATH (file), FALSE, at, bytes, (gsize) n / 2);
  return rc == SQLITE_OK ? REAL (file)->pMethods->xWrite (REAL (file), bytes, n, at) : rc;
}

static int
do_truncate (sqlite3_file *file, sqlite3_int64 size)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  int rc = ask (FALSE, SQLITE_IOERR_TRUNCATE);

  if (rc != SQLITE_OK)
    return rc;
  note (PATH (file), TRUE, size, NULL, 0);
  return REAL (file)->pMethods->xTruncate (REAL (file), size);
}

/* What lies in the system's memory is the durable part of this disk: nothing has to reach a real one. */
static int
do_sync (sqlite3_file *file, int flags)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  int rc = ask (FALSE, SQLITE_IOERR_FSYNC);

  if (rc == SQLITE_OK)
    note_sync (PATH (file));
  return rc;
}

static int
do_size (sqlite3_file *file, sqlite3_int64 *out)
{
  return REAL (file)->pMethods->xFileSize (REAL (file), out);
}

static int
do_lock (sqlite3_file *file, int how)
{
  return REAL (file)->pMethods->xLock (REAL (file), how);
}

static int
do_unlock (sqlite3_file *file, int how)
{
  return REAL (file)->pMethods->xUnlock (REAL (file), how);
}

static int
do_check_lock (sqlite3_file *file, int *out)
{
  return REAL (file)->pMethods->xCheckReservedLock (REAL (file), out);
}

static int
do_control (sqlite3_file *file, int what, void *data)
{
  return REAL (file)->pMethods->xFileControl (REAL (file), what, data);
}

static int
do_sector (sqlite3_file *file)
{
  return REAL (file)->pMethods->xSectorSize (REAL (file));
}

static int
do_traits (sqlite3_file *file)
{
  return REAL (file)->pMethods->xDeviceCharacteristics (REAL (file));
}

static int
do_shm_map (sqlite3_file *file, int page, int size, int extend, void volatile **out)
{
  return REAL (file)->pMethods->xShmMap (REAL (file), page, size, extend, out);
}

static int
do_shm_lock (sqlite3_file *file, int at, int n, int flags)
{
  return REAL (file)->pMethods->xShmLock (REAL (file), at, n, flags);
}

static void
do_shm_barrier (sqlite3_file *file)
{
  REAL (file)->pMethods->xShmBarrier (REAL (file));
}

static int
do_shm_unmap (sqlite3_file *file, int deletes)
{
  return REAL (file)->pMethods->xShmUnmap (REAL (file), deletes);
}

static const sqlite3_io_methods methods = {
  .iVersion = 2,
  .xClose = do_close,
  .xRead = do_read,
  .xWrite = do_write,
  .xTruncate = do_truncate,
  .xSync = do_sync,
  .xFileSize = do_size,
  .xLock = do_lock,
  .xUnlock = do_unlock,
  .xCheckReservedLock = do_check_lock,
  .xFileControl = do_control,
  .xSectorSize = do_sector,
  .xDeviceCharacteristics = do_traits,
  .xShmMap = do_shm_map,
  .xShmLock = do_shm_lock,
  .xShmBarrier = do_shm_barrier,
  .xShmUnmap = do_shm_unmap,
};

/* What is there when a file is first opened is on the disk. */
static void
begin_keeping (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);
  g_autofree char *bytes = NULL;
  gsize length = 0;
  Kept *self;

  if (g_hash_table_contains (kept, path))
    return;
  self = g_new0 (Kept, 1);
  self->durable = g_byte_array_new ();
  self->pieces = g_ptr_array_new_with_free_func (piece_free);
  if (g_file_get_contents (path, &bytes, &length, NULL))
    g_byte_array_append (self->durable, (const guint8 *) bytes, (guint) length);
  g_hash_table_insert (kept, g_strdup (path), self);
}

static int
do_open (sqlite3_vfs *vfs, const char *path, sqlite3_file *file, int flags, int *out_flags)
{
  File *self = (File *) file;
  int rc;

  memset (self, 0, sizeof *self);
  self->real = g_malloc0 ((gsize) below->szOsFile);
  rc = below->xOpen (below, path, self->real, flags, out_flags);
  if (rc != SQLITE_OK)
    {
      g_free (self->real);
      return rc;
    }
  self->path = g_strdup (path);
  self->base.pMethods = &methods;
  if (path != NULL)
    begin_keeping (path);
  return SQLITE_OK;
}

static int
do_delete (sqlite3_vfs *vfs, const char *path, int sync_folder)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  if (met && armed == HY_TEST_DISK_DEAD)
    return SQLITE_IOERR_DELETE;
  g_hash_table_remove (kept, path);
  return below->xDelete (below, path, sync_folder);
}

void
hy_test_disk_install (void)
{
  below = sqlite3_vfs_find (NULL);
  kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, kept_free);
  disk = *below;
  disk.pNext = NULL;
  disk.zName = "hy-test-disk";
  disk.szOsFile = (int) sizeof (File);
  disk.xOpen = do_open;
  disk.xDelete = do_delete;
  g_assert_cmpint (sqlite3_vfs_register (&disk, 1), ==, SQLITE_OK);
}

void
hy_test_disk_arm (HyTestDiskFault fault, guint nth)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  armed = fault;
  left = nth;
  met = FALSE;
}

gboolean
hy_test_disk_was_met (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&lock);

  return met;
}

void
hy_test_disk_mend (void)
{
  hy_test_disk_arm (HY_TEST_DISK_SOUND, 0);
}

static void
put_down (const char *path, Kept *self, GRand *random)
{
  g_autofree char *shm = g_strconcat (path, "-shm", NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  /* Of a test that is over. */
  if (!g_file_test (folder, G_FILE_TEST_IS_DIR))
    return;
  for (guint i = 0; random != NULL && i < self->pieces->len; i++)
    if (g_rand_boolean (random))
      apply (self->durable, g_ptr_array_index (self->pieces, i));
  /* By another file in its place: an old one would not be made shorter. */
  g_assert_true (g_file_set_contents (path, (const char *) self->durable->data, self->durable->len, NULL));
  g_unlink (shm);
}

void
hy_test_disk_power_on (GRand *random)
{
  GHashTableIter iter;
  gpointer path, self;

  g_hash_table_iter_init (&iter, kept);
  while (g_hash_table_iter_next (&iter, &path, &self))
    put_down (path, self, random);
  g_hash_table_remove_all (kept);
  hy_test_disk_mend ();
}
