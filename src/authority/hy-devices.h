/* Offices, persons, enrolment codes and the devices they make. */
#pragma once

#include "authority/hy-authority.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  char *kind; /* street, township, bureau */
} HyOffice;

/* A device that presented its token. */
typedef struct
{
  char *id;
  char *name;
  char *office;
  gboolean revoked;
  gboolean wipe;
} HyDevice;

void hy_office_free (HyOffice *self);
void hy_device_free (HyDevice *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyOffice, hy_office_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyDevice, hy_device_free)

gboolean hy_authority_add_office (HyAuthority *self, const char *id, const char *name, const char *kind, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* (element-type HyOffice) */
GPtrArray *hy_authority_list_offices (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HyOffice *hy_authority_find_office (HyAuthority *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @pin: (nullable). Sends the person down the feed, with a hash of the PIN alone. The same id again renames or moves
 * nobody: it is an error. */
gboolean hy_authority_add_person (HyAuthority *self, const char *id, const char *name, const char *office, const char *pin, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* What guards @id's screen from now on; @pin NULL: nothing. The office is told by a hash. */
gboolean hy_authority_set_pin (HyAuthority *self, const char *id, const char *pin, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* A code of one device, for 24 hours: 8 letters and digits without look-alikes, shown as XXXX-XXXX. Free it. */
char *hy_authority_new_code (HyAuthority *self, const char *office, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Spends @code for @device; @token (out) is the plain token, of which only a hash is kept. Dashes, spaces and lower
 * case are forgiven. The same code from the same device before its token was first used: a fresh token, the former
 * dies. @retry_after (seconds) comes with HY_AUTHORITY_ERROR_SLOW_DOWN. @peer is what guessing is counted by. */
HyDevice *hy_authority_enrol (HyAuthority *self,
                              const char *code,
                              const char *device,
                              const char *name,
                              const char *platform,
                              const char *peer,
                              char **token,
                              int *retry_after,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Who presents @token; HY_AUTHORITY_ERROR_UNAUTHORIZED for nobody. A revoked one is answered with its flag. */
HyDevice *hy_authority_authenticate (HyAuthority *self, const char *token, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* HY_AUTHORITY_ERROR_NOT_FOUND when nobody enrolled under this id. */
HyDevice *hy_authority_find_device (HyAuthority *self, const char *id, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_authority_revoke (HyAuthority *self, const char *device, gboolean wipe, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* JSON array for the administrator: id, name, platform, office, enrolled_at, seen_at, revoked, wipe. */
char *hy_authority_devices_json (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
