#include "store/offline-case.h"

#include "store/hy-outbox-hold.h"
#include "store/hy-search.h"
#include "support/hy-test-outbox.h"

#include <string.h>

#define CONTACT                                                                                    \
  "{\"channel\":\"phone\",\"direction\":\"out\",\"outcome\":\"reached\","                          \
  "\"at\":\"2026-11-20T11:00:00+08:00\",\"purpose\":[\"confirm\"],"                                \
  "\"demands\":[{\"id\":\"d1\",\"text\":\"Light\",\"confirmed\":true}]}"
#define REPLY                                                                                      \
  "{\"answers\":[{\"demand_id\":\"d1\",\"finding\":\"true\",\"result\":\"Mended.\",\"done\":true," \
  "\"by\":null}],\"contact_summary\":\"Rang.\",\"investigation\":\"Looked.\","                     \
  "\"result_kind\":\"solved\",\"basis\":[],"                                                       \
  "\"citizen_opinion\":{\"value\":\"satisfied\",\"words\":\"Good.\"}}"
#define NOTE "{\"text\":\"went there\"}"

/* An entry of the timeline that the district made since, and what the ticket is after it. */
typedef struct
{
  const char *kind, *body;
  const char *state; /* NULL: as before */
  const char *flags;
} Entry;

static const Entry urged[] = { { "urged", NULL, NULL, "[\"urged:1\"]" }, { NULL } };
static const Entry supplemented[] = { { "urged", NULL, NULL, "[\"urged:1\"]" },
                                      { "supplemented", "{\"text\":\"Also dark\"}", NULL, NULL },
                                      { NULL } };
static const Entry closed[] = { { "reply", REPLY, "submitted", NULL }, { NULL } };
static const Entry back[] = { { "reassigned", "{\"to\":\"o2\"}", NULL, NULL },
                              { "reassigned", "{\"to\":\"o1\"}", "pending_sign", NULL },
                              { NULL } };
static const Entry none[] = { { NULL } };

static void
add_record (GPtrArray *lines, gint64 version, const char *id, const char *kind, const char *body)
{
  g_autofree char *minted = g_strdup_printf ("r%" G_GINT64_FORMAT, version);

  g_ptr_array_add (lines,
                   hy_test_record_line ("t1", id != NULL ? id : minted, version, kind, body));
}

static void
add_history (GPtrArray *lines, gint64 until)
{
  static const struct
  {
    const char *kind, *body;
  } history[] = { { "dispatched", NULL }, { "sign", NULL }, { "contact", CONTACT } };

  for (gint64 i = 0; i < until; i++)
    add_record (lines, i + 1, NULL, history[i].kind, history[i].body);
}

/* The ticket with its whole timeline: @history entries of before, the office's own work if the
 * district has it, and @since. */
static void
add_ticket (
    OfflineCase *self, GPtrArray *lines, gint64 history, gboolean arrived, const Entry *since)
{
  const char *kind = self->row->kind;
  HyTestTicket ticket
      = { .id = "t1", .title = OFFLINE_TITLE, .content = OFFLINE_CONTENT, .phone = OFFLINE_PHONE };
  guint at = lines->len;
  gint64 version = history;

  if (history >= 3)
    ticket.members = "\"demands\":[{\"id\":\"d1\",\"text\":\"Light\"}]";
  add_history (lines, history);
  if (arrived)
    add_record (lines, ++version, self->command, kind, g_str_equal (kind, "reply") ? REPLY : NOTE);
  if (arrived && g_str_equal (kind, "reply"))
    ticket.state = "submitted";
  for (; since->kind != NULL; since++)
    {
      add_record (lines, ++version, NULL, since->kind, since->body);
      ticket.state = since->state != NULL ? since->state : ticket.state;
      ticket.flags = since->flags != NULL ? since->flags : ticket.flags;
    }
  ticket.version = ticket.records = version;
  g_ptr_array_insert (lines, (gint) at, hy_test_ticket_line (&ticket));
}

/* A page of the feed up to the head, with the digest of @scope. */
static void
pull (OfflineCase *self, const char *cursor, GPtrArray *lines, const char *scope)
{
  g_auto (HyPullOutcome) out = { 0 };
  g_autofree char *next = g_strconcat (self->cursor, "+", NULL);

  g_ptr_array_add (lines, hy_test_end_line (next, scope));
  hy_test_feed_lines (self->t, cursor, &out, lines);
  g_assert_true (out.at_head);
  g_assert_true (out.digest_ok);
  g_free (self->cursor);
  self->cursor = g_steal_pointer (&next);
}

static GPtrArray *
lines_new (void)
{
  return g_ptr_array_new_with_free_func (g_free);
}

static char *
other_line (const char *id)
{
  return hy_test_ticket_line (&(HyTestTicket){
      .id = id, .title = "Loose cover", .phone = "13700000088", .state = "pending_sign" });
}

static gboolean
index_all (HyReplica *replica, gpointer data, GError **error)
{
  guint left;

  return hy_search_index_some (replica, 100, &left, error);
}

void
offline_case_set_up (OfflineCase *self)
{
  g_autoptr (GPtrArray) lines = lines_new ();

  self->t = hy_test_replica_new ();
  self->cursor = g_strdup ("c");
  hy_test_replica_enrol (self->t, TRUE);
  add_ticket (self, lines, 3, FALSE, none);
  g_ptr_array_add (lines, other_line ("t9"));
  pull (self, "", lines, "t1:3 t9:1");
  hy_test_write (self->t, index_all, NULL);
}

void
offline_case_tear_down (OfflineCase *self)
{
  hy_test_replica_free (self->t);
  g_free (self->command);
  g_free (self->cursor);
}

static HyDraft
draft_of (OfflineCase *self)
{
  return (HyDraft){ .ticket = (char *) "t1",
                    .person = (char *) "p-zhang",
                    .kind = (char *) self->row->kind,
                    .body = (char *) "{\"half\":1}",
                    .base_version = 3 };
}

static gboolean
save_draft (HyReplica *replica, gpointer data, GError **error)
{
  HyDraft draft = draft_of (data);

  return hy_drafts_save (replica, &draft, error);
}

static gboolean
take_back (HyReplica *replica, gpointer data, GError **error)
{
  OfflineCase *self = data;
  HyDraft draft = draft_of (self);

  return hy_outbox_hold (replica, self->command, HY_SECOND, error)
         && hy_outbox_undo (replica, self->command, &draft, error);
}

static gboolean
set_undeliverable (HyReplica *replica, gpointer data, GError **error)
{
  OfflineCase *self = data;

  return hy_outbox_set_undeliverable (replica, self->command, "bad_request", "no", error);
}

void
offline_case_answer (OfflineCase *self, const char *text)
{
  g_autoptr (GPtrArray) sent = hy_test_take (self->t);
  g_auto (GStrv) words = g_strsplit (text, " ", 2);
  g_autofree char *result = NULL;

  if (g_str_equal (text, "409"))
    {
      hy_test_put_back (self->t);
      return;
    }
  if (g_str_equal (words[0], "held"))
    result = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"held\",\"missing\":[\"%s\"]}",
                              self->command, words[1]);
  else if (g_str_equal (words[0], "refused"))
    result = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"refused\",\"code\":\"%s\","
                              "\"detail\":\"no\"}",
                              self->command, words[1]);
  else
    result = g_strdup_printf ("{\"id\":\"%s\",\"result\":\"%s\",\"version\":%s,"
                              "\"at\":\"2026-11-23T09:00:00+08:00\",\"receipt\":\"r\"}",
                              self->command, words[0], words[1]);
  hy_test_settle (self->t, result);
}

void
offline_case_do_local (OfflineCase *self)
{
  const char *kind = self->row->kind;
  gboolean note = g_str_equal (kind, "progress");

  if (self->row->local >= TAKEN_BACK)
    self->command = hy_test_queue (self->t, "t1", kind, note ? NOTE : REPLY);
  if (self->row->local >= SENDING)
    g_ptr_array_unref (hy_test_take (self->t));
  switch (self->row->local)
    {
    case DRAFT:
      hy_test_write (self->t, save_draft, self);
      break;
    case TAKEN_BACK:
      hy_test_write (self->t, take_back, self);
      break;
    case CUT:
      hy_test_put_back (self->t);
      break;
    case APPLIED:
      offline_case_answer (self, "applied 4");
      break;
    case REFUSED:
      offline_case_answer (self, "refused unknown_person");
      break;
    case HELD:
      offline_case_answer (self, "held c0");
      offline_case_answer (self, "held c0");
      break;
    case UNDELIVERABLE:
      hy_test_write (self->t, set_undeliverable, self);
      break;
    default:
      break;
    }
}

static gboolean
begin_anew (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, FALSE, NULL, error);
}

static gboolean
begin_epoch (HyReplica *replica, gpointer data, GError **error)
{
  return hy_pull_begin_bootstrap (replica, TRUE, "epoch-2", error);
}

/* The ticket comes as of @history entries and what followed. */
static void
pull_ticket (OfflineCase *self, gint64 history, gboolean arrived, const Entry *since, gboolean anew)
{
  g_autoptr (GPtrArray) lines = lines_new ();
  g_autofree char *scope = NULL;
  gint64 version = history + arrived;

  add_ticket (self, lines, history, arrived, since);
  for (; since->kind != NULL; since++)
    version++;
  if (anew)
    g_ptr_array_add (lines, other_line ("t9"));
  scope = g_strdup_printf ("t1:%" G_GINT64_FORMAT " t9:1", version);
  pull (self, anew ? "" : self->cursor, lines, scope);
}

/* The ticket does not come: it left, or @anew a bootstrap is without it. */
static void
pull_without (OfflineCase *self, gboolean anew)
{
  g_autoptr (GPtrArray) lines = lines_new ();

  g_ptr_array_add (lines, anew ? other_line ("t9")
                               : hy_test_leave_line ("t1", "reassigned", "Parks", NULL));
  pull (self, anew ? "" : self->cursor, lines, "t9:1");
}

static void
pull_new (OfflineCase *self, gboolean arrived)
{
  g_autoptr (GPtrArray) lines = lines_new ();

  /* What was applied comes in the order of the feed: behind the new ticket, on a later page. */
  g_ptr_array_add (lines, other_line ("t2"));
  if (!arrived)
    {
      pull (self, self->cursor, lines, "t1:3 t2:1 t9:1");
      return;
    }
  g_ptr_array_add (lines, g_strdup ("{\"mark\":{\"cursor\":\"m\"}}"));
  hy_test_feed_lines (self->t, self->cursor, NULL, lines);
}

void
offline_case_do_meanwhile (OfflineCase *self)
{
  gboolean arrived = self->row->local == APPLIED;

  switch (self->row->meanwhile)
    {
    case RESYNC:
      pull_ticket (self, 3, self->row->local >= SENDING && self->row->local <= APPLIED, none,
                   FALSE);
      break;
    case NEW_TICKET:
      pull_new (self, arrived);
      break;
    case CHANGED:
      pull_ticket (self, 3, arrived, urged, FALSE);
      break;
    case CHANGED_TWICE:
      pull_ticket (self, 3, arrived, supplemented, FALSE);
      break;
    case CLOSED:
      pull_ticket (self, 3, arrived, closed, FALSE);
      break;
    case AWAY:
      pull_without (self, FALSE);
      break;
    case AWAY_AND_BACK:
      pull_without (self, FALSE);
      pull_ticket (self, 3, arrived, back, FALSE);
      break;
    case AWAY_UNSEEN:
      pull_ticket (self, 3, arrived, back, FALSE);
      break;
    case EXPIRED:
      hy_test_write (self->t, begin_anew, NULL);
      pull_without (self, TRUE);
      break;
    case LOST:
      hy_test_write (self->t, begin_epoch, NULL);
      pull_without (self, TRUE);
      break;
    case RESTORED:
    case RESTORED_FAR:
      hy_test_write (self->t, begin_epoch, NULL);
      pull_ticket (self, self->row->meanwhile == RESTORED ? 3 : 2, FALSE, none, TRUE);
      break;
    default:
      break;
    }
}
