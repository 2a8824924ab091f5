#include "desk/hy-guide-news.h"
#include "support/hy-test-calendar.h"
#include "support/hy-test-case.h"

#define ASKED                                                                                      \
  "09:10 sign; 09:20 contact; 09:30 extension_request"

static const struct
{
  const char *script, *news; /* NULL: there are none */
} rows[] = {
  { "09:10 sign; 09:20 contact", NULL },
  /* The step waits for it and says so. */
  { ASKED, NULL },
  { ASKED "; 10:00 extension_refused reason=可以提前约", "today 10:00 Extension refused: 可以提前约" },
  { ASKED "; 10:00 extension_granted days=1", "today 10:00 Extension granted: Working days: 1" },
  { ASKED "; 10:00 extension_refused reason=r; 10:05 urged", "today 10:00 Extension refused: r" },
  { ASKED "; 10:00 extension_refused reason=r; 10:10 progress text=t", NULL },
  { "09:10 sign; 09:20 contact; 09:30 coordination_request",
    "Ask for coordination: today 09:30, not decided yet. The clocks run on." },
  /* Nothing runs while the reply lies with the district, or the ticket is suspended. */
  { "09:10 sign; 09:20 contact; 09:30 reply; 09:40 coordination_request",
    "Ask for coordination: today 09:40, not decided yet." },
  { "09:10 sign; 09:20 contact; 09:30 suspend_request; 09:40 suspension_granted; "
    "09:50 coordination_request", "Ask for coordination: today 09:50, not decided yet." },
  { "09:10 sign; 09:20 contact; 09:30 coordination_request; "
    "10:00 coordinated lead=住建局 assist=街道",
    "today 10:00 Coordination decided: Lead: 住建局, Helped by: 街道" },
};

static void
test_rows (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (HyCase) c = hy_test_case_new ();
      g_auto (HyRefusal) refusal = { 0 };
      g_autofree char *news = NULL;
      HyTicketView view = { .view = c };
      HyMatter matter = { .ticket = &view, .now = hy_test_time ("2026-11-23 10:30") };

      g_test_message ("%s", rows[i].script);
      g_assert_cmpstr (hy_test_case_play (c, rows[i].script, &refusal), ==, NULL);
      hy_guide_read (c, matter.now, &matter.guide);
      news = hy_guide_news (&matter);
      g_assert_cmpstr (news, ==, rows[i].news);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/guide-news/rows", test_rows);
  return g_test_run ();
}
