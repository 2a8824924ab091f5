#include "core/hy-ticket.h"

static HyTicket *
sample (void)
{
  static const char *const category[] = { "City", "Noise", NULL };
  HyTicket *ticket = hy_ticket_new ();

  ticket->id = g_strdup ("t-1");
  ticket->number = g_strdup ("20261123-0042");
  ticket->citizen.name = g_strdup ("Li");
  ticket->citizen.phone = g_strdup ("000");
  ticket->citizen.extra = g_strdup ("\"x\":1");
  ticket->category = g_strdupv ((char **) category);
  ticket->extra = g_strdup ("\"y\":2");
  ticket->due = 77;
  g_ptr_array_add (ticket->demands, hy_demand_new ("d1", "quiet nights"));
  hy_ticket_set_flag (ticket, "urgent", NULL);
  return ticket;
}

static void
test_new (void)
{
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  g_assert_null (ticket->id);
  g_assert_cmpint (ticket->public_consent, ==, -1);
  g_assert_cmpuint (ticket->flags->len, ==, 0);
  g_assert_cmpuint (ticket->demands->len, ==, 0);
}

static void
test_copy (void)
{
  g_autoptr (HyTicket) copy = NULL;
  const HyDemand *demand;

  {
    g_autoptr (HyTicket) ticket = sample ();

    copy = hy_ticket_copy (ticket);
    hy_ticket_set_flag (ticket, "urged", "1");
    hy_set_string (&ticket->number, "other");
  }
  demand = g_ptr_array_index (copy->demands, 0);
  g_assert_cmpstr (copy->number, ==, "20261123-0042");
  g_assert_cmpstr (copy->citizen.name, ==, "Li");
  g_assert_cmpstr (copy->citizen.extra, ==, "\"x\":1");
  g_assert_cmpstr (copy->category[1], ==, "Noise");
  g_assert_cmpstr (copy->extra, ==, "\"y\":2");
  g_assert_cmpstr (demand->text, ==, "quiet nights");
  g_assert_cmpint (copy->due, ==, 77);
  g_assert_true (hy_ticket_has_flag (copy, "urgent"));
  g_assert_false (hy_ticket_has_flag (copy, "urged"));
}

static void
test_flags (void)
{
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  hy_ticket_set_flag (ticket, "supervised", "yellow");
  g_assert_false (hy_ticket_has_flag (ticket, "super"));
  g_assert_cmpstr (hy_ticket_flag_value (ticket, "supervised"), ==, "yellow");
  hy_ticket_set_flag (ticket, "supervised", "red");
  g_assert_cmpuint (ticket->flags->len, ==, 1);
  g_assert_cmpstr (ticket->flags->pdata[0], ==, "supervised:red");
  hy_ticket_set_flag (ticket, "petition", NULL);
  g_assert_null (hy_ticket_flag_value (ticket, "petition"));
  g_assert_null (hy_ticket_flag_value (ticket, "urged"));
  g_ptr_array_add (ticket->flags, g_strdup ("petition"));
  hy_ticket_clear_flag (ticket, "petition");
  g_assert_false (hy_ticket_has_flag (ticket, "petition"));
  hy_ticket_clear_flag (ticket, "petition");
  g_assert_cmpuint (ticket->flags->len, ==, 1);
}

static void
test_waived (void)
{
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  g_assert_false (hy_ticket_is_waived (ticket));
  hy_ticket_set_flag (ticket, "no_number", NULL);
  g_assert_true (hy_ticket_is_waived (ticket));
  hy_ticket_clear_flag (ticket, "no_number");
  ticket->citizen.no_callback = TRUE;
  g_assert_true (hy_ticket_is_waived (ticket));
  ticket->citizen.no_callback = FALSE;
  ticket->citizen.anonymous = TRUE;
  g_assert_true (hy_ticket_is_waived (ticket));
  ticket->citizen.anonymous = FALSE;
  ticket->citizen.confidential = TRUE;
  g_assert_false (hy_ticket_is_waived (ticket));
}

static void
test_open (void)
{
  g_autoptr (HyTicket) ticket = hy_ticket_new ();

  for (int i = 0; i < HY_N_STATES; i++)
    {
      ticket->state = (HyState) i;
      g_assert_cmpint (hy_ticket_is_open (ticket), ==, i < HY_STATE_CLOSED);
      g_assert_cmpint (hy_ticket_is_timed (ticket), ==,
                       i < HY_STATE_CLOSED && i != HY_STATE_SUBMITTED && i != HY_STATE_SUSPENDED);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ticket/new", test_new);
  g_test_add_func ("/ticket/copy", test_copy);
  g_test_add_func ("/ticket/flags", test_flags);
  g_test_add_func ("/ticket/waived", test_waived);
  g_test_add_func ("/ticket/open", test_open);
  return g_test_run ();
}
