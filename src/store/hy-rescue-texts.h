/* What people wrote and no form, nor the district, can read any more, for bytes in it that turned or are lost: as a
 * draft that was set aside, text of any kind. */
#pragma once

#include "store/hy-carve.h"

G_BEGIN_DECLS

/* Which columns of a row make such a draft. */
typedef struct
{
  guint ticket, person, kind, body, at;
} HyRescueText;

/* @kept: whether anything was left of it that is worth it. What is there already is not put there twice. */
gboolean hy_rescue_texts_keep (HySql *sql,
                               const HyCarved *row,
                               const HyRescueText *columns,
                               gboolean *kept,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
