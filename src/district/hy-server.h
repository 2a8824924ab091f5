/* The reference district over HTTPS: the authority of one folder behind the endpoints of
 * protocol.md.
 *
 * Lives on the thread-default main context of the thread that made it; every function is called
 * there. */
#pragma once

#include "authority/hy-authority.h"

G_BEGIN_DECLS

typedef struct _HyServer HyServer;

/* Takes the folder's lock (G_FILE_ERROR_AGAIN when a server runs there), opens its database, loads
 * its certificate. */
HyServer *hy_server_new (const char *dir, HyNowFunc now, gpointer now_data, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
/* Cuts what is still open. */
void hy_server_free (HyServer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyServer, hy_server_free)

/* @where: "ADDR:PORT"; port 0 picks one. Once, before anything is served. */
gboolean
hy_server_listen (HyServer *self, const char *where, GError **error) G_GNUC_WARN_UNUSED_RESULT;
guint hy_server_get_port (HyServer *self);
/* "https://HOST:PORT", HOST as it was given. */
const char *hy_server_get_url (HyServer *self);
HyAuthority *hy_server_get_authority (HyServer *self);

/* Accepts nothing new, answers what waits, and calls @stopped when the last reply is out, or after
 * 10 s. */
void hy_server_stop (HyServer *self, void (*stopped) (gpointer user_data), gpointer user_data);

G_END_DECLS
