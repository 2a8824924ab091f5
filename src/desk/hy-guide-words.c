#include "desk/hy-guide-words.h"

#include "core/hy-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-look.h"
#include "desk/hy-note-form.h"
#include "desk/hy-text.h"

static const struct
{
  const char *heading, *button;
  gboolean suggests;
} steps[HY_N_GUIDES] = {
  [HY_GUIDE_SIGN] = { N_ ("Next: sign for it"), N_ ("Sign"), TRUE },
  [HY_GUIDE_CALL] = { N_ ("Next: call the citizen"), N_ ("Start the Call"), TRUE },
  [HY_GUIDE_REDO] = { N_ ("Next: do again what was sent back"), N_ ("Start the Call"), TRUE },
  [HY_GUIDE_LOOK_INTO] = { N_ ("Next: look into it"), N_ ("Make a Note"), TRUE },
  [HY_GUIDE_TELL] = { N_ ("Next: tell the result"), N_ ("Start the Call"), TRUE },
  [HY_GUIDE_REPLY] = { N_ ("Next: write the reply"), N_ ("Write the Reply"), TRUE },
  [HY_GUIDE_ASK_TIME] = { N_ ("Next: ask for more time"), N_ ("Ask for More Time"), TRUE },
  [HY_GUIDE_STATE] = { N_ ("Next: state the circumstances"), N_ ("Write the Statement"), TRUE },
  [HY_GUIDE_WAIT_EXTENSION]
  = { N_ ("Waiting for the district: extension"), N_ ("Withdraw the Request"), FALSE },
  [HY_GUIDE_WAIT_RETURN]
  = { N_ ("Waiting for the district: return"), N_ ("Withdraw the Request"), FALSE },
  [HY_GUIDE_WAIT_REVIEW]
  = { N_ ("Waiting for the district: review"), N_ ("Withdraw the Reply"), FALSE },
  [HY_GUIDE_SUSPENDED] = { N_ ("Suspended"), N_ ("Resume the Work"), FALSE },
  [HY_GUIDE_FOLLOW_UP] = { N_ ("Waiting for the follow-up"), NULL, FALSE },
  [HY_GUIDE_DONE] = { N_ ("All done"), NULL, FALSE },
  [HY_GUIDE_LEFT] = { N_ ("Not with this office any more"), NULL, FALSE },
  [HY_GUIDE_WAIT_ANSWER] = { N_ ("Waiting for %s to answer"), N_ ("They Answered"), TRUE },
};

/* What a record waits for, a string of it. Free it. */
static char *
waiting_string (const HyRecord *record, const char *name)
{
  g_autoptr (GVariant) waiting
      = record != NULL ? hy_body_object (record->body, "waiting_for") : NULL;

  return waiting != NULL ? g_strdup (hy_body_string (waiting, name)) : NULL;
}

char *
hy_guide_heading (const HyMatter *matter)
{
  HyGuideStep step = matter->guide.step;
  g_autofree char *unit
      = step == HY_GUIDE_WAIT_ANSWER ? waiting_string (matter->guide.record, "unit") : NULL;

  return hy_fill (_ (steps[step].heading), unit != NULL ? unit : _ ("somebody"));
}

const char *
hy_guide_form (const HyGuide *guide)
{
  return guide->step == HY_GUIDE_WAIT_ANSWER ? HY_FORM_ANSWER : guide->kind;
}

const char *
hy_guide_button (HyGuideStep step)
{
  return steps[step].button != NULL ? _ (steps[step].button) : NULL;
}

gboolean
hy_guide_suggests (HyGuideStep step)
{
  return steps[step].suggests;
}

/* Why */

/* @arrived has one %s: when. */
static char *
why_waiting (const HyMatter *matter, const char *arrived)
{
  const HyRecord *record = matter->guide.record;
  g_autofree char *moment = NULL;

  if (record == NULL)
    return g_strdup (_ ("Keep working meanwhile."));
  if (hy_matter_is_unsent (matter, record))
    return g_strdup (_ ("Not at the district yet; it goes by itself. Keep working meanwhile."));
  moment = hy_moment_words (record->received_at != HY_TIME_NONE ? record->received_at
                                                                : record->made_at);
  return hy_fill (arrived, moment);
}

static char *
why_sent_back (const HyMatter *matter)
{
  static const struct
  {
    const char *kind, *words;
  } causes[] = {
    { "reply_rejected", N_ ("Sent back because: %s.") },
    { "followed_up", N_ ("Not satisfied at the follow-up: %s.") },
    { "reopened", N_ ("Reopened because: %s.") },
  };
  const HyRecord *record = matter->guide.record;
  const char *reason = record != NULL ? hy_body_string (record->body, "reason") : NULL;
  g_autofree char *limit = NULL;

  if (reason == NULL && record != NULL)
    reason = hy_body_string (record->body, "text");
  limit = hy_limit_words (&matter->clocks.clock[HY_CLOCK_RESULT].limit);
  for (gsize i = 0; reason != NULL && i < G_N_ELEMENTS (causes); i++)
    if (g_str_equal (causes[i].kind, record->kind))
      {
        g_autofree char *cause = hy_fill (_ (causes[i].words), reason);
        g_autofree char *time = hy_fill (_ ("%s this time."), limit);

        return g_strdup_printf (_ ("%s %s"), cause, time);
      }
  return g_strdup (_ ("Ask what is still missing, and answer exactly that."));
}

static char *
why_call (const HyMatter *matter)
{
  const HyGate *gate = &matter->gate;

  if (gate->tries == 0 && matter->guide.record != NULL)
    {
      g_autofree char *moment = hy_moment_words (matter->guide.record->made_at);

      return g_strdup_printf (_ ("They added something on %s. Calls before that no longer count: "
                                 "ring once more and hear what is new."),
                              moment);
    }
  if (gate->tries == 0)
    return g_strdup (
        _ ("Ask what they want, then act. Without a contact the district takes no reply."));
  return g_strdup_printf (
      g_dngettext (
          GETTEXT_PACKAGE,
          "%d try so far, in %d half-days. Three tries in two half-days count as a contact.",
          "%d tries so far, in %d half-days. Three tries in two half-days count as a contact.",
          (gulong) gate->tries),
      gate->tries, gate->half_days);
}

static char *
why_tell (const HyMatter *matter)
{
  const HyGate *telling = &matter->guide.telling;

  if (telling->tries == 0)
    return g_strdup (
        _ ("Tell them before you report. Their words; do not say “satisfied” for them."));
  return g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%d try in vain, in %d half-days. Ring in another half-day, or another number, "
                   "write, go there. Three in two half-days are enough to reply with “cannot be "
                   "reached”.",
                   "%d tries in vain, in %d half-days. Ring in another half-day, or another number, "
                   "write, go there. Three in two half-days are enough to reply with “cannot be "
                   "reached”.",
                   (gulong) telling->tries),
      telling->tries, telling->half_days);
}

static char *
why_reply (const HyMatter *matter)
{
  guint demands = matter->guide.demands;

  if (matter->guide.telling.open)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                         "%d try was in vain, that is enough. Say so in the reply.",
                                         "%d tries were in vain, that is enough. Say so in the "
                                         "reply.",
                                         (gulong) matter->guide.telling.tries),
                            matter->guide.telling.tries);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u demand: answer it.",
                                       "%u demands: answer each.", demands),
                          demands);
}

static char *
why_timed (const HyMatter *matter, const char *words)
{
  g_autofree char *left
      = hy_time_left_words (matter->guide.by, matter->now, matter->ticket->view->calendar);

  return hy_fill (words, left);
}

static char *
why_sign (const HyMatter *matter)
{
  g_autofree char *by = hy_look_moment (matter->guide.by, matter->now);

  if (matter->guide.by == HY_TIME_NONE || matter->guide.by < matter->now)
    return g_strdup (_ ("Three things first: is it ours, is it urgent, was it here before?"));
  return g_strdup_printf (
      _ ("Three things first: is it ours, is it urgent, was it here before? Sign by %s."), by);
}

static char *
why_wait_answer (const HyMatter *matter)
{
  g_autofree char *what = waiting_string (matter->guide.record, "what");
  g_autofree char *by = NULL;

  if (matter->guide.by != HY_TIME_NONE && matter->guide.by <= matter->now)
    {
      by = hy_look_moment (matter->guide.by, matter->now);
      return hy_fill (_ ("They were to answer by %s. Ring them, and note what they say."), by);
    }
  if (what != NULL)
    return hy_fill (_ ("Asked for: %s. When it is there, note it; then the citizen is told."),
                    what);
  return g_strdup (_ ("When they answer, note what they said; then the citizen is told."));
}

/* Until when it was to wait: what the office asked for, a day or an hour. */
static HyTime
suspended_until (const HyCase *c)
{
  HyTime until = HY_TIME_NONE;
  HyDate date;

  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = c->timeline->pdata[i - 1];
      const char *text = hy_body_string (record->body, "until");

      if (!g_str_equal (record->kind, "suspend_request") || record->late || text == NULL)
        continue;
      if (!hy_time_parse (text, &until) && hy_date_parse (text, &date))
        until = hy_date_at (date, 24 * 60 - 1);
      break;
    }
  return until;
}

static char *
why_suspended (const HyMatter *matter)
{
  HyTime until = suspended_until (matter->ticket->view);
  g_autofree char *day = until != HY_TIME_NONE ? hy_date_words (hy_date_of (until)) : NULL;

  if (day == NULL)
    return g_strdup (_ ("The clocks stand still. Note what moves; resume when it can go on."));
  if (until <= matter->now)
    return hy_fill (_ ("It was to wait until %s, and that is over. Resume it, or ask the district "
                       "what becomes of it."),
                    day);
  return hy_fill (_ ("Until %s the clocks stand still. Note what moves; resume when it can go on."),
                  day);
}

char *
hy_guide_why (const HyMatter *matter)
{
  switch (matter->guide.step)
    {
    case HY_GUIDE_SIGN:
      return why_sign (matter);
    case HY_GUIDE_CALL:
      return why_call (matter);
    case HY_GUIDE_REDO:
      return why_sent_back (matter);
    case HY_GUIDE_LOOK_INTO:
      return g_strdup (
          _ ("Note every visit and every unit asked; reply and extension draw on it."));
    case HY_GUIDE_WAIT_ANSWER:
      return why_wait_answer (matter);
    case HY_GUIDE_TELL:
      return why_tell (matter);
    case HY_GUIDE_REPLY:
      return why_reply (matter);
    case HY_GUIDE_ASK_TIME:
      return why_timed (matter,
                        _ ("It is %s. It counts only if it arrives before; afterwards there is "
                           "only the statement."));
    case HY_GUIDE_STATE:
      return why_timed (
          matter, _ ("It is %s. Without a statement no reply is taken, and points are lost."));
    case HY_GUIDE_WAIT_EXTENSION:
      return why_waiting (matter, _ ("Arrived %s. Keep working meanwhile."));
    case HY_GUIDE_WAIT_RETURN:
      return why_waiting (matter,
                          _ ("Arrived %s. Until it is decided the citizen is yours to ring."));
    case HY_GUIDE_WAIT_REVIEW:
      return why_waiting (matter, _ ("Arrived %s. Photos and notes may still be added."));
    case HY_GUIDE_SUSPENDED:
      return why_suspended (matter);
    case HY_GUIDE_FOLLOW_UP:
      return g_strdup (
          _ ("The reply was accepted. The district rings the citizen now; if they are not "
             "satisfied, it comes back."));
    case HY_GUIDE_DONE:
    case HY_GUIDE_LEFT:
    case HY_N_GUIDES:
    default:
      return g_strdup (_ ("Nothing is left to do here."));
    }
}

/* Ways out */

/* Which grounds the district has is its policy's: the form lists them. */
#define NOT_OURS                                                                                   \
  {                                                                                                \
    N_ ("Not Ours…"),                                                                              \
        N_ ("It takes one of the district's grounds, such as not our territory, not our "          \
            "function, a repeat. Name the rule that makes it another unit's. That an owner "       \
            "cannot be found or that it is difficult is no ground: then ask for coordination."),   \
        "return_request", N_ ("Ask to Return It")                                                  \
  }
#define NO_ANSWER                                                                                  \
  {                                                                                                \
    N_ ("Cannot get through?"),                                                                    \
        N_ ("Note every try, also those in vain. Three in two different half-days count as a "     \
            "contact; "                                                                            \
            "a dead number needs one more try another way: a second number, a message, a visit."), \
        "contact", N_ ("Note a Try")                                                               \
  }
#define MORE_TIME                                                                                  \
  {                                                                                                \
    N_ ("Not enough time?"),                                                                       \
        N_ ("Ask before the due, tell the citizen first, and say what is missing and until when. " \
            "There is "                                                                            \
            "one extension, of ten working days at most."),                                        \
        "extension_request", N_ ("Ask for More Time")                                              \
  }

#define MORE_DONE                                                                                  \
  {                                                                                                \
    N_ ("Something more done?"),                                                                   \
        N_ ("Note it: who, where, what came of it. The reply is put together from the notes."),    \
        "progress", N_ ("Make a Note")                                                             \
  }

static const HyWayOut ways_sign[] = { NOT_OURS,
                                      { N_ ("Repeat…"),
                                        N_ ("Look at the earlier ticket first: is it the same "
                                            "place, the same matter, and is it still open? Then "
                                            "ask to return this one as a repeat."),
                                        "return_request", N_ ("Ask to Return It") },
                                      { NULL } };
static const HyWayOut ways_call[] = { NO_ANSWER,
                                      { N_ ("No number?"),
                                        N_ ("Without a number no contact is asked for. Ask the "
                                            "district whether it has one, and note that you "
                                            "asked."),
                                        "progress", N_ ("Make a Note") },
                                      NOT_OURS,
                                      { NULL } };
static const HyWayOut ways_look_into[]
    = { { N_ ("Hand to a Community or Section…"),
          N_ ("Note whom you asked, for what and by when. What you copy for them carries no name "
              "and no number."),
          "progress", N_ ("Note Whom You Wait For") },
        { N_ ("Owner not found?"),
          N_ ("That is no ground for a return. Note which offices you asked and what they said, "
              "then ask the district "
              "to coordinate: it can name who is responsible."),
          "coordination_request", N_ ("Ask for Coordination") },
        MORE_TIME,
        { NULL } };
static const HyWayOut ways_tell[] = { NO_ANSWER, MORE_DONE, MORE_TIME, { NULL } };
static const HyWayOut ways_reply[] = { MORE_DONE, MORE_TIME, { NULL } };
static const HyWayOut ways_ask_time[] = { { N_ ("Nearly done after all?"),
                                            N_ ("Then note what was done; the next step is to tell "
                                                "the citizen, and to reply before the due."),
                                            "progress", N_ ("Make a Note") },
                                          { NULL } };
static const HyWayOut ways_wait_extension[]
    = { { N_ ("Tell the citizen first"),
          N_ ("Say that it takes longer, why, and when you will ring again. Tick in the call that "
              "you told them of it."),
          "contact", N_ ("Start the Call") },
        { NULL } };
static const HyWayOut ways_wait_return[]
    = { { N_ ("Ring the citizen meanwhile"),
          N_ ("The clock for the call runs on until the district agrees. Say that another office "
              "may take it over, and ask what is wanted."),
          "contact", N_ ("Start the Call") },
        { NULL } };
static const HyWayOut ways_wait_review[]
    = { { N_ ("Something to add?"),
          N_ ("Photos and notes may be added until the district has reviewed it. For another "
              "reply, withdraw this one first."),
          "progress", N_ ("Make a Note") },
        { NULL } };
static const HyWayOut ways_wait_answer[]
    = { { N_ ("Another Note…"),
          N_ ("Note what else was done meanwhile. The waiting goes on until their answer is "
              "noted."),
          "progress", N_ ("Make a Note") },
        MORE_TIME,
        { NULL } };
static const HyWayOut ways_redo[] = { { N_ ("You do not agree?"),
                                        N_ ("An appeal is possible within five working days: say "
                                            "which point of the reason does not hold, and what "
                                            "proves it. The clock runs on."),
                                        "appeal", N_ ("Appeal") },
                                      NO_ANSWER,
                                      { NULL } };
static const HyWayOut ways_suspended[] = { MORE_DONE, { NULL } };
static const HyWayOut no_ways[] = { { NULL } };

gboolean
hy_guide_way_is_open (const HyWayOut *way, const HyCase *c)
{
  g_autoptr (GPtrArray) pending = hy_case_all_pending (c);

  if (g_strcmp0 (way->kind, "return_request") == 0 && hy_ticket_has_flag (c->ticket, "no_return"))
    return FALSE;
  for (guint i = 0; i < pending->len; i++)
    if (g_strcmp0 (((const HyRecord *) pending->pdata[i])->kind, way->kind) == 0)
      return FALSE;
  return TRUE;
}

const HyWayOut *
hy_guide_ways (HyGuideStep step)
{
  static const HyWayOut *const ways[HY_N_GUIDES] = {
    [HY_GUIDE_SIGN] = ways_sign,         [HY_GUIDE_CALL] = ways_call,
    [HY_GUIDE_REDO] = ways_redo,         [HY_GUIDE_LOOK_INTO] = ways_look_into,
    [HY_GUIDE_TELL] = ways_tell,         [HY_GUIDE_REPLY] = ways_reply,
    [HY_GUIDE_ASK_TIME] = ways_ask_time, [HY_GUIDE_WAIT_EXTENSION] = ways_wait_extension,
    [HY_GUIDE_WAIT_ANSWER] = ways_wait_answer, [HY_GUIDE_WAIT_RETURN] = ways_wait_return,
    [HY_GUIDE_WAIT_REVIEW] = ways_wait_review, [HY_GUIDE_SUSPENDED] = ways_suspended,
  };

  return ways[step] != NULL ? ways[step] : no_ways;
}
