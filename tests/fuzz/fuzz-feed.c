/* The way down: lines out of a stream in pieces, feed lines, and the rows in them. The first byte is the size of a piece. */
#include "fuzz.h"

#include "wire/hy-feed-line.h"
#include "wire/hy-line-reader.h"
#include "wire/hy-person-json.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#define LINE_MAX_HERE 8192
#define RUN_MAX_HERE 65536

/* What is written of a row is read as the same row. */
static void
check_ticket (HyJsonValue row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) ticket = hy_ticket_parse (row, &error);
  g_autoptr (HyTicket) again = NULL;
  g_autofree char *text = NULL;
  char *written;
  char *rest = NULL, *citizen = NULL;

  fuzz_assert_told (ticket != NULL, error);
  if (ticket == NULL)
    return;
  text = hy_ticket_to_json (ticket);
  again = hy_ticket_from_json (text, -1, &error);
  g_assert_no_error (error);
  written = hy_ticket_to_json (again);
  g_assert_cmpstr (written, ==, text);
  fuzz_assert_json (written);
  hy_ticket_row_without_citizen (row, &rest, &citizen);
  fuzz_assert_json (rest);
  if (citizen != NULL)
    fuzz_assert_json (citizen);
}

static void
check_record (HyJsonValue row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRecord) record = hy_record_parse (row, &error);
  g_autoptr (HyRecord) again = NULL;
  g_autofree char *text = NULL;
  char *written;

  fuzz_assert_told (record != NULL, error);
  if (record == NULL)
    return;
  text = hy_record_to_json (record);
  again = hy_record_from_json (text, -1, &error);
  g_assert_no_error (error);
  written = hy_record_to_json (again);
  g_assert_cmpstr (written, ==, text);
  fuzz_assert_json (written);
}

static void
check_person (HyJsonValue row)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyPerson) person = hy_person_from_json (row.text, (gssize) row.len, &error);

  fuzz_assert_told (person != NULL, error);
  if (person != NULL)
    fuzz_assert_json (hy_person_to_json (person));
}

static void
check_row (const HyFeedLine *line)
{
  if (line->row.text == NULL || line->row_fault != NULL)
    return;
  if (line->type == HY_FEED_TICKET)
    check_ticket (line->row);
  else if (line->type == HY_FEED_RECORD)
    check_record (line->row);
  else if (line->type == HY_FEED_DOCUMENT && line->document == HY_DOCUMENT_PERSON)
    check_person (line->row);
}

/* Adds the line to @all. */
static void
take_line (HyLineReader *reader, const char *text, gsize length, GString *all)
{
  g_auto (HyFeedLine) line = { 0 };
  g_autoptr (GError) error = NULL;
  gboolean taken = hy_feed_line_parse (text, length, &line, &error);

  g_assert_cmpuint (length, <=, LINE_MAX_HERE);
  g_string_append_len (all, text, (gssize) length);
  g_string_append_c (all, '\n');
  fuzz_assert_told (taken, error);
  if (!taken)
    return;
  check_row (&line);
  if (line.type == HY_FEED_MARK)
    hy_line_reader_mark (reader);
}

/* All lines; where pieces end makes no difference to them. */
static char *
read_all (const guint8 *data, gsize size, gsize piece)
{
  g_autoptr (HyLineReader) reader = hy_line_reader_new (LINE_MAX_HERE, RUN_MAX_HERE);
  g_autoptr (GError) error = NULL;
  GString *all = g_string_new (NULL);

  for (gsize at = 0; at < size && error == NULL; at += piece)
    {
      const char *line;
      gsize length;

      hy_line_reader_push (reader, data + at, MIN (piece, size - at));
      while (hy_line_reader_next (reader, &line, &length, &error))
        take_line (reader, line, length, all);
    }
  return g_string_free (all, FALSE);
}

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  guint piece = 1 + fuzz_take_choice (&data, &size, 255);
  g_autofree char *pieces = read_all (data, size, piece);
  g_autofree char *whole = read_all (data, size, MAX (size, 1));

  g_assert_cmpstr (pieces, ==, whole);
  return 0;
}
