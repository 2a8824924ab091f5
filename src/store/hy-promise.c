#include "store/hy-promise.h"

#include <string.h>

void
hy_promise_clear (HyPromise *self)
{
  g_clear_pointer (&self->what, g_free);
  self->at = HY_TIME_NONE;
}

static gboolean
is_kind (const HyRecord *record, const char *kind)
{
  return strcmp (record->kind, kind) == 0;
}

static HyTime
moment_of (const HyRecord *record)
{
  HyTime at = HY_TIME_NONE;

  return hy_body_time (record->body, "at", &at) ? at : record->made_at;
}

typedef gboolean (*Keeps) (const HyRecord *later, HyTime at);

static gboolean
calls (const HyRecord *later, HyTime at)
{
  return is_kind (later, "contact");
}

static gboolean
tells (const HyRecord *later, HyTime at)
{
  return is_kind (later, "contact")
         && g_strcmp0 (hy_body_string (later->body, "outcome"), "reached") == 0
         && (hy_body_list_has (later->body, "purpose", "tell_result") || moment_of (later) >= at);
}

static gboolean
answers_again (const HyRecord *later, HyTime at)
{
  return is_kind (later, "interim_reply");
}

static gboolean
is_kept (const HyCase *c, guint from, HyTime at, Keeps keeps)
{
  for (guint i = from; i < c->timeline->len; i++)
    {
      const HyRecord *later = g_ptr_array_index (c->timeline, i);

      if (keeps (later, at) && !hy_case_is_amended (c, later))
        return TRUE;
    }
  return FALSE;
}

/* A time; of a date the closing of its office hours. */
static HyTime
read_when (const HyCase *c, GVariant *object, const char *name)
{
  const char *text = object != NULL ? hy_body_string (object, name) : NULL;
  HyTime at = HY_TIME_NONE;
  HyDate date = HY_DATE_NONE;

  if (text == NULL || hy_time_parse (text, &at))
    return at;
  return hy_date_parse (text, &date) ? hy_calendar_closing (c->calendar, date) : HY_TIME_NONE;
}

static void
offer (HyPromise *out, HyTime at, const char *what)
{
  if (out->at != HY_TIME_NONE && out->at <= at)
    return;
  hy_promise_clear (out);
  out->at = at;
  out->what = g_strdup (what);
}

static void
look_at_contact (const HyCase *c, guint i, HyPromise *out)
{
  const HyRecord *record = g_ptr_array_index (c->timeline, i);
  g_autoptr (GVariant) promise = hy_body_object (record->body, "promise");
  HyTime call = read_when (c, record->body, "callback_at");
  HyTime by = read_when (c, promise, "by");
  const char *what = promise != NULL ? hy_body_string (promise, "what") : NULL;

  if (call != HY_TIME_NONE && !is_kept (c, i + 1, call, calls))
    offer (out, call, NULL);
  if (by != HY_TIME_NONE && !is_kept (c, i + 1, by, tells))
    offer (out, by, what != NULL ? what : "");
}

static void
look_at_interim (const HyCase *c, guint i, HyPromise *out)
{
  const HyRecord *record = g_ptr_array_index (c->timeline, i);
  HyTime by = read_when (c, record->body, "next_by");

  if (by != HY_TIME_NONE && !is_kept (c, i + 1, by, answers_again))
    offer (out, by, "");
}

void
hy_promise_find (const HyCase *c, HyPromise *out)
{
  HyState state = c->ticket->state;

  *out = (HyPromise){ 0 };
  if (state != HY_STATE_HANDLING && state != HY_STATE_REWORK && state != HY_STATE_SUSPENDED)
    return;
  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);

      if (hy_case_is_amended (c, record))
        continue;
      if (is_kind (record, "contact"))
        look_at_contact (c, i, out);
      else if (is_kind (record, "interim_reply"))
        look_at_interim (c, i, out);
    }
}
