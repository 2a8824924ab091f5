#include "wire/hy-calendar-json.h"

#include "wire/hy-wire-resources.h"

#include <gio/gio.h>
#include <string.h>

typedef struct
{
  char *id;
  gint64 version;
  HyJsonValue published;
  HyJsonValue holidays;
  HyJsonValue workdays;
  HyJsonValue local;
  HyJsonValue hours;
} Document;

static const HyJsonField document_fields[] = {
  { "id", G_STRUCT_OFFSET (Document, id), hy_json_read_id, TRUE },
  { "version", G_STRUCT_OFFSET (Document, version), hy_json_read_natural, TRUE },
  { "published", G_STRUCT_OFFSET (Document, published), hy_json_read_array, TRUE },
  { "holidays", G_STRUCT_OFFSET (Document, holidays), hy_json_read_array, TRUE },
  { "workdays", G_STRUCT_OFFSET (Document, workdays), hy_json_read_array, TRUE },
  { "local", G_STRUCT_OFFSET (Document, local), hy_json_read_object, FALSE },
  { "hours", G_STRUCT_OFFSET (Document, hours), hy_json_read_array, TRUE },
};

static gboolean
add_published (HyCalendar *calendar, const HyJsonMember *element)
{
  int year = 0;

  if (hy_json_read_count (element->value, &year) != NULL || year < 1970 || year > 9999)
    return FALSE;
  hy_calendar_add_published (calendar, year);
  return TRUE;
}

static gboolean
add_holiday (HyCalendar *calendar, const HyJsonMember *element)
{
  HyDate date;

  if (hy_json_read_date (element->value, &date) != NULL)
    return FALSE;
  hy_calendar_add_holiday (calendar, date);
  return TRUE;
}

static gboolean
add_workday (HyCalendar *calendar, const HyJsonMember *element)
{
  HyDate date;

  if (hy_json_read_date (element->value, &date) != NULL)
    return FALSE;
  hy_calendar_add_workday (calendar, date);
  return TRUE;
}

static gboolean
add_closure (HyCalendar *calendar, const HyJsonMember *member)
{
  g_autofree char *day = hy_json_unescape (member->name, member->name_len);
  g_autofree char *reason = NULL;
  HyDate date;

  if (!hy_date_parse (day, &date) || hy_json_read_text (member->value, &reason) != NULL)
    return FALSE;
  hy_calendar_add_closure (calendar, date, reason);
  return TRUE;
}

/* "08:30" to minutes of the day; "24:00" is the end of it. */
static gboolean
read_clock (HyJsonValue value, int *minutes)
{
  g_autofree char *text = NULL;
  int hour, minute;

  if (hy_json_read_text (value, &text) != NULL || strlen (text) != 5 || text[2] != ':')
    return FALSE;
  for (int i = 0; i < 5; i++)
    if (i != 2 && !g_ascii_isdigit (text[i]))
      return FALSE;
  hour = (text[0] - '0') * 10 + text[1] - '0';
  minute = (text[3] - '0') * 10 + text[4] - '0';
  *minutes = hour * 60 + minute;
  return minute < 60 && *minutes <= 24 * 60;
}

static gboolean
read_span (HyJsonValue value, HySpan *span)
{
  HyJsonIter iter;
  HyJsonMember from, to, more;

  return hy_json_iter_init (&iter, value) && !iter.object && hy_json_iter_next (&iter, &from)
         && hy_json_iter_next (&iter, &to) && !hy_json_iter_next (&iter, &more)
         && read_clock (from.value, &span->from) && read_clock (to.value, &span->to);
}

static const char *
read_spans (HyJsonValue value, gpointer member)
{
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (HySpan));
  GArray **out = member;
  HyJsonIter iter;
  HyJsonMember element;
  HySpan span;

  if (!hy_json_iter_init (&iter, value) || iter.object)
    return "is no list of spans";
  while (hy_json_iter_next (&iter, &element))
    {
      if (!read_span (element.value, &span))
        return "has a span that is none";
      g_array_append_val (spans, span);
    }
  *out = g_steal_pointer (&spans);
  return NULL;
}

typedef struct
{
  HyDate from;
  HyDate to;
  GArray *spans;
} Hours;

static gboolean
add_hours (HyCalendar *calendar, const HyJsonMember *element)
{
  static const HyJsonField fields[] = {
    { "from", G_STRUCT_OFFSET (Hours, from), hy_json_read_date, FALSE },
    { "to", G_STRUCT_OFFSET (Hours, to), hy_json_read_date, FALSE },
    { "spans", G_STRUCT_OFFSET (Hours, spans), read_spans, TRUE },
  };
  Hours hours = { 0 };
  HyJsonFault fault;

  if (hy_json_read_fields (element->value, fields, G_N_ELEMENTS (fields), &hours, NULL, &fault))
    return hy_calendar_add_hours (calendar, hours.from, hours.to, hours.spans);
  g_clear_pointer (&hours.spans, g_array_unref);
  return FALSE;
}

static gboolean
add_each (HyCalendar *calendar,
          HyJsonValue list,
          gboolean (*add) (HyCalendar *, const HyJsonMember *))
{
  HyJsonIter iter;
  HyJsonMember element;

  if (!hy_json_iter_init (&iter, list))
    return TRUE;
  while (hy_json_iter_next (&iter, &element))
    if (!add (calendar, &element))
      return FALSE;
  return TRUE;
}

static HyCalendar *
fill (const Document *document, HyJsonFault *fault)
{
  const struct
  {
    HyJsonValue list;
    gboolean (*add) (HyCalendar *, const HyJsonMember *);
    HyJsonFault fault;
  } parts[] = {
    { document->published, add_published, { "published", "has an element that is no year" } },
    { document->holidays, add_holiday, { "holidays", "has an element that is no date" } },
    { document->workdays, add_workday, { "workdays", "has an element that is no date" } },
    { document->local, add_closure, { "local", "is no object of reasons by date" } },
    { document->hours, add_hours, { "hours", "has an element that is no office hours" } },
  };
  g_autoptr (HyCalendar) calendar = hy_calendar_new (document->id, document->version);

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (!add_each (calendar, parts[i].list, parts[i].add))
      {
        *fault = parts[i].fault;
        return NULL;
      }
  return g_steal_pointer (&calendar);
}

HyCalendar *
hy_calendar_from_json (const char *text, gssize len, GError **error)
{
  gsize n = len < 0 ? strlen (text) : (gsize) len;
  Document document = { 0 };
  g_autofree char *id = NULL;
  HyCalendar *calendar = NULL;
  HyJsonFault fault;

  if (!hy_json_scan (text, n, error))
    return NULL;
  if (hy_json_read_fields (hy_json_value (text, n), document_fields, G_N_ELEMENTS (document_fields),
                           &document, NULL, &fault))
    calendar = fill (&document, &fault);
  id = document.id;
  if (calendar == NULL)
    hy_json_set_fault (error, "calendar", id, &fault);
  return calendar;
}

const char *
hy_calendar_default_text (void)
{
  g_autoptr (GBytes) bytes
      = g_resource_lookup_data (hy_wire_get_resource (), "/cn/huiyin/wire/calendar.json",
                                G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  /* The bytes stand in the program itself and end in NUL. */
  return g_bytes_get_data (bytes, NULL);
}

HyCalendar *
hy_calendar_default (void)
{
  g_autoptr (GError) error = NULL;
  HyCalendar *calendar = hy_calendar_from_json (hy_calendar_default_text (), -1, &error);

  if (calendar == NULL)
    g_error ("%s", error->message);
  return calendar;
}
