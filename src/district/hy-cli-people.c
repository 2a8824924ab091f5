#include "district/hy-cli.h"

#include <string.h>

#include "authority/hy-devices.h"
#include "district/hy-text.h"
#include "wire/hy-json-writer.h"

static int
list_offices (HyAuthority *authority)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) offices = hy_authority_list_offices (authority, &error);
  GString *out;

  if (offices == NULL)
    return hy_cli_fail (error);
  out = g_string_new (NULL);
  hy_json_begin_array (out, NULL);
  for (guint i = 0; i < offices->len; i++)
    {
      const HyOffice *office = offices->pdata[i];

      hy_json_begin_object (out, NULL);
      hy_json_put_string (out, "id", office->id);
      hy_json_put_string (out, "name", office->name);
      hy_json_put_string (out, "kind", office->kind);
      hy_json_end_object (out);
    }
  hy_json_end_array (out);
  return hy_cli_print (g_string_free (out, FALSE), NULL);
}

int
hy_cli_office (HyCli *cli)
{
  gboolean add = strcmp (cli->words[1], "add") == 0;
  g_autoptr (HyAuthority) authority = NULL;
  g_autoptr (GError) error = NULL;

  if (add ? cli->n != 4 : cli->n != 2 || strcmp (cli->words[1], "list") != 0)
    return hy_cli_usage (_ ("say “office DIR add ID NAME” or “office DIR list”"));
  authority = hy_cli_open (cli);
  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!add)
    return list_offices (authority);
  if (!hy_authority_add_office (authority, cli->words[2], cli->words[3],
                                cli->kind != NULL ? cli->kind : "street", &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}

static int
add_person (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!hy_authority_add_person (authority, cli->words[2], cli->words[3], cli->office, cli->pin,
                                &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}

static int
set_pin (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;
  g_autofree char *pin = NULL;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!cli->clear)
    pin = hy_cli_read_pin (cli->n > 3 ? cli->words[3] : NULL, &error);
  if ((!cli->clear && pin == NULL)
      || !hy_authority_set_pin (authority, cli->words[2], pin, &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}

int
hy_cli_person (HyCli *cli)
{
  if (strcmp (cli->words[1], "add") == 0 && cli->n == 4 && cli->office != NULL && !cli->clear)
    return add_person (cli);
  if (strcmp (cli->words[1], "pin") == 0 && cli->n <= (cli->clear ? 3 : 4) && cli->office == NULL
      && cli->pin == NULL)
    return set_pin (cli);
  return hy_cli_usage (_ ("say “person DIR add ID NAME --office OFFICE”, “person DIR pin ID [FILE]” "
                          "or “person DIR pin ID --clear”"));
}

int
hy_cli_code (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;
  char *code;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  code = hy_authority_new_code (authority, cli->words[1], &error);
  return hy_cli_print (code, error);
}

int
hy_cli_devices (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;
  char *devices;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  devices = hy_authority_devices_json (authority, &error);
  return hy_cli_print (devices, error);
}

int
hy_cli_revoke (HyCli *cli)
{
  g_autoptr (HyAuthority) authority = hy_cli_open (cli);
  g_autoptr (GError) error = NULL;

  if (authority == NULL)
    return HY_EXIT_UNUSABLE;
  if (!hy_authority_revoke (authority, cli->words[1], cli->wipe, &error))
    return hy_cli_fail (error);
  return HY_EXIT_DONE;
}
