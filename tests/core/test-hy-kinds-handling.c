#include "support/hy-test-case.h"

static void
test_sign (void)
{
  static const HyTestRow rows[] = {
    { "09:10 sign", "state signed handler", "handling 11-23/09:10 p-zhang" },
    { "09:10 sign handler=p-li", "state signed handler", "handling 11-23/09:10 p-li" },
    { "09:10 sign; 09:20 sign handler=p-li", "state signed handler",
      "handling 11-23/09:10 p-zhang" },
    { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 sign person=p-li", "state signed handler",
      "submitted 11-23/09:10 p-zhang" },
    { "09:10 sign; 09:20 suspend_request citizen_told=waived", NULL, "citizen_not_told" },
    { "09:10 return_request; 09:20 sign", NULL, "wrong_state" },
    { "09:10 return_request; 09:20 return_refused; 09:30 sign", "state signed",
      "handling 11-23/09:30" },
    { "09:10 sign; 09:20 return_request; 09:30 sign", "state signed",
      "return_requested 11-23/09:10" },
    { "09:10 sign; 09:20 reassigned; 09:30 sign person=p-wu", "state signed handler",
      "handling 11-23/09:30 p-wu" },
    { "09:10 assign to_person=p-li", "state handler", "pending_sign p-li" },
    { "09:10 sign; 09:20 assign to_person=p-li", "handler", "p-li" },
    { "09:10 sign; 09:20 claim person=p-wu", "handler", "p-wu" },
    { "09:10 sign; 09:20 contact; 09:30 progress; 09:40 reveal; 09:50 read_receipt;"
      "10:00 article_suggest; 10:10 coordination_request; 10:20 interim_reply; 10:30 noted;"
      "10:40 coordinated",
      "state flags due", "handling - 11-30/17:30" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_demands (void)
{
  static const HyTestRow rows[] = {
    { "09:10 contact", "demands", "-" },
    { "09:10 contact demands=d1:stop,d2:pay", "demands", "d1:stop,d2:pay" },
    { "09:10 contact demands=d1:stop; 09:20 contact demands=d2:pay", "demands", "d1:stop,d2:pay" },
    { "09:10 contact demands=d1:stop,d2:pay; 09:20 contact demands=d1:stop-at-ten", "demands",
      "d1:stop-at-ten,d2:pay" },
    { "09:10 contact demands=d1:stop,d2:pay; 09:20 contact demands=-d1", "demands", "d2:pay" },
    { "09:10 contact demands=d1:stop; 09:20 contact demands=-d1", "demands", "-" },
    { "09:10 contact demands=-d7", "demands", "-" },
    { "09:10 contact outcome=no_answer demands=d1:stop", "demands", "d1:stop" },
    /* what an amendment says stands instead, in the first one's place */
    { "09:10 contact demands=d1:stop,d2:pay; 09:20 contact amends=r2 demands=d1:halt", "demands",
      "d1:halt" },
    { "09:10 contact demands=d1:stop; 09:20 contact demands=d1:halt; 09:30 contact amends=r2",
      "demands", "d1:halt" },
    { "09:10 contact demands=d1:stop; 09:20 contact amends=r2", "demands", "-" },
    /* they are the ticket's: no round takes them away */
    { "09:10 sign; 09:20 contact demands=d1:stop; 09:30 reply answers=d1; 09:40 reply_rejected",
      "demands", "d1:stop" },
    { "09:10 sign; 09:20 contact demands=d1:stop; 09:40 reassigned", "demands", "d1:stop" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

static void
test_own_words (void)
{
  g_autoptr (HyCase) c = hy_test_case_new ();
  g_autoptr (GPtrArray) demands = hy_case_demands (c);
  const HyDemand *demand = g_ptr_array_index (demands, 0);

  g_assert_cmpuint (demands->len, ==, 1);
  g_assert_cmpstr (demand->id, ==, "d0");
  g_assert_cmpstr (demand->text, ==, "noise");
  hy_set_string (&c->ticket->title, "");
  g_assert_cmpstr (hy_ticket_own_words (c->ticket), ==, "noise at night");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds-handling/sign", test_sign);
  g_test_add_func ("/kinds-handling/demands", test_demands);
  g_test_add_func ("/kinds-handling/own-words", test_own_words);
  return g_test_run ();
}
