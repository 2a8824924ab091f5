/* Which table a row out of a damaged replica is of, whether it is sound, and taking it into a fresh one. */
#pragma once

#include "store/hy-carve.h"

G_BEGIN_DECLS

typedef struct _HyRescueRows HyRescueRows;

/* Into @sql: a fresh replica in a transaction, without its foreign keys. */
HyRescueRows *hy_rescue_rows_new (HySql *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_rescue_rows_free (HyRescueRows *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyRescueRows, hy_rescue_rows_free)

/* What of @pages is sound and not there yet. @tickets: with tickets and what hangs on them. A draft that is there
 * gives way to a later one. */
gboolean hy_rescue_rows_take (HyRescueRows *self,
                              HyPages *pages,
                              gboolean cut_off,
                              gboolean tickets,
                              HyCarveLosses *losses,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The greatest seq of a command that was met, be it only by its count. */
gint64 hy_rescue_rows_seq (const HyRescueRows *self);

/* For tests: the tables that are taken, and the columns of each as it stores them. NULL beyond the last. */
const char *hy_rescue_rows_table (guint i, const char **columns);

G_END_DECLS
