/* Pages of a form that is signed at its end. */
#include "desk/hy-print-breaks.h"

#include <string.h>

#define ROOM 10

/* A dot is a line of text, a blank an empty one; as many pages as there are numbers. */
static void
check (const char *text, const guint *firsts, guint n_pages)
{
  guint n = (guint) strlen (text);
  g_autofree HyPrintLine *lines = g_new (HyPrintLine, n);
  g_autoptr (GArray) breaks = NULL;

  for (guint i = 0; i < n; i++)
    lines[i] = (HyPrintLine){ .height = 1, .empty = text[i] == ' ' };
  breaks = hy_print_breaks (lines, n, ROOM);
  g_assert_cmpuint (breaks->len, ==, n_pages);
  for (guint i = 0; i < n_pages; i++)
    g_assert_cmpuint (g_array_index (breaks, guint, i), ==, firsts[i]);
}
#define CHECK(text, ...)                                                                           \
  check (text, (const guint[]){ __VA_ARGS__ }, G_N_ELEMENTS (((const guint[]){ __VA_ARGS__ })))

static void
test_room (void)
{
  CHECK ("", 0);
  CHECK ("...", 0);
  CHECK ("..........", 0);
  CHECK ("....................", 0, 10);
}

/* The three lines at the end would stand alone, or be torn. */
static void
test_signed_end (void)
{
  CHECK (".......... ...", 0, 6);
  CHECK ("......... ...", 0, 5);
  CHECK ("....... ...", 0, 3);
}

/* The text goes on there anyway. */
static void
test_end_with_text (void)
{
  CHECK ("................ ...", 0, 10);
}

/* More than a page is signed: nothing can be kept together. */
static void
test_long_end (void)
{
  CHECK ("..... ...............", 0, 10, 20);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/print-breaks/room", test_room);
  g_test_add_func ("/desk/print-breaks/signed-end", test_signed_end);
  g_test_add_func ("/desk/print-breaks/end-with-text", test_end_with_text);
  g_test_add_func ("/desk/print-breaks/long-end", test_long_end);
  return g_test_run ();
}
