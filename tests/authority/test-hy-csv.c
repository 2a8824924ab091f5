/* Records and the lines where they start. */
#include "authority/hy-csv.h"

#include <string.h>

static HyCsv *
reader (const char *text, gsize length)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, length);

  return hy_csv_new (bytes);
}

#define READER(text) reader (text, sizeof (text) - 1)

/* @expected: the cells between '|'. */
static void
assert_record (HyCsv *csv, guint line, const char *expected)
{
  const HyCsvRecord *record = hy_csv_next (csv);
  g_autofree char *joined = NULL;

  g_assert_nonnull (record);
  g_assert_cmpuint (record->column, ==, 0);
  g_assert_cmpuint (record->line, ==, line);
  g_ptr_array_add (record->fields, NULL);
  joined = g_strjoinv ("|", (char **) record->fields->pdata);
  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_fault (HyCsv *csv, guint line, guint column)
{
  const HyCsvRecord *record = hy_csv_next (csv);

  g_assert_nonnull (record);
  g_assert_nonnull (record->fault);
  g_assert_cmpuint (record->line, ==, line);
  g_assert_cmpuint (record->column, ==, column);
}

static void
assert_end (HyCsv *csv)
{
  g_assert_null (hy_csv_next (csv));
}

static void
test_plain (void)
{
  g_autoptr (HyCsv) csv = READER ("a,b\n1,2\n,\nlast,one");

  assert_record (csv, 1, "a|b");
  assert_record (csv, 2, "1|2");
  assert_record (csv, 3, "|");
  assert_record (csv, 4, "last|one");
  assert_end (csv);
}

static void
test_empty (void)
{
  g_autoptr (HyCsv) nothing = READER ("");
  g_autoptr (HyCsv) bom = READER ("\xef\xbb\xbf");
  g_autoptr (HyCsv) blank = READER ("\r\n\n\r\n");

  assert_end (nothing);
  assert_end (bom);
  assert_end (blank);
}

static void
test_line_breaks_in_cells (void)
{
  g_autoptr (HyCsv) csv = READER ("a,b\r\n1,\"x\r\n\r\ny\"\r\n\"p\nq\",2\r\n3,4\r\n");

  assert_record (csv, 1, "a|b");
  assert_record (csv, 2, "1|x\r\n\r\ny");
  assert_record (csv, 5, "p\nq|2");
  assert_record (csv, 7, "3|4");
  assert_end (csv);
}

static void
test_blank_lines_count (void)
{
  g_autoptr (HyCsv) csv = READER ("a\n\n\nb\n");

  assert_record (csv, 1, "a");
  assert_record (csv, 4, "b");
  assert_end (csv);
}

static void
test_old_line_ends (void)
{
  g_autoptr (HyCsv) csv = READER ("a,b\r1,2\r3,4");

  assert_record (csv, 1, "a|b");
  assert_record (csv, 2, "1|2");
  assert_record (csv, 3, "3|4");
  assert_end (csv);
}

static void
test_quotes (void)
{
  g_autoptr (HyCsv) csv = READER ("\"a \"\"b\"\" c\",\"\",5\" pipe,\"x,y\"\n");

  assert_record (csv, 1, "a \"b\" c||5\" pipe|x,y");
  assert_end (csv);
}

static void
test_spaces_stay (void)
{
  g_autoptr (HyCsv) csv = READER (" a , b\t,\" c \"\n");

  assert_record (csv, 1, " a | b\t| c ");
  assert_end (csv);
}

static void
test_byte_order_mark (void)
{
  g_autoptr (HyCsv) csv = READER ("\xef\xbb\xbf\"工单编号\",b\n");

  assert_record (csv, 1, "工单编号|b");
  assert_end (csv);
}

static void
test_gb18030 (void)
{
  /* 标题 in GBK, then U+20087 in four bytes. */
  g_autoptr (HyCsv) csv = READER ("\xb1\xea\xcc\xe2,1\n\x95\x32\x90\x31,2\n");

  assert_record (csv, 1, "标题|1");
  assert_record (csv, 2, "\xf0\xa0\x82\x87|2");
  assert_end (csv);
}

static void
test_damaged_text_costs_one_row (void)
{
  g_autoptr (HyCsv) gbk = READER ("\xb1\xea,a\n1,\xff\xff\n2,b\n");
  g_autoptr (HyCsv) nul = READER ("标,a\n1,x\0y\n2,b\n");
  g_autoptr (HyCsv) utf8 = READER ("\xef\xbb\xbf标,a\n1,\xb1\xea\n2,b\n");
  HyCsv *all[] = { gbk, nul, utf8 };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      assert_record (all[i], 1, "标|a");
      assert_fault (all[i], 2, 2);
      assert_record (all[i], 3, "2|b");
      assert_end (all[i]);
    }
}

static void
test_stray_quote_costs_one_row (void)
{
  g_autoptr (HyCsv) csv = READER ("a,b\n1,\"he said \"hi\" there\"\n2,b\n");

  assert_record (csv, 1, "a|b");
  assert_fault (csv, 2, 2);
  assert_record (csv, 3, "2|b");
  assert_end (csv);
}

/* Without the way back, everything up to the next quotation would vanish into one cell. */
static void
test_open_quote_costs_one_row (void)
{
  g_autoptr (HyCsv) at_end = READER ("a,b\n1,\"open\n2,b\n3,c\n");
  g_autoptr (HyCsv) before_another = READER ("a,b\n1,\"open\n2,\"b\"\n3,c\n");
  HyCsv *all[] = { at_end, before_another };

  for (gsize i = 0; i < G_N_ELEMENTS (all); i++)
    {
      assert_record (all[i], 1, "a|b");
      assert_fault (all[i], 2, 2);
      assert_record (all[i], 3, "2|b");
      assert_record (all[i], 4, "3|c");
      assert_end (all[i]);
    }
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new ("a,b\n1,\"");
  g_autoptr (HyCsv) csv = NULL;

  for (gsize i = 0; i < HY_CSV_RECORD_MAX / 8; i++)
    g_string_append (text, "1234567\n");
  g_string_append (text, "\"\n");
  csv = reader (text->str, text->len);
  assert_record (csv, 1, "a|b");
  assert_fault (csv, 2, 2);
  assert_record (csv, 3, "1234567");
}

static void
test_too_many_cells (void)
{
  g_autofree char *commas = g_strnfill (HY_CSV_FIELDS_MAX + 5, ',');
  g_autofree char *text = g_strdup_printf ("a\n%s\nb\n", commas);
  g_autoptr (HyCsv) csv = reader (text, strlen (text));

  assert_record (csv, 1, "a");
  assert_fault (csv, 2, HY_CSV_FIELDS_MAX + 1);
  assert_record (csv, 3, "b");
  assert_end (csv);
}

static void
test_nothing_but_broken_rows_ends (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HyCsv) csv = NULL;
  guint n = 0;

  for (int i = 0; i < 5000; i++)
    g_string_append (text, "\"a\"b\n");
  csv = reader (text->str, text->len);
  while (hy_csv_next (csv) != NULL)
    n++;
  g_assert_cmpuint (n, <=, 1000);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/authority/csv/plain", test_plain);
  g_test_add_func ("/authority/csv/empty", test_empty);
  g_test_add_func ("/authority/csv/line-breaks-in-cells", test_line_breaks_in_cells);
  g_test_add_func ("/authority/csv/blank-lines-count", test_blank_lines_count);
  g_test_add_func ("/authority/csv/old-line-ends", test_old_line_ends);
  g_test_add_func ("/authority/csv/quotes", test_quotes);
  g_test_add_func ("/authority/csv/spaces-stay", test_spaces_stay);
  g_test_add_func ("/authority/csv/byte-order-mark", test_byte_order_mark);
  g_test_add_func ("/authority/csv/gb18030", test_gb18030);
  g_test_add_func ("/authority/csv/damaged-text-costs-one-row", test_damaged_text_costs_one_row);
  g_test_add_func ("/authority/csv/stray-quote-costs-one-row", test_stray_quote_costs_one_row);
  g_test_add_func ("/authority/csv/open-quote-costs-one-row", test_open_quote_costs_one_row);
  g_test_add_func ("/authority/csv/too-long", test_too_long);
  g_test_add_func ("/authority/csv/too-many-cells", test_too_many_cells);
  g_test_add_func ("/authority/csv/nothing-but-broken-rows-ends",
                   test_nothing_but_broken_rows_ends);
  return g_test_run ();
}
