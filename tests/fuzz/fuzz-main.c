/* Stands in for libFuzzer: runs the target over each file of a folder, whole and cut at some places, and prints TAP. */
#include "fuzz.h"

#include <stdio.h>
#include <string.h>

/* A cut is what a broken line leaves. */
#define CUTS 8

static int
by_name (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static GPtrArray *
list_folder (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) dir = g_dir_open (path, 0, &error);
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  g_assert_no_error (error);
  while ((name = g_dir_read_name (dir)) != NULL)
    g_ptr_array_add (names, g_build_filename (path, name, NULL));
  g_ptr_array_sort (names, by_name);
  return names;
}

/* In memory of exactly that size, so that reading past the end is found. */
static void
run (const char *data, gsize size)
{
  g_autofree guint8 *exact = g_malloc (MAX (size, 1));

  memcpy (exact, data, size);
  LLVMFuzzerTestOneInput (exact, size);
}

static void
run_file (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *data = NULL;
  gsize size;

  if (!g_file_get_contents (path, &data, &size, &error))
    g_error ("%s", error->message);
  run (data, size);
  for (gsize i = 1; i <= CUTS && i < size; i++)
    run (data, size - size * i / (CUTS + 1));
}

int
main (int argc, char **argv)
{
  g_autoptr (GPtrArray) files = NULL;

  if (argc != 2)
    {
      fprintf (stderr, "usage: %s FOLDER\n", argv[0]);
      return 1;
    }
  g_set_prgname ("fuzz");
  files = list_folder (argv[1]);
  printf ("1..%u\n", files->len);
  for (guint i = 0; i < files->len; i++)
    {
      g_autofree char *name = g_path_get_basename (files->pdata[i]);

      run_file (files->pdata[i]);
      printf ("ok %u %s\n", i + 1, name);
      fflush (stdout);
    }
  return 0;
}
