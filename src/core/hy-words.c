#include "core/hy-words.h"

#include "hy-config.h"

#define _(text) g_dgettext (HY_GETTEXT_DOMAIN, text)
#define N_(text) (text)

static const char *const states[] = {
  N_ ("To sign for"),        N_ ("Handling"),  N_ ("Return under review"),
  N_ ("Reply under review"), N_ ("Sent back"), N_ ("Suspended"),
  N_ ("Awaiting follow-up"), N_ ("Archived"),  N_ ("Left the office"),
};

static const char *const demand_kinds[] = {
  N_ ("Inquiry"),    N_ ("Request for help"), N_ ("Complaint"), N_ ("Report"),
  N_ ("Suggestion"), N_ ("Praise"),           N_ ("Other"),
};

static const char *const channels[] = {
  N_ ("City hotline"),
  N_ ("State Council"),
  N_ ("Province"),
  N_ ("Mayor's mailbox"),
  N_ ("District head's mailbox"),
  N_ ("Leader's day"),
  N_ ("Walk-in"),
  N_ ("Stall"),
  N_ ("Grid report"),
  N_ ("Other"),
};

static const char *const queues[] = {
  N_ ("Today"),
  N_ ("To sign for"),
  N_ ("To contact"),
  N_ ("Handling"),
  N_ ("Under review"),
  N_ ("Awaiting follow-up"),
  N_ ("Suspended"),
  N_ ("Due soon"),
  N_ ("Overdue"),
  N_ ("Sent back"),
  N_ ("Supervised or urged"),
  N_ ("Waiting for an answer"),
  N_ ("All"),
};

static const char *const lights[] = {
  N_ ("No clock"),    N_ ("In time"),      N_ ("Late"),      N_ ("Paused"),
  N_ ("Green light"), N_ ("Yellow light"), N_ ("Red light"), N_ ("Red light, no statement"),
};

static const char *const clocks[] = { N_ ("Signing"), N_ ("Contact"), N_ ("Result") };

G_STATIC_ASSERT (G_N_ELEMENTS (states) == HY_N_STATES);
G_STATIC_ASSERT (G_N_ELEMENTS (demand_kinds) == HY_N_DEMANDS);
G_STATIC_ASSERT (G_N_ELEMENTS (channels) == HY_N_CHANNELS);
G_STATIC_ASSERT (G_N_ELEMENTS (queues) == HY_N_QUEUES);
G_STATIC_ASSERT (G_N_ELEMENTS (lights) == HY_N_LIGHTS);
G_STATIC_ASSERT (G_N_ELEMENTS (clocks) == HY_N_CLOCKS);

static const struct
{
  const char *kind;
  const char *words;
} kinds[] = {
  { "sign", N_ ("Sign for it") },
  { "assign", N_ ("Assign") },
  { "claim", N_ ("Take it on") },
  { "contact", N_ ("Contact") },
  { "progress", N_ ("Note") },
  { "extension_request", N_ ("Ask for more time") },
  { "return_request", N_ ("Ask to return it") },
  { "coordination_request", N_ ("Ask for coordination") },
  { "suspend_request", N_ ("Ask for suspension") },
  { "request_withdraw", N_ ("Withdraw the request") },
  { "situation_statement", N_ ("Statement") },
  { "resume", N_ ("Resume") },
  { "mediation", N_ ("Mediation") },
  { "petition_link", N_ ("Link to a petition") },
  { "interim_reply", N_ ("Interim reply") },
  { "reply", N_ ("Reply") },
  { "reply_withdraw", N_ ("Withdraw the reply") },
  { "appeal", N_ ("Appeal") },
  { "read_receipt", N_ ("Read") },
  { "reveal", N_ ("Reveal personal data") },
  { "article_suggest", N_ ("Suggest an article") },
  { "intake", N_ ("Register on the spot") },
  { "dispatched", N_ ("Dispatched") },
  { "reassigned", N_ ("Reassigned") },
  { "return_granted", N_ ("Return granted") },
  { "return_refused", N_ ("Return refused") },
  { "extension_granted", N_ ("Extension granted") },
  { "extension_refused", N_ ("Extension refused") },
  { "urged", N_ ("Urged") },
  { "supervised", N_ ("Supervised") },
  { "supplemented", N_ ("The citizen added something") },
  { "reply_accepted", N_ ("Reply accepted") },
  { "reply_rejected", N_ ("Sent back") },
  { "followed_up", N_ ("Followed up") },
  { "reopened", N_ ("Reopened") },
  { "suspension_granted", N_ ("Suspension granted") },
  { "suspension_refused", N_ ("Suspension refused") },
  { "suspension_ended", N_ ("Suspension ended") },
  { "coordinated", N_ ("Coordination decided") },
  { "recalled", N_ ("Recalled") },
  { "merged", N_ ("Merged into another ticket") },
  { "appeal_decided", N_ ("Appeal decided") },
  { "noted", N_ ("Note of the district") },
};

static const char *
words_at (const char *const *words, guint n, guint i)
{
  g_return_val_if_fail (i < n, "");
  return _ (words[i]);
}

const char *
hy_state_words (HyState state)
{
  return words_at (states, HY_N_STATES, (guint) state);
}

const char *
hy_demand_kind_words (HyDemandKind kind)
{
  return words_at (demand_kinds, HY_N_DEMANDS, (guint) kind);
}

const char *
hy_channel_words (HyChannel channel)
{
  return words_at (channels, HY_N_CHANNELS, (guint) channel);
}

const char *
hy_queue_words (HyQueue queue)
{
  return words_at (queues, HY_N_QUEUES, (guint) queue);
}

const char *
hy_light_words (HyLight light)
{
  return words_at (lights, HY_N_LIGHTS, (guint) light);
}

const char *
hy_clock_words (HyClockId clock)
{
  return words_at (clocks, HY_N_CLOCKS, (guint) clock);
}

const char *
hy_kind_words (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_strcmp0 (kinds[i].kind, kind) == 0)
      return _ (kinds[i].words);
  return kind;
}
