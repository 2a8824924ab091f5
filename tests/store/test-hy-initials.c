#include "store/hy-initials.h"

static const struct
{
  const char *text;
  const char *want;
} cases[] = {
  { "南津港", "njg\n" },
  { "物业服务", "wyfw\n" },
  { "东茅岭街道 4s店，3栋", "dmljd4sd3d\n" },
  { "重庆路", "zql\ncql\n" },
  { "长沙银行", "zsyx\ncsyh\n" },
  { "led 12", "" },
  { "", "" },
};

static void
test_append (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) out = g_string_new ("x");

      hy_initials_append (out, cases[i].text, -1);
      g_assert_cmpstr (out->str + 1, ==, cases[i].want);
    }
}

/* Every common ideograph has one: 港 and 鹗 as 一. */
static void
test_complete (void)
{
  guint missing = 0;

  for (gunichar c = HY_INITIALS_FIRST; c <= 0x9fa5; c++)
    {
      g_autoptr (GString) out = g_string_new (NULL);
      char text[7] = { 0 };

      g_unichar_to_utf8 (c, text);
      hy_initials_append (out, text, -1);
      missing += out->len == 0;
    }
  g_assert_cmpuint (missing, <, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/initials/append", test_append);
  g_test_add_func ("/initials/complete", test_complete);
  return g_test_run ();
}
