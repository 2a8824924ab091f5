/* What is judged before the body of a request is read: version, address, method, token, sizes. */
#pragma once

#include "district/hy-server-private.h"

G_BEGIN_DECLS

/* Puts the guard and the endpoints behind it into the server's SoupServer. */
void hy_http_guard_attach (HyServer *self);

G_END_DECLS
