/* A file that another PC of the office attached is fetched when somebody wants to look at it. */
#include "sync/office-fixture.h"

#include "store/hy-blobs.h"

#include <string.h>

#define CSV "number,title,content\nA1,Street lamp,It is dark at night\n"
#define SIZE ((gsize) 700 * 1024)

typedef struct
{
  OfficeFixture office;
  OfficePc *one, *two;
  char *ticket;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  office_fixture_set_up (&self->office, NULL);
  hy_test_district_import (self->office.district, "o1", CSV);
  self->one = office_fixture_pc (&self->office, "o1");
  self->two = office_fixture_pc (&self->office, "o1");
  self->ticket = office_pc_ticket (self->one, "A1");
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_free (self->ticket);
  office_pc_free (self->one);
  office_pc_free (self->two);
  office_fixture_tear_down (&self->office, NULL);
}

/* On the first PC; what a record will say of it. */
static HyBlobRef *
attach (Fixture *self)
{
  g_autofree char *data = g_malloc (SIZE);
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HyBlobRef *blob;

  for (gsize i = 0; i < SIZE; i++)
    data[i] = (char) ((i * 17 + i / 251) & 0xff);
  bytes = g_bytes_new_take (g_steal_pointer (&data), SIZE);
  blob = hy_blobs_keep (self->one->replica->store, bytes, "photo.jpg", &error);
  g_assert_no_error (error);
  g_ptr_array_add (blobs, blob);
  g_free (office_pc_save_with (self->one, self->ticket, "sign", "{}", blobs));
  return hy_blob_ref_copy (blob);
}

static void
test_comes_whole (Fixture *self, gconstpointer data)
{
  g_autoptr (HyBlobRef) blob = attach (self);
  const char *dir = hy_store_get_dir (self->two->replica->store);
  g_autofree char *path = hy_blobs_path (dir, blob->sha256);
  g_autoptr (GError) error = NULL;
  g_autofree char *sum = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  office_pc_round (self->one, "synced");
  office_pc_round (self->two, "synced");
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (hy_engine_fetch (self->two->engine, blob, self->ticket, NULL, &error));
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (path, &text, &length, &error));
  sum = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
  g_assert_cmpstr (sum, ==, blob->sha256);
  /* It is nobody's to send. */
  office_pc_round (self->two, "synced");
}

static guint
count_files (OfficePc *pc)
{
  g_autofree char *folder
      = g_build_filename (hy_store_get_dir (pc->replica->store), "blobs", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n = 0;

  while (dir != NULL && g_dir_read_name (dir) != NULL)
    n++;
  return n;
}

static void
test_not_there (Fixture *self, gconstpointer data)
{
  g_autoptr (HyBlobRef) blob = attach (self);
  g_autoptr (GError) error = NULL;

  g_assert_false (hy_engine_fetch (self->two->engine, blob, self->ticket, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (self->two), ==, 0);
}

/* What a record says of a file need not be true. */
static void
test_another_size (Fixture *self, gconstpointer data)
{
  g_autoptr (HyBlobRef) blob = attach (self);
  g_autoptr (GError) error = NULL;

  office_pc_round (self->one, "synced");
  blob->size -= 1;
  g_assert_false (hy_engine_fetch (self->two->engine, blob, self->ticket, NULL, &error));
  g_assert_error (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_BAD_ANSWER);
  g_assert_cmpuint (count_files (self->two), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/blob-fetch/comes-whole", Fixture, NULL, set_up, test_comes_whole, tear_down);
  g_test_add ("/blob-fetch/not-there", Fixture, NULL, set_up, test_not_there, tear_down);
  g_test_add ("/blob-fetch/another-size", Fixture, NULL, set_up, test_another_size, tear_down);
  return g_test_run ();
}
