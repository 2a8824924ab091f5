/* The numbered schemas of the replica, built into the library. */
#pragma once

#include "store/hy-sql.h"

G_BEGIN_DECLS

/* user_version after the last of them. */
#define HY_SCHEMA_VERSION 3

/* Brings @sql to HY_SCHEMA_VERSION. An existing replica is copied into @dir ("before-schema-2.db")
 * first. */
gboolean hy_schema_migrate (HySql *sql, const char *dir, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
