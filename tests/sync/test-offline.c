/* Offline work against what a real district did meanwhile. What the answers are that
 * tests/store/test-offline.c takes as given; a whole day's rows go up and come down in one round.
 */
#include "sync/office-fixture.h"

#include "authority/hy-documents.h"
#include "store/hy-outbox-hold.h"

#include <string.h>

#define CONTACT                                                                                    \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-20T09:20:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"Light\",\"confirmed\":true}]}"
#define REPLY                                                                                      \
  "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"Mended.\",\"done\":true," \
  "\"by\":null}],\"contact_summary\":\"Rang.\",\"investigation\":\"%s\","                          \
  "\"result_kind\":\"solved\",\"basis\":[],"                                                       \
  "\"citizen_opinion\":{\"value\":\"satisfied\",\"words\":\"Good.\"}}"
#define NOTE "{\"text\":\"%s\"}"

typedef enum
{
  QUEUED, /* saved while the line was down */
  CUT,    /* arrived; its answer did not */
  FRESH,  /* saved a moment ago: it can still be taken back, and is not sent yet */
  APPLIED /* acknowledged and pulled */
} Local;

typedef enum
{
  NOTHING,
  CHANGED,       /* urged */
  SUPPLEMENTED,  /* urged, then supplemented */
  CLOSED,        /* replied to by the other PC */
  AWAY,          /* reassigned */
  AWAY_AND_BACK, /* reassigned, and reassigned back */
} Meanwhile;

typedef struct
{
  Local local;
  Meanwhile meanwhile;
  const char *kind;
  const char *number; /* of the ticket, and the words of the work */
  /* "scope state | state code | N at the district"; N of an orphan is not asked. */
  const char *expected;
  const char *why;
  const char *later; /* when nothing can be taken back any more; NULL: the same */
} Row;

static const Row day[] = {
  { QUEUED, NOTHING, "reply", "local-only-remains-pending", "here submitted | applied - | 1",
    "the line is back, and it is there once" },
  { QUEUED, CHANGED, "reply", "merges-disjoint-local-remote", "here submitted | applied - | 1",
    "an urge does not stand against a reply" },
  { QUEUED, SUPPLEMENTED, "reply", "sync-pulls-then-pushes",
    "here handling | refused stale_reply | 0", "begun before the citizen's supplement was seen" },
  { QUEUED, CLOSED, "reply", "rejects-same-field-conflict",
    "here submitted | refused already_replied | 0", "the other PC was first; the text is kept" },
  { QUEUED, AWAY, "reply", "stale-update-after-tombstone", "stub left | refused wrong_state | 0",
    "sent before the leave was known: the district refuses it" },
  { QUEUED, AWAY_AND_BACK, "reply", "reinsert-after-tombstone",
    "here pending_sign | refused wrong_state | 0", "dispatched anew, it is to be signed first" },
  { QUEUED, NOTHING, "progress", "edit-note", "here handling | applied - | 1",
    "the line is back, and it is there once" },
  { QUEUED, SUPPLEMENTED, "progress", "merges-note", "here handling | applied - | 1",
    "a note is never refused for what it had not seen" },
  { QUEUED, CLOSED, "progress", "edit-closed-note", "here submitted | applied - | 1",
    "true, and taken" },
  { QUEUED, AWAY, "progress", "edit-delete-note", "stub left | late_note - | 1",
    "kept in the history for whoever has the ticket now" },
  { QUEUED, AWAY_AND_BACK, "progress", "edit-delete-add-note", "here pending_sign | applied - | 1",
    "the ticket is ours again: no late note" },
  { CUT, NOTHING, "reply", "failed-push-keeps-pending", "here submitted | applied - | 1",
    "a duplicate is answered with its first result and applies nothing" },
  { CUT, CHANGED, "reply", "stage-replay-ack", "here submitted | applied - | 1",
    "its version is behind the ticket's: the pull brings both" },
  { CUT, NOTHING, "progress", "failed-push-keeps-note", "here handling | applied - | 1",
    "a duplicate applies nothing" },
  { CUT, AWAY, "progress", "persistent-replay-ack", "stub left | applied - | 1",
    "it was applied before the ticket went: that is its first result" },
  { CUT, AWAY_AND_BACK, "progress", "replay-reinserted", "here pending_sign | applied - | 1",
    "its first result" },
  { FRESH, NOTHING, "reply", "add-held-back", "here submitted | queued - | 0",
    "it can still be taken back; the screen shows it", "here submitted | applied - | 1" },
  { FRESH, AWAY, "reply", "delete-before-push", "stub left | undeliverable wrong_state | 0",
    "the leave came first: a person decides" },
  { FRESH, AWAY, "progress", "delete-before-note", "stub left | queued - | 0",
    "it can still be taken back, though the ticket is gone", "stub left | late_note - | 1" },
  { FRESH, AWAY_AND_BACK, "progress", "delete-add-before-note", "here pending_sign | queued - | 0",
    "it can still be taken back; the ticket is ours", "here pending_sign | applied - | 1" },
  { 0 },
};

static const Row expired[] = {
  { QUEUED, NOTHING, "reply", "edit-resync", "here submitted | applied - | 1",
    "a bootstrap never touches the outbox" },
  { QUEUED, AWAY, "progress", "edit-delete-resync", "stub left | late_note - | 1",
    "not brought again: left, why unknown; the note was sent first" },
  { FRESH, AWAY, "reply", "delete-resync", "stub left | undeliverable wrong_state | 0",
    "not brought again, and never sent" },
  { APPLIED, NOTHING, "reply", "basics-resync", "here submitted | applied - | 1",
    "what was acknowledged is in the row" },
  { 0 },
};

static const Row restored[] = {
  { APPLIED, NOTHING, "reply", "replay-ack", "here submitted | applied - | 1",
    "forgotten by the district, offered again with its receipt" },
  { APPLIED, NOTHING, "progress", "replay-ack-note", "here handling | applied - | 1",
    "forgotten by the district, offered again with its receipt" },
  { QUEUED, NOTHING, "reply", "edit-replay", "here submitted | applied - | 1",
    "answered 409 in the old epoch, applied in the new one" },
  { QUEUED, NOTHING, "progress", "edit-replay-note", "here handling | applied - | 1",
    "answered 409 in the old epoch, applied in the new one" },
  { 0 },
};

static char *
body_of (const Row *row)
{
  return strcmp (row->kind, "reply") == 0 ? g_strdup_printf (REPLY, row->number)
                                          : g_strdup_printf (NOTE, row->number);
}

static void
import (OfficeFixture *self, const Row *rows)
{
  g_autoptr (GString) csv = g_string_new ("number,title,content,name,phone\n");

  for (; rows->number != NULL; rows++)
    g_string_append_printf (csv, "%s,Street lamp,It is dark,Wang,13900000001\n", rows->number);
  hy_test_district_import (self->district, "o1", csv->str);
}

/* Signed and rung: ready for a reply. */
static void
prepare (OfficePc *pc, const Row *rows)
{
  office_pc_round (pc, "synced");
  for (; rows->number != NULL; rows++)
    {
      g_autofree char *ticket = office_pc_ticket (pc, rows->number);

      g_free (office_pc_save (pc, ticket, "sign", "{}"));
      g_free (office_pc_save (pc, ticket, "contact", CONTACT));
    }
  office_pc_round (pc, "synced");
}

static gboolean
hold (HyReplica *replica, gpointer data, GError **error)
{
  return hy_outbox_hold (replica, data, HY_OUTBOX_HOLD_MAX, error);
}

static void
save (OfficePc *pc, const Row *rows, Local local)
{
  for (; rows->number != NULL; rows++)
    {
      g_autofree char *ticket = office_pc_ticket (pc, rows->number);
      g_autofree char *body = body_of (rows);
      g_autofree char *id = NULL;

      if (rows->local != local)
        continue;
      id = office_pc_save (pc, ticket, rows->kind, body);
      if (local == FRESH)
        hy_test_write (pc->replica, hold, id);
    }
}

/* As if the answers had been lost on the way. */
static void
lose_answers (OfficePc *pc)
{
  hy_test_exec (pc->replica,
                "UPDATE commands SET state = 'queued', overlay = 1, epoch = NULL, version = NULL, "
                "at = NULL, receipt = NULL WHERE kind IN ('reply', 'progress')");
  hy_test_exec (pc->replica, "UPDATE tickets SET unsent = (SELECT count(*) FROM commands c WHERE "
                             "c.ticket = tickets.id AND c.state = 'queued')");
}

static void
event (
    OfficeFixture *self, const char *ticket, const char *kind, const char *name, const char *value)
{
  g_auto (GVariantDict) dict = G_VARIANT_DICT_INIT (NULL);

  if (name != NULL)
    g_variant_dict_insert (&dict, name, "s", value);
  hy_test_district_event (self->district, ticket, kind, g_variant_dict_end (&dict));
}

static void
happen (OfficeFixture *self, OfficePc *other, const Row *row)
{
  g_autofree char *ticket = office_pc_ticket (other, row->number);

  if (row->meanwhile == CHANGED || row->meanwhile == SUPPLEMENTED)
    event (self, ticket, "urged", "text", "Please hurry");
  if (row->meanwhile == SUPPLEMENTED)
    event (self, ticket, "supplemented", "text", "The next one too");
  if (row->meanwhile == CLOSED)
    {
      g_autofree char *body = g_strdup_printf (REPLY, "of the other PC");

      g_free (office_pc_save (other, ticket, "reply", body));
    }
  if (row->meanwhile == AWAY || row->meanwhile == AWAY_AND_BACK)
    event (self, ticket, "reassigned", "to", "o2");
  if (row->meanwhile == AWAY_AND_BACK)
    event (self, ticket, "reassigned", "to", "o1");
}

static char *
describe (OfficeFixture *self, OfficePc *pc, const Row *row)
{
  g_autofree char *ticket = office_pc_ticket (pc, row->number);
  g_autofree char *sql = g_strdup_printf (
      "SELECT t.scope || ' ' || t.state || ' | ' || c.state || ' ' || coalesce (c.code, '-') "
      "FROM tickets t JOIN commands c ON c.ticket = t.id AND c.kind = '%s' WHERE t.number = '%s'",
      row->kind, row->number);
  g_autofree char *here = hy_test_text (pc->replica, sql);
  g_autofree char *words = g_strdup_printf ("\"%s\"", row->number);

  /* The ticket's number is one of the places where the words stand. */
  return g_strdup_printf ("%s | %u", here, office_fixture_count (self, ticket, words) - 1);
}

static void
check (OfficeFixture *self, OfficePc *pc, const Row *rows, gboolean later)
{
  for (; rows->number != NULL; rows++)
    {
      const char *expected = later && rows->later != NULL ? rows->later : rows->expected;
      g_autofree char *got = describe (self, pc, rows);

      if (strcmp (got, expected) == 0)
        continue;
      g_test_message ("%s: %s, expected %s: %s", rows->number, got, expected, rows->why);
      g_test_fail ();
    }
  g_assert_cmpint (hy_test_int (pc->replica,
                                "SELECT count(*) FROM tickets t WHERE unsent <> (SELECT count(*) "
                                "FROM commands c WHERE c.ticket = t.id AND c.state IN ('queued', "
                                "'sending', 'held'))"),
                   ==, 0);
}

static void
test_day (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;
  g_autoptr (OfficePc) other = NULL;

  import (self, day);
  pc = office_fixture_pc (self, "o1");
  other = office_fixture_pc (self, "o1");
  prepare (pc, day);
  office_pc_round (other, "synced");
  save (pc, day, CUT);
  office_pc_round (pc, "synced");
  hy_test_district_cut (self->district);
  lose_answers (pc);
  save (pc, day, QUEUED);
  save (pc, day, FRESH);
  office_pc_fails (pc, HY_TRANSPORT_ERROR_OFFLINE);
  hy_test_district_start (self->district);
  for (const Row *row = day; row->number != NULL; row++)
    happen (self, other, row);
  office_pc_round (other, "synced");
  office_pc_round (pc, "refused");
  check (self, pc, day, FALSE);
  /* Nothing of it happens twice. */
  office_pc_round (pc, "refused");
  check (self, pc, day, FALSE);
  pc->replica->now += HY_OUTBOX_HOLD_MAX + HY_SECOND;
  office_pc_round (pc, "refused");
  check (self, pc, day, TRUE);
}

static void
test_expired (OfficeFixture *self, gconstpointer data)
{
  g_autoptr (OfficePc) pc = NULL;

  import (self, expired);
  pc = office_fixture_pc (self, "o1");
  prepare (pc, expired);
  save (pc, expired, APPLIED);
  office_pc_round (pc, "synced");
  save (pc, expired, QUEUED);
  save (pc, expired, FRESH);
  for (const Row *row = expired; row->number != NULL; row++)
    happen (self, pc, row);
  hy_test_exec (pc->replica, "UPDATE meta SET value = 'of another age' WHERE key = 'cursor'");
  office_pc_round (pc, "refused");
  check (self, pc, expired, FALSE);
  g_assert_cmpint (hy_test_int (pc->replica, "SELECT count(*) FROM tickets WHERE scope = 'stub' "
                                             "AND json_extract (row, '$.why') = 'unknown'"),
                   ==, 2);
}

static void
backup (HyAuthority *authority, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (hy_authority_backup (authority, user_data, &error) || error != NULL);
  g_assert_no_error (error);
}

static HyTime
clock_of (gpointer data)
{
  return ((OfficeFixture *) data)->now;
}

static void
restore (OfficeFixture *self, const char *file)
{
  g_autoptr (GError) error = NULL;

  hy_test_district_stop (self->district);
  g_assert_true (
      hy_authority_restore (hy_test_district_dir (self->district), file, clock_of, self, &error)
      || error != NULL);
  g_assert_no_error (error);
  hy_test_district_start (self->district);
}

/* A ticket that is younger than the backup is an orphan with its work: nothing is unsent in
 * silence. */
static void
check_lost (OfficePc *pc)
{
  g_autofree char *lost = hy_test_text (
      pc->replica,
      "SELECT scope || ' ' || state || ' unsent ' || unsent || ' doubt ' || may_refuse "
      "FROM tickets WHERE number = 'lost'");
  g_autofree char *work = hy_test_text (
      pc->replica, "SELECT group_concat (kind || ' ' || state) FROM (SELECT c.kind, c.state FROM "
                   "commands c JOIN tickets t ON t.id = c.ticket WHERE t.number = 'lost' ORDER BY "
                   "c.seq)");

  g_assert_cmpstr (lost, ==, "orphan submitted unsent 3 doubt 0");
  g_assert_cmpstr (work, ==, "sign held,contact held,reply held");
}

static void
test_restored (OfficeFixture *self, gconstpointer data)
{
  static const Row lost[]
      = { { APPLIED, NOTHING, "reply", "lost", "", "the district has never heard of it" }, { 0 } };
  g_autofree char *dir = hy_test_dir_new ();
  g_autofree char *file = g_build_filename (dir, "backup.db", NULL);
  g_autoptr (OfficePc) pc = NULL;

  import (self, restored);
  pc = office_fixture_pc (self, "o1");
  prepare (pc, restored);
  hy_test_district_call (self->district, backup, file);
  import (self, lost);
  prepare (pc, lost);
  save (pc, restored, APPLIED);
  save (pc, lost, APPLIED);
  office_pc_round (pc, "synced");
  save (pc, restored, QUEUED);
  restore (self, file);
  office_pc_round (pc, "partial");
  check (self, pc, restored, FALSE);
  check_lost (pc);
  office_pc_round (pc, "partial");
  check (self, pc, restored, FALSE);
  check_lost (pc);
  hy_test_dir_remove (dir);
}

#define TEST(name, func)                                                                           \
  g_test_add ("/offline/district/" name, OfficeFixture, NULL, office_fixture_set_up, func,         \
              office_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("day", test_day);
  TEST ("expired", test_expired);
  TEST ("restored", test_restored);
  return g_test_run ();
}
