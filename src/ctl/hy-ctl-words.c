#include "ctl/hy-ctl-words.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  const char *code;
  const char *words;
} Words;

static const Words faults[] = {
  { "offline",
    N_ ("The district cannot be reached. Everything is kept and goes up when the line is back.") },
  { "tls", N_ ("This is not the district's certificate. Nothing was sent. Tell the district.") },
  { "clock", N_ ("This PC's clock is wrong. Set it, then sync again; nothing was sent.") },
  { "portal", N_ ("This looks like a network login page. Log in with the browser first.") },
  { "cut", N_ ("The district's answer broke off. What had come is kept; the next sync goes on from "
               "there.") },
  { "bad_answer",
    N_ ("What came is no answer of the district's. Nothing was changed; try again later.") },
  { "slow_down", N_ ("The district is busy and asked for patience. Try again later.") },
  { "server", N_ ("The district's server has a fault. Everything is kept; try again later.") },
  { "protocol_too_old", N_ ("This program is too old for the district. Update it.") },
  { "unauthorized", N_ ("The district does not know this PC any more. Ask for a code and enrol "
                        "anew; everything is kept.") },
  { "device_revoked",
    N_ ("The district has revoked this PC. Export what is waiting and give it to the district.") },
};

static const Words item_states[] = {
  { "queued", N_ ("waits for the line") },
  { "sending", N_ ("being sent") },
  { "held", N_ ("waits for the one before") },
  { "refused", N_ ("refused: decide") },
  { "undeliverable", N_ ("cannot be sent: decide") },
};

static const Words outcomes[] = {
  { "reached", N_ ("reached") },
  { "no_answer", N_ ("no answer") },
  { "refused", N_ ("did not want to talk") },
  { "wrong_number", N_ ("wrong number") },
  { "off", N_ ("switched off") },
};

/* Whole marks; then those that end in a colon, with what stands behind it. */
static const Words marks[] = {
  { "urgent", N_ ("urgent ticket") },
  { "supervised:ordinary", N_ ("supervised by the district") },
  { "supervised:yellow", N_ ("supervised, yellow card") },
  { "supervised:red", N_ ("supervised, red card") },
  { "extension:pending", N_ ("extension asked for") },
  { "extension:granted", N_ ("extended") },
  { "suspension:pending", N_ ("suspension asked for") },
  { "no_return", N_ ("may not be returned again") },
  { "petition", N_ ("petition matter") },
  { "litigation", N_ ("litigation") },
  { "no_number", N_ ("no telephone number") },
  { "vacuum", N_ ("nobody feels responsible") },
  { "mediation", N_ ("mediation") },
  { "awaiting_blobs", N_ ("files still to come") },
  { "urged:", N_ ("times urged:") },
  { "repeat:", N_ ("repeats") },
  { "group:", N_ ("group matter:") },
  { "special_duty:", N_ ("special duty:") },
};

static const char *const shapes[HY_N_LIGHTS] = {
  [HY_LIGHT_NONE] = "·",   [HY_LIGHT_IN_TIME] = "✓",    [HY_LIGHT_LATE] = "✗",
  [HY_LIGHT_PAUSED] = "Ⅱ", [HY_LIGHT_GREEN] = "○",      [HY_LIGHT_YELLOW] = "△",
  [HY_LIGHT_RED] = "◆",    [HY_LIGHT_RED_FRAMED] = "▣",
};

static const char *
find (const Words *words, gsize n, const char *code)
{
  for (gsize i = 0; i < n; i++)
    if (g_strcmp0 (words[i].code, code) == 0)
      return _ (words[i].words);
  return NULL;
}

char *
hy_ctl_light_words (HyLight light)
{
  return g_strdup_printf ("%s %s", shapes[light], hy_light_words (light));
}

char *
hy_ctl_flag_words (const char *flag)
{
  const char *words = find (marks, G_N_ELEMENTS (marks), flag);
  const char *colon = strchr (flag, ':');

  if (words == NULL && colon != NULL)
    {
      g_autofree char *name = g_strndup (flag, (gsize) (colon + 1 - flag));

      words = find (marks, G_N_ELEMENTS (marks), name);
      if (words != NULL)
        return g_strdup_printf ("%s %s", words, colon + 1);
    }
  return g_strdup (words != NULL ? words : flag);
}

const char *
hy_ctl_outcome_words (const char *outcome)
{
  const char *words = find (outcomes, G_N_ELEMENTS (outcomes), outcome);

  return words != NULL ? words : outcome;
}

const char *
hy_ctl_fault_words (const char *code)
{
  return find (faults, G_N_ELEMENTS (faults), code);
}

const char *
hy_ctl_item_state_words (const char *state)
{
  const char *words = find (item_states, G_N_ELEMENTS (item_states), state);

  return words != NULL ? words : state;
}

static char *
confirmed_words (const HyStatus *status)
{
  g_autofree char *moment = NULL;

  if (status->at == HY_TIME_NONE)
    return g_strdup (_ ("never confirmed yet"));
  moment = hy_moment_words (status->at);
  return g_strdup_printf (_ ("last confirmed %s"), moment);
}

char *
hy_ctl_state_words (const HyStatus *status)
{
  static const Words states[] = {
    { "synced", N_ ("Everything has arrived") },
    { "offline", N_ ("Offline") },
    { "unauthorized", N_ ("The district does not accept this PC") },
    { "refused", N_ ("The district refused something: a decision is needed") },
    { "partial", N_ ("Not everything has arrived yet") },
  };
  const char *words = find (states, G_N_ELEMENTS (states), status->state);
  g_autofree char *confirmed = confirmed_words (status);

  /* The line is not down: nobody has tried it yet. */
  if (status->at == HY_TIME_NONE && status->fault == NULL && g_str_equal (status->state, "offline"))
    return g_strdup (_ ("Nothing fetched yet. Next: huiyinctl sync"));
  return g_strdup_printf ("%s · %s", words != NULL ? words : status->state, confirmed);
}

/* They have no deadline. */
char *
hy_ctl_files_text (const HyBlobFigures *blobs)
{
  GString *out = g_string_new (NULL);
  g_autofree char *size = g_format_size ((guint64) blobs->waiting_bytes);

  if (blobs->waiting > 0)
    g_string_append_printf (out,
                            ngettext ("%u file to send (%s); no deadline waits for it\n",
                                      "%u files to send (%s); no deadline waits for them\n",
                                      blobs->waiting),
                            blobs->waiting, size);
  if (blobs->no_room > 0)
    g_string_append_printf (
        out, "%s\n",
        _ ("The district has no room for files at the moment: they stay here and are tried again"));
  if (blobs->failed > 0)
    g_string_append_printf (out,
                            ngettext ("%u file cannot be sent: attach it anew\n",
                                      "%u files cannot be sent: attach them anew\n", blobs->failed),
                            blobs->failed);
  return g_string_free (out, FALSE);
}

static void
add_counts (GString *out, const HyStatus *status)
{
  g_autofree char *files = hy_ctl_files_text (&status->blobs);

  if (status->waiting > 0)
    g_string_append_printf (out, ngettext ("%u to send\n", "%u to send\n", status->waiting),
                            status->waiting);
  g_string_append (out, files);
  if (status->refused > 0)
    g_string_append_printf (out,
                            ngettext ("%u needs your decision: see “huiyinctl outbox”\n",
                                      "%u need your decision: see “huiyinctl outbox”\n",
                                      status->refused),
                            status->refused);
  if (status->aside > 0)
    g_string_append_printf (
        out,
        ngettext (
            "%u row could not be read here and is kept aside; the others are not affected\n",
            "%u rows could not be read here and are kept aside; the others are not affected\n",
            status->aside),
        status->aside);
  if (status->orphans > 0)
    g_string_append_printf (
        out,
        ngettext ("%u ticket is unknown to the restored district and is kept whole\n",
                  "%u tickets are unknown to the restored district and are kept whole\n",
                  status->orphans),
        status->orphans);
  if (status->to_index > 0)
    g_string_append_printf (out,
                            ngettext ("%u ticket waits for the search index\n",
                                      "%u tickets wait for the search index\n", status->to_index),
                            status->to_index);
}

static void
add_fault (GString *out, const HyStatus *status)
{
  const char *words = hy_ctl_fault_words (status->fault);
  g_autofree char *detail = hy_text_plain (status->fault_detail);

  if (status->fault == NULL)
    return;
  if (words != NULL)
    g_string_append_printf (out, "%s\n", words);
  if (*detail != '\0')
    g_string_append_printf (out, "  (%s)\n", detail);
}

static void
add_clock (GString *out, const HyStatus *status)
{
  gint64 minutes = ABS (status->clock_offset_ms) / HY_MINUTE;

  if (status->clock_warning)
    g_string_append_printf (
        out,
        ngettext ("This PC's clock is %d minute off; the lights follow the district's time.\n",
                  "This PC's clock is %d minutes off; the lights follow the district's time.\n",
                  (gulong) minutes),
        (int) MIN (minutes, G_MAXINT));
}

char *
hy_ctl_status_text (const HyStatus *status)
{
  g_autofree char *state = hy_ctl_state_words (status);
  GString *out = g_string_new (state);

  g_string_append_c (out, '\n');
  add_counts (out, status);
  add_fault (out, status);
  if (status->at_head && !status->digest_ok)
    g_string_append (
        out, _ ("The tickets here differ from the district's; the next sync mends that.\n"));
  add_clock (out, status);
  if (status->replica_copied)
    g_string_append (
        out,
        _ ("This replica seems to be a copy of another PC's: ask for a code and enrol anew.\n"));
  return g_string_free (out, FALSE);
}
