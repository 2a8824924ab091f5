/* POST /v1/commands: a batch is one transaction, and one piece of work. */
#include "district/hy-server-private.h"

#include "authority/hy-accept.h"
#include "district/hy-reply.h"

static char *
post (HyRequest *self, GError **error)
{
  SoupMessageBody *taken = soup_server_message_get_request_body (self->message);
  g_autoptr (GBytes) body = soup_message_body_flatten (taken);
  gsize length;
  const char *text = g_bytes_get_data (body, &length);

  /* It is counted no more. */
  soup_message_body_truncate (taken);
  if (!hy_request_is_still_welcome (self, error))
    return NULL;
  return hy_authority_post (self->server->authority, self->device, text != NULL ? text : "", length,
                            error);
}

static void
do_batch (HyRequest *self)
{
  HyServer *server = self->server;
  g_autoptr (GError) error = NULL;
  char *results = NULL;

  /* Whose line was cut meanwhile sends it again. Who hung up is not told from who has no more to say: it is done, and is
   * known when it comes again. */
  if (hy_connections_has (server->connections,
                          soup_server_message_get_remote_address (self->message)))
    {
      results = post (self, &error);
      if (results == NULL)
        hy_reply_error (self, error);
      else
        hy_reply_json (self, SOUP_STATUS_OK, results);
    }
  /* A request whose line is gone may go with this. */
  soup_server_message_unpause (self->message);
  if (results != NULL)
    hy_long_poll_wake (server);
}

void
hy_batch_answer (HyRequest *self)
{
  if (hy_work_await (self, self->body, do_batch))
    soup_server_message_pause (self->message);
  else
    hy_reply_busy (self, "Too many commands of this office are waiting.");
}
