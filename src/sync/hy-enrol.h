/* Making a PC one of an office's devices, and the files that make it one: token and pinned CA in
 * the replica's folder. */
#pragma once

#include "store/hy-store.h"
#include "sync/hy-transport.h"

G_BEGIN_DECLS

#define HY_ENROL_ERROR (hy_enrol_error_quark ())

typedef enum
{
  HY_ENROL_ERROR_BAD_CODE,      /* wrong, used or older than 24 hours */
  HY_ENROL_ERROR_OTHER_DISTRICT /* the replica belongs to another district or office: use another
                                   folder */
} HyEnrolError;

GQuark hy_enrol_error_quark (void);

typedef struct
{
  const char *url;         /* normalized */
  const char *code;        /* as typed; the district forgives spaces, dashes and lower case */
  const char *ca_file;     /* NULL: the system's trust */
  const char *device_name; /* NULL: the host's name */
} HyEnrolOptions;

/**
 * hy_enrol:
 *
 * Asks the district's health first, so that a code is never spent on another district. Blocks.
 * Transport faults are HY_TRANSPORT_ERROR and leave the code unspent or, when the answer was lost,
 * spendable again by this replica.
 */
gboolean hy_enrol (HyStore *store,
                   HyTransport *transport,
                   const HyEnrolOptions *options,
                   GCancellable *cancellable,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* @device's token, or NULL when there is none, or that of another device: then an enrolment was cut
 * between the file and the replica, and its code still serves. Kept readable by its owner only. */
char *hy_token_load (const char *dir, const char *device, GError **error);
gboolean hy_token_save (const char *dir, const char *device, const char *token, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_token_delete (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Path of the pinned CA when there is one, else NULL. */
char *hy_pinned_ca (const char *dir);
gboolean hy_pinned_ca_delete (const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_pinned_ca_save (const char *dir, const char *pem, gsize length, GError **error)
    G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
