#include "district/hy-cli.h"

#include <glib-unix.h>
#include <stdio.h>

#include "district/hy-server.h"
#include "district/hy-text.h"

#define LISTEN_DEFAULT "127.0.0.1:8443"

typedef struct
{
  HyServer *server;
  GMainLoop *loop;
  gboolean stopping;
} Serving;

static void
on_stopped (gpointer user_data)
{
  Serving *self = user_data;

  g_main_loop_quit (self->loop);
}

static gboolean
on_signal (gpointer user_data)
{
  Serving *self = user_data;

  if (!self->stopping)
    hy_server_stop (self->server, on_stopped, self);
  self->stopping = TRUE;
  return G_SOURCE_CONTINUE;
}

int
hy_cli_serve (HyCli *cli)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyServer) server = hy_server_new (cli->words[0], hy_cli_now, NULL, &error);
  g_autoptr (GMainLoop) loop = NULL;
  Serving serving = { server, NULL, FALSE };

  if (server == NULL)
    {
      hy_cli_say_of_folder (cli->words[0], error);
      return HY_EXIT_UNUSABLE;
    }
  if (!hy_server_listen (server, cli->listen != NULL ? cli->listen : LISTEN_DEFAULT, &error))
    return hy_cli_usage ("%s", error->message);
  loop = g_main_loop_new (NULL, FALSE);
  serving.loop = loop;
  g_unix_signal_add (SIGTERM, on_signal, &serving);
  g_unix_signal_add (SIGINT, on_signal, &serving);
  /* Scripts wait for this line: it is not translated. */
  printf ("listening on %s\n", hy_server_get_url (server));
  fflush (stdout);
  g_main_loop_run (loop);
  return HY_EXIT_DONE;
}
