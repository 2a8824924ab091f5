#include "fuzz-authority.h"

#include "authority/hy-documents-private.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

gboolean __real_hy_sql_begin (HySql *sql, GError **error);
gboolean __real_hy_sql_begin_read (HySql *sql, GError **error);
gboolean __real_hy_sql_commit (HySql *sql, GError **error);
void __real_hy_sql_rollback (HySql *sql);
gboolean __wrap_hy_sql_begin (HySql *sql, GError **error);
gboolean __wrap_hy_sql_begin_read (HySql *sql, GError **error);
gboolean __wrap_hy_sql_commit (HySql *sql, GError **error);
void __wrap_hy_sql_rollback (HySql *sql);

static District district;
static gboolean undone_later;
static gboolean within;

gboolean
__wrap_hy_sql_begin (HySql *sql, GError **error)
{
  within = undone_later;
  return within ? hy_sql_exec (sql, "SAVEPOINT work", error) : __real_hy_sql_begin (sql, error);
}

gboolean
__wrap_hy_sql_begin_read (HySql *sql, GError **error)
{
  return undone_later ? __wrap_hy_sql_begin (sql, error) : __real_hy_sql_begin_read (sql, error);
}

gboolean
__wrap_hy_sql_commit (HySql *sql, GError **error)
{
  if (!within)
    return __real_hy_sql_commit (sql, error);
  within = FALSE;
  return hy_sql_exec (sql, "RELEASE work", error);
}

void
__wrap_hy_sql_rollback (HySql *sql)
{
  if (!within)
    __real_hy_sql_rollback (sql);
  else if (!hy_sql_exec (sql, "ROLLBACK TO work; RELEASE work", NULL))
    g_assert_not_reached ();
  within = FALSE;
}

static void
tear_down (void)
{
  district_tear_down (&district, NULL);
}

static void
set_up (void)
{
  g_autoptr (GError) error = NULL;

  district_set_up (&district, NULL);
  district_ticket (&district, "t1", "o1");
  district_ticket (&district, "t2", "o2");
  if (!hy_sql_exec (district.authority->sql,
                    "UPDATE meta SET value = 'e1' WHERE key = 'epoch'; UPDATE meta SET value = "
                    "substr ('0000000000000000000000000000000000000000000000000000000000000000', 1, "
                    "length (value)) WHERE key = 'key'",
                    &error))
    g_error ("%s", error->message);
  district_reopen (&district);
  hy_result_free (district_send (&district, district_command (&district, "c1", "t1", "sign", "{}")));
  atexit (tear_down);
}

District *
fuzz_authority (void)
{
  g_autoptr (GError) error = NULL;

  if (district.authority == NULL)
    set_up ();
  if (!__real_hy_sql_begin (district.authority->sql, &error))
    g_error ("%s", error->message);
  undone_later = TRUE;
  return &district;
}

void
fuzz_authority_undo (District *self)
{
  undone_later = FALSE;
  __real_hy_sql_rollback (self->authority->sql);
  hy_documents_forget (self->authority);
}

static void
check_line (const HyFeedLine *line)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyTicket) ticket = NULL;
  g_autoptr (HyRecord) record = NULL;

  g_assert_cmpstr (line->row_fault, ==, NULL);
  if (line->type == HY_FEED_TICKET)
    ticket = hy_ticket_parse (line->row, &error);
  else if (line->type == HY_FEED_RECORD)
    record = hy_record_parse (line->row, &error);
  g_assert_no_error (error);
}

static void
check_feed (District *self, const char *office)
{
  g_autoptr (Page) page = page_read (self, office, "", 1000);

  for (guint i = 0; i < page->lines->len; i++)
    check_line (page->lines->pdata[i]);
}

void
fuzz_authority_check_feeds (District *self)
{
  check_feed (self, "o1");
  check_feed (self, "o2");
}
