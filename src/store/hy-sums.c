#include "store/hy-sums.h"

#include "core/hy-id.h"

#include <sodium.h>
#include <string.h>

typedef struct
{
  const char *what;    /* static */
  const char *handler; /* in the names */
  gint64 at;
} TallyKey;

struct _HySums
{
  int depth;
  GHashTable *tallies; /* TallyKey -> TallyKey + delta (Tally) */
  GStringChunk *names;
  gboolean digest_known;
  gboolean digest_changed;
  gint64 count;
  guint64 sum;
};

typedef struct
{
  TallyKey key;
  gint64 n;
} Tally;

static guint
key_hash (gconstpointer data)
{
  const TallyKey *key = data;

  return g_str_hash (key->what) * 31 + g_str_hash (key->handler) * 17 + g_int64_hash (&key->at);
}

static gboolean
key_equal (gconstpointer a, gconstpointer b)
{
  const TallyKey *x = a;
  const TallyKey *y = b;

  return x->at == y->at && strcmp (x->what, y->what) == 0 && strcmp (x->handler, y->handler) == 0;
}

void
hy_sums_begin (HyReplica *replica)
{
  if (replica->sums == NULL)
    {
      replica->sums = g_new0 (HySums, 1);
      replica->sums->tallies = g_hash_table_new_full (key_hash, key_equal, NULL, g_free);
      replica->sums->names = g_string_chunk_new (512);
    }
  replica->sums->depth++;
}

void
hy_sums_free (HySums *self)
{
  g_hash_table_unref (self->tallies);
  g_string_chunk_free (self->names);
  g_free (self);
}

static void
add (HySums *self, const char *what, const char *handler, gint64 at, int sign)
{
  TallyKey key = { what, handler, at };
  Tally *tally = g_hash_table_lookup (self->tallies, &key);

  if (tally == NULL)
    {
      tally = g_new0 (Tally, 1);
      tally->key = key;
      g_hash_table_insert (self->tallies, &tally->key, tally);
    }
  tally->n += sign;
}

static void
add_instant (HySums *self, const char *what, const char *handler, HyTime at, int sign)
{
  if (at != HY_TIME_NONE)
    add (self, what, handler, at, sign);
}

/* A step as a string that outlives the call. */
static const char *
static_step (const char *step)
{
  static const HyQueue steps[] = { HY_QUEUE_PENDING_SIGN, HY_QUEUE_TO_CONTACT, HY_QUEUE_HANDLING,
                                   HY_QUEUE_SUBMITTED,    HY_QUEUE_CLOSED,     HY_QUEUE_SUSPENDED };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    if (strcmp (hy_queue_code (steps[i]), step) == 0)
      return hy_queue_code (steps[i]);
  return NULL;
}

void
hy_sums_tally (HyReplica *replica, const HyTallyFacts *facts, int sign)
{
  HySums *self = replica->sums;
  const char *step = static_step (facts->step);
  const char *handler;

  if (!facts->counted)
    return;
  handler = g_string_chunk_insert_const (self->names, facts->handler != NULL ? facts->handler : "");
  if (step != NULL)
    add (self, step, handler, 0, sign);
  if (facts->rework)
    add (self, "rework", handler, 0, sign);
  if (facts->pressed)
    add (self, "supervised", handler, 0, sign);
  if (facts->waiting)
    add (self, "waiting", handler, 0, sign);
  add (self, "all", handler, 0, sign);
  add_instant (self, "yellow", handler, facts->yellow_at, sign);
  add_instant (self, "red", handler, facts->red_at, sign);
  add_instant (self, "due", handler, facts->due, sign);
}

static gboolean
write_tally (HyReplica *replica, const Tally *tally, GError **error)
{
  if (tally->n == 0)
    return TRUE;
  if (!hy_sql_run (replica->sql, NULL, error,
                   "INSERT INTO tallies (what, handler, at, n) VALUES (?1, ?2, ?3, ?4) "
                   "ON CONFLICT (what, handler, at) DO UPDATE SET n = n + excluded.n",
                   "SSii", tally->key.what, tally->key.handler, tally->key.at, tally->n))
    return FALSE;
  return tally->n > 0
         || hy_sql_run (replica->sql, NULL, error,
                        "DELETE FROM tallies WHERE what = ?1 AND handler = ?2 AND "
                        "at = ?3 AND n = 0",
                        "SSi", tally->key.what, tally->key.handler, tally->key.at);
}

static gboolean
write_all (HyReplica *replica, HySums *self, GError **error)
{
  GHashTableIter iter;
  gpointer tally;

  g_hash_table_iter_init (&iter, self->tallies);
  while (g_hash_table_iter_next (&iter, NULL, &tally))
    if (!write_tally (replica, tally, error))
      return FALSE;
  return !self->digest_changed
         || (hy_replica_set_meta_int (replica, "digest_count", self->count, error)
             && hy_replica_set_meta_int (replica, "digest_sum", (gint64) self->sum, error));
}

gboolean
hy_sums_end (HyReplica *replica, GError **error)
{
  HySums *self = replica->sums;
  gboolean ok;

  g_assert (self != NULL && self->depth > 0);
  if (--self->depth > 0)
    return TRUE;
  replica->sums = NULL;
  ok = write_all (replica, self, error);
  hy_sums_free (self);
  return ok;
}

guint64
hy_digest_share (const char *id, gint64 version)
{
  char text[HY_ID_MAX + 32];
  unsigned char hash[crypto_hash_sha256_BYTES];
  guint64 share;
  int length = g_snprintf (text, sizeof text, "%s:%" G_GINT64_FORMAT, id, version);

  g_assert (length < (int) sizeof text);
  crypto_hash_sha256 (hash, (const unsigned char *) text, (unsigned long long) length);
  memcpy (&share, hash, sizeof share);
  return GUINT64_FROM_BE (share);
}

static void
know_digest (HyReplica *replica)
{
  HySums *self = replica->sums;

  if (self->digest_known)
    return;
  self->count = hy_replica_get_meta_int (replica, "digest_count");
  self->sum = (guint64) hy_replica_get_meta_int (replica, "digest_sum");
  self->digest_known = TRUE;
}

void
hy_sums_digest (HyReplica *replica, guint64 share, int sign)
{
  HySums *self = replica->sums;

  know_digest (replica);
  self->count += sign;
  self->sum += sign > 0 ? share : -share;
  self->digest_changed = TRUE;
}

void
hy_sums_get_digest (HyReplica *replica, gint64 *count, guint64 *sum)
{
  hy_sums_begin (replica);
  know_digest (replica);
  *count = replica->sums->count;
  *sum = replica->sums->sum;
  replica->sums->depth--;
  if (replica->sums->depth == 0)
    g_clear_pointer (&replica->sums, hy_sums_free);
}

gboolean
hy_sums_recount_digest (HyReplica *replica, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (replica->sql,
                        "SELECT id, version FROM tickets WHERE scope = 'here' AND id NOT IN "
                        "(SELECT id FROM aside WHERE kind = 'ticket') "
                        "UNION ALL SELECT id, version FROM aside WHERE kind = 'ticket'",
                        error);
  HySums *self = replica->sums;
  gboolean row = FALSE;

  if (stmt == NULL)
    return FALSE;
  self->count = 0;
  self->sum = 0;
  self->digest_known = self->digest_changed = TRUE;
  do
    {
      if (!hy_sql_step (stmt, &row, error))
        return FALSE;
      if (row)
        {
          self->count++;
          self->sum += hy_digest_share (hy_sql_text (stmt, 0), hy_sql_int64 (stmt, 1));
        }
    }
  while (row);
  return TRUE;
}
