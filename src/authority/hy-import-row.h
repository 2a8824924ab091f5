/* One record of a spreadsheet export as typed values. */
#pragma once

#include "authority/hy-csv.h"
#include "authority/hy-import-columns.h"
#include "core/hy-ticket.h"

G_BEGIN_DECLS

/* What a cell does not say is NULL, HY_TIME_NONE or -1. */
typedef struct
{
  char *number;
  char *title;
  char *content;
  HyTime received_at;
  char *name;
  char *phone;
  char *phone2;
  char *address;
  char *place;
  int kind;    /* HyDemandKind */
  int channel; /* HyChannel */
  char **category;
  char *level[3]; /* of the category, in cells of their own */
  HyTime due_upstream;
  int urgent;
  int confidential;
  int anonymous;
  int no_callback;
  int public_consent;
  GPtrArray *extra; /* of char*: key and text of each filled cell of an unknown column, by turns */
} HyImportRow;

void hy_import_row_init (HyImportRow *self);
void hy_import_row_clear (HyImportRow *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HyImportRow, hy_import_row_clear)

/* Why a row is bad: @column from 1, @why translated and static. */
typedef struct
{
  guint column;
  const char *why;
} HyImportFault;

/* @self: initialized. Nothing is dropped: what is not understood is a fault. */
gboolean hy_import_row_read (HyImportRow *self,
                             const HyColumns *columns,
                             const HyCsvRecord *record,
                             HyImportFault *fault) G_GNUC_WARN_UNUSED_RESULT;

/* Every cell is empty or white space. */
gboolean hy_csv_record_is_blank (const HyCsvRecord *record);

G_END_DECLS
