#include "ctl/hy-ctl.h"

#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-words.h"
#include "hy-config.h"
#include "sync/hy-enrol.h"
#include "wire/hy-system-clock.h"

#include <glib/gi18n.h>

void
hy_ctl_clear (HyCtl *self)
{
  g_clear_pointer (&self->dir, g_free);
  g_clear_object (&self->store);
}

static HyTime
now (gpointer data)
{
  return hy_system_clock_now ();
}

HyStore *
hy_ctl_open (HyCtl *self, HyStoreFlags flags, int *code)
{
  GError *error = NULL;

  if (self->dir == NULL)
    self->dir = g_build_filename (g_get_user_data_dir (), "huiyin", NULL);
  self->store = hy_store_open (self->dir, flags, now, NULL, &error);
  if (self->store == NULL)
    *code = hy_ctl_fail (error);
  return self->store;
}

static gboolean
is_enrolled (HyReplica *replica, gpointer data, GError **error)
{
  g_auto (HyEnrolment) enrolment = { 0 };

  return hy_replica_get_enrolment (replica, &enrolment, error);
}

HyStore *
hy_ctl_open_enrolled (HyCtl *self, int *code)
{
  GError *error = NULL;

  if (hy_ctl_open (self, 0, code) == NULL)
    return NULL;
  if (hy_store_read (self->store, is_enrolled, NULL, &error))
    return self->store;
  *code = hy_ctl_fail (error);
  return NULL;
}

static int
code_of_transport (int code)
{
  return code == HY_TRANSPORT_ERROR_UNAUTHORIZED || code == HY_TRANSPORT_ERROR_REVOKED
             ? HY_EXIT_NOT_ENROLLED
             : HY_EXIT_OFFLINE;
}

static const char *
refusal_of (const GError *error)
{
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_STATE))
    return "not_possible";
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED))
    return "refused";
  if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE))
    return "bad_code";
  if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT))
    return "other_district";
  return NULL;
}

static int
code_of (const GError *error)
{
  static const int of_store[] = {
    [HY_STORE_ERROR_UNUSABLE] = HY_EXIT_UNUSABLE,
    [HY_STORE_ERROR_NOT_FOUND] = HY_EXIT_USAGE,
    [HY_STORE_ERROR_AMBIGUOUS] = HY_EXIT_USAGE,
    [HY_STORE_ERROR_REFUSED] = HY_EXIT_REFUSED,
    [HY_STORE_ERROR_NOT_ENROLLED] = HY_EXIT_NOT_ENROLLED,
    [HY_STORE_ERROR_TOO_LARGE] = HY_EXIT_USAGE,
    [HY_STORE_ERROR_STATE] = HY_EXIT_REFUSED,
    [HY_STORE_ERROR_FULL] = HY_EXIT_UNUSABLE,
    [HY_STORE_ERROR_READ_ONLY] = HY_EXIT_UNUSABLE,
  };

  if (error->domain == HY_STORE_ERROR && error->code < (int) G_N_ELEMENTS (of_store))
    return of_store[error->code];
  if (error->domain == HY_ENROL_ERROR)
    return HY_EXIT_REFUSED;
  if (error->domain == HY_TRANSPORT_ERROR)
    return code_of_transport (error->code);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE)
      || g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOSPC))
    return HY_EXIT_UNUSABLE;
  return HY_EXIT_USAGE;
}

/* The layers below say what happened, for logs; what it means to a person is said here. */
static char *
words_of (const GError *error)
{
  const char *words = NULL;

  if (error->domain == HY_TRANSPORT_ERROR)
    words = hy_ctl_fault_words (hy_transport_error_code (error));
  else if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_BAD_CODE))
    words = _ ("Wrong, used or older than 24 hours. Ask the district for a new code.");
  else if (g_error_matches (error, HY_ENROL_ERROR, HY_ENROL_ERROR_OTHER_DISTRICT))
    words = _ ("This replica belongs to another office. Use another folder: --replica DIR.");
  if (words == NULL)
    return g_strdup (error->message);
  /* What the district says of a code is the same in English. */
  return error->domain == HY_ENROL_ERROR ? g_strdup (words)
                                         : g_strdup_printf (_ ("%s (%s)"), words, error->message);
}

int
hy_ctl_fail (GError *error)
{
  const char *refusal = refusal_of (error);
  g_autofree char *words = words_of (error);
  int code = code_of (error);

  if (refusal != NULL)
    code = hy_ctl_fail_refused (refusal, words, NULL);
  else
    g_printerr ("huiyinctl: %s\n", words);
  g_error_free (error);
  return code;
}

int
hy_ctl_fail_usage (HyCtl *self, const char *format, ...)
{
  g_autofree char *text = NULL;
  va_list args;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  g_printerr ("huiyinctl: %s\n", text);
  return HY_EXIT_USAGE;
}

int
hy_ctl_fail_refused (const char *code, const char *detail, const char *field)
{
  g_autoptr (GString) out = g_string_new (NULL);

  hy_ctl_json_refusal (out, code, detail, field);
  hy_ctl_json_print (out, stderr);
  return HY_EXIT_REFUSED;
}

char *
hy_ctl_utf8 (HyCtl *self, const char *text, int *code)
{
  g_autofree char *converted = NULL;

  if (g_utf8_validate (text, -1, NULL))
    return g_strdup (text);
  converted = g_locale_to_utf8 (text, -1, NULL, NULL, NULL);
  if (converted == NULL)
    *code = hy_ctl_fail_usage (self, _ ("an argument is neither UTF-8 nor of this locale"));
  return g_steal_pointer (&converted);
}
