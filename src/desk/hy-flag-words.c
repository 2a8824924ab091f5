#include "desk/hy-ticket-words.h"

#include "core/hy-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-text.h"

#include <string.h>

/* Gravest first. @event: the district's records that tell more of it. */
static const struct
{
  const char *flag, *value; /* value NULL: any */
  const char *label;        /* a %s takes the value */
  const char *meaning;
  const char *event;
  gboolean grave;
} flags[] = {
  { "urgent", NULL, N_ ("Urgent"),
    N_ ("The short limits run round the clock: ring the citizen first, do the rest after."), NULL,
    TRUE },
  { "supervised", "red", N_ ("Supervised (red)"),
    N_ ("The inspection office watches this ticket with a red card."), "supervised", TRUE },
  { "supervised", "yellow", N_ ("Supervised (yellow)"),
    N_ ("The inspection office watches this ticket with a yellow card."), "supervised", TRUE },
  { "supervised", NULL, N_ ("Supervised"), N_ ("The inspection office watches this ticket."),
    "supervised", TRUE },
  { "urged", NULL, N_ ("Urged %s×"),
    N_ ("Somebody asked where it stays. Say how far it is, today."), "urged", TRUE },
  { "petition", NULL, N_ ("Petition"),
    N_ ("The petition bureau knows this matter; what was decided there holds here too."), NULL,
    FALSE },
  { "litigation", NULL, N_ ("In court"),
    N_ ("A court has this matter; do not promise what it decides."), NULL, FALSE },
  { "repeat", NULL, N_ ("Repeat"),
    N_ ("The same matter was here before. Read how it ended before you ring."), NULL, FALSE },
  { "group", NULL, N_ ("Group"), N_ ("Several people wrote about the same matter."), NULL, FALSE },
  { "vacuum", NULL, N_ ("Nobody's"),
    N_ ("Two units sent it back. Its way is in the timeline; ask the district to coordinate."),
    NULL, FALSE },
  { "no_return", NULL, N_ ("No return"),
    N_ ("A return was refused once. If it is not yours, ask for coordination."), "return_refused",
    FALSE },
  { "extension", "pending", N_ ("Extension undecided"),
    N_ ("The district decides. Keep working meanwhile."), NULL, FALSE },
  { "extension", "granted", N_ ("Extended"), N_ ("The due was moved; there is no second time."),
    "extension_granted", FALSE },
  { "suspension", NULL, N_ ("Suspension undecided"),
    N_ ("The clocks run on until the district decides."), NULL, FALSE },
  { "special_duty", NULL, N_ ("Special duty"),
    N_ ("It belongs to a period of special duty, when such matters are settled at once."), NULL,
    FALSE },
  { "mediation", NULL, N_ ("Mediation"), N_ ("Mediators of the street work on it."), NULL, FALSE },
  { "no_number", NULL, N_ ("No number"),
    N_ ("No number was left: no contact is asked for. Ask the district whether it has one."), NULL,
    FALSE },
  { "awaiting_blobs", NULL, N_ ("Attachments under way"),
    N_ ("Pictures or files have not arrived yet; nothing has to wait for them."), NULL, FALSE },
};

void
hy_flag_pill_free (HyFlagPill *self)
{
  g_free (self->label);
  g_free (self->story);
  g_free (self->ticket);
  g_free (self);
}

static HyFlagPill *
pill_new (char *label, const char *meaning, gboolean grave)
{
  HyFlagPill *pill = g_new0 (HyFlagPill, 1);

  pill->label = label;
  pill->story = g_strdup (meaning);
  pill->grave = grave;
  return pill;
}

/* Adds "11-22 Sun 10:02, district: …" for each event. */
static void
tell_events (HyFlagPill *pill, const HyCase *view, const char *event)
{
  g_autoptr (GString) story = g_string_new (pill->story);

  for (guint i = 0; i < view->timeline->len; i++)
    {
      const HyRecord *record = view->timeline->pdata[i];
      const char *text = hy_body_string (record->body, "text");
      g_autofree char *moment = NULL;

      if (strcmp (record->kind, event) != 0)
        continue;
      moment = hy_moment_words (record->made_at);
      g_string_append_printf (story, "\n%s · %s", moment,
                              record->by_district != NULL ? record->by_district : _ ("District"));
      if (text == NULL)
        text = hy_body_string (record->body, "reason");
      if (text != NULL)
        g_string_append_printf (story, _ (": %s"), text);
    }
  g_free (pill->story);
  pill->story = g_string_free (g_steal_pointer (&story), FALSE);
}

/* The first entry of the table for a flag counts: those with a value come before the one for any.
 */
static void
add_flags (GPtrArray *pills, const HyCase *view)
{
  const char *before = "";

  for (gsize i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      const char *value = hy_ticket_flag_value (view->ticket, flags[i].flag);
      HyFlagPill *pill;

      if (strcmp (before, flags[i].flag) == 0 || !hy_ticket_has_flag (view->ticket, flags[i].flag)
          || (flags[i].value != NULL && g_strcmp0 (flags[i].value, value) != 0))
        continue;
      before = flags[i].flag;
      pill = pill_new (hy_fill (_ (flags[i].label), value != NULL ? value : "1"),
                       _ (flags[i].meaning), flags[i].grave);
      if (flags[i].event != NULL)
        tell_events (pill, view, flags[i].event);
      if (strcmp (flags[i].flag, "repeat") == 0)
        pill->ticket = g_strdup (value);
      g_ptr_array_add (pills, pill);
    }
}

static void
add_citizen (GPtrArray *pills, const HyCitizen *citizen)
{
  if (citizen->confidential)
    g_ptr_array_add (
        pills,
        pill_new (g_strdup (_ ("Confidential")),
                  _ ("Nobody outside may learn who reported it: not by name, number or house."),
                  TRUE));
  if (citizen->anonymous)
    g_ptr_array_add (pills, pill_new (g_strdup (_ ("Anonymous")),
                                      _ ("Nobody can be rung: no contact is asked for."), FALSE));
  if (citizen->no_callback)
    g_ptr_array_add (pills,
                     pill_new (g_strdup (_ ("No call-back")),
                               _ ("The citizen wants no call: no contact is asked for."), FALSE));
}

GPtrArray *
hy_ticket_pills (const HyCase *view)
{
  GPtrArray *pills = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_flag_pill_free);

  add_flags (pills, view);
  add_citizen (pills, &view->ticket->citizen);
  return pills;
}
