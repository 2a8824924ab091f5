/* An office's day: PCs and a real district, with the line cut where it hurts. */
#include "sync/office-fixture.h"

#include <string.h>

#define CSV                                                                                        \
  "number,title,content,name,phone\n"                                                              \
  "A1,Street lamp,It is dark at night,Wang,13900000001\n"                                          \
  "A2,Loose cover,It rattles,Liu,13900000002\n"                                                    \
  "A3,Noise,The site works until two,Chen,13900000003\n"

static void
import (OfficeFixture *self)
{
  hy_test_district_import (self->district, "o1", CSV);
}

static gint64
count (OfficePc *pc, const char *from)
{
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM %s", from);

  return hy_test_int (pc->replica, sql);
}

static void
assert_state (OfficePc *pc, const char *command, const char *expected)
{
  g_autofree char *state = office_pc_state_of (pc, command);

  g_assert_cmpstr (state, ==, expected);
}

static void
test_first_sync (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  g_assert_cmpint (count (pc, "tickets WHERE scope = 'here'"), ==, 3);
  g_assert_cmpint (count (pc, "identities"), ==, 3);
  g_assert_cmpint (count (pc, "records"), >=, 3);
  office_pc_round (pc, "synced");
}

static void
test_offices_see_their_own (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) one = NULL;
  g_autoptr (OfficePc) two = NULL;

  import (self);
  one = office_fixture_pc (self, "o1");
  two = office_fixture_pc (self, "o2");
  g_assert_cmpint (count (one, "tickets"), ==, 3);
  g_assert_cmpint (count (two, "tickets"), ==, 0);
}

/* The line is cut in the morning and comes back in the evening: each thing is at the district
 * exactly once. */
static void
test_day_without_a_line (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *sign = NULL;
  g_autofree char *note = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  hy_test_district_cut (self->district);
  ticket = office_pc_ticket (pc, "A1");
  sign = office_pc_save (pc, ticket, "sign", "{}");
  note = office_pc_save (pc, ticket, "progress", "{\"text\":\"went-and-looked\"}");
  office_pc_fails (pc, HY_TRANSPORT_ERROR_OFFLINE);
  office_pc_fails (pc, HY_TRANSPORT_ERROR_OFFLINE);
  assert_state (pc, note, "queued");
  hy_test_district_start (self->district);
  office_pc_round (pc, "synced");
  assert_state (pc, sign, "applied");
  assert_state (pc, note, "applied");
  g_assert_cmpuint (office_fixture_count (self, ticket, "went-and-looked"), ==, 1);
  office_pc_round (pc, "synced");
  g_assert_cmpuint (office_fixture_count (self, ticket, "went-and-looked"), ==, 1);
}

#define CONTACT                                                                                    \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-20T09:20:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"Light\",\"confirmed\":true}]}"
#define REPLY                                                                                      \
  "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"%s\",\"done\":true,"      \
  "\"by\":null}],\"contact_summary\":\"Rang.\",\"investigation\":\"Looked.\","                     \
  "\"result_kind\":\"solved\",\"basis\":[],"                                                       \
  "\"citizen_opinion\":{\"value\":\"satisfied\",\"words\":\"Good.\"}}"

/* Two PCs of one office close the same ticket without a line: the second one is told, and its text
 * is kept. */
static void
test_two_pcs_close_one_ticket (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) one = NULL;
  g_autoptr (OfficePc) two = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *code = NULL;
  g_autofree char *kept = NULL;
  g_autofree char *body_one = g_strdup_printf (REPLY, "first");
  g_autofree char *body_two = g_strdup_printf (REPLY, "words-of-the-second");

  import (self);
  one = office_fixture_pc (self, "o1");
  two = office_fixture_pc (self, "o1");
  ticket = office_pc_ticket (one, "A1");
  g_free (office_pc_save (one, ticket, "sign", "{}"));
  g_free (office_pc_save (one, ticket, "contact", CONTACT));
  office_pc_round (one, "synced");
  office_pc_round (two, "synced");
  first = office_pc_save (one, ticket, "reply", body_one);
  second = office_pc_save (two, ticket, "reply", body_two);
  office_pc_round (one, "synced");
  office_pc_round (two, "refused");
  assert_state (one, first, "applied");
  assert_state (two, second, "refused");
  code = hy_test_text (two->replica, "SELECT code FROM commands WHERE state = 'refused'");
  g_assert_cmpstr (code, ==, "already_replied");
  kept = hy_test_text (two->replica, "SELECT command FROM commands WHERE state = 'refused'");
  g_assert_nonnull (strstr (kept, "words-of-the-second"));
}

static void
reassign (OfficeFixture *self, const char *ticket)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  g_variant_dict_insert (&dict, "to", "s", "o2");
  hy_test_district_event (self->district, ticket, "reassigned", g_variant_dict_end (&dict));
}

static void
assert_stub (OfficePc *pc)
{
  g_assert_cmpint (count (pc, "tickets WHERE number = 'A1' AND scope = 'stub'"), ==, 1);
  g_assert_cmpint (count (pc,
                          "identities i JOIN tickets t ON t.no = i.ticket WHERE t.number = 'A1'"),
                   ==, 0);
  g_assert_cmpint (count (pc, "records r JOIN tickets t ON t.no = r.ticket WHERE t.number = 'A1'"),
                   ==, 0);
}

/* What was seen goes up as a late note; what was to happen needs a decision. */
static void
test_reassigned_under_unsent_work (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autoptr (OfficePc) other = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *sign = NULL;
  g_autofree char *note = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  other = office_fixture_pc (self, "o2");
  ticket = office_pc_ticket (pc, "A1");
  sign = office_pc_save (pc, ticket, "sign", "{}");
  note = office_pc_save (pc, ticket, "progress", "{\"text\":\"seen-before-it-left\"}");
  reassign (self, ticket);
  office_pc_round (pc, "refused");
  assert_state (pc, sign, "refused");
  assert_state (pc, note, "late_note");
  assert_stub (pc);
  office_pc_round (other, "synced");
  g_assert_cmpint (count (other, "tickets WHERE number = 'A1' AND scope = 'here'"), ==, 1);
  g_assert_cmpuint (office_fixture_count (self, ticket, "seen-before-it-left"), ==, 1);
}

/* The leave was known before the round that could have sent them. */
static void
test_saved_after_the_leave_is_known (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *note = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  ticket = office_pc_ticket (pc, "A1");
  reassign (self, ticket);
  office_pc_round (pc, "synced");
  assert_stub (pc);
  note = office_pc_save (pc, ticket, "progress", "{\"text\":\"remembered-later\"}");
  office_pc_round (pc, "synced");
  assert_state (pc, note, "late_note");
  g_assert_cmpuint (office_fixture_count (self, ticket, "remembered-later"), ==, 1);
}

/* The district forgot a day; the office did not. */
static void
test_restored_from_yesterday (OfficeFixture *self, gconstpointer data)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *file = g_build_filename (dir, "backup.db", NULL);
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;
  g_autofree char *unsent = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  ticket = office_pc_ticket (pc, "A1");
  before = office_pc_save (pc, ticket, "sign", "{}");
  office_pc_round (pc, "synced");
  office_fixture_backup (self, file);
  after = office_pc_save (pc, ticket, "progress", "{\"text\":\"acknowledged-then-forgotten\"}");
  office_pc_round (pc, "synced");
  unsent = office_pc_save (pc, ticket, "progress", "{\"text\":\"never-sent\"}");
  office_fixture_restore (self, file);
  g_assert_cmpuint (office_fixture_count (self, ticket, "acknowledged-then-forgotten"), ==, 0);
  office_pc_round (pc, "synced");
  assert_state (pc, before, "applied");
  assert_state (pc, after, "applied");
  assert_state (pc, unsent, "applied");
  g_assert_cmpuint (office_fixture_count (self, ticket, "acknowledged-then-forgotten"), ==, 1);
  g_assert_cmpuint (office_fixture_count (self, ticket, "never-sent"), ==, 1);
  hy_test_dir_remove (dir);
}

/* A ticket that came after the backup is whole at the office alone, with what was done to it. */
static void
test_restored_without_a_ticket (OfficeFixture *self, gconstpointer data)
{
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *file = g_build_filename (dir, "backup.db", NULL);
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *sign = NULL;

  office_fixture_backup (self, file);
  import (self);
  pc = office_fixture_pc (self, "o1");
  g_assert_cmpint (count (pc, "tickets"), ==, 3);
  ticket = office_pc_ticket (pc, "A1");
  sign = office_pc_save (pc, ticket, "sign", "{}");
  office_pc_round (pc, "synced");
  office_fixture_restore (self, file);
  /* The device was enrolled after the backup too: its token is unknown, and nothing is lost by
   * that. */
  office_pc_fails (pc, HY_TRANSPORT_ERROR_UNAUTHORIZED);
  {
    g_autofree char *code = hy_test_district_code (self->district, "o1");
    g_autoptr (GError) error = NULL;

    g_assert_true (office_pc_enrol (pc, self->district, code, &error) || error != NULL);
    g_assert_no_error (error);
  }
  g_assert_true (hy_engine_round (pc->engine, NULL, NULL, NULL));
  g_assert_cmpint (count (pc, "tickets WHERE scope = 'orphan'"), ==, 3);
  g_assert_cmpint (count (pc, "identities"), ==, 3);
  assert_state (pc, sign, "held");
  hy_test_dir_remove (dir);
}

static gboolean
holds_text (const char *dir, const char *text)
{
  g_autoptr (GDir) entries = g_dir_open (dir, 0, NULL);
  const char *name;
  gboolean found = FALSE;

  while (!found && (name = g_dir_read_name (entries)) != NULL)
    {
      g_autofree char *path = g_build_filename (dir, name, NULL);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      found = g_file_get_contents (path, &bytes, &length, NULL) && length > 0
              && memmem (bytes, length, text, strlen (text)) != NULL;
    }
  return found;
}

/* Not a byte of a citizen stays on a PC that the district wants cleared. */
static void
test_wiped (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autofree char *ticket = NULL;
  g_autofree char *device = NULL;

  import (self);
  pc = office_fixture_pc (self, "o1");
  ticket = office_pc_ticket (pc, "A1");
  g_free (office_pc_save (pc, ticket, "progress", "{\"text\":\"last-words\"}"));
  device = hy_test_text (pc->replica, "SELECT value FROM meta WHERE key = 'device'");
  hy_test_district_revoke (self->district, device, TRUE);
  office_pc_fails (pc, HY_TRANSPORT_ERROR_REVOKED);
  g_assert_cmpint (count (pc, "tickets"), ==, 0);
  g_assert_cmpint (count (pc, "commands"), ==, 0);
  g_clear_pointer (&pc->engine, hy_engine_free);
  hy_test_replica_reopen (pc->replica);
  pc->engine = hy_engine_new (pc->replica->store, NULL);
  g_assert_false (holds_text (pc->replica->dir, "13900000001"));
  g_assert_false (holds_text (pc->replica->dir, "It is dark at night"));
  g_assert_false (holds_text (pc->replica->dir, "last-words"));
}

#define TEST(name, func)                                                                           \
  g_test_add ("/office/" name, OfficeFixture, NULL, office_fixture_set_up, func,                   \
              office_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("first-sync", test_first_sync);
  TEST ("offices-see-their-own", test_offices_see_their_own);
  TEST ("day-without-a-line", test_day_without_a_line);
  TEST ("two-pcs-close-one-ticket", test_two_pcs_close_one_ticket);
  TEST ("reassigned-under-unsent-work", test_reassigned_under_unsent_work);
  TEST ("saved-after-the-leave-is-known", test_saved_after_the_leave_is_known);
  TEST ("restored-from-yesterday", test_restored_from_yesterday);
  TEST ("restored-without-a-ticket", test_restored_without_a_ticket);
  TEST ("wiped", test_wiped);
  return g_test_run ();
}
