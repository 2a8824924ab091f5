/* Rows out of the pages of a damaged database, whatever tree they hung on: each page that holds rows is taken by
 * itself (https://sqlite.org/fileformat2.html, 1.6 and 2.1). */
#pragma once

#include "store/hy-pages.h"
#include "store/hy-sql.h"

G_BEGIN_DECLS

/* Tables have fewer columns than this. */
#define HY_CARVE_MAX 64

typedef struct
{
  gboolean keyed; /* of a table WITHOUT ROWID, or of an index */
  gint64 rowid;   /* where it is not */
  gboolean cut;   /* its end is lost: what stood there reads as zeros */
  guint n;
  HySqlValue values[HY_CARVE_MAX]; /* texts and blobs live as long as the call */
} HyCarved;

typedef gboolean (*HyCarveFunc) (const HyCarved *row, gpointer data, GError **error);

typedef struct
{
  guint pages; /* that the disk did not give */
  guint rows;  /* of which too little was left */
} HyCarveLosses;

/* Every row of every page to @func; FALSE when that returns FALSE. @cut_off: of those that the log holds behind a
 * broken place instead (hy_pages_cut_off()). */
gboolean hy_carve (HyPages *pages,
                   gboolean cut_off,
                   HyCarveLosses *losses,
                   HyCarveFunc func,
                   gpointer data,
                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
