#include "district-fixture.h"

#include "wire/hy-record-json.h"

#include <string.h>

#define TEST(name, func)                                                                           \
  g_test_add ("/authority/accept/" name, District, NULL, district_set_up, func, district_tear_down)

#define SIGN "{\"handler\":\"p1\"}"
#define REACHED                                                                                    \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-23T09:00:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"停止夜间施工\",\"confirmed\":true}]}"
#define PROGRESS "{\"text\":\"已联系工地负责人\"}"
#define REPLY                                                                                      \
  "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"已停工\",\"done\":true}],"  \
  "\"contact_summary\":\"已电话联系\",\"investigation\":\"现场核实\",\"result_kind\":\"solved\","      \
  "\"citizen_opinion\":{\"value\":\"satisfied\"}}"

static void
expect (District *d, const char *id, const char *kind, const char *body, HyResultKind result, const char *code)
{
  hy_result_free (district_expect (d, id, "t1", kind, body, result, code));
}

static void
applied (District *d, const char *id, const char *kind, const char *body)
{
  expect (d, id, kind, body, HY_RESULT_APPLIED, NULL);
}

static void
test_a_day (District *d, gconstpointer data)
{
  g_autoptr (HyTicket) ticket = NULL;
  g_autoptr (HyResult) last = NULL;

  district_ticket (d, "t1", "o1");
  applied (d, "c1", "sign", SIGN);
  applied (d, "c2", "contact", REACHED);
  last = district_expect (d, "c3", "t1", "reply", REPLY, HY_RESULT_APPLIED, NULL);
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->state, ==, HY_STATE_SUBMITTED);
  g_assert_cmpint (ticket->version, ==, 4);
  g_assert_cmpint (ticket->records, ==, 4);
  g_assert_cmpint (last->version, ==, 4);
  g_assert_nonnull (last->receipt);
  g_assert_cmpuint (strlen (last->receipt), <=, 200);
  g_assert_cmpint (last->at, ==, d->now);
}

static void
test_duplicate (District *d, gconstpointer data)
{
  g_autoptr (HyResult) again = NULL;
  g_autoptr (HyResult) refused = NULL;
  g_autoptr (HyTicket) ticket = NULL;

  district_ticket (d, "t1", "o1");
  applied (d, "c1", "progress", PROGRESS);
  d->seq--;
  again = district_expect (d, "c1", "t1", "progress", PROGRESS, HY_RESULT_DUPLICATE, NULL);
  g_assert_cmpint (again->first->result, ==, HY_RESULT_APPLIED);
  g_assert_cmpint (again->first->version, ==, 2);
  g_assert_nonnull (again->first->receipt);
  expect (d, "c2", "reply", REPLY, HY_RESULT_REFUSED, "wrong_state");
  refused = district_expect (d, "c2", "t1", "reply", REPLY, HY_RESULT_DUPLICATE, NULL);
  g_assert_cmpstr (refused->first->code, ==, "wrong_state");
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->records, ==, 2);
}

static void
test_id_reused (District *d, gconstpointer data)
{
  district_ticket (d, "t1", "o1");
  applied (d, "c1", "progress", PROGRESS);
  expect (d, "c1", "progress", "{\"text\":\"另一件事\"}", HY_RESULT_REFUSED, "id_reused");
  expect (d, "c1", "progress", PROGRESS, HY_RESULT_DUPLICATE, NULL);
}

static HyResult *
send_as (District *d, const char *id, const char *person, const char *ticket, const char *kind, const char *body)
{
  HyCommand *command = district_command (d, id, ticket, kind, body);

  g_free (command->person);
  command->person = g_strdup (person);
  return district_send (d, command);
}

/* Each row fails in its column and in all to the right of it: the leftmost is what is said. */
static void
test_order_of_checks (District *d, gconstpointer data)
{
  static const struct
  {
    const char *person, *ticket, *kind, *body, *code;
  } rows[] = {
    { "nobody", "t-none", "dance", "{}", "unknown_kind" },
    { "nobody", "t-none", "reply_accepted", "{}", "unknown_kind" },
    { "nobody", "t-none", "progress", "{}", "unknown_person" },
    { "q1", "t2", "progress", "{}", "unknown_person" },
    { "p1", "t-none", "progress", "{}", "not_yours" },
    { "p1", "t2", "progress", "{}", "not_yours" },
    { "p1", "N-t1", "progress", "{}", "not_yours" },
    { "p1", "gone", "progress", "{}", "bad_body" },
    { "p1", "gone", "reply", "{}", "bad_body" },
    { "p1", "gone", "reply", REPLY, "wrong_state" },
    { "p1", "t1", "reply", "{}", "bad_body" },
    { "p1", "gone", "assign", "{\"to_person\":\"q1\"}", "wrong_state" },
    { "p1", "t1", "assign", "{\"to_person\":7}", "bad_body" },
    { "p1", "t1", "assign", "{\"to_person\":\"q1\"}", "unknown_person" },
    { "p1", "t1", "assign", "{\"to_person\":\"nobody\"}", "unknown_person" },
    { "p1", "t1", "sign", "{\"handler\":\"q1\"}", "unknown_person" },
    { "p1", "t1", "reply", REPLY, "wrong_state" },
  };

  district_ticket (d, "t1", "o1");
  district_ticket (d, "t2", "o2");
  district_ticket (d, "gone", "o1");
  district_event (d, "gone", "reassigned", "{\"to\":\"o2\"}");
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *id = g_strdup_printf ("c%zu", i);
      g_autoptr (HyResult) result
          = send_as (d, id, rows[i].person, rows[i].ticket, rows[i].kind, rows[i].body);

      g_assert_cmpstr (hy_result_kind_code (result->result), ==, "refused");
      g_assert_cmpstr (result->code, ==, rows[i].code);
      g_assert_cmpstr (result->detail, !=, NULL);
      if (strcmp (rows[i].code, "bad_body") == 0
          || (strcmp (rows[i].code, "unknown_person") == 0 && strcmp (rows[i].person, "p1") == 0))
        g_assert_nonnull (result->field);
    }
}

static void
test_faulty_elements (District *d, gconstpointer data)
{
  g_autofree char *text = g_strdup_printf (
      "{\"device\":\"d1\",\"epoch\":\"%s\",\"commands\":[42,{\"id\":\"c1\",\"kind\":\"progress\"},"
      "{\"id\":\"c2\",\"kind\":\"dance\"}]}",
      hy_authority_get_epoch (d->authority));
  g_autoptr (GError) error = NULL;
  g_autofree char *reply
      = hy_authority_post (d->authority, d->device, text, strlen (text), &error);

  g_assert_no_error (error);
  g_assert_nonnull (strstr (reply, "\"bad_body\""));
  g_assert_nonnull (strstr (reply, "\"unknown_kind\""));
  g_assert_nonnull (strstr (reply, "\"field\":\"seq\""));
}

static void
test_envelope_faults (District *d, gconstpointer data)
{
  g_autofree char *stranger
      = g_strdup_printf ("{\"device\":\"dX\",\"epoch\":\"%s\",\"commands\":[]}",
                         hy_authority_get_epoch (d->authority));
  const char *old = "{\"device\":\"d1\",\"epoch\":\"older\",\"commands\":[]}";
  g_autoptr (GError) usage = NULL;
  g_autoptr (GError) epoch = NULL;
  g_autoptr (GError) shape = NULL;

  g_assert_null (
      hy_authority_post (d->authority, d->device, stranger, strlen (stranger), &usage));
  g_assert_error (usage, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE);
  g_assert_null (hy_authority_post (d->authority, d->device, old, strlen (old), &epoch));
  g_assert_error (epoch, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_EPOCH);
  g_assert_null (hy_authority_post (d->authority, d->device, "[1", 2, &shape));
  g_assert_nonnull (shape);
}

static void
test_held (District *d, gconstpointer data)
{
  HyCommand *second = NULL;
  g_autoptr (HyResult) held = NULL;
  g_autoptr (HyResult) after = NULL;

  district_ticket (d, "t1", "o1");
  second = district_command (d, "c2", "t1", "progress", PROGRESS);
  second->after = g_strdup ("c1");
  held = district_send (d, hy_command_copy (second));
  g_assert_cmpint (held->result, ==, HY_RESULT_HELD);
  g_assert_cmpstr (held->missing[0], ==, "c1");
  g_assert_null (held->missing[1]);
  applied (d, "c1", "progress", PROGRESS);
  after = district_send (d, second);
  g_assert_cmpint (after->result, ==, HY_RESULT_APPLIED);
}

/* What was refused is known too: what follows is judged by its own guards. */
static void
test_after_refused (District *d, gconstpointer data)
{
  HyCommand *second = NULL;
  g_autoptr (HyResult) result = NULL;

  district_ticket (d, "t1", "o1");
  expect (d, "c1", "reply", REPLY, HY_RESULT_REFUSED, "wrong_state");
  second = district_command (d, "c2", "t1", "progress", PROGRESS);
  second->after = g_strdup ("c1");
  result = district_send (d, second);
  g_assert_cmpint (result->result, ==, HY_RESULT_APPLIED);
}

static void
test_batch_in_order (District *d, gconstpointer data)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HyAnswer) answer = NULL;
  static const HyResultKind want[]
      = { HY_RESULT_APPLIED, HY_RESULT_REFUSED, HY_RESULT_APPLIED, HY_RESULT_APPLIED };

  district_ticket (d, "t1", "o1");
  g_ptr_array_add (commands, district_command (d, "c1", "t1", "sign", SIGN));
  g_ptr_array_add (commands, district_command (d, "c2", "t1", "reply", REPLY));
  g_ptr_array_add (commands, district_command (d, "c3", "t1", "contact", REACHED));
  g_ptr_array_add (commands, district_command (d, "c4", "t1", "reply", REPLY));
  answer = district_post (d, d->device, commands);
  for (guint i = 0; i < G_N_ELEMENTS (want); i++)
    {
      HyResult *result = g_ptr_array_index (answer->results, i);

      g_assert_cmpint (result->result, ==, want[i]);
    }
  g_assert_cmpint (answer->time, ==, d->now);
  g_assert_null (answer->warning);
}

static void
test_late_note (District *d, gconstpointer data)
{
  g_autoptr (HyResult) late = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  district_ticket (d, "t1", "o1");
  district_event (d, "t1", "reassigned", "{\"to\":\"o2\"}");
  late = district_expect (d, "c1", "t1", "contact", REACHED, HY_RESULT_LATE_NOTE, NULL);
  g_assert_nonnull (late->receipt);
  expect (d, "c2", "sign", SIGN, HY_RESULT_REFUSED, "wrong_state");
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->version, ==, late->version);
  g_assert_cmpint (ticket->contacted_at, ==, HY_TIME_NONE);
  json = hy_authority_show_json (d->authority, "t1", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (json, "\"late\":true"));
}

static void
test_two_pcs (District *d, gconstpointer data)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HyAnswer) answer = NULL;
  g_autoptr (HyTicket) before = NULL;
  g_autoptr (HyTicket) after = NULL;
  HyResult *result;

  district_ticket (d, "t1", "o1");
  applied (d, "c1", "sign", SIGN);
  before = district_show (d, "t1");
  applied (d, "c2", "sign", "{\"handler\":\"p2\"}");
  after = district_show (d, "t1");
  g_assert_cmpint (before->version, ==, after->version);
  g_assert_cmpstr (after->handler, ==, "p1");
  applied (d, "c3", "contact", REACHED);
  applied (d, "c4", "reply", REPLY);
  g_ptr_array_add (commands, district_command (d, "c5", "t1", "reply", REPLY));
  answer = district_post (d, d->device2, commands);
  result = g_ptr_array_index (answer->results, 0);
  g_assert_cmpstr (result->code, ==, "already_replied");
  g_assert_nonnull (strstr (result->detail, "张三"));
}

static void
test_copied_replica (District *d, gconstpointer data)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HyAnswer) answer = NULL;

  district_ticket (d, "t1", "o1");
  applied (d, "c1", "progress", PROGRESS);
  d->seq--;
  g_ptr_array_add (commands, district_command (d, "c2", "t1", "progress", PROGRESS));
  answer = district_post (d, d->device, commands);
  g_assert_cmpstr (answer->warning, ==, "replica_copied");
  g_assert_cmpint (((HyResult *) g_ptr_array_index (answer->results, 0))->result, ==,
                   HY_RESULT_APPLIED);
}

static void
test_revoked (District *d, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) ticket = NULL;

  district_ticket (d, "t1", "o1");
  g_assert_true (hy_authority_revoke (d->authority, "d1", TRUE, &error));
  d->device->revoked = TRUE;
  expect (d, "c1", "progress", PROGRESS, HY_RESULT_REFUSED, "device_revoked");
  ticket = district_show (d, "t1");
  g_assert_cmpint (ticket->records, ==, 1);
  d->device->revoked = FALSE;
  applied (d, "c1", "progress", PROGRESS);
}

/* The correction of a command that was refused has nothing in the timeline to amend; what it says is kept. */
static void
test_amends_refused (District *d, gconstpointer data)
{
  HyCommand *again;
  g_autoptr (HyResult) result = NULL;
  g_autofree char *json = NULL;
  g_autoptr (GError) error = NULL;

  district_ticket (d, "t1", "o1");
  expect (d, "c1", "progress", "{}", HY_RESULT_REFUSED, "bad_body");
  again = district_command (d, "c2", "t1", "progress", PROGRESS);
  again->amends = g_strdup ("c1");
  result = district_send (d, again);
  g_assert_cmpint (result->result, ==, HY_RESULT_APPLIED);
  json = hy_authority_show_json (d->authority, "t1", &error);
  g_assert_nonnull (strstr (json, "\"amends\":\"c1\""));
}

static void
test_awaiting_blobs (District *d, gconstpointer data)
{
  HyCommand *command;
  g_autoptr (HyResult) result = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  g_autofree char *sha = g_strnfill (64, 'a');

  district_ticket (d, "t1", "o1");
  command = district_command (d, "c1", "t1", "progress", PROGRESS);
  g_ptr_array_add (command->blobs, hy_blob_ref_new (sha, 1000, "照片.jpg", "image/jpeg"));
  result = district_send (d, command);
  g_assert_cmpint (result->result, ==, HY_RESULT_APPLIED);
  ticket = district_show (d, "t1");
  g_assert_true (hy_ticket_has_flag (ticket, "awaiting_blobs"));
}

/* A timeline beyond what one run may hold would stop the office's feed for good. */
static void
test_too_long_a_timeline (District *d, gconstpointer data)
{
  g_autofree char *words = g_strnfill (250 * 1024, 'x');
  g_autofree char *body = g_strdup_printf ("{\"text\":\"%s\"}", words);
  guint taken = 0;
  gboolean refused = FALSE;

  district_ticket (d, "t1", "o1");
  for (int i = 0; i < 80 && !refused; i++)
    {
      g_autofree char *id = g_strdup_printf ("c%d", i);
      g_autoptr (HyResult) result
          = district_send (d, district_command (d, id, "t1", "progress", body));

      refused = result->result == HY_RESULT_REFUSED;
      taken += result->result == HY_RESULT_APPLIED;
      if (refused)
        g_assert_cmpstr (result->field, ==, "body");
    }
  g_assert_true (refused);
  g_assert_cmpuint (taken, >=, 40);
}

/* Made two days ago on a PC that was off the line: longer than the grace. */
static void
test_effective_time (District *d, gconstpointer data)
{
  HyCommand *command;
  g_autoptr (HyTicket) in_grace = NULL;
  g_autoptr (HyTicket) beyond = NULL;
  HyTime dispatched = d->now;

  district_ticket (d, "t1", "o1");
  district_ticket (d, "t2", "o1");
  d->now += 20 * HY_HOUR;
  command = district_command (d, "c1", "t1", "sign", SIGN);
  command->made_at = dispatched + HY_HOUR;
  hy_result_free (district_send (d, command));
  in_grace = district_show (d, "t1");
  g_assert_cmpint (in_grace->signed_at, ==, dispatched + HY_HOUR);
  d->now += 20 * HY_HOUR;
  command = district_command (d, "c2", "t2", "sign", SIGN);
  command->made_at = dispatched + HY_HOUR;
  hy_result_free (district_send (d, command));
  beyond = district_show (d, "t2");
  g_assert_cmpint (beyond->signed_at, ==, d->now);
}

static void
test_events (District *d, gconstpointer data)
{
  g_autoptr (GError) refused = NULL;
  g_autoptr (GError) usage = NULL;
  g_autoptr (GError) office = NULL;
  g_autoptr (GError) ticket = NULL;
  GVariantDict dict;

  district_ticket (d, "t1", "o1");
  g_assert_false (hy_authority_event (d->authority, "t1", "reply_accepted", NULL, &refused));
  g_assert_error (refused, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_REFUSED);
  g_assert_true (g_str_has_prefix (refused->message, "wrong_state"));
  g_assert_false (hy_authority_event (d->authority, "t1", "sign", NULL, &usage));
  g_assert_error (usage, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE);
  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "to", "s", "nowhere");
  g_assert_false (hy_authority_event (d->authority, "t1", "reassigned",
                                      g_variant_dict_end (&dict), &office));
  g_assert_error (office, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
  g_assert_false (hy_authority_event (d->authority, "t9", "urged", NULL, &ticket));
  g_assert_error (ticket, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND);
  district_event (d, "N-t1", "urged", "{\"text\":\"请尽快\"}");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  TEST ("a-day", test_a_day);
  TEST ("duplicate", test_duplicate);
  TEST ("id-reused", test_id_reused);
  TEST ("order-of-checks", test_order_of_checks);
  TEST ("faulty-elements", test_faulty_elements);
  TEST ("envelope-faults", test_envelope_faults);
  TEST ("held", test_held);
  TEST ("after-refused", test_after_refused);
  TEST ("batch-in-order", test_batch_in_order);
  TEST ("late-note", test_late_note);
  TEST ("two-pcs", test_two_pcs);
  TEST ("copied-replica", test_copied_replica);
  TEST ("revoked", test_revoked);
  TEST ("amends-refused", test_amends_refused);
  TEST ("awaiting-blobs", test_awaiting_blobs);
  TEST ("too-long-a-timeline", test_too_long_a_timeline);
  TEST ("effective-time", test_effective_time);
  TEST ("events", test_events);
  return g_test_run ();
}
