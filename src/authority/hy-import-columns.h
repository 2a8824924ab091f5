/* The headings of a spreadsheet export, in the words that hotline platforms use for them. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  HY_COLUMN_NUMBER,
  HY_COLUMN_TITLE,
  HY_COLUMN_CONTENT,
  HY_COLUMN_RECEIVED_AT,
  HY_COLUMN_NAME,
  HY_COLUMN_PHONE,
  HY_COLUMN_PHONE2,
  HY_COLUMN_ADDRESS,
  HY_COLUMN_PLACE,
  HY_COLUMN_KIND,
  HY_COLUMN_CHANNEL,
  HY_COLUMN_CATEGORY, /* all levels in one cell */
  HY_COLUMN_CATEGORY1,
  HY_COLUMN_CATEGORY2,
  HY_COLUMN_CATEGORY3,
  HY_COLUMN_DUE_UPSTREAM,
  HY_COLUMN_URGENT,
  HY_COLUMN_CONFIDENTIAL,
  HY_COLUMN_ANONYMOUS,
  HY_COLUMN_NO_CALLBACK,
  HY_COLUMN_PUBLIC_CONSENT,
  HY_N_COLUMNS,
  HY_COLUMN_UNKNOWN = HY_N_COLUMNS /* kept under its heading */
} HyColumn;

typedef struct
{
  int position[HY_N_COLUMNS]; /* index in a record; -1: the file has no such column */
  GArray *column;             /* of HyColumn, by index; a second one of a kind is UNKNOWN */
  char **heading;             /* by index, trimmed */
  char **key;                 /* by index: the heading made unique, "column N" for an empty one */
  guint n;
} HyColumns;

/* @headings: (element-type utf8): the first record. */
HyColumns *hy_columns_new (const GPtrArray *headings);
void hy_columns_free (HyColumns *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyColumns, hy_columns_free)

/* The heading of the column at @index, "" beyond the last. */
const char *hy_columns_heading (const HyColumns *self, guint index);

/* @text without white space (the full-width one too) at both ends. Free it. */
char *hy_trim (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
