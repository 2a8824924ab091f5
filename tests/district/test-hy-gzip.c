/* What was pushed can be read at each push. */
#include "district/hy-gzip.h"

#include <string.h>

static void
expect (GConverter *converter, GBytes *compressed, const char *plain, gsize length)
{
  g_autofree char *out = g_malloc (length + 64);
  gsize done = 0, from = 0;

  while (done < length)
    {
      gsize read, written;
      g_autoptr (GError) error = NULL;

      g_converter_convert (converter, (const guint8 *) g_bytes_get_data (compressed, NULL) + from,
                           g_bytes_get_size (compressed) - from, out + done, length + 64 - done,
                           G_CONVERTER_NO_FLAGS, &read, &written, &error);
      g_assert_no_error (error);
      from += read;
      done += written;
    }
  g_assert_cmpmem (out, done, plain, length);
}

static void
test_flushed_at_each_piece (void)
{
  g_autoptr (HyGzip) gzip = hy_gzip_new ();
  g_autoptr (GConverter) converter
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  for (int i = 0; i < 5; i++)
    {
      g_autofree char *line = g_strdup_printf ("{\"mark\":%d}\n", i);
      g_autoptr (GBytes) plain = g_bytes_new (line, strlen (line));
      g_autoptr (GBytes) piece = hy_gzip_push (gzip, plain, i == 4);

      expect (converter, piece, line, strlen (line));
    }
}

/* Larger than a step, and hardly to be compressed: every size around the step's border. */
static void
test_large_pieces (void)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (7);

  for (gsize length = 65500; length < 65560; length += 3)
    {
      g_autoptr (HyGzip) gzip = hy_gzip_new ();
      g_autoptr (GConverter) converter
          = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));
      g_autofree char *noise = g_malloc (length);
      g_autoptr (GBytes) plain = NULL;

      for (gsize i = 0; i < length; i++)
        noise[i] = (char) g_rand_int (random);
      plain = g_bytes_new (noise, length);
      for (int i = 0; i < 3; i++)
        {
          g_autoptr (GBytes) piece = hy_gzip_push (gzip, plain, i == 2);

          expect (converter, piece, noise, length);
        }
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/district/gzip/flushed-at-each-piece", test_flushed_at_each_piece);
  g_test_add_func ("/district/gzip/large-pieces", test_large_pieces);
  return g_test_run ();
}
