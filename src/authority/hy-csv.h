/* Records of a CSV file, one at a time, each with the line where it starts.
 *
 * RFC 4180 as spreadsheets write it: quoted fields with line breaks, CRLF, LF or CR. Blank lines
 * are no records. Text is UTF-8 (with or without BOM) if all of the file is, else GB18030. */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A record is at most this many bytes and this many fields: beyond it a quotation mark is not
 * closed. */
#define HY_CSV_RECORD_MAX (1024 * 1024)
#define HY_CSV_FIELDS_MAX 1000

typedef struct
{
  guint line; /* where it starts, from 1 */
  GPtrArray *
      fields; /* of char*, UTF-8, exactly as they stand; those before the fault when there is one */
  guint column;      /* of the fault, from 1; 0: the record is sound */
  const char *fault; /* what is wrong there, translated; static */
} HyCsvRecord;

typedef struct _HyCsv HyCsv;

/* @bytes is kept until the reader is freed. */
HyCsv *hy_csv_new (GBytes *bytes);
void hy_csv_free (HyCsv *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyCsv, hy_csv_free)

/* The next record, which belongs to the reader until the next call; NULL after the last. After a
 * broken quotation the reader goes on with the line after the one where that record starts. */
const HyCsvRecord *hy_csv_next (HyCsv *self);

G_END_DECLS
