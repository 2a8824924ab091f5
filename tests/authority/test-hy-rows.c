#include "district-fixture.h"

#include "authority/hy-scope.h"
#include "wire/hy-feed-line.h"

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/rows/" name, District, NULL, district_set_up, func, district_tear_down)

static void
test_dispatch (District *d, gconstpointer data)
{
  g_autoptr (HyTicket) ticket = NULL;

  district_ticket (d, "t1", "o1");
  ticket = district_show (d, "N-t1");
  g_assert_cmpstr (ticket->id, ==, "t1");
  g_assert_cmpint (ticket->state, ==, HY_STATE_PENDING_SIGN);
  g_assert_cmpint (ticket->dispatched_at, ==, d->now);
  g_assert_cmpint (ticket->due, >, d->now);
  g_assert_cmpstr (ticket->policy, ==, "policy-1");
  g_assert_cmpint (ticket->version, ==, 1);
  g_assert_cmpint (ticket->records, ==, 1);
}

/* Fields alone, without a record: an import that found a corrected number. */
static void
test_change (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = NULL;
  g_autoptr (HyTicket) after = NULL;
  gint64 tickets = 0;
  guint64 sum = 0;

  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_begin (d->authority, &error));
  row = hy_rows_load (d->authority, "N-t1", &error);
  g_assert_no_error (error);
  hy_set_string (&row->c->ticket->title, "占道经营");
  g_assert_true (
      hy_authority_end (d->authority, hy_rows_save (d->authority, row, NULL, &error), &error));
  after = district_show (d, "t1");
  g_assert_cmpstr (after->title, ==, "占道经营");
  g_assert_cmpint (after->version, ==, 2);
  g_assert_cmpint (after->records, ==, 1);
  g_assert_true (hy_scope_digest (d->authority, "o1", &tickets, &sum, &error));
  g_assert_cmpint (tickets, ==, 1);
  g_assert_cmpuint (sum, ==, hy_digest_of ("t1", 2));
}

static void
test_number_is_one_ticket (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = NULL;
  HyTicket *ticket;

  district_ticket (d, "t1", "o1");
  {
    g_autoptr (HyTicket) there = district_show (d, "t1");

    ticket = hy_ticket_copy (there);
  }
  hy_set_string (&ticket->id, "t2");
  g_assert_true (hy_authority_begin (d->authority, &error));
  row = hy_rows_new (d->authority, ticket, d->now, &error);
  g_assert_false (hy_authority_end (
      d->authority, hy_rows_dispatch (d->authority, row, d->now, &error), &error));
  g_assert_error (error, HY_SQL_ERROR, HY_SQL_ERROR_CONSTRAINT);
}

static void
test_unknown (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = hy_rows_load (d->authority, "t1", &error);

  g_assert_null (row);
  g_assert_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("dispatch", test_dispatch);
  TEST ("change", test_change);
  TEST ("number-is-one-ticket", test_number_is_one_ticket);
  TEST ("unknown", test_unknown);
  return g_test_run ();
}
