#include "desk/hy-input-hint.h"

static void
test_due (void)
{
  const struct
  {
    const char *language, *context;
    gboolean due;
  } cases[] = {
    { "zh_CN.UTF-8", "gtk-im-context-simple", TRUE },
    { "zh_TW", "gtk-im-context-none", TRUE },
    { "zh_CN", NULL, TRUE },
    { "zh_CN", "ibus", FALSE },
    { "zh_CN", "fcitx5", FALSE },
    { "zh_CN", "wayland", FALSE }, /* text-input, a module of its own */
    { "en_US.UTF-8", "gtk-im-context-simple", FALSE },
    { "C", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (hy_input_hint_is_due (cases[i].language, cases[i].context), ==, cases[i].due);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/input-hint/due", test_due);
  return g_test_run ();
}
