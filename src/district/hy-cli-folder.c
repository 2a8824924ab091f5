#include "district/hy-cli.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "authority/hy-documents.h"
#include "district/hy-certificate.h"
#include "district/hy-folder-lock.h"
#include "district/hy-text.h"

#define CERTIFICATE_YEARS 10
/* A PC whose clock is days or months behind must still find it valid: it is told the time by the
 * district. */
#define CERTIFICATE_BACK_DAYS 365

/* Always good for the machine itself, whatever else it is called. */
static gboolean
make_certificate (HyCli *cli, GError **error)
{
  static const char *const own[] = { "localhost", "127.0.0.1", "::1" };
  g_autoptr (GPtrArray) hosts = g_ptr_array_new ();
  /* TLS goes by the machine's clock, even when HUIYIN_NOW says otherwise: valid for both. */
  HyTime real = g_get_real_time () / 1000;
  HyTime now = hy_cli_now (NULL);

  for (gsize i = 0; cli->hosts != NULL && cli->hosts[i] != NULL; i++)
    g_ptr_array_add (hosts, cli->hosts[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (own); i++)
    g_ptr_array_add (hosts, (gpointer) own[i]);
  g_ptr_array_add (hosts, NULL);
  return hy_certificate_make (cli->words[0], (const char *const *) hosts->pdata,
                              MIN (real, now) - CERTIFICATE_BACK_DAYS * HY_DAY,
                              MAX (real, now) + CERTIFICATE_YEARS * 365 * HY_DAY, error);
}

int
hy_cli_init (HyCli *cli)
{
  g_autoptr (GError) error = NULL;

  if (cli->name == NULL)
    return hy_cli_usage (_ ("say what the district is called: --name NAME"));
  for (gsize i = 0; cli->hosts != NULL && cli->hosts[i] != NULL; i++)
    {
      if (*cli->hosts[i] == '\0' || !g_str_is_ascii (cli->hosts[i]))
        return hy_cli_usage (_ ("--host: “%s” is no name of a host"), cli->hosts[i]);
    }
  if (g_mkdir_with_parents (cli->words[0], 0700) != 0)
    {
      fprintf (stderr, "huiyin-district: %s: %s\n", cli->words[0], g_strerror (errno));
      return HY_EXIT_UNUSABLE;
    }
  if (!hy_authority_create (cli->words[0], cli->name, hy_cli_now, NULL, &error)
      || !make_certificate (cli, &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}

int
hy_cli_backup (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  return hy_authority_backup (authority, cli->words[1], &error) ? HY_EXIT_DONE
                                                                : hy_cli_fail (error);
}

int
hy_cli_restore (HyCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyFolderLock) lock = hy_folder_lock_take (cli->words[0], &error);

  if (lock == NULL)
    {
      fprintf (stderr, "huiyin-district: %s\n", error->message);
      return HY_EXIT_UNUSABLE;
    }
  return hy_authority_restore (cli->words[0], cli->words[1], hy_cli_now, NULL, &error)
             ? HY_EXIT_DONE
             : hy_cli_fail (error);
}
