#include "store/hy-rescue-rows.h"

#include "core/hy-id.h"
#include "store/hy-rescue-texts.h"
#include "wire/hy-hash.h"
#include "wire/hy-json.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

typedef gboolean (*CheckFunc) (const HyCarved *row);

static gboolean check_command (const HyCarved *row);
static gboolean check_document (const HyCarved *row);
static gboolean check_record (const HyCarved *row);
static gboolean check_ticket (const HyCarved *row);

/* The names in meta that are not about how far the sync is: a first sync finds that anew. */
static const char *const kept_meta[]
    = { "url",          "district",     "district_name", "office",         "office_name",    "office_kind",
        "device",       "device_name",  "epoch",         "generation",     "bootstrap",      "seq",
        "identity_key", "clock_offset", "latest_time",   "pending_device", "replica_copied", "synced_at",
        NULL };

static const HyRescueText text_of_command = { .ticket = 2, .kind = 3, .person = 4, .body = 7, .at = 9 };
static const HyRescueText text_of_draft = { .ticket = 0, .person = 1, .kind = 2, .body = 3, .at = 5 };

/* Columns in the order in which they are stored, each with what it may hold: d an id, t text, i a number, j a JSON
 * object, capital letters also nothing; h a SHA-256, k a name in meta, b a hash, n the row's own number, v anything. */
static const struct
{
  const char *name;
  const char *columns;
  gboolean keyed;
  gboolean of_tickets; /* the district has it too */
  gboolean distinct;   /* nothing else in the file has columns of these types */
  CheckFunc check;
  const char *conflict;     /* NULL: what is there stays */
  const HyRescueText *text; /* of one that is no longer sound; NULL: nobody wrote it here */
} tables[] = {
  { "commands",
    "id:d seq:i ticket:d kind:t person:t state:t sent:i command:j after:T made_at:i epoch:T code:T detail:T field:T "
    "version:I at:I receipt:T overlay:i may_refuse:i why:T hold_until:I",
    FALSE, FALSE, TRUE, check_command, NULL, &text_of_command },
  { "drafts", "ticket:t person:t kind:t body:j base_version:i changed_at:i", TRUE, FALSE, TRUE, NULL,
    "ON CONFLICT (ticket, person, kind) DO UPDATE SET body = excluded.body, base_version = excluded.base_version, "
    "changed_at = excluded.changed_at WHERE excluded.changed_at > changed_at",
    &text_of_draft },
  { "attachments", "ticket:t person:t kind:t sha256:h size:i name:t type:t place:i", TRUE, FALSE, TRUE, NULL, NULL, NULL },
  { "blobs", "sha256:h size:i kept_at:i ticket:T have:i sent_at:I tries:i code:T", TRUE, FALSE, TRUE, NULL, NULL, NULL },
  { "blob_uses", "sha256:h command:d", TRUE, FALSE, FALSE, NULL, NULL, NULL },
  { "meta", "key:k value:v", TRUE, FALSE, FALSE, NULL, NULL, NULL },
  { "documents", "kind:t id:d version:i row:j generation:i", TRUE, FALSE, TRUE, check_document, NULL,
    NULL },
  { "tickets",
    "no:n id:d number:t scope:t version:i generation:i row:J policy:T title:t kind:t channel:t category:T place:T "
    "state:t handler:T received_at:I dispatched_at:I flags:t to_contact:i rework:i clock:T due:I yellow_at:I red_at:I "
    "framed_at:I rest:t due_sign:I due_contact:I due_result:I waiting_for:T waiting_by:I promise:T promise_at:I "
    "unsent:i may_refuse:i sort_due:i indexed:i",
    FALSE, TRUE, TRUE, check_ticket, NULL, NULL },
  { "records", "ticket:i version:i id:d row:j", TRUE, TRUE, FALSE, check_record, NULL, NULL },
  { "identities", "ticket:n citizen:j", FALSE, TRUE, TRUE, NULL, NULL, NULL },
  { "phones", "hash:b ticket:i", TRUE, TRUE, FALSE, NULL, NULL, NULL },
  /* Some indexes look like it: what names no ticket and no person goes at the end. */
  { "seen", "person:t ticket:i", TRUE, TRUE, FALSE, NULL, NULL, NULL },
};

#define N_TABLES G_N_ELEMENTS (tables)

struct _HyRescueRows
{
  HySql *sql;
  HySqlStmt *puts[N_TABLES];
  char *letters[N_TABLES];
  gint64 seq;
  gboolean tickets; /* of the source that is read */
  HyCarveLosses *losses;
};

static gboolean
value_is (const HySqlValue *value, const char *word)
{
  return value->type == HY_SQL_TEXT && value->length == strlen (word)
         && memcmp (value->text, word, value->length) == 0;
}

static gboolean
value_is_one_of (const HySqlValue *value, const char *const *words)
{
  for (; *words != NULL; words++)
    if (value_is (value, *words))
      return TRUE;
  return FALSE;
}

static gboolean
is_object (const HySqlValue *value)
{
  return hy_json_scan (value->text, (gssize) value->length, NULL)
         && hy_json_type (hy_json_value (value->text, value->length)) == HY_JSON_OBJECT;
}

static gboolean
text_fits (const HySqlValue *value, char letter)
{
  g_autofree char *text = NULL;

  if (!g_utf8_validate_len (value->text, value->length, NULL))
    return FALSE;
  if (letter == 't')
    return TRUE;
  if (letter == 'j')
    return is_object (value);
  if (letter == 'k')
    return value_is_one_of (value, kept_meta);
  text = g_strndup (value->text, value->length);
  return letter == 'h' ? hy_sha256_is_valid (text) : hy_id_is_valid (text);
}

static gboolean
fits (const HySqlValue *value, char letter)
{
  char lower = g_ascii_tolower (letter);

  if (value->type == HY_SQL_NULL)
    return letter == 'n' || g_ascii_isupper (letter);
  if (letter == 'v')
    return value->type == HY_SQL_INT || (value->type == HY_SQL_TEXT && text_fits (value, 't'));
  if (lower == 'i')
    return value->type == HY_SQL_INT;
  if (lower == 'b')
    return value->type == HY_SQL_BLOB && value->length == 16;
  return lower != 'n' && value->type == HY_SQL_TEXT && text_fits (value, lower);
}

/* Whether it can hold such a thing, be it sound or not. */
static gboolean
type_fits (const HySqlValue *value, char letter)
{
  char lower = g_ascii_tolower (letter);

  if (value->type == HY_SQL_NULL)
    return letter == 'n' || g_ascii_isupper (letter);
  return lower == 'v' || value->type == (lower == 'i' ? HY_SQL_INT : lower == 'b' ? HY_SQL_BLOB : HY_SQL_TEXT);
}

typedef gboolean (*FitFunc) (const HySqlValue *value, char letter);

static gboolean
shape_fits (const HyCarved *row, gboolean keyed, const char *letters, FitFunc func)
{
  if (row->keyed != keyed || row->n != strlen (letters))
    return FALSE;
  for (guint i = 0; i < row->n; i++)
    if (!func (&row->values[i], letters[i]))
      return FALSE;
  return TRUE;
}

/* One that could not be read again would keep all others from being sent. */
static gboolean
check_command (const HyCarved *row)
{
  static const char *const states[] = { "queued",        "sending", "refused",   "held",
                                        "undeliverable", "applied", "late_note", "gone", NULL };
  const HySqlValue *text = &row->values[7];
  g_autoptr (HyCommand) command = hy_command_from_json (text->text, (gssize) text->length, NULL);

  return command != NULL && value_is (&row->values[0], command->id)
         && value_is (&row->values[2], command->ticket) && value_is_one_of (&row->values[5], states);
}

static gboolean
check_document (const HyCarved *row)
{
  static const char *const kinds[]
      = { "policy", "calendar", "duty", "article", "notice", "person", "event", NULL };

  return value_is_one_of (&row->values[0], kinds);
}

static gboolean
check_record (const HyCarved *row)
{
  const HySqlValue *text = &row->values[3];
  g_autoptr (HyRecord) record = hy_record_from_json (text->text, (gssize) text->length, NULL);

  return record != NULL && value_is (&row->values[2], record->id);
}

static gboolean
check_ticket (const HyCarved *row)
{
  static const char *const whole[] = { "here", "orphan", NULL };
  static const char *const others[] = { "stub", "local", NULL };
  const HySqlValue *text = &row->values[6];
  g_autoptr (HyTicket) ticket = NULL;

  if (!value_is_one_of (&row->values[3], whole))
    return value_is_one_of (&row->values[3], others)
           && (text->type == HY_SQL_TEXT || value_is (&row->values[3], "local"));
  if (text->type != HY_SQL_TEXT)
    return FALSE;
  ticket = hy_ticket_parse (hy_json_value (text->text, text->length), NULL);
  return ticket != NULL && value_is (&row->values[1], ticket->id);
}

/* Numbers that are counted on are looked at wherever they stand. */
static void
note_seq (HyRescueRows *self, guint table, const HyCarved *row)
{
  gboolean counts = table == 0 || (g_str_equal (tables[table].name, "meta") && value_is (row->values, "seq"));

  if (counts && row->values[1].type == HY_SQL_INT && row->values[1].number <= HY_JSON_INT_MAX / 2)
    self->seq = MAX (self->seq, row->values[1].number);
}

static gboolean
put (HyRescueRows *self, guint table, const HyCarved *row, GError **error)
{
  HySqlStmt *stmt = self->puts[table];
  gboolean ok;

  for (guint i = 0; i < row->n; i++)
    {
      HySqlValue own = { .type = HY_SQL_INT, .number = row->rowid };

      hy_sql_bind_value (stmt, (int) i + 1, self->letters[table][i] == 'n' ? &own : &row->values[i]);
    }
  ok = hy_sql_step (stmt, NULL, error);
  hy_sql_reset (stmt);
  return ok;
}

static gboolean
is_sound (const HyRescueRows *self, const HyCarved *row, guint table)
{
  return !row->cut && shape_fits (row, tables[table].keyed, self->letters[table], fits)
         && (tables[table].check == NULL || tables[table].check (row));
}

/* What the district has answered it has itself. */
static gboolean
is_answered (const HyCarved *row, guint table)
{
  static const char *const states[] = { "applied", "late_note", "gone", NULL };

  return table == 0 && value_is_one_of (&row->values[5], states);
}

/* No longer sound: its text may be, as text. */
static gboolean
take_rest (HyRescueRows *self, const HyCarved *row, guint table, GError **error)
{
  gboolean kept = FALSE;

  note_seq (self, table, row);
  if (tables[table].text != NULL && !is_answered (row, table)
      && !hy_rescue_texts_keep (self->sql, row, tables[table].text, &kept, error))
    return FALSE;
  self->losses->rows += !kept;
  return TRUE;
}

static gboolean
take_row (const HyCarved *row, gpointer data, GError **error)
{
  HyRescueRows *self = data;

  for (guint i = 0; i < N_TABLES; i++)
    if (is_sound (self, row, i))
      {
        note_seq (self, i, row);
        return (tables[i].of_tickets && !self->tickets) || put (self, i, row, error);
      }
  for (guint i = 0; i < N_TABLES; i++)
    if (shape_fits (row, tables[i].keyed, self->letters[i], tables[i].distinct ? type_fits : fits))
      return take_rest (self, row, i, error);
  return TRUE;
}

gboolean
hy_rescue_rows_take (HyRescueRows *self,
                     HyPages *pages,
                     gboolean cut_off,
                     gboolean tickets,
                     HyCarveLosses *losses,
                     GError **error)
{
  self->tickets = tickets;
  self->losses = losses;
  return hy_carve (pages, cut_off, losses, take_row, self, error);
}

/* "name:letter name:letter …" as a statement, and the letters alone. */
static gboolean
prepare (HyRescueRows *self, guint table, GError **error)
{
  g_auto (GStrv) columns = g_strsplit (tables[table].columns, " ", -1);
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autoptr (GString) marks = g_string_new (NULL);
  g_autoptr (GString) letters = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT %sINTO %s (", tables[table].conflict == NULL ? "OR IGNORE " : "",
                          tables[table].name);
  for (guint i = 0; columns[i] != NULL; i++)
    {
      char *colon = strchr (columns[i], ':');

      *colon = '\0';
      g_string_append_c (letters, colon[1]);
      g_string_append_printf (sql, "%s%s", i > 0 ? ", " : "", columns[i]);
      g_string_append_printf (marks, "%s?%u", i > 0 ? ", " : "", i + 1);
    }
  g_string_append_printf (sql, ") VALUES (%s) %s", marks->str,
                          tables[table].conflict != NULL ? tables[table].conflict : "");
  self->letters[table] = g_strdup (letters->str);
  self->puts[table] = hy_sql_prepare_once (self->sql, sql->str, error);
  return self->puts[table] != NULL;
}

HyRescueRows *
hy_rescue_rows_new (HySql *sql, GError **error)
{
  g_autoptr (HyRescueRows) self = g_new0 (HyRescueRows, 1);

  self->sql = sql;
  for (guint i = 0; i < N_TABLES; i++)
    if (!prepare (self, i, error))
      return NULL;
  return g_steal_pointer (&self);
}

void
hy_rescue_rows_free (HyRescueRows *self)
{
  if (self == NULL)
    return;
  for (guint i = 0; i < N_TABLES; i++)
    {
      hy_sql_stmt_release (self->puts[i]);
      g_free (self->letters[i]);
    }
  g_free (self);
}

gint64
hy_rescue_rows_seq (const HyRescueRows *self)
{
  return self->seq;
}

const char *
hy_rescue_rows_table (guint i, const char **columns)
{
  if (i >= N_TABLES)
    return NULL;
  *columns = tables[i].columns;
  return tables[i].name;
}
