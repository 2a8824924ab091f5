/* The synced documents: policy, calendar, duty, article, notice; and the administrator's views and copies. */
#pragma once

#include "authority/hy-authority.h"

G_BEGIN_DECLS

/* JSON text of the document in force. */
char *hy_authority_get_policy (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_authority_get_calendar (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Replaces it: a policy becomes a new version object ("policy-4"), never a change of an old one; tickets keep
 * theirs. Errors name what is wrong in @json. */
gboolean hy_authority_set_policy (HyAuthority *self, const char *json, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_authority_set_calendar (HyAuthority *self, const char *json, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* A JSON object with "id", or an array of them. */
gboolean hy_authority_put_duties (HyAuthority *self, const char *json, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_authority_put_articles (HyAuthority *self, const char *json, gsize length, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean hy_authority_add_notice (HyAuthority *self, const char *office, const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* {"ticket":{…},"timeline":[…]} of a ticket (id or number). */
char *hy_authority_show_json (HyAuthority *self, const char *ticket, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Array of {"id","number","title","state","office","version","due","records"}. */
char *hy_authority_tickets_json (HyAuthority *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Online copy of the database (policy and keys are in it) to @file, blobs beside it. */
gboolean hy_authority_backup (HyAuthority *self, const char *file, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* Puts @file in place of the folder's database and starts a new epoch. The server must not run (its lock is the
 * caller's business). */
gboolean hy_authority_restore (const char *dir, const char *file, HyNowFunc now, gpointer now_data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
