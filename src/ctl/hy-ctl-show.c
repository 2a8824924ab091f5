#include "ctl/hy-ctl.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-text.h"
#include "ctl/hy-ctl-words.h"
#include "store/hy-people.h"

#include <glib/gi18n.h>

typedef struct
{
  const char *wanted;
  gboolean json;
  GString *out;
} Showing;

static void
add_line (GString *out, const char *label, const char *text)
{
  g_autofree char *plain = hy_text_plain (text);

  if (*plain != '\0')
    {
      g_string_append_printf (out, _ ("%s: %s"), label, plain);
      g_string_append_c (out, '\n');
    }
}

static void
add_head (GString *out, const HyTicketView *view, const char *handler)
{
  const HyTicket *ticket = view->view->ticket;
  g_autofree char *number = hy_text_plain (ticket->number);
  g_autofree char *title = hy_text_plain (ticket->title);
  g_autofree char *category
      = ticket->category != NULL ? g_strjoinv (" › ", ticket->category) : NULL;
  GString *flags = g_string_new (NULL);

  for (guint i = 0; i < ticket->flags->len; i++)
    {
      g_autofree char *words = hy_ctl_flag_words (ticket->flags->pdata[i]);

      g_string_append_printf (flags, "%s%s", i > 0 ? " · " : "", words);
    }
  g_string_append_printf (out, "%s  %s\n", number, title);
  g_string_append_printf (out, "%s · %s · %s\n", hy_state_words (ticket->state),
                          hy_demand_kind_words (ticket->kind), hy_channel_words (ticket->channel));
  add_line (out, _ ("Category"), category);
  add_line (out, _ ("Marks"), flags->str);
  add_line (out, _ ("Handler"), handler != NULL ? handler : ticket->handler);
  add_line (out, _ ("Place"), ticket->place);
  g_string_free (flags, TRUE);
}

/* A stub has nothing but what was done and where it went. */
static void
add_leave (GString *out, const HyTicketView *view)
{
  static const struct
  {
    const char *why;
    const char *words;
  } reasons[] = {
    { "reassigned", N_ ("reassigned") }, { "returned", N_ ("returned") },
    { "recalled", N_ ("recalled") },     { "merged", N_ ("merged") },
    { "aged", N_ ("long closed") },      { "unknown", N_ ("not known why") },
  };
  const char *why = view->leave_why;

  if (why == NULL)
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (reasons); i++)
    if (g_str_equal (reasons[i].why, why))
      why = _ (reasons[i].words);
  add_line (out, _ ("Left this office"), why);
  add_line (out, _ ("Now at"), view->leave_to);
  add_line (out, _ ("In the district's words"), view->leave_note);
}

static void
add_matter (GString *out, const HyTicketView *view)
{
  const HyTicket *ticket = view->view->ticket;
  g_autofree char *content = hy_text_lines (ticket->content);
  g_autoptr (GPtrArray) demands = NULL;

  add_line (out, _ ("Citizen"), ticket->citizen.name);
  add_line (out, _ ("Telephone"), ticket->citizen.phone);
  add_line (out, _ ("Second telephone"), ticket->citizen.phone2);
  add_line (out, _ ("Address"), ticket->citizen.address);
  if (*content != '\0')
    g_string_append_printf (out, "\n%s\n", content);
  if (view->leave_why != NULL)
    return;
  demands = hy_case_demands (view->view);
  g_string_append_printf (out, "\n%s\n", _ ("Demands"));
  for (guint i = 0; i < demands->len; i++)
    {
      const HyDemand *demand = demands->pdata[i];
      g_autofree char *text = hy_text_plain (demand->text);

      g_string_append_printf (out, "  %u %s (%s)\n", i + 1, text, demand->id);
    }
}

static void
add_derivation (GString *out, const HyTicketView *view, const HyClock *clock, HyClockId id)
{
  g_autoptr (HyDerivation) derivation = hy_clock_derive (clock, id, view->view->calendar);
  /* Policy and the city's limit are the ticket's: said once, with the clock that they are about. */
  g_auto (GStrv) lines
      = hy_derivation_words (derivation, id == HY_CLOCK_RESULT ? view->view->ticket : NULL);

  for (char **line = lines; *line != NULL; line++)
    g_string_append_printf (out, "      %s\n", *line);
}

static void
add_lights (GString *out, const HyTicketView *view, HyTime now)
{
  const HyCase *c = view->view;
  HyClocks clocks;

  hy_clocks_read (c, &clocks);
  g_string_append_printf (out, "\n%s\n", _ ("Limits"));
  for (int id = 0; id < HY_N_CLOCKS; id++)
    {
      const HyClock *clock = &clocks.clock[id];
      g_autofree char *light = hy_ctl_light_words (hy_clock_light (clock, now));
      g_autofree char *left = NULL;

      if (!clock->exists)
        continue;
      left = clock->stopped_at == HY_TIME_NONE ? hy_time_left_words (clock->due, now, c->calendar)
                                               : hy_moment_words (clock->due);
      g_string_append_printf (out, "  %s  %s  %s\n", hy_clock_words (id), light, left);
      add_derivation (out, view, clock, id);
    }
}

/* The member of a body that tells most of it. */
static const char *
gist (const HyRecord *record)
{
  static const char *const members[]
      = { "gist", "text",  "reason", "cause",    "contact_summary", "why",
          "note", "tried", "plan",   "evidence", "title",           "purpose" };

  for (gsize i = 0; i < G_N_ELEMENTS (members); i++)
    {
      const char *text = hy_body_string (record->body, members[i]);

      if (text != NULL)
        return text;
    }
  return hy_ctl_outcome_words (hy_body_string (record->body, "outcome"));
}

static void
add_timeline (GString *out, const HyTicketView *view)
{
  const GPtrArray *timeline = view->view->timeline;
  g_autoptr (HyTextTable) table = hy_text_table_new (5);
  g_autofree char *text = NULL;

  for (guint i = 0; i < timeline->len; i++)
    {
      const HyRecord *record = timeline->pdata[i];
      g_autofree char *moment
          = record->made_at != HY_TIME_NONE ? hy_moment_words (record->made_at) : NULL;
      gboolean unsent = i + view->unsent >= timeline->len;

      hy_text_table_add (table, unsent ? "  ↑" : "   ");
      hy_text_table_add (table, moment);
      hy_text_table_add (table, record->by_district != NULL ? record->by_district
                                : record->by_name != NULL   ? record->by_name
                                                            : record->by_person);
      hy_text_table_add (table, hy_kind_words (record->kind));
      hy_text_table_add (table, hy_case_is_amended (view->view, record) ? _ ("(corrected)")
                                                                        : gist (record));
    }
  text = hy_text_table_format (table);
  g_string_append_printf (out, "\n%s\n%s", _ ("Timeline"),
                          timeline->len > 0
                              ? text
                              : _ ("Nothing yet. The first entry is signing for it.\n"));
}

static void
add_may (GString *out, const HyTicketView *view, HyTime now)
{
  g_autoptr (HyTextTable) table = hy_text_table_new (3);
  g_autofree char *text = NULL;
  gsize n;
  const HyKind *kinds = hy_kinds (&n);

  for (gsize i = 0; i < n; i++)
    {
      g_auto (HyRefusal) refusal = { 0 };
      g_autofree char *why = NULL;
      g_autofree char *kind = NULL;

      if (kinds[i].of_district)
        continue;
      if (!hy_case_may (view->view, &kinds[i], now, &refusal))
        why = hy_refusal_detail (&refusal, kinds[i].kind);
      kind = g_strdup_printf ("  %s %s", why == NULL ? "✓" : "✗", kinds[i].kind);
      hy_text_table_add (table, kind);
      hy_text_table_add (table, hy_kind_words (kinds[i].kind));
      hy_text_table_add (table, why);
    }
  text = hy_text_table_format (table);
  g_string_append_printf (out, "\n%s\n%s", _ ("What may be done"), text);
}

static void
add_text (GString *out, const HyTicketView *view, const char *handler, HyTime now)
{
  add_head (out, view, handler);
  add_leave (out, view);
  add_matter (out, view);
  if (view->leave_why == NULL)
    add_lights (out, view, now);
  if (view->leave_why == NULL || view->view->timeline->len > 0)
    add_timeline (out, view);
  if (view->leave_why == NULL)
    add_may (out, view, now);
}

static gboolean
show (HyReplica *replica, gpointer data, GError **error)
{
  Showing *showing = data;
  g_auto (HyEnrolment) enrolment = { 0 };
  g_autofree char *id = NULL;
  g_autofree char *handler = NULL;
  g_autoptr (HyTicketView) view = NULL;

  if (!hy_replica_get_enrolment (replica, &enrolment, error))
    return FALSE;
  id = hy_tickets_find (replica, showing->wanted, error);
  if (id == NULL)
    return FALSE;
  view = hy_tickets_load (replica, id, error);
  if (view == NULL)
    return FALSE;
  handler = hy_people_name (replica, view->view->ticket->handler);
  if (showing->json)
    hy_ctl_json_ticket (showing->out, view, hy_replica_now (replica));
  else
    add_text (showing->out, view, handler, hy_replica_now (replica));
  return TRUE;
}

int
hy_ctl_show (HyCtl *self, char **words)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Showing showing = { 0 };
  GError *error = NULL;
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, NULL, 1, 1, &words, &code) || hy_ctl_open (self, 0, &code) == NULL)
    return code;
  showing = (Showing){ words[0], self->json, out };
  if (!hy_store_read (self->store, show, &showing, &error))
    return hy_ctl_fail (error);
  if (self->json)
    hy_ctl_json_print (out, stdout);
  else
    g_print ("%s", out->str);
  return HY_EXIT_DONE;
}
