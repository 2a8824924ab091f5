/* Replies of the district: headers that every one has, JSON, and problems (protocol.md,
 * "Transport"). */
#pragma once

#include "district/hy-server-private.h"
#include "wire/hy-problem.h"

G_BEGIN_DECLS

/* Sets status and headers; the body follows in whatever way. Date is the district's own clock, now.
 */
void hy_reply_begin (HyRequest *request, guint status, const char *content_type);
/* The whole reply. Takes @json. */
void hy_reply_json (HyRequest *request, guint status, char *json);
void hy_reply_problem (HyRequest *request, HyProblemCode code, const char *detail);
void hy_reply_slow_down (HyRequest *request, const char *detail, int seconds);
void hy_reply_busy (HyRequest *request, const char *detail);
void hy_reply_revoked (HyRequest *request);
/* What of the authority went wrong, as a problem. */
void hy_reply_error (HyRequest *request, const GError *error);
/* Sends the reply that was made without reading the rest of the body, and closes. */
void hy_reply_now (HyRequest *request);

G_END_DECLS
