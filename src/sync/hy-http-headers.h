/* What the headers of a reply say to the engine (protocol.md, "Transport"). Pure. */
#pragma once

#include "sync/hy-transport.h"

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* Fills what @reply has of headers: epoch, date, retry_after, upload_offset. What cannot be read is as absent. */
void hy_http_headers_read (SoupMessageHeaders *headers, HyReply *reply);

G_END_DECLS
