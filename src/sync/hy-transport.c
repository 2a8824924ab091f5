#include "sync/hy-transport.h"

G_DEFINE_QUARK (hy - transport - error - quark, hy_transport_error)
G_DEFINE_INTERFACE (HyTransport, hy_transport, G_TYPE_OBJECT)

static void
hy_transport_default_init (HyTransportInterface *iface)
{
}

gboolean
hy_transport_send (HyTransport *self,
                   const HyRequest *request,
                   HyChunkFunc chunk,
                   gpointer chunk_data,
                   HyReply *reply,
                   GCancellable *cancellable,
                   GError **error)
{
  g_return_val_if_fail (HY_IS_TRANSPORT (self), FALSE);

  *reply = (HyReply){ .retry_after = -1, .upload_offset = -1 };
  return HY_TRANSPORT_GET_IFACE (self)->send (self, request, chunk, chunk_data, reply, cancellable,
                                              error);
}

void
hy_reply_clear (HyReply *self)
{
  g_clear_pointer (&self->epoch, g_free);
  g_clear_pointer (&self->body, g_bytes_unref);
}

const char *
hy_reply_text (const HyReply *self, gsize *length)
{
  const char *text = NULL;

  *length = 0;
  if (self->body != NULL)
    text = g_bytes_get_data (self->body, length);
  return text != NULL ? text : "";
}

const char *
hy_transport_error_code (const GError *error)
{
  static const char *const codes[] = {
    [HY_TRANSPORT_ERROR_OFFLINE] = "offline",
    [HY_TRANSPORT_ERROR_TLS] = "tls",
    [HY_TRANSPORT_ERROR_CLOCK] = "clock",
    [HY_TRANSPORT_ERROR_STRANGER] = "portal",
    [HY_TRANSPORT_ERROR_CUT] = "cut",
    [HY_TRANSPORT_ERROR_BAD_ANSWER] = "bad_answer",
    [HY_TRANSPORT_ERROR_SLOW_DOWN] = "slow_down",
    [HY_TRANSPORT_ERROR_SERVER] = "server",
    [HY_TRANSPORT_ERROR_TOO_OLD] = "protocol_too_old",
    [HY_TRANSPORT_ERROR_UNAUTHORIZED] = "unauthorized",
    [HY_TRANSPORT_ERROR_REVOKED] = "device_revoked",
  };

  if (error != NULL && error->domain == HY_TRANSPORT_ERROR
      && error->code < (int) G_N_ELEMENTS (codes))
    return codes[error->code];
  return "offline";
}
