#include "district-fixture.h"

#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/authority/" name, District, NULL, district_set_up, func,                 \
              district_tear_down)

static HyTime
still (gpointer data)
{
  return ((District *) data)->now;
}

static void
test_create (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAuthority) none = NULL;

  g_assert_false (hy_authority_create (d->dir, "另一个", still, d, &error));
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EXISTS);
  g_clear_error (&error);
  g_assert_cmpstr (hy_authority_get_name (d->authority), ==, "测试区");
  none = hy_authority_open ("/nowhere/at/all", still, d, &error);
  g_assert_null (none);
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

static void
test_facts_stay (District *d, gconstpointer data)
{
  g_autofree char *district = g_strdup (hy_authority_get_district (d->authority));
  g_autofree char *epoch = g_strdup (hy_authority_get_epoch (d->authority));

  district_reopen (d);
  g_assert_cmpstr (hy_authority_get_district (d->authority), ==, district);
  g_assert_cmpstr (hy_authority_get_epoch (d->authority), ==, epoch);
}

/* The machine's clock went back: the district waits until it has caught up. */
static void
test_time_never_goes_back (District *d, gconstpointer data)
{
  HyTime known = d->now;

  district_ticket (d, "t1", "o1");
  d->now -= HY_DAY;
  g_assert_cmpint (hy_authority_now (d->authority), ==, known);
  district_reopen (d);
  g_assert_cmpint (hy_authority_now (d->authority), ==, known);
  d->now = known + HY_MINUTE;
  g_assert_cmpint (hy_authority_now (d->authority), ==, known + HY_MINUTE);
}

/* A verb of the administrator beside the running server. */
static void
test_two_handles (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyAuthority) other = hy_authority_open (d->dir, still, d, &error);
  gint64 head = hy_authority_head (d->authority);
  g_autofree char *calendar = hy_authority_get_calendar (other, &error);

  g_assert_no_error (error);
  g_assert_true (hy_authority_add_notice (other, "o1", "明日停电", &error));
  g_assert_cmpint (hy_authority_head (d->authority), >, head);
  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_set_calendar (other, calendar, strlen (calendar), &error));
  g_assert_true (hy_authority_event (other, "t1", "urged", NULL, &error));
  district_event (d, "t1", "urged", NULL);
  {
    g_autoptr (HyTicket) ticket = district_show (d, "t1");

    g_assert_cmpstr (hy_ticket_flag_value (ticket, "urged"), ==, "2");
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("create", test_create);
  TEST ("facts-stay", test_facts_stay);
  TEST ("time-never-goes-back", test_time_never_goes_back);
  TEST ("two-handles", test_two_handles);
  return g_test_run ();
}
