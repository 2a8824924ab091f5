#include "desk/hy-handling-form.h"

#include "core/hy-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-look.h"
#include "desk/hy-record-words.h"
#include "desk/hy-ticket-words.h"
#include "desk/hy-timeline-item.h"

#include "desk/hy-text.h"

#include <string.h>

/* @words with @value on a line; no value, no line. */
static void
add_line (GString *out, const char *words, const char *value)
{
  g_autofree char *line = value != NULL ? hy_fill (words, value) : NULL;

  if (line != NULL)
    g_string_append_printf (out, "%s\n", line);
}

/* Set in, so that what people wrote does not look like a part of the form. */
static void
add_text (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (g_strstrip (lines[i])[0] != '\0')
      g_string_append_printf (out, "    %s\n", lines[i]);
}

/* The number and the dates above carry no year. */
static char *
day_words (HyTime t)
{
  g_autofree char *date = hy_date_format (hy_date_of (t));
  g_autofree char *clock = hy_look_clock (t);

  return g_strdup_printf ("%s %s", date, clock);
}

static void
add_ticket (GString *out, const HyTicket *ticket, const HyFormHead *head)
{
  g_autofree char *meta = hy_ticket_meta_words (ticket);
  g_autofree char *received
      = ticket->received_at != HY_TIME_NONE ? day_words (ticket->received_at) : NULL;

  add_line (out, _ ("Number: %s"), ticket->number);
  add_line (out, _ ("Title: %s"), ticket->title);
  add_line (out, _ ("Kind: %s"), meta);
  add_line (out, _ ("State: %s"), hy_state_words (ticket->state));
  add_line (out, _ ("Received: %s"), received);
  add_line (out, _ ("Office: %s"), head->office);
  add_line (out, _ ("Handler: %s"), head->handler);
}

static char *
clock_words (const HyMatter *matter, const HyClock *clock)
{
  HyLook look = hy_look_new (hy_clock_light (clock, matter->now), clock->due, matter->now);
  g_autofree char *due = hy_moment_words (clock->due);
  g_autofree char *stopped
      = clock->stopped_at != HY_TIME_NONE ? hy_moment_words (clock->stopped_at) : NULL;
  g_autofree char *state = stopped != NULL
                               ? g_strdup_printf (_ ("%s, on %s"), hy_look_words (&look), stopped)
                               : g_strdup (hy_look_words (&look));

  return g_strdup_printf (_ ("%s (%s)"), due, state);
}

static void
add_clocks (GString *out, const HyMatter *matter)
{
  for (HyClockId id = 0; id < HY_N_CLOCKS; id++)
    {
      const HyClock *clock = &matter->clocks.clock[id];
      g_autofree char *words = clock->exists ? clock_words (matter, clock) : NULL;

      if (words != NULL)
        g_string_append_printf (out, _ ("%s limit: %s\n"), hy_clock_words (id), words);
    }
}

static void
add_citizen (GString *out, const HyTicket *ticket, gboolean revealed)
{
  gboolean secret = hy_ticket_is_secret (ticket);
  g_autofree char *words = secret ? g_strdup (_ ("confidential, not to be told to anybody"))
                                  : hy_citizen_words (&ticket->citizen, revealed);

  g_string_append_c (out, '\n');
  add_line (out, _ ("Citizen: %s"), words);
  if (revealed && !secret)
    add_line (out, _ ("Address: %s"), ticket->citizen.address);
  add_line (out, _ ("Place: %s"), ticket->place);
  g_string_append_printf (out, "\n%s\n", _ ("In the citizen's words"));
  add_text (out, hy_text_is_blank (ticket->content) ? ticket->title : ticket->content);
}

/* Confirmed ones: what else there is are the words above. */
static void
add_demands (GString *out, const HyMatter *matter)
{
  guint n = 0;

  for (guint i = 0; i < matter->demands->len; i++)
    {
      const HyDemand *demand = matter->demands->pdata[i];

      if (strcmp (demand->id, HY_DEMAND_OWN) == 0)
        continue;
      if (n++ == 0)
        g_string_append_printf (out, "\n%s\n", _ ("Demands"));
      g_string_append_printf (out, "    %u. %s\n", n, demand->text);
    }
}

static void
add_entry (GString *out, HyTimelineItem *item, const HyRecord *record)
{
  g_autofree char *at = hy_moment_words (hy_timeline_item_get_at (item));
  g_autofree char *verb = hy_record_verb (record);
  g_autofree char *text = hy_record_text (record);

  g_string_append_printf (out, "%s  %s  %s%s%s\n", at, hy_record_who (record), verb,
                          hy_timeline_item_is_unsent (item) ? _ (", not sent yet") : "",
                          hy_timeline_item_is_amended (item) ? _ (", corrected") : "");
  add_text (out, text);
}

/* Oldest first. That somebody looked who asked is no part of the handling. */
static void
add_timeline (GString *out, HyMatter *matter)
{
  g_autoptr (GPtrArray) items = hy_timeline_items (matter, HY_TIMELINE_ALL);

  if (items->len > 0)
    g_string_append_printf (out, "\n%s\n", _ ("Timeline"));
  for (guint i = items->len; i > 0; i--)
    {
      HyTimelineItem *item = items->pdata[i - 1];
      const HyRecord *record = hy_timeline_item_get_record (item);

      if (strcmp (record->kind, "reveal") != 0)
        add_entry (out, item, record);
    }
}

static void
add_signatures (GString *out)
{
  static const char *const lines[] = {
    N_ ("Handled by: ____________________    Date: ______________"),
    N_ ("Checked by: ____________________    Date: ______________"),
    N_ ("Issued by:  ____________________    Date: ______________"),
  };

  /* The pen needs room; a blank line would let a page end here. */
  g_string_append_c (out, '\n');
  for (gsize i = 0; i < G_N_ELEMENTS (lines); i++)
    g_string_append_printf (out, " \n%s\n", _ (lines[i]));
}

char *
hy_handling_form_text (HyMatter *matter, const HyFormHead *head)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  GString *out = g_string_new (_ ("Handling Form"));

  g_string_append (out, "\n\n");
  add_ticket (out, ticket, head);
  add_clocks (out, matter);
  /* Of one that left nothing is kept but what was done here. */
  if (ticket->state != HY_STATE_LEFT)
    {
      add_citizen (out, ticket, head->revealed);
      add_demands (out, matter);
    }
  add_timeline (out, matter);
  add_signatures (out);
  g_string_set_size (out, out->len - 1);
  return g_string_free (out, FALSE);
}
