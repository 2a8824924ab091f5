#include "desk/hy-contact-body.h"

#include "desk/hy-moment.h"
#include "desk/hy-text.h"

#include <string.h>

/* What is being put together. */
typedef struct
{
  GVariant *typed;
  const HyCase *c;
  const HyRecord *amends;
  HyTime now;
  GPtrArray *faults;
  GVariantDict dict;
  GPtrArray *purposes; /* of static strings */
} Making;

/* Typed to the minute: within its minute it comes after what is on record of that minute, so that
 * no call stands before the signing that it followed. */
static HyTime
after_same_minute (const HyCase *c, HyTime time, HyTime now)
{
  HyTime end = time + HY_MINUTE;
  HyTime out = time;

  for (guint i = 0; i < c->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i);
      HyTime at = record->made_at;

      (void) hy_body_time (record->body, "at", &at);
      if (at > out && at < end && at <= now)
        out = at;
    }
  return out;
}

/* The instant that the corrected one has under @name, when @time is it as exactly as it can be typed: what lay ahead
 * when it was recorded may have passed. None: another. */
static HyTime
said_before (const Making *self, const char *name, HyTime time)
{
  HyTime said;

  if (self->amends == NULL || !hy_body_time (self->amends->body, name, &said) || said < time
      || said >= time + HY_MINUTE)
    return HY_TIME_NONE;
  return said;
}

static void
put_moment (Making *self, const char *name, gboolean future)
{
  g_autofree char *text = hy_typed_text (self->typed, name);
  HyMoment moment;
  HyTime time, said;

  if (text == NULL)
    return;
  if (!hy_moment_parse (text, self->now, &moment))
    {
      hy_faults_add (self->faults, name, _ ("Not a time. Write 14:30, tomorrow 9:00 or 11-27"));
      return;
    }
  time = hy_moment_time (&moment, self->c->calendar);
  said = said_before (self, name, time);
  if (said != HY_TIME_NONE && (future || said <= self->now))
    {
      hy_put_time (&self->dict, name, said);
      return;
    }
  if (!future)
    time = after_same_minute (self->c, time, hy_time_truncate (self->now));
  if (!future && time > self->now)
    hy_faults_add (self->faults, name, _ ("The time lies in the future"));
  else if (future && time <= self->now)
    hy_faults_add (self->faults, name, _ ("The time lies in the past"));
  else
    hy_put_time (&self->dict, name, time);
}

static void
put_code (Making *self, const char *name, const char *missing)
{
  g_autofree char *code = hy_typed_text (self->typed, name);

  if (code != NULL)
    hy_put_text (&self->dict, name, code);
  else if (missing != NULL)
    hy_faults_add (self->faults, name, missing);
}

static void
put_words (Making *self, const char *name)
{
  g_autofree char *text = hy_typed_text (self->typed, name);

  hy_put_text (&self->dict, name, text);
}

/* Demands */

static const HyDemand *
known_demand (const HyCase *c, const char *id)
{
  for (guint i = 0; i < c->ticket->demands->len; i++)
    {
      const HyDemand *demand = g_ptr_array_index (c->ticket->demands, i);

      if (g_strcmp0 (demand->id, id) == 0)
        return demand;
    }
  return NULL;
}

static GVariant *
demand_body (const char *id, const char *text, gboolean confirmed)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  hy_put_text (&dict, "id", id);
  hy_put_text (&dict, "text", text);
  g_variant_dict_insert (&dict, "confirmed", "b", confirmed);
  return g_variant_dict_end (&dict);
}

/* What the corrected one said counts no longer. */
static gboolean
was_said (const HyRecord *amends, const char *id)
{
  g_autoptr (GVariant) list = amends != NULL ? hy_body_array (amends->body, "demands") : NULL;
  gsize n = list != NULL ? g_variant_n_children (list) : 0;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) demand = hy_body_element (list, i);

      if (g_strcmp0 (hy_body_string (demand, "id"), id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* NULL: it says nothing that is not on record. */
static GVariant *
demand_said (Making *self, GVariant *typed, gboolean *confirms)
{
  const char *id = hy_body_string (typed, "id");
  const HyDemand *known = known_demand (self->c, id);
  g_autofree char *text = hy_typed_text (typed, "text");
  gboolean confirmed = FALSE;

  (void) hy_body_bool (typed, "confirmed", &confirmed);
  confirmed = confirmed && text != NULL;
  *confirms = confirmed;
  if (id == NULL || (known == NULL && !confirmed))
    return NULL;
  if (known != NULL && confirmed && g_strcmp0 (known->text, text) == 0
      && !was_said (self->amends, id))
    return NULL;
  return demand_body (id, confirmed ? text : NULL, confirmed);
}

/* Whether somebody confirmed a demand, on record or now. */
static gboolean
put_demands (Making *self)
{
  g_autoptr (GVariant) list = hy_body_array (self->typed, "demands");
  GPtrArray *said = g_ptr_array_new ();
  gsize n = list != NULL ? g_variant_n_children (list) : 0;
  gboolean any = FALSE;

  for (gsize i = 0; i < n; i++)
    {
      g_autoptr (GVariant) typed = hy_body_element (list, i);
      gboolean confirms = FALSE;
      GVariant *demand = demand_said (self, typed, &confirms);

      any = any || confirms;
      if (demand != NULL)
        g_ptr_array_add (said, demand);
    }
  if (said->len > 0)
    g_ptr_array_add (self->purposes, (gpointer) "confirm");
  if (said->len > 0)
    hy_put_objects (&self->dict, "demands", said);
  else
    g_ptr_array_unref (said);
  return any;
}

static void
put_promise (Making *self)
{
  g_autofree char *what = hy_typed_text (self->typed, "promise_what");
  g_autofree char *by = hy_typed_text (self->typed, "promise_by");
  GVariantDict promise;
  HyMoment moment;

  if (what == NULL && by == NULL)
    return;
  if (what == NULL)
    hy_faults_add (self->faults, "promise_what", _ ("What was promised by then?"));
  g_variant_dict_init (&promise, NULL);
  hy_put_text (&promise, "what", what);
  if (by != NULL && !hy_moment_parse (by, self->now, &moment))
    hy_faults_add (self->faults, "promise_by",
                   _ ("Not a time. Write 14:30, tomorrow 9:00 or 11-27"));
  else if (by != NULL)
    hy_put_time (&promise, "by", hy_moment_time (&moment, self->c->calendar));
  else
    hy_faults_add (self->faults, "promise_by",
                   _ ("By when? Without a time nobody is reminded of it"));
  g_variant_dict_insert_value (&self->dict, "promise", g_variant_dict_end (&promise));
}

static void
put_opinion (Making *self)
{
  g_autofree char *value = hy_typed_text (self->typed, "opinion");
  g_autofree char *words = hy_typed_text (self->typed, "opinion_words");
  GVariantDict opinion;

  if (value == NULL && words == NULL)
    return;
  if (value == NULL)
    {
      hy_faults_add (self->faults, "opinion", _ ("Which opinion do these words express?"));
      return;
    }
  g_variant_dict_init (&opinion, NULL);
  hy_put_text (&opinion, "value", value);
  hy_put_text (&opinion, "words", words);
  g_variant_dict_insert_value (&self->dict, "opinion", g_variant_dict_end (&opinion));
  g_ptr_array_add (self->purposes, (gpointer) "ask_opinion");
}

static void
put_told (Making *self)
{
  static const char *const told[] = { "tell_extension", "tell_result", "tell_return", NULL };

  for (gsize i = 0; told[i] != NULL; i++)
    if (hy_body_list_has (self->typed, "told", told[i]))
      g_ptr_array_add (self->purposes, (gpointer) told[i]);
}

static void
put_reached (Making *self)
{
  gboolean confirmed;

  put_code (self, "answered_by", NULL);
  put_words (self, "gist");
  put_words (self, "place");
  confirmed = put_demands (self);
  put_promise (self);
  put_told (self);
  put_opinion (self);
  if (!confirmed && self->c->ticket->demands->len == 0)
    hy_faults_add (self->faults, "demands",
                   _ ("Reached but no demand: confirm at least one, or choose “Would not talk”"));
}

/* What it was begun to tell is what the try was for. */
static void
put_unreached (Making *self)
{
  g_autofree char *remark = hy_typed_text (self->typed, "remark");

  hy_put_text (&self->dict, "gist", remark);
  put_moment (self, "callback_at", TRUE);
  put_told (self);
  if (self->purposes->len == 0)
    g_ptr_array_add (self->purposes, (gpointer) "confirm");
}

/* What the form has no field for. */
static void
keep_maker (Making *self)
{
  g_autoptr (GVariant) maker
      = self->amends != NULL ? hy_body_object (self->amends->body, "made_by") : NULL;

  if (maker != NULL)
    g_variant_dict_insert_value (&self->dict, "made_by", maker);
}

GVariant *
hy_contact_body (GVariant *typed,
                 const HyCase *c,
                 const HyRecord *amends,
                 HyTime now,
                 GPtrArray *faults)
{
  g_autoptr (GPtrArray) purposes = g_ptr_array_new ();
  Making self = { .typed = typed,
                  .c = c,
                  .amends = amends,
                  .now = now,
                  .faults = faults,
                  .purposes = purposes };
  const char *outcome = hy_body_string (typed, "outcome");
  GVariant *body;

  g_variant_dict_init (&self.dict, NULL);
  put_code (&self, "channel", _ ("How were they contacted?"));
  put_code (&self, "direction", _ ("Who rang whom?"));
  put_code (&self, "outcome", _ ("Choose what came of the try: reached or not"));
  put_moment (&self, "at", FALSE);
  if (!g_variant_dict_contains (&self.dict, "at") && hy_faults_find (faults, "at") == NULL)
    hy_faults_add (faults, "at", _ ("When was it? Write 9:20"));
  put_words (&self, "number_used");
  keep_maker (&self);
  if (g_strcmp0 (outcome, "reached") == 0)
    put_reached (&self);
  else
    put_unreached (&self);
  if (purposes->len == 0)
    g_ptr_array_add (purposes, (gpointer) "other");
  g_ptr_array_add (purposes, NULL);
  hy_put_list (&self.dict, "purpose", (const char *const *) purposes->pdata);
  body = g_variant_dict_end (&self.dict);
  if (faults->len == 0)
    return body;
  g_variant_unref (g_variant_ref_sink (body));
  return NULL;
}

/* Attempts */

char *
hy_contact_attempts (const HyGate *gate, const HyPolicy *policy, HyTime at)
{
  int tries, halves, more_tries, more_halves;

  if (gate->open)
    return NULL;
  tries = gate->tries + 1;
  halves = gate->half_days
           + (gate->tries == 0 || hy_half_day (gate->last_try) != hy_half_day (at));
  more_tries = MAX (policy->attempts_min - tries, 0);
  more_halves = MAX (policy->attempts_half_days - halves, 0);
  if (more_tries == 0 && more_halves == 0)
    return g_strdup_printf (_ ("Attempt %d, in %d half-days: counts as an honest attempt"), tries,
                            halves);
  if (more_halves > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "Attempt %d, in %d half-day; %d more, one of them in "
                                         "another half-day, counts as an honest attempt",
                                         "Attempt %d, in %d half-day; %d more, one of them in "
                                         "another half-day, count as an honest attempt",
                                         (gulong) MAX (more_tries, more_halves)),
                            tries, halves, MAX (more_tries, more_halves));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                       "Attempt %d, in %d half-days; %d more counts as an honest "
                                       "attempt",
                                       "Attempt %d, in %d half-days; %d more count as an honest "
                                       "attempt",
                                       (gulong) more_tries),
                          tries, halves, more_tries);
}

char *
hy_phone_grouped (const char *phone)
{
  g_autoptr (GString) digits = g_string_new (NULL);
  g_autoptr (GString) out = g_string_new (NULL);

  for (const char *p = phone != NULL ? phone : ""; *p != '\0'; p++)
    if (g_ascii_isdigit (*p))
      g_string_append_c (digits, *p);
    else if (strchr ("- +()", *p) == NULL)
      return g_strdup (phone);
  /* The area code's own dash says more than groups of four. */
  if (digits->str[0] == '0')
    return g_strdup (phone);
  for (gsize i = 0; i < digits->len; i++)
    {
      if (i > 0 && (digits->len - i) % 4 == 0)
        g_string_append_c (out, ' ');
      g_string_append_c (out, digits->str[i]);
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}
