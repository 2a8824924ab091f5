/* Commands of offices and events of the district: judged by the workflow, stored with their result in the
 * transaction of their effect. */
#pragma once

#include "authority/hy-devices.h"

G_BEGIN_DECLS

/**
 * hy_authority_post:
 * @device: who sends
 * @body: the body of POST /v1/commands, as received
 *
 * Every command in a transaction of its own order, all in one or few commits; nothing that is answered is lost by a
 * crash after the answer. Envelope faults are errors: HY_AUTHORITY_ERROR_USAGE (bad_request), _EPOCH, or of the
 * wire layer (too_large). A revoked device's commands are each refused device_revoked, their payload kept.
 *
 * Returns: the answer's JSON text ({"results":[…],"time":…}). Free it.
 */
char *hy_authority_post (HyAuthority *self, const HyDevice *device, const char *body, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A district event on a ticket (id or number); @body as in hy-kinds. HY_AUTHORITY_ERROR_REFUSED says why not. */
gboolean hy_authority_event (HyAuthority *self, const char *ticket, const char *kind, GVariant *body, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
