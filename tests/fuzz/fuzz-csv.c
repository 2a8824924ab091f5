/* A spreadsheet in UTF-8 or GB18030: records, headings, rows, and the tickets that they become. */
#include "fuzz.h"

#include "authority/hy-import-ticket.h"
#include "wire/hy-ticket-json.h"

static void
check_ticket (const HyImportRow *row)
{
  g_autoptr (HyTicket) ticket = hy_import_row_to_ticket (row, "N20261123-0001");
  g_autofree char *fingerprint = hy_import_row_fingerprint (row);

  g_assert_nonnull (fingerprint);
  /* What was just taken over changes nothing. */
  g_assert_false (hy_import_row_update (row, ticket));
  fuzz_assert_json (hy_ticket_to_json (ticket));
}

static void
check_record (const HyColumns *columns, const HyCsvRecord *record)
{
  g_auto (HyImportRow) row;
  HyImportFault fault = { 0 };

  hy_import_row_init (&row);
  if (hy_csv_record_is_blank (record))
    return;
  if (hy_import_row_read (&row, columns, record, &fault))
    {
      check_ticket (&row);
      return;
    }
  g_assert_nonnull (fault.why);
  g_assert_cmpuint (fault.column, >=, 1);
  hy_columns_heading (columns, fault.column - 1);
}

static void
check_text (const HyCsvRecord *record)
{
  g_assert_cmpuint (record->fields->len, <=, HY_CSV_FIELDS_MAX);
  for (guint i = 0; i < record->fields->len; i++)
    g_assert_true (g_utf8_validate (record->fields->pdata[i], -1, NULL));
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);
  g_autoptr (HyCsv) csv = hy_csv_new (bytes);
  g_autoptr (HyColumns) columns = NULL;
  const HyCsvRecord *record;
  guint line = 0;

  while ((record = hy_csv_next (csv)) != NULL)
    {
      g_assert_cmpuint (record->line, >=, line);
      line = record->line;
      check_text (record);
      if (columns == NULL && record->column == 0 && !hy_csv_record_is_blank (record))
        columns = hy_columns_new (record->fields);
      /* Without either of these nothing of the file is read (hy-import.c). */
      else if (columns != NULL
               && (columns->position[HY_COLUMN_TITLE] >= 0
                   || columns->position[HY_COLUMN_CONTENT] >= 0))
        check_record (columns, record);
    }
  return 0;
}
