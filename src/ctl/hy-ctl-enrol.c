#include "ctl/hy-ctl.h"

#include "sync/hy-enrol.h"
#include "sync/hy-http-transport.h"

#include <glib/gi18n.h>

typedef struct
{
  HyTime latest;
  HyEnrolment enrolment;
} Known;

static gboolean
read_known (HyReplica *replica, gpointer data, GError **error)
{
  Known *known = data;

  known->latest = hy_replica_latest_time (replica);
  return TRUE;
}

static gboolean
read_enrolment (HyReplica *replica, gpointer data, GError **error)
{
  Known *known = data;

  return hy_replica_get_enrolment (replica, &known->enrolment, error);
}

static gboolean
enrol (HyStore *store, const HyEnrolOptions *options, Known *known, GError **error)
{
  g_autoptr (HyTransport) transport = NULL;

  if (!hy_store_read (store, read_known, known, error))
    return FALSE;
  transport = hy_http_transport_new (options->url, options->ca_file, known->latest, error);
  return transport != NULL && hy_enrol (store, transport, options, NULL, error)
         && hy_store_read (store, read_enrolment, known, error);
}

/* A person who does not know that the code is still good asks for another one; and who left out
 * --ca has a district with a certificate of its own for a stranger. */
static int
fail (GError *error)
{
  const char *words = NULL;

  if (g_error_matches (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_OFFLINE))
    words
        = _ ("The district cannot be reached. The code is not used up; try again when the line is "
             "back.");
  else if (g_error_matches (error, HY_TRANSPORT_ERROR, HY_TRANSPORT_ERROR_TLS))
    words = _ ("This is not a certificate that this PC trusts. Nothing was sent. Is the address "
               "right? Give the certificate that came from the district: --ca FILE.");
  if (words == NULL)
    return hy_ctl_fail (error);
  g_printerr ("huiyinctl: ");
  g_printerr (_ ("%s (%s)"), words, error->message);
  g_printerr ("\n");
  g_error_free (error);
  return HY_EXIT_OFFLINE;
}

int
hy_ctl_enrol (HyCtl *self, char **words)
{
  g_autofree char *ca_file = NULL;
  g_autofree char *typed_name = NULL;
  const GOptionEntry entries[] = {
    { "ca", 0, 0, G_OPTION_ARG_FILENAME, &ca_file, N_ ("Trust this certificate authority alone"),
      N_ ("FILE") },
    { "device-name", 0, 0, G_OPTION_ARG_FILENAME, &typed_name,
      N_ ("What the district calls this PC"), N_ ("NAME") },
    { NULL },
  };
  g_autofree char *url = NULL;
  g_autofree char *name = NULL;
  Known known = { 0 };
  GError *error = NULL;
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, entries, 2, 2, &words, &code))
    return code;
  if (typed_name != NULL && (name = hy_ctl_utf8 (self, typed_name, &code)) == NULL)
    return code;
  url = hy_http_normalize_url (words[0], &error);
  if (url == NULL)
    {
      code = hy_ctl_fail_usage (self, "%s", error->message);
      g_error_free (error);
      return code;
    }
  if (hy_ctl_open (self, HY_STORE_CREATE, &code) == NULL)
    return code;
  if (!enrol (self->store, &(HyEnrolOptions){ url, words[1], ca_file, name }, &known, &error))
    return fail (error);
  g_print (_ ("This PC is enrolled for %s. Next: huiyinctl sync\n"), known.enrolment.office_name);
  hy_enrolment_clear (&known.enrolment);
  return HY_EXIT_DONE;
}
