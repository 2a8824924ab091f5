#include "support/hy-test-case.h"

#define TOLD "09:10 sign; 09:20 contact; "
#define REPLIED TOLD "09:30 reply; "

static void
test_dispatch (void)
{
  static const HyTestRow rows[] = {
    { "", "state office started due_sign due_contact due flags rework extensions",
      "pending_sign o-1 11-23/09:00 11-23/15:00 11-24/17:30 11-30/17:30 - 0 0" },
    { TOLD "11-24/10:00 reassigned",
      "state office handler signed contacted started due_sign due_contact due",
      "pending_sign o-2 - - - 11-24/10:00 11-24/16:00 11-25/17:30 12-01/17:30" },
    { REPLIED "11-24/10:00 reassigned", "state replied due", "pending_sign - 12-01/17:30" },
    { REPLIED "09:40 reply_rejected; 11-24/10:00 reassigned", "state due rework",
      "pending_sign 12-01/17:30 1" },
    { TOLD "09:30 recalled", "state", "left" },
    { TOLD "09:30 recalled; 11-24/10:00 dispatched to=o-3", "state office due",
      "pending_sign o-3 12-01/17:30" },
    { TOLD "09:30 merged", "state", "left" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_review (void)
{
  static const HyTestRow rows[] = {
    { REPLIED "09:40 reply_accepted", "state replied", "closed 11-23/09:30" },
    { REPLIED "09:40 reply_accepted; 09:50 followed_up", "state", "archived" },
    { REPLIED "09:40 reply_accepted; 09:50 followed_up reached=no satisfied=", "state", "closed" },
    /* sent back: contact and result start again, sign does not */
    { REPLIED "11-25/10:00 reply_rejected",
      "state rework started replied contacted due_sign due_contact due",
      "rework 1 11-25/10:00 - - 11-23/15:00 11-26/17:30 11-30/17:30" },
    { REPLIED "11-25/10:00 reply_rejected", "signed handler", "11-23/09:10 p-zhang" },
    { REPLIED "09:40 reply_accepted; 12-01/10:00 followed_up satisfied=no",
      "state rework due_contact due replied", "rework 1 12-02/17:30 12-04/17:30 -" },
    { REPLIED "09:40 reply_accepted; 12-01/10:00 reopened", "state rework due",
      "rework 1 12-04/17:30" },
    { REPLIED "09:40 reply_accepted; 09:50 followed_up; 12-01/10:00 reopened", "state", "rework" },
    { REPLIED "11-25/10:00 reply_rejected; 11:00 contact; 11:10 reply; 12:00 reply_rejected",
      "rework state", "2 rework" },
    { TOLD "12-01/09:00 situation_statement; 09:30 reply; 10:00 reply_rejected", "statement", "-" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_pressure (void)
{
  static const HyTestRow rows[] = {
    { "09:10 urged", "flags", "urged:1" },
    { "09:10 urged; 09:20 urged; 09:30 urged", "flags", "urged:3" },
    { "09:10 supervised", "flags due", "supervised:ordinary 11-26/17:30" },
    { "09:10 supervised level=red", "flags", "supervised:red" },
    { "09:10 supervised level=yellow; 09:20 supervised level=red", "flags due",
      "supervised:red 11-26/17:30" },
    /* the earlier of the two */
    { "11-26/10:00 supervised level=red", "due", "11-30/17:30" },
    { "11-25/10:00 supervised level=red", "due", "11-30/17:30" },
    { "11-24/10:00 supervised level=red", "due", "11-27/17:30" },
    { "12-01/10:00 situation_statement; 11:00 supervised", "due statement",
      "11-30/17:30 12-01/10:00" },
    { TOLD "09:30 extension_request; 12-01/09:00 situation_statement; 09:10 extension_granted;"
           "09:20 supervised",
      "due statement", "12-04/17:30 -" },
    { "09:10 supervised; 09:20 supplemented; 09:30 noted", "state due",
      "pending_sign 11-26/17:30" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_numbers (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();

  hy_set_string (&c->ticket->citizen.phone, NULL);
  g_assert_null (hy_test_case_play (c, "09:10 reassigned", NULL));
  g_assert_true (hy_ticket_has_flag (c->ticket, "no_number"));
  g_assert_cmpint (c->ticket->due_contact, ==, HY_TIME_NONE);

  hy_set_string (&c->ticket->citizen.phone2, "0730-8000001");
  g_assert_null (hy_test_case_play (c, "09:20 reassigned", NULL));
  g_assert_false (hy_ticket_has_flag (c->ticket, "no_number"));
  g_assert_cmpint (c->ticket->due_contact, !=, HY_TIME_NONE);
}

/* "urged" may come from anywhere; no count runs over. */
static void
test_urged_bounds (void)
{
  static const char *const before[] = { "-5", "word", "99999999999999999999" };
  static const char *const after[] = { "1", "1", "9999" };

  for (gsize i = 0; i < G_N_ELEMENTS (before); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();

      hy_ticket_set_flag (c->ticket, "urged", before[i]);
      g_assert_null (hy_test_case_play (c, "09:10 urged", NULL));
      g_assert_cmpstr (hy_ticket_flag_value (c->ticket, "urged"), ==, after[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-district/dispatch", test_dispatch);
  g_test_add_func ("/kinds-district/review", test_review);
  g_test_add_func ("/kinds-district/pressure", test_pressure);
  g_test_add_func ("/kinds-district/numbers", test_numbers);
  g_test_add_func ("/kinds-district/urged-bounds", test_urged_bounds);
  return g_test_run ();
}
