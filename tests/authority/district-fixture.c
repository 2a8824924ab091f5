#include "district-fixture.h"

#include "wire/hy-json.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <glib/gstdio.h>
#include <string.h>

static HyTime
now (gpointer data)
{
  return ((District *) data)->now;
}

HyDevice *
district_enrol (District *self, const char *office, const char *id)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *code = hy_authority_new_code (self->authority, office, &error);
  g_autofree char *token = NULL;
  HyDevice *device;
  int retry_after = 0;

  g_assert_no_error (error);
  device = hy_authority_enrol (self->authority, code, id, id, "linux", "127.0.0.1", &token,
                               &retry_after, &error);
  g_assert_no_error (error);
  return device;
}

static void
add_people (District *self)
{
  g_autoptr (GError) error = NULL;
  gboolean done = hy_authority_add_office (self->authority, "o1", "东街街道", "street", &error)
                  && hy_authority_add_office (self->authority, "o2", "西山镇", "township", &error)
                  && hy_authority_add_person (self->authority, "p1", "张三", "o1", NULL, &error)
                  && hy_authority_add_person (self->authority, "p2", "李四", "o1", NULL, &error)
                  && hy_authority_add_person (self->authority, "q1", "王五", "o2", NULL, &error);

  g_assert_no_error (error);
  g_assert_true (done);
}

void
district_set_up (District *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->dir = g_dir_make_tmp ("hy-district-XXXXXX", &error);
  g_assert_no_error (error);
  g_assert_true (hy_time_parse ("2026-11-23T09:00:00+08:00", &self->now));
  g_assert_true (hy_authority_create (self->dir, "测试区", now, self, &error));
  self->authority = hy_authority_open (self->dir, now, self, &error);
  g_assert_no_error (error);
  add_people (self);
  self->device = district_enrol (self, "o1", "d1");
  self->device2 = district_enrol (self, "o1", "d2");
}

void
district_reopen (District *self)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->authority, hy_authority_close);
  self->authority = hy_authority_open (self->dir, now, self, &error);
  g_assert_no_error (error);
}

void
district_tear_down (District *self, gconstpointer data)
{
  g_autoptr (GDir) dir = g_dir_open (self->dir, 0, NULL);
  const char *name;

  g_clear_pointer (&self->authority, hy_authority_close);
  hy_device_free (self->device);
  hy_device_free (self->device2);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->dir, name, NULL);

      g_remove (path);
    }
  g_rmdir (self->dir);
  g_free (self->dir);
}

void
district_ticket (District *self, const char *id, const char *office)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = NULL;
  HyTicket *ticket = hy_ticket_new ();

  ticket->id = g_strdup (id);
  ticket->number = g_strconcat ("N-", id, NULL);
  ticket->title = g_strdup ("夜间施工");
  ticket->content = g_strdup ("工地夜里施工，无法入睡。");
  ticket->kind = HY_DEMAND_COMPLAINT;
  ticket->office = g_strdup (office);
  ticket->citizen.phone = g_strdup ("13900000001");
  ticket->received_at = self->now;
  g_assert_true (hy_authority_begin (self->authority, &error));
  row = hy_rows_new (self->authority, ticket, self->now, &error);
  g_assert_no_error (error);
  g_assert_true (hy_authority_end (
      self->authority, hy_rows_dispatch (self->authority, row, self->now, &error), &error));
  g_assert_no_error (error);
}

void
district_event (District *self, const char *ticket, const char *kind, const char *body)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GVariant) variant
      = body != NULL ? hy_json_body_from_text (body, -1, &error) : NULL;
  gboolean done;

  g_assert_no_error (error);
  done = hy_authority_event (self->authority, ticket, kind, variant, &error);
  g_assert_no_error (error);
  g_assert_true (done);
}

HyCommand *
district_command (District *self,
                  const char *id,
                  const char *ticket,
                  const char *kind,
                  const char *body)
{
  g_autoptr (GError) error = NULL;
  HyCommand *command = hy_command_new ();

  command->id = g_strdup (id);
  command->seq = ++self->seq;
  command->person = g_strdup ("p1");
  command->ticket = g_strdup (ticket);
  command->kind = g_strdup (kind);
  command->made_at = self->now;
  command->base_version = 1000;
  g_variant_unref (command->body);
  command->body = hy_json_body_from_text (body, -1, &error);
  g_assert_no_error (error);
  return command;
}

HyAnswer *
district_post (District *self, const HyDevice *device, GPtrArray *commands)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text
      = hy_batch_to_json (device->id, hy_authority_get_epoch (self->authority), commands);
  g_autofree char *reply
      = hy_authority_post (self->authority, device, text, strlen (text), &error);
  HyAnswer *answer;

  g_assert_no_error (error);
  answer = hy_answer_parse (reply, strlen (reply), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->results->len, ==, commands->len);
  return answer;
}

HyResult *
district_send (District *self, HyCommand *command)
{
  g_autoptr (GPtrArray) commands
      = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_command_free);
  g_autoptr (HyAnswer) answer = NULL;

  g_ptr_array_add (commands, command);
  answer = district_post (self, self->device, commands);
  return g_ptr_array_steal_index (answer->results, 0);
}

HyResult *
district_expect (District *self,
                 const char *id,
                 const char *ticket,
                 const char *kind,
                 const char *body,
                 HyResultKind result,
                 const char *code)
{
  HyResult *got = district_send (self, district_command (self, id, ticket, kind, body));

  g_assert_cmpstr (hy_result_kind_code (got->result), ==, hy_result_kind_code (result));
  g_assert_cmpstr (got->code, ==, code);
  g_assert_cmpstr (got->id, ==, id);
  return got;
}

HyTicket *
district_show (District *self, const char *ticket)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyRow) row = hy_rows_load (self->authority, ticket, &error);

  g_assert_no_error (error);
  return hy_ticket_copy (row->c->ticket);
}

static void
line_free (gpointer data)
{
  hy_feed_line_clear (data);
  g_free (data);
}

static void
page_add (Page *self, const char *text)
{
  g_autoptr (GError) error = NULL;
  HyFeedLine *line = g_new0 (HyFeedLine, 1);
  char *kept = g_strdup (text);

  g_ptr_array_add (self->texts, kept);
  g_assert_true (hy_feed_line_parse (kept, strlen (kept), line, &error));
  g_assert_no_error (error);
  g_assert_cmpint (line->type, !=, HY_FEED_UNKNOWN);
  g_ptr_array_add (self->lines, line);
  if (line->type == HY_FEED_MARK)
    g_ptr_array_add (self->marks, g_strdup (line->cursor));
  if (line->type == HY_FEED_END)
    {
      self->more = line->more;
      self->digest_count = line->digest_count;
      self->digest_sum = line->digest_sum;
      g_assert_cmpint (line->has_digest, ==, !line->more);
    }
  if (line->cursor != NULL)
    {
      g_free (self->cursor);
      self->cursor = g_strdup (line->cursor);
    }
}

Page *
page_read (District *self, const char *office, const char *since, guint limit)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyFeed) feed = hy_feed_open (self->authority, office, since, limit, &error);
  Page *page = g_new0 (Page, 1);
  gboolean done = FALSE;

  g_assert_no_error (error);
  page->lines = g_ptr_array_new_with_free_func (line_free);
  page->texts = g_ptr_array_new_with_free_func (g_free);
  page->marks = g_ptr_array_new_with_free_func (g_free);
  while (!done)
    {
      g_autoptr (GBytes) bytes = hy_feed_next (feed, &done, &error);
      g_autofree char *text = NULL;
      g_auto (GStrv) lines = NULL;

      g_assert_no_error (error);
      text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
      lines = g_strsplit (text, "\n", -1);
      for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
        page_add (page, lines[i]);
    }
  return page;
}

void
page_free (Page *self)
{
  g_ptr_array_unref (self->lines);
  g_ptr_array_unref (self->texts);
  g_ptr_array_unref (self->marks);
  g_free (self->cursor);
  g_free (self);
}

guint
page_count (const Page *self, HyFeedType type, const char *id)
{
  guint n = 0;

  for (guint i = 0; i < self->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (self->lines, i);

      if (line->type == type && (id == NULL || g_strcmp0 (line->id, id) == 0))
        n++;
    }
  return n;
}

const HyFeedLine *
page_find (const Page *self, HyFeedType type, const char *id)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      const HyFeedLine *line = g_ptr_array_index (self->lines, i);

      if (line->type == type && g_strcmp0 (line->id, id) == 0)
        return line;
    }
  return NULL;
}
