#include "ctl/hy-ctl.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-json.h"
#include "store/hy-blobs.h"
#include "store/hy-outbox.h"
#include "wire/hy-json.h"
#include "wire/hy-wire-error.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* Room for white space around a body; what is longer is refused before it is read whole. */
#define INPUT_MAX (4 * HY_BODY_MAX)

typedef struct
{
  const char *ticket; /* as typed */
  const char *kind;
  const char *person;
  GVariant *body;
  GPtrArray *blobs; /* of HyBlobRef */
  gint64 base_version;
  HyRefusal refusal;
  char *command;       /* out */
  gboolean lies_ahead; /* out: the contact's time has not come yet */
} Deed;

static gboolean
lies_ahead (HyReplica *replica, const Deed *deed)
{
  HyTime at = HY_TIME_NONE;

  return g_str_equal (deed->kind, "contact") && hy_body_time (deed->body, "at", &at)
         && at > hy_replica_now (replica);
}

/* Anything else called "new" would have to be a ticket of that number. */
static gboolean
is_intake (const Deed *deed)
{
  return g_str_equal (deed->ticket, "new") && g_str_equal (deed->kind, "intake");
}

static gboolean
queue (HyReplica *replica, gpointer data, GError **error)
{
  Deed *deed = data;
  g_auto (HyEnrolment) enrolment = { 0 };
  g_autofree char *id = NULL;

  if (!hy_replica_get_enrolment (replica, &enrolment, error))
    return FALSE;
  id = is_intake (deed) ? g_strdup ("new") : hy_tickets_find (replica, deed->ticket, error);
  if (id == NULL)
    return FALSE;
  deed->command = hy_outbox_queue (replica, id, deed->person, deed->kind, deed->body, NULL,
                                   deed->blobs, deed->base_version, &deed->refusal, error);
  deed->lies_ahead = deed->command != NULL && lies_ahead (replica, deed);
  return deed->command != NULL;
}

static char *
read_stdin (gsize *length)
{
  GString *text = g_string_new (NULL);
  char buffer[8192];
  gsize n;

  while (text->len <= INPUT_MAX && (n = fread (buffer, 1, sizeof buffer, stdin)) > 0)
    g_string_append_len (text, buffer, (gssize) n);
  *length = text->len;
  return g_string_free (text, FALSE);
}

static char *
read_argument (const char *typed, gsize *length)
{
  char *text = g_strdup (typed != NULL ? typed : "{}");

  *length = strlen (text);
  return text;
}

/* The body as typed, NULL after saying what is wrong with the way it was given. */
static char *
body_text (
    HyCtl *self, const char *typed, const char *file, const char *dash, gsize *length, int *code)
{
  GError *error = NULL;
  char *text = NULL;
  gboolean from_stdin = dash != NULL || g_strcmp0 (file, "-") == 0 || g_strcmp0 (typed, "-") == 0;

  if (dash != NULL && !g_str_equal (dash, "-"))
    *code = hy_ctl_fail_usage (self, _ ("“%s” is one word too many"), dash);
  else if ((typed != NULL) + (file != NULL) + (dash != NULL) > 1)
    *code = hy_ctl_fail_usage (self, _ ("give one body: --body, --body-file or -"));
  else if (from_stdin)
    text = read_stdin (length);
  else if (file == NULL)
    text = read_argument (typed, length);
  else if (!g_file_get_contents (file, &text, length, &error))
    *code = hy_ctl_fail (error);
  return text;
}

/* Where in a text a person looks is not what the scan counts in, but near it. */
static char *
body_fault_words (const char *text, gsize length, const GError *error)
{
  if (!g_utf8_validate_len (text, length, NULL))
    return g_strdup (_ ("The body is not UTF-8. Save the file as UTF-8, then try again."));
  if (g_error_matches (error, HY_WIRE_ERROR, HY_WIRE_ERROR_LIMIT))
    return g_strdup (_ ("The body is too long: 256 KiB are the most. Attach the rest as a file."));
  if (g_error_matches (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE))
    return g_strdup (_ ("The body has to be a JSON object: {…}."));
  return g_strdup_printf (_ ("The body is no JSON: are brackets, commas and straight quotation "
                             "marks right? (%s)"),
                          error->message);
}

/* Editors of Windows put a byte order mark before UTF-8. */
static GVariant *
body_new (const char *text, gsize length, int *code)
{
  g_autoptr (GError) error = NULL;
  gsize mark = length >= 3 && memcmp (text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
  GVariant *body = hy_json_body_from_text (text + mark, (gssize) (length - mark), &error);

  if (body == NULL)
    {
      g_autofree char *detail = body_fault_words (text, length, error);

      *code = hy_ctl_fail_refused ("bad_body", detail, "body");
    }
  return body;
}

static gboolean
keep_blobs (HyCtl *self, char **files, Deed *deed, int *code)
{
  GError *error = NULL;

  for (char **file = files; file != NULL && *file != NULL; file++)
    {
      HyBlobRef *blob = hy_blobs_keep_file (self->store, *file, &error);

      if (blob == NULL)
        {
          *code = hy_ctl_fail (error);
          return FALSE;
        }
      g_ptr_array_add (deed->blobs, blob);
    }
  return TRUE;
}

static int
do_it (HyCtl *self, Deed *deed)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (hy_store_write (self->store, queue, deed, &error))
    {
      hy_ctl_json_command (out, deed->command);
      hy_ctl_json_print (out, stdout);
      if (deed->lies_ahead)
        g_printerr (
            "huiyinctl: %s\n",
            _ ("saved, but the contact's time lies in the future; correct it if that is a slip"));
      return HY_EXIT_DONE;
    }
  if (g_error_matches (error, HY_STORE_ERROR, HY_STORE_ERROR_REFUSED) && deed->refusal.code != NULL)
    {
      /* Here it is known who the office's people are. */
      g_autofree char *detail = g_str_equal (deed->refusal.code, "unknown_person")
                                    ? g_strdup (error->message)
                                    : hy_refusal_detail (&deed->refusal, deed->kind);

      return hy_ctl_fail_refused (deed->refusal.code, detail, deed->refusal.field);
    }
  return hy_ctl_fail (g_steal_pointer (&error));
}

/* The text is judged before anything is opened: a slip costs nothing. */
static gboolean
prepare (HyCtl *self, char **words, const char *typed, const char *file, Deed *deed, int *code)
{
  gsize length = 0;
  g_autofree char *text = body_text (self, typed, file, words[2], &length, code);
  const HyKind *kind = hy_kind_find (words[1]);

  deed->ticket = words[0];
  deed->kind = words[1];
  if (text == NULL)
    return FALSE;
  if (hy_ctl_open_enrolled (self, code) == NULL)
    return FALSE;
  if (kind == NULL || kind->of_district)
    {
      g_autofree char *detail
          = g_strdup_printf (_ ("There is no step “%s”: see “huiyinctl show”."), words[1]);

      *code = hy_ctl_fail_refused ("unknown_kind", detail, NULL);
      return FALSE;
    }
  deed->body = body_new (text, length, code);
  return deed->body != NULL;
}

static void
deed_clear (Deed *deed)
{
  g_clear_pointer (&deed->body, g_variant_unref);
  g_clear_pointer (&deed->blobs, g_ptr_array_unref);
  g_clear_pointer (&deed->command, g_free);
  hy_refusal_clear (&deed->refusal);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Deed, deed_clear)

int
hy_ctl_do (HyCtl *self, char **words)
{
  g_autofree char *person = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *file = NULL;
  g_auto (GStrv) blobs = NULL;
  g_auto (Deed) deed = { .base_version = -1 };
  const GOptionEntry entries[] = {
    { "person", 0, 0, G_OPTION_ARG_FILENAME, &person,
      N_ ("Who does it; may be left out when one person is known"), N_ ("ID") },
    { "body", 0, 0, G_OPTION_ARG_FILENAME, &typed, N_ ("The body, a JSON object"), N_ ("JSON") },
    { "body-file", 0, 0, G_OPTION_ARG_FILENAME, &file,
      N_ ("The same from a file; - is standard input"), N_ ("FILE") },
    { "blob", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &blobs, N_ ("Attach a file; may be repeated"),
      N_ ("FILE") },
    { "base-version", 0, 0, G_OPTION_ARG_INT64, &deed.base_version,
      N_ ("The ticket's version that was looked at; else that of now"), N_ ("N") },
    { NULL },
  };
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, entries, 2, 3, &words, &code))
    return code;
  deed.person = person;
  deed.blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  if (!prepare (self, words, typed, file, &deed, &code) || !keep_blobs (self, blobs, &deed, &code))
    return code;
  return do_it (self, &deed);
}
