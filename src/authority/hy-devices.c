#include "authority/hy-devices.h"

#include "authority/hy-authority-private.h"
#include "authority/hy-guesses.h"
#include "core/hy-id.h"
#include "wire/hy-json-writer.h"

#include <sodium.h>
#include <string.h>

#include "authority/hy-text.h"

/* Without 0, 1, I, L, O and U: read aloud and typed by hand. */
static const char alphabet[] = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
#define CODE_LENGTH 8
#define CODE_LIFE HY_DAY
#define TOKEN_BYTES 32
#define HASH_BYTES crypto_hash_sha256_BYTES
#define DEVICE_NAME_MAX 200
/* A write for each request would cost a disk's turn each. */
#define SEEN_GRAIN (10 * HY_MINUTE)

void
hy_device_free (HyDevice *self)
{
  if (self == NULL)
    return;
  g_free (self->id);
  g_free (self->name);
  g_free (self->office);
  g_free (self);
}

/* Tokens and codes are random and long enough that a plain hash hides them. */
static void
hash_secret (const char *what, const char *secret, guint8 *out)
{
  g_autofree char *text = g_strconcat (what, ":", secret, NULL);

  crypto_hash_sha256 (out, (const guint8 *) text, strlen (text));
}

char *
hy_authority_new_code (HyAuthority *self, const char *office, GError **error)
{
  g_autoptr (HyOffice) there = hy_authority_find_office (self, office, error);
  char code[CODE_LENGTH + 1] = "";
  guint8 hash[HASH_BYTES];

  if (there == NULL)
    return NULL;
  for (int i = 0; i < CODE_LENGTH; i++)
    code[i] = alphabet[randombytes_uniform (sizeof alphabet - 1)];
  hash_secret ("code", code, hash);
  if (!hy_authority_begin (self, error))
    return NULL;
  if (!hy_authority_end (self,
                         hy_sql_run (self->sql, NULL, error,
                                     "INSERT INTO codes (hash, office, expires_at) VALUES (?1, ?2, ?3)",
                                     "bsi", hash, sizeof hash, office, self->moment + CODE_LIFE),
                         error))
    return NULL;
  return g_strdup_printf ("%.4s-%.4s", code, code + 4);
}

/* What a person typed, as it was made; FALSE when it cannot be a code. */
static gboolean
read_code (const char *typed, char *out)
{
  int n = 0;

  for (const char *p = typed; *p != '\0'; p++)
    {
      char c = g_ascii_toupper (*p);

      if (c == '-' || g_ascii_isspace (c))
        continue;
      if (n == CODE_LENGTH || strchr (alphabet, c) == NULL)
        return FALSE;
      out[n++] = c;
    }
  out[n] = '\0';
  return n == CODE_LENGTH;
}

typedef struct
{
  const char *id;
  const char *name;
  const char *platform;
} Applicant;

static gboolean
check_applicant (const Applicant *who, GError **error)
{
  if (!hy_id_is_valid (who->id))
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE, "device.id is no id");
  else if (who->name == NULL || *who->name == '\0' || strlen (who->name) > DEVICE_NAME_MAX)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 "device.name has 1 to %d bytes", DEVICE_NAME_MAX);
  else if (who->platform != NULL && strlen (who->platform) > DEVICE_NAME_MAX)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                 "device.platform has at most %d bytes", DEVICE_NAME_MAX);
  else
    return TRUE;
  return FALSE;
}

/* The office for which the code of @hash may be spent by @device now, or NULL. */
static char *
office_of_code (HyAuthority *self, const guint8 *hash, const char *device, GError **error)
{
  char *office = NULL;

  hy_sql_get_text (self->sql, &office, error,
                   "SELECT office FROM codes WHERE hash = ?1 AND expires_at > ?2 AND (device IS NULL "
                   "OR (device = ?3 AND EXISTS (SELECT 1 FROM devices WHERE id = ?3 "
                   "AND token_used = 0 AND revoked = 0)))",
                   "bis", hash, (gsize) HASH_BYTES, self->moment, device);
  return office;
}

/* A device that is there already keeps its place when it comes with a new code of its office; a revoked one, or
 * one of another office, needs an id of its own. */
static gboolean
device_may_enrol (HyAuthority *self, const char *device, const char *office)
{
  gint64 there;

  return !hy_sql_get_int (self->sql, &there, NULL,
                          "SELECT 1 FROM devices WHERE id = ?1 AND (office <> ?2 OR revoked)", "ss",
                          device, office);
}

static gboolean
spend (HyAuthority *self,
       const guint8 *code,
       const Applicant *who,
       const char *office,
       const char *token,
       GError **error)
{
  guint8 hash[HASH_BYTES];

  hash_secret ("token", token, hash);
  return hy_sql_run (self->sql, NULL, error, "UPDATE codes SET device = ?2 WHERE hash = ?1", "bs",
                     code, (gsize) HASH_BYTES, who->id)
         && hy_sql_run (self->sql, NULL, error,
                        "INSERT INTO devices (id, office, name, platform, token, enrolled_at) "
                        "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (id) DO UPDATE SET "
                        "name = excluded.name, platform = excluded.platform, token = excluded.token, "
                        "token_used = 0, enrolled_at = excluded.enrolled_at",
                        "ssssbi", who->id, office, who->name, who->platform, hash, sizeof hash,
                        self->moment);
}

static char *
new_token (void)
{
  guint8 bytes[TOKEN_BYTES];
  char text[sodium_base64_ENCODED_LEN (TOKEN_BYTES, sodium_base64_VARIANT_URLSAFE_NO_PADDING)];

  randombytes_buf (bytes, sizeof bytes);
  sodium_bin2base64 (text, sizeof text, bytes, sizeof bytes,
                     sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  return g_strdup (text);
}

static HyDevice *
device_new (const char *id, const char *name, const char *office)
{
  HyDevice *device = g_new0 (HyDevice, 1);

  device->id = g_strdup (id);
  device->name = g_strdup (name);
  device->office = g_strdup (office);
  return device;
}

/* Inside the transaction. NULL without an error: a wrong code. */
static HyDevice *
try_code (HyAuthority *self,
          const char *typed,
          const Applicant *who,
          char **token,
          GError **error)
{
  char code[CODE_LENGTH + 1];
  guint8 hash[HASH_BYTES];
  g_autofree char *office = NULL;
  g_autofree char *fresh = NULL;

  if (!read_code (typed, code))
    return NULL;
  hash_secret ("code", code, hash);
  office = office_of_code (self, hash, who->id, error);
  if (office == NULL || !device_may_enrol (self, who->id, office))
    return NULL;
  fresh = new_token ();
  if (!spend (self, hash, who, office, fresh, error))
    return NULL;
  *token = g_steal_pointer (&fresh);
  return device_new (who->id, who->name, office);
}

HyDevice *
hy_authority_enrol (HyAuthority *self,
                    const char *code,
                    const char *device,
                    const char *name,
                    const char *platform,
                    const char *peer,
                    char **token,
                    int *retry_after,
                    GError **error)
{
  Applicant who = { device, name, platform };
  g_autoptr (HyDevice) enrolled = NULL;
  g_autoptr (GError) local = NULL;
  g_autofree char *fresh = NULL;
  gboolean noted;

  if (!check_applicant (&who, error) || !hy_authority_begin (self, error))
    return NULL;
  if (!hy_guesses_allow (self, peer, retry_after, error))
    {
      hy_authority_rollback (self);
      return NULL;
    }
  enrolled = try_code (self, code, &who, &fresh, &local);
  noted = local == NULL
          && (enrolled != NULL ? hy_guesses_forget (self, peer, &local)
                               : hy_guesses_count (self, peer, &local));
  if (!hy_authority_end (self, noted, &local))
    {
      g_propagate_error (error, g_steal_pointer (&local));
      return NULL;
    }
  if (enrolled == NULL)
    g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_BAD_CODE,
                 "the code is wrong, used or older than 24 hours");
  *token = g_steal_pointer (&fresh);
  return g_steal_pointer (&enrolled);
}

/* The first use of a token ends the second chance of its code, so it is written before it is answered. */
static gboolean
note_seen (HyAuthority *self, const char *device, GError **error)
{
  return hy_authority_begin (self, error)
         && hy_authority_end (
             self,
             hy_sql_run (self->sql, NULL, error,
                         "UPDATE devices SET token_used = 1, seen_at = ?2 WHERE id = ?1", "si",
                         device, self->moment),
             error);
}

HyDevice *
hy_authority_authenticate (HyAuthority *self, const char *token, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (self->sql,
                                               "SELECT id, name, office, revoked, wipe, token_used, "
                                               "seen_at FROM devices WHERE token = ?1",
                                               error);
  g_autoptr (HyDevice) device = NULL;
  guint8 hash[HASH_BYTES];
  gboolean row = FALSE;
  gboolean fresh;

  if (stmt == NULL)
    return NULL;
  hash_secret ("token", token != NULL ? token : "", hash);
  hy_sql_bind (stmt, "b", hash, sizeof hash);
  if (!hy_sql_step (stmt, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_UNAUTHORIZED,
                   "the token is not known here");
      return NULL;
    }
  device = device_new (hy_sql_text (stmt, 0), hy_sql_text (stmt, 1), hy_sql_text (stmt, 2));
  device->revoked = hy_sql_int64 (stmt, 3) != 0;
  device->wipe = hy_sql_int64 (stmt, 4) != 0;
  fresh = hy_sql_int64 (stmt, 5) == 0
          || hy_authority_now (self) - hy_sql_int64 (stmt, 6) > SEEN_GRAIN;
  g_clear_pointer (&stmt, hy_sql_stmt_release);
  if (fresh && !note_seen (self, device->id, error))
    return NULL;
  return g_steal_pointer (&device);
}

gboolean
hy_authority_revoke (HyAuthority *self, const char *device, gboolean wipe, GError **error)
{
  int changes = 0;

  if (!hy_authority_begin (self, error)
      || !hy_authority_end (self,
                            hy_sql_run (self->sql, &changes, error,
                                        "UPDATE devices SET revoked = 1, wipe = wipe OR ?2 WHERE id = ?1",
                                        "si", device, (gint64) wipe),
                            error))
    return FALSE;
  if (changes > 0)
    return TRUE;
  g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, _ ("there is no PC %s: see “devices DIR”"),
               device);
  return FALSE;
}

static void
put_device (GString *out, HySqlStmt *stmt)
{
  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "id", hy_sql_text (stmt, 0));
  hy_json_put_string (out, "name", hy_sql_text (stmt, 1));
  hy_json_put_string (out, "platform", hy_sql_text (stmt, 2));
  hy_json_put_string (out, "office", hy_sql_text (stmt, 3));
  hy_json_put_time (out, "enrolled_at", hy_sql_int64 (stmt, 4));
  hy_json_put_time (out, "seen_at", hy_sql_int64 (stmt, 5));
  hy_json_put_bool (out, "revoked", hy_sql_int64 (stmt, 6) != 0);
  hy_json_put_bool (out, "wipe", hy_sql_int64 (stmt, 7) != 0);
  hy_json_end_object (out);
}

char *
hy_authority_devices_json (HyAuthority *self, GError **error)
{
  g_autoptr (HySqlStmt) stmt
      = hy_sql_prepare (self->sql,
                        "SELECT id, name, platform, office, enrolled_at, seen_at, revoked, wipe "
                        "FROM devices ORDER BY enrolled_at, id",
                        error);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean row = FALSE;

  hy_json_begin_array (out, NULL);
  while (stmt != NULL && hy_sql_step (stmt, &row, error))
    {
      if (row)
        {
          put_device (out, stmt);
          continue;
        }
      hy_json_end_array (out);
      return g_string_free (g_steal_pointer (&out), FALSE);
    }
  return NULL;
}

HyDevice *
hy_authority_find_device (HyAuthority *self, const char *id, GError **error)
{
  g_autoptr (HySqlStmt) stmt = hy_sql_prepare (
      self->sql, "SELECT id, name, office, revoked, wipe FROM devices WHERE id = ?1", error);
  HyDevice *device;
  gboolean row = FALSE;

  if (stmt == NULL)
    return NULL;
  hy_sql_bind (stmt, "s", id);
  if (!hy_sql_step (stmt, &row, error))
    return NULL;
  if (!row)
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_NOT_FOUND, 
                   _ ("there is no PC %s: see “devices DIR”"), id);
      return NULL;
    }
  device = device_new (hy_sql_text (stmt, 0), hy_sql_text (stmt, 1), hy_sql_text (stmt, 2));
  device->revoked = hy_sql_int64 (stmt, 3) != 0;
  device->wipe = hy_sql_int64 (stmt, 4) != 0;
  return device;
}
