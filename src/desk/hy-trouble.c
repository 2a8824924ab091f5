#include "desk/hy-trouble.h"

#include "store/hy-store.h"

#include "desk/hy-text.h"

#include <stdlib.h>

/* Whatever the last round ended with, by its code. */
static const struct
{
  const char *fault;
  HyTrouble trouble;
} faults[] = {
  { "tls", HY_TROUBLE_CERTIFICATE },
  { "protocol_too_old", HY_TROUBLE_TOO_OLD },
  { "clock", HY_TROUBLE_CLOCK },
  { "portal", HY_TROUBLE_PORTAL },
};

static const struct
{
  const char *words;  /* NULL: those of the error */
  const char *advice; /* with the folder's name at %s, where there is one */
  const char *label, *action;
} troubles[] = {
  [HY_TROUBLE_FULL]
  = { N_ ("The disk is full: nothing new can be kept. Make 200 MB free first; everything written "
          "before is safe."),
      N_ ("1. Empty the wastebasket.\n2. Delete large downloads, videos and old installers.\n"
          "3. Then there is nothing to do: within seconds it goes on by itself, and what stands in "
          "an open form is kept.\n\nDo not delete anything in %s: that is the data of this program."),
      NULL, NULL },
  [HY_TROUBLE_READ_ONLY]
  = { N_ ("The disk does not take what is written: nothing new can be kept. Everything written "
          "before is safe."),
      N_ ("1. Leave the form open, and write what is urgent on paper.\n2. Restart the PC: a disk "
          "with a fault refuses to be written until then.\n3. If that does not help, let whoever "
          "looks after the PC see to it that you may write in %s.\n\nOnce it can be written, it goes "
          "on by itself."),
      NULL, NULL },
  [HY_TROUBLE_BROKEN]
  = { NULL,
      N_ ("1. Leave %s as it is.\n2. Close other programs that use it, or restart the PC.\n3. If "
          "that does not help, tell the district: with a new code the tickets come again into an "
          "empty folder."),
      NULL, NULL },
  [HY_TROUBLE_RESCUED]
  = { NULL,
      N_ ("1. Look through the outbox and what you wrote today: what is missing there has to be written "
          "again.\n2. The tickets come again from the district with the next connection.\n3. Tell whoever "
          "looks after the PC: its disk may be failing.\n\nThe damaged file stays in %s for 90 days; only "
          "you can read it."),
      N_ ("Got It"), "win.dismiss-rescue" },
  [HY_TROUBLE_COPIED]
  = { N_ ("Another PC works with a copy of this PC's data. Enrol this one anew, so that both can "
          "send."),
      NULL, N_ ("Enrol Again with a Code"), "win.enrol-again" },
  [HY_TROUBLE_DISABLED]
  = { N_ ("The district has disabled this PC. What was written here is kept."),
      NULL, N_ ("Enrol Again with a Code"), "win.enrol-again" },
  [HY_TROUBLE_UNKNOWN]
  = { N_ ("The district does not know this PC any more. What was written here is kept."),
      NULL, N_ ("Enrol Again with a Code"), "win.enrol-again" },
  [HY_TROUBLE_CERTIFICATE]
  = { N_ ("This is not the district's certificate. Nothing was sent. Show this page to the "
          "district."),
      NULL, N_ ("Try Now"), "win.sync-now" },
  [HY_TROUBLE_TOO_OLD]
  = { N_ ("This program is too old for the district. Ask for the new version."), NULL,
      N_ ("Try Now"), "win.sync-now" },
  [HY_TROUBLE_CLOCK] = { N_ ("This PC's clock is wrong. Set it, then try again."), NULL,
                         N_ ("Try Now"), "win.sync-now" },
  [HY_TROUBLE_PORTAL]
  = { N_ ("What answered looks like a network login page, not like the district. Log in with the "
          "browser first."),
      NULL, N_ ("Try Now"), "win.sync-now" },
  [HY_TROUBLE_CLOCK_OFF]
  = { NULL,
      N_ ("Set date and time in the settings of the PC, best by the network.\n\nUntil then the "
          "limits here follow the district's time, not this clock."),
      NULL, NULL },
};

static HyTrouble
find_broken (const GError *broken)
{
  if (g_error_matches (broken, HY_STORE_ERROR, HY_STORE_ERROR_FULL))
    return HY_TROUBLE_FULL;
  if (g_error_matches (broken, HY_STORE_ERROR, HY_STORE_ERROR_READ_ONLY))
    return HY_TROUBLE_READ_ONLY;
  return HY_TROUBLE_BROKEN;
}

HyTrouble
hy_trouble_of_round (const HyStatus *status)
{
  gboolean stopped = status->round == HY_ROUND_OFFLINE || status->round == HY_ROUND_CLOCK;

  if (status->round == HY_ROUND_UNAUTHORIZED)
    return g_strcmp0 (status->fault, "device_revoked") == 0 ? HY_TROUBLE_DISABLED : HY_TROUBLE_UNKNOWN;
  for (gsize i = 0; stopped && i < G_N_ELEMENTS (faults); i++)
    if (g_strcmp0 (status->fault, faults[i].fault) == 0)
      return faults[i].trouble;
  return HY_TROUBLE_NONE;
}

gboolean
hy_trouble_is_busy (const HyStatus *status)
{
  return status->round == HY_ROUND_OFFLINE
         && (g_strcmp0 (status->fault, "slow_down") == 0 || g_strcmp0 (status->fault, "server") == 0);
}

HyTrouble
hy_trouble_find (const GError *broken, const HyStatus *status)
{
  HyTrouble of_round = hy_trouble_of_round (status);

  if (broken != NULL)
    return find_broken (broken);
  if (status->rescue.at != HY_TIME_NONE)
    return HY_TROUBLE_RESCUED;
  if (status->replica_copied)
    return HY_TROUBLE_COPIED;
  if (of_round != HY_TROUBLE_NONE)
    return of_round;
  return status->clock_warning ? HY_TROUBLE_CLOCK_OFF : HY_TROUBLE_NONE;
}

gboolean
hy_trouble_is_severe (HyTrouble trouble)
{
  return trouble != HY_TROUBLE_NONE && trouble <= HY_TROUBLE_BROKEN;
}

static char *
rescue_words (const HyRescue *rescue)
{
  g_autoptr (GString) words = g_string_new (NULL);

  g_string_append_printf (words,
                          _ ("The data of this PC was damaged. Rescued: %d entries of the outbox, %d drafts."),
                          (int) rescue->entries, (int) rescue->drafts);
  if (rescue->aside > 0)
    g_string_append_printf (words,
                            g_dngettext (GETTEXT_PACKAGE,
                                         " One text can no longer be opened in a form; it is kept as text.",
                                         " %d texts can no longer be opened in a form; they are kept as text.",
                                         (gulong) rescue->aside),
                            (int) rescue->aside);
  if (rescue->lost > 0)
    g_string_append (words, _ (" Some of it could not be read: look whether something is missing."));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Only the district tells by how much: without the line nobody knows whether the clock has been set meanwhile. */
static char *
clock_words (const HyStatus *status)
{
  int minutes = (int) (llabs (status->clock_offset_ms) / HY_MINUTE);

  if (status->round == HY_ROUND_DONE)
    return g_strdup_printf (_ ("This PC's clock is %d minutes off. Set it right first."), minutes);
  return g_strdup_printf (_ ("This PC's clock was %d minutes off when it was last compared. If it has been set "
                             "since, this goes with the next connection."),
                          minutes);
}

char *
hy_trouble_words (HyTrouble trouble, const GError *broken, const HyStatus *status)
{
  if (trouble == HY_TROUBLE_BROKEN)
    return g_strdup (broken->message);
  if (trouble == HY_TROUBLE_RESCUED)
    return rescue_words (&status->rescue);
  if (trouble == HY_TROUBLE_CLOCK_OFF)
    return clock_words (status);
  return g_strdup (_ (troubles[trouble].words));
}

const char *
hy_trouble_error_words (const GError *error)
{
  const char *words = troubles[find_broken (error)].words;

  return words != NULL ? _ (words) : error->message;
}

char *
hy_trouble_advice (HyTrouble trouble, const char *dir)
{
  g_auto (GStrv) parts = NULL;

  if (troubles[trouble].advice == NULL)
    return NULL;
  parts = g_strsplit (_ (troubles[trouble].advice), "%s", 2);
  return g_strjoinv (dir, parts);
}

const char *
hy_trouble_action (HyTrouble trouble, const char **label)
{
  *label = troubles[trouble].label != NULL ? _ (troubles[trouble].label) : NULL;
  return troubles[trouble].action;
}
