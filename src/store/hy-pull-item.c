#include "store/hy-pull-private.h"
#include "wire/hy-calendar-json.h"
#include "wire/hy-person-json.h"
#include "wire/hy-policy-json.h"
#include "wire/hy-record-json.h"
#include "wire/hy-ticket-json.h"

#include <string.h>

void
hy_pull_item_free (HyPullItem *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->ticket, hy_ticket_free);
  g_clear_pointer (&self->record, hy_record_free);
  g_clear_pointer (&self->records, g_ptr_array_unref);
  g_free (self->id);
  g_free (self->row);
  g_free (self->citizen);
  g_free (self->why);
  g_free (self->to);
  g_free (self->note);
  g_free (self->ticket_id);
  g_free (self);
}

static HyPullItem *
item_new (HyPullItemType type, const HyFeedLine *line)
{
  HyPullItem *self = g_new0 (HyPullItem, 1);

  self->type = type;
  self->id = g_strdup (line->id);
  self->version = line->version;
  return self;
}

static HyPullItem *
aside_new (
    const HyFeedLine *line, const char *kind, const char *text, gsize length, const char *why)
{
  HyPullItem *self = item_new (HY_PULL_ASIDE, line);

  self->kind = kind;
  self->ticket_id = g_strdup (line->ticket);
  self->row = g_strndup (text, length);
  self->why = g_strdup (why);
  return self;
}

static gboolean
check_same (const char *line, const char *row, const char *what, GError **error)
{
  if (g_strcmp0 (line, row) == 0)
    return TRUE;
  g_set_error (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "%s: the line says %s, its row says %s",
               what, line != NULL ? line : "nothing", row != NULL ? row : "nothing");
  return FALSE;
}

static gboolean
check_row (const HyFeedLine *line, GError **error)
{
  if (line->row.text != NULL)
    return TRUE;
  g_set_error_literal (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "there is no row");
  return FALSE;
}

static HyPullItem *
ticket_item (const HyFeedLine *line, GError **error)
{
  g_autoptr (HyPullItem) self = item_new (HY_PULL_TICKET, line);

  if (!check_row (line, error))
    return NULL;
  self->ticket = hy_ticket_parse (line->row, error);
  if (self->ticket == NULL || !check_same (line->id, self->ticket->id, "ticket", error))
    return NULL;
  self->ticket->version = line->version;
  hy_ticket_row_without_citizen (line->row, &self->row, &self->citizen);
  self->share = hy_digest_share (line->id, line->version);
  self->records = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_pull_item_free);
  return g_steal_pointer (&self);
}

static HyPullItem *
record_item (const HyFeedLine *line, GError **error)
{
  g_autoptr (HyPullItem) self = item_new (HY_PULL_RECORD, line);

  if (!check_row (line, error))
    return NULL;
  self->record = hy_record_parse (line->row, error);
  if (self->record == NULL || !check_same (line->id, self->record->id, "record", error)
      || !check_same (line->ticket, self->record->ticket, "record's ticket", error))
    return NULL;
  self->version = self->record->version;
  self->row = g_strndup (line->row.text, line->row.len);
  return g_steal_pointer (&self);
}

static HyPullItem *
leave_item (const HyFeedLine *line)
{
  HyPullItem *self = item_new (HY_PULL_LEAVE, line);

  self->why = g_strdup (line->why);
  self->to = g_strdup (line->to);
  self->note = g_strdup (line->note);
  return self;
}

/* Whether other parts of this program will understand the document. */
static gboolean
check_document (const HyFeedLine *line, GError **error)
{
  g_autoptr (HyPolicy) policy = NULL;
  g_autoptr (HyCalendar) calendar = NULL;
  g_autoptr (HyPerson) person = NULL;

  switch (line->document)
    {
    case HY_DOCUMENT_POLICY:
      policy = hy_policy_from_json (line->row.text, (gssize) line->row.len, error);
      return policy != NULL;
    case HY_DOCUMENT_CALENDAR:
      calendar = hy_calendar_from_json (line->row.text, (gssize) line->row.len, error);
      return calendar != NULL;
    case HY_DOCUMENT_PERSON:
      person = hy_person_from_json (line->row.text, (gssize) line->row.len, error);
      return person != NULL;
    default:
      break;
    }
  if (hy_json_type (line->row) == HY_JSON_OBJECT)
    return TRUE;
  g_set_error_literal (error, HY_WIRE_ERROR, HY_WIRE_ERROR_SHAPE, "the row is no object");
  return FALSE;
}

static HyPullItem *
document_item (const HyFeedLine *line, GError **error)
{
  HyPullItem *self;

  if (line->row.text != NULL && !check_document (line, error))
    return NULL;
  self = item_new (HY_PULL_DOCUMENT, line);
  self->kind = hy_document_code (line->document);
  self->is_rule = line->document == HY_DOCUMENT_POLICY || line->document == HY_DOCUMENT_CALENDAR;
  self->row = line->row.text != NULL ? g_strndup (line->row.text, line->row.len) : NULL;
  return self;
}

static const char *
kind_of (const HyFeedLine *line)
{
  if (line->type == HY_FEED_DOCUMENT)
    return hy_document_code (line->document);
  return line->type == HY_FEED_TICKET ? "ticket" : "record";
}

HyPullItem *
hy_pull_item_new (const HyFeedLine *line, const char *text, gsize length)
{
  g_autoptr (GError) error = NULL;
  HyPullItem *self;

  if (line->row_fault != NULL)
    return aside_new (line, kind_of (line), text, length, line->row_fault);
  switch (line->type)
    {
    case HY_FEED_TICKET:
      self = ticket_item (line, &error);
      break;
    case HY_FEED_RECORD:
      self = record_item (line, &error);
      break;
    case HY_FEED_LEAVE:
      return leave_item (line);
    case HY_FEED_DOCUMENT:
      self = document_item (line, &error);
      break;
    default:
      return NULL;
    }
  return self != NULL ? self : aside_new (line, kind_of (line), text, length, error->message);
}
