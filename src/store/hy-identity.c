#include "store/hy-replica-private.h"
#include "store/hy-search.h"

#include <sodium.h>
#include <string.h>

#define KEY_NAME "identity_key"
#define HASH_BYTES 16
/* Whole numbers and last four digits are hashed apart: "0042" as a number is not the end of one. */
#define WHOLE 'w'
#define LAST_FOUR '4'
#define DIGITS_MAX 32

/* Digits alone, without +86 before a mobile number, as people write one number in many ways. */
static gsize
phone_digits (const char *phone, char digits[DIGITS_MAX])
{
  gsize n = 0;

  for (; *phone != '\0' && n < DIGITS_MAX - 1; phone++)
    if (g_ascii_isdigit (*phone))
      digits[n++] = *phone;
  digits[n] = '\0';
  if (n == 13 && g_str_has_prefix (digits, "86"))
    {
      n -= 2;
      memmove (digits, digits + 2, n + 1);
    }
  return n;
}

static guchar *
parse_key (const char *hex)
{
  g_autofree guchar *key = g_malloc (crypto_generichash_KEYBYTES);
  gsize n = 0;

  if (hex != NULL
      && sodium_hex2bin (key, crypto_generichash_KEYBYTES, hex, strlen (hex), NULL, &n, NULL) == 0
      && n == crypto_generichash_KEYBYTES)
    return g_steal_pointer (&key);
  return NULL;
}

static gboolean
make_key (HyReplica *replica, GError **error)
{
  char hex[crypto_generichash_KEYBYTES * 2 + 1];

  replica->identity_key = g_malloc (crypto_generichash_KEYBYTES);
  randombytes_buf (replica->identity_key, crypto_generichash_KEYBYTES);
  sodium_bin2hex (hex, sizeof hex, replica->identity_key, crypto_generichash_KEYBYTES);
  return hy_replica_set_meta (replica, KEY_NAME, hex, error);
}

/* NULL, no error, when there is none yet and @make is not set. Belongs to the replica. */
static const guchar *
get_key (HyReplica *replica, gboolean make, GError **error)
{
  g_autofree char *kept = NULL;

  if (replica->identity_key != NULL)
    return replica->identity_key;
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
  kept = hy_replica_get_meta (replica, KEY_NAME);
  replica->identity_key = parse_key (kept);
  if (replica->identity_key == NULL && make && !make_key (replica, error))
    return NULL;
  return replica->identity_key;
}

static void
hash_digits (const guchar *key, char what, const char *digits, guchar hash[HASH_BYTES])
{
  g_autofree char *text = g_strdup_printf ("%c%s", what, digits);

  crypto_generichash (hash, HASH_BYTES, (const guchar *) text, strlen (text), key,
                      crypto_generichash_KEYBYTES);
}

static gboolean
put_hash (HyReplica *replica,
          gint64 ticket,
          const guchar *key,
          char what,
          const char *digits,
          GError **error)
{
  guchar hash[HASH_BYTES];

  hash_digits (key, what, digits, hash);
  return hy_sql_run (replica->sql, NULL, error,
                     "INSERT OR IGNORE INTO phones (hash, ticket) VALUES (?1, ?2)", "bi", hash,
                     (gsize) HASH_BYTES, ticket);
}

static gboolean
put_phone (HyReplica *replica, gint64 ticket, const char *phone, GError **error)
{
  const guchar *key;
  char digits[DIGITS_MAX];
  gsize n = phone != NULL ? phone_digits (phone, digits) : 0;

  if (n < 4)
    return TRUE;
  key = get_key (replica, TRUE, error);
  return key != NULL && put_hash (replica, ticket, key, WHOLE, digits, error)
         && put_hash (replica, ticket, key, LAST_FOUR, digits + n - 4, error);
}

gboolean
hy_identity_put (HyReplica *replica,
                 gint64 ticket,
                 const char *citizen,
                 const char *phone,
                 const char *phone2,
                 GError **error)
{
  if (!hy_sql_run (replica->sql, NULL, error, "DELETE FROM phones WHERE ticket = ?1", "i", ticket))
    return FALSE;
  if (citizen == NULL)
    return hy_sql_run (replica->sql, NULL, error, "DELETE FROM identities WHERE ticket = ?1", "i",
                       ticket);
  return hy_sql_run (replica->sql, NULL, error,
                     "INSERT INTO identities (ticket, citizen) VALUES (?1, ?2) "
                     "ON CONFLICT (ticket) DO UPDATE SET citizen = excluded.citizen",
                     "is", ticket, citizen)
         && put_phone (replica, ticket, phone, error) && put_phone (replica, ticket, phone2, error);
}

char *
hy_identity_get (HyReplica *replica, gint64 ticket, GError **error)
{
  char *citizen = NULL;

  hy_sql_get_text (replica->sql, &citizen, error,
                   "SELECT citizen FROM identities WHERE ticket = ?1", "i", ticket);
  return citizen;
}

/* Whether people would type @text for a number: digits and what stands between them. */
static gboolean
is_number (const char *text)
{
  return text[strspn (text, "0123456789+-() ")] == '\0';
}

gboolean
hy_identity_find (HyReplica *replica, const char *text, GArray *nos, GError **error)
{
  const guchar *key = get_key (replica, FALSE, NULL);
  guchar hash[HASH_BYTES];
  char digits[DIGITS_MAX];
  g_autoptr (HySqlStmt) stmt = NULL;
  gboolean row = FALSE;
  gsize n = is_number (text) ? phone_digits (text, digits) : 0;

  if (n < 4 || key == NULL)
    return TRUE;
  hash_digits (key, n == 4 ? LAST_FOUR : WHOLE, digits, hash);
  stmt = hy_sql_prepare (replica->sql,
                         "SELECT ticket FROM phones WHERE hash = ?1 ORDER BY ticket DESC", error);
  if (stmt == NULL)
    return FALSE;
  hy_sql_bind (stmt, "b", hash, (gsize) HASH_BYTES);
  while (hy_sql_step (stmt, &row, error))
    {
      gint64 no = hy_sql_int64 (stmt, 0);

      if (!row)
        return TRUE;
      g_array_append_val (nos, no);
    }
  return FALSE;
}
