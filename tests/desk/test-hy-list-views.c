#include "desk/hy-list-views.h"
#include "desk/hy-settings.h"
#include "support/hy-test-replica.h"

/* Order and filter survive, for each person and page; a place in the list does not. */
static void
test_kept (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autoptr (GSettings) settings = hy_settings_new_for_replica (dir);
  g_autoptr (HyListViews) before = hy_list_views_new (settings);
  g_autoptr (HyListViews) after = NULL;
  HyListView *view = hy_list_views_get (before, "p-li", "handling");

  g_assert_true (view == hy_list_views_get (before, "p-li", "handling"));
  view->sort = HY_SORT_PLACE;
  view->channel = g_strdup ("stall");
  view->scroll = 120;
  hy_list_views_save (before);
  after = hy_list_views_new (settings);
  view = hy_list_views_get (after, "p-li", "handling");
  g_assert_cmpint (view->sort, ==, HY_SORT_PLACE);
  g_assert_cmpstr (view->channel, ==, "stall");
  g_assert_cmpfloat (view->scroll, ==, 0);
  g_assert_cmpint (hy_list_views_get (after, "p-li", "overdue")->sort, ==, HY_SORT_PRESSING);
  g_assert_cmpint (hy_list_views_get (after, "p-zhang", "handling")->sort, ==, HY_SORT_PRESSING);
  g_assert_null (hy_list_views_get (after, NULL, "handling")->channel);
  hy_test_dir_remove (dir);
}

static void
test_unknown_sort (void)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autoptr (GSettings) settings = hy_settings_new_for_replica (dir);
  g_autoptr (HyListViews) views = NULL;

  g_settings_set (settings, "lists", "a{s(ss)}", NULL);
  g_settings_set_value (settings, "lists",
                        g_variant_new_parsed ("{'p-li/handling': ('by-moon', '')}"));
  views = hy_list_views_new (settings);
  g_assert_cmpint (hy_list_views_get (views, "p-li", "handling")->sort, ==, HY_SORT_PRESSING);
  hy_test_dir_remove (dir);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/list-views/kept", test_kept);
  g_test_add_func ("/list-views/unknown-sort", test_unknown_sort);
  return g_test_run ();
}
