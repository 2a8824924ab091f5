#include "support/hy-test-case.h"

#include <string.h>

/* How a ticket comes into each state, in the order of HyState; r2 is a reached contact. */
static const char *const ways[HY_N_STATES] = {
  "09:05 contact",
  "09:05 contact; 09:10 sign",
  "09:05 contact; 09:10 sign; 09:20 return_request",
  "09:05 contact; 09:10 sign; 09:20 reply",
  "09:05 contact; 09:10 sign; 09:20 reply; 09:30 reply_rejected",
  "09:05 contact; 09:10 sign; 09:20 suspend_request citizen_told=r2; 09:30 suspension_granted",
  "09:05 contact; 09:10 sign; 09:20 reply; 09:30 reply_accepted",
  "09:05 contact; 09:10 sign; 09:20 reply; 09:30 reply_accepted; 09:40 followed_up",
  "09:05 contact; 09:10 recalled",
};

static const char *
code_of (char letter)
{
  switch (letter)
    {
    case '.':
      return NULL;
    case 'b':
      return "bad_body";
    case 'c':
      return "contact_first";
    case 'd':
      return "decision_pending";
    case 'n':
      return "not_overdue";
    case 'r':
      return "already_replied";
    case 'v':
      return "already_reviewed";
    default:
      return "wrong_state";
    }
}

/* One letter a state: pending_sign handling return_requested submitted rework suspended closed
 * archived left. */
static const struct
{
  const char *kind;
  const char *codes;
  const char *words;
} table[] = {
  { "sign", "........w" },
  { "assign", "........w" },
  { "claim", "........w" },
  { "contact", "........w" },
  { "progress", "........w" },
  { "extension_request", "...w..www", " citizen_told=r2" },
  { "return_request", "..ww.wwww" },
  { "coordination_request", "........w" },
  { "suspend_request", "w.ww.wwww", " citizen_told=r2" },
  { "request_withdraw", "bbbbbbbbw", " record=r2" },
  { "situation_statement", "nnnnnnnnw" },
  { "resume", "wwwww.www" },
  { "mediation", "........w" },
  { "petition_link", "........w" },
  { "interim_reply", "w.ww.wwww" },
  { "reply", "w.drcwrrw" },
  { "reply_withdraw", "www.vwvvw" },
  { "appeal", "wwww.wwww" },
  { "read_receipt", "........w" },
  { "reveal", "........w" },
  { "article_suggest", "........w" },
  { "dispatched", ".wwwwwww." },
  { "reassigned", "......ww." },
  { "return_granted", "ww.wwwwww" },
  { "return_refused", "ww.wwwwww" },
  { "extension_granted", "wwwwwwwww" },
  { "extension_refused", "wwwwwwwww" },
  { "urged", "......www" },
  { "supervised", "......www" },
  { "supplemented", "........w" },
  { "reply_accepted", "www.wwwww" },
  { "reply_rejected", "www.wwwww" },
  { "followed_up", "wwwwww.ww" },
  { "reopened", "wwwwww..w" },
  { "suspension_granted", "wwwwwwwww" },
  { "suspension_refused", "wwwwwwwww" },
  { "suspension_ended", "wwwww.www" },
  { "coordinated", "........w" },
  { "recalled", "......www" },
  { "merged", "......www" },
  { "appeal_decided", "wwwwwwwww" },
  { "noted", "........." },
};

static void
test_states (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (table); i++)
    for (int state = 0; state < HY_N_STATES; state++)
      {
        g_autoptr (HyCase) c = hy_test_case_new ();
        g_auto (HyRefusal) refusal = { 0 };
        g_autofree char *step = g_strdup_printf ("10:00 %s%s", table[i].kind,
                                                 table[i].words != NULL ? table[i].words : "");
        const char *code;

        g_assert_null (hy_test_case_play (c, ways[state], NULL));
        g_assert_cmpint (c->ticket->state, ==, state);
        code = hy_test_case_play (c, step, &refusal);
        if (g_strcmp0 (code, code_of (table[i].codes[state])) != 0)
          g_error ("%s in %s: %s", table[i].kind, hy_state_code ((HyState) state), code);
        if (code != NULL)
          g_assert_cmpint (refusal.state, ==, state);
      }
}

static void
test_table_is_whole (void)
{
  gsize n;
  const HyKind *kinds = hy_kinds (&n);

  g_assert_cmpuint (n, ==, G_N_ELEMENTS (table));
  for (gsize i = 0; i < n; i++)
    {
      g_assert_cmpstr (kinds[i].kind, ==, table[i].kind);
      g_assert_true (hy_kind_find (kinds[i].kind) == &kinds[i]);
      g_assert_cmpint (kinds[i].of_district, ==, i >= 21);
      g_assert_cmpint (kinds[i].goes_up_late, ==,
                       strcmp (kinds[i].kind, "contact") == 0
                           || strcmp (kinds[i].kind, "progress") == 0);
    }
  g_assert_null (hy_kind_find ("closed"));
  g_assert_null (hy_kind_find (""));
  g_assert_null (hy_kind_find (NULL));
}

/* A body that lacks what it needs is refused before the state is asked. */
static void
test_bodies (void)
{
  static const HyTestRow rows[] = {
    { "09:10 assign to_person=", NULL, "bad_body to_person" },
    { "09:10 contact channel=", NULL, "bad_body channel" },
    { "09:10 contact channel=pigeon", NULL, "bad_body channel" },
    { "09:10 contact direction=", NULL, "bad_body direction" },
    { "09:10 contact outcome=busy", NULL, "bad_body outcome" },
    { "09:10 contact at=", NULL, "bad_body at" },
    { "09:10 contact at=2026-11-23", NULL, "bad_body at" },
    { "09:10 contact purpose=", NULL, "bad_body purpose" },
    { "09:10 contact purpose=other,chat", NULL, "bad_body purpose[1]" },
    { "09:10 contact purpose=confirm", NULL, "bad_body demands" },
    { "09:10 contact purpose=other,confirm demands=", NULL, "bad_body demands" },
    { "09:10 contact purpose=confirm outcome=no_answer", NULL, "ok" },
    { "09:10 contact purpose=confirm demands=d1", NULL, "bad_body demands[0].text" },
    { "09:10 contact purpose=confirm demands=d1:x,d2:", NULL, "bad_body demands[1].text" },
    { "09:10 contact purpose=confirm demands=-d1", NULL, "ok" },
    { "09:10 contact demands=d1:x", NULL, "ok" },
    { "09:10 progress text=", NULL, "bad_body text" },
    { "09:10 progress at=", NULL, "ok" },
    { "09:10 extension_request days=", NULL, "bad_body days" },
    { "09:10 extension_request days=0", NULL, "bad_body days" },
    { "09:10 extension_request days=-3", NULL, "bad_body days" },
    { "09:10 extension_request reason=", NULL, "bad_body reason" },
    { "09:10 extension_request citizen_told=", NULL, "bad_body citizen_told" },
    { "09:10 extension_request reason= days=", NULL, "bad_body days" },
    { "09:10 return_request ground=", NULL, "bad_body ground" },
    { "09:10 return_request basis=", NULL, "bad_body basis" },
    { "09:10 return_request to_unit=", NULL, "bad_body to_unit" },
    { "09:10 return_request evidence=", NULL, "bad_body evidence" },
    { "09:10 coordination_request problem=lazy", NULL, "bad_body problem" },
    { "09:10 suspend_request until=soon", NULL, "bad_body until" },
    { "09:10 request_withdraw record=", NULL, "bad_body record" },
    { "09:10 request_withdraw record=nobody", NULL, "bad_body record" },
    { "09:10 situation_statement new_date=2026-02-30", NULL, "bad_body new_date" },
    { "09:10 mediation suitable=", NULL, "bad_body suitable" },
    { "09:10 petition_link register_no=", NULL, "bad_body register_no" },
    { "09:10 petition_link register_no= why=letter", NULL, "ok" },
    { "09:10 interim_reply next_by=", NULL, "bad_body next_by" },
    { "09:10 reply contact_summary=", NULL, "bad_body contact_summary" },
    { "09:10 reply result_kind=great", NULL, "bad_body result_kind" },
    { "09:10 reply citizen_opinion=", NULL, "bad_body citizen_opinion" },
    { "09:10 appeal against=boss", NULL, "bad_body against" },
    { "09:10 read_receipt record=r9", NULL, "bad_body record" },
    { "09:10 reveal purpose=", NULL, "bad_body purpose" },
    { "09:10 article_suggest answer=", NULL, "bad_body answer" },
    { "09:10 reassigned to=", NULL, "bad_body to" },
    { "09:10 supplemented text=", NULL, "bad_body text" },
    { "09:10 supervised level=pink", NULL, "bad_body level" },
    { "09:10 followed_up satisfied=", NULL, "bad_body satisfied" },
    { "09:10 coordinated lead=", NULL, "bad_body lead" },
    { "09:10 merged ticket=", NULL, "ok" },
    { "09:10 appeal_decided upheld=", NULL, "bad_body upheld" },
    { NULL },
  };

  hy_test_case_rows (rows);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/kinds/states", test_states);
  g_test_add_func ("/kinds/table", test_table_is_whole);
  g_test_add_func ("/kinds/bodies", test_bodies);
  return g_test_run ();
}
