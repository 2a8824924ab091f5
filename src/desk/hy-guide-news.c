#include "desk/hy-guide-news.h"

#include "core/hy-words.h"
#include "desk/hy-guide-words.h"
#include "desk/hy-look.h"
#include "desk/hy-record-words.h"
#include "desk/hy-text.h"

static gboolean
is_decision (const HyRecord *record)
{
  static const char *const kinds[]
      = { "return_refused",    "extension_granted", "extension_refused", "suspension_refused",
          "suspension_ended",  "coordinated",       "appeal_decided",    NULL };

  return !record->late && g_strv_contains (kinds, record->kind);
}

/* Looking at a ticket is no work on it. */
static gboolean
is_work (const HyRecord *record)
{
  static const char *const looks[] = { "read_receipt", "reveal", NULL };
  const HyKind *kind = hy_kind_find (record->kind);

  return kind != NULL && !kind->of_district && !g_strv_contains (looks, record->kind);
}

/* NULL once the office has gone on: it has been read then. */
static const HyRecord *
last_decision (const HyCase *c)
{
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = c->timeline->pdata[i - 1];

      if (is_work (record))
        return NULL;
      if (is_decision (record))
        return record;
    }
  return NULL;
}

static void
append (GString *out, char *line)
{
  if (out->len > 0)
    g_string_append_c (out, '\n');
  g_string_append (out, line);
  g_free (line);
}

static void
append_decision (GString *out, const HyMatter *matter, const HyRecord *record)
{
  g_autofree char *when = hy_look_date (record->made_at, matter->now);
  g_autofree char *words = hy_record_words (record);
  g_auto (GStrv) lines = g_strsplit (words, "\n", -1);
  g_autofree char *line = g_strjoinv (_ (", "), lines);
  const char *kind = hy_kind_words (record->kind);

  append (out, line[0] != '\0' ? g_strdup_printf (_ ("%s %s: %s"), when, kind, line)
                               : g_strdup_printf ("%s %s", when, kind));
}

/* What the step itself waits for is told there. */
static void
append_pending (GString *out, const HyMatter *matter, const HyRecord *record)
{
  g_autofree char *when = NULL;

  if (record == matter->guide.record)
    return;
  when = hy_look_date (record->made_at, matter->now);
  append (out, g_strdup_printf (hy_ticket_is_timed (matter->ticket->view->ticket)
                                    ? _ ("%s: %s, not decided yet. The clocks run on.")
                                    : _ ("%s: %s, not decided yet."),
                                hy_kind_words (record->kind), when));
}

char *
hy_guide_news (const HyMatter *matter)
{
  const HyCase *c = matter->ticket->view;
  const HyRecord *decision = last_decision (c);
  g_autoptr (GPtrArray) pending = hy_case_all_pending (c);
  GString *out = g_string_new (NULL);

  if (!hy_ticket_is_open (c->ticket))
    return g_string_free (out, TRUE);
  if (decision != NULL)
    append_decision (out, matter, decision);
  for (guint i = 0; i < pending->len; i++)
    append_pending (out, matter, pending->pdata[i]);
  return g_string_free (out, out->len == 0);
}

char *
hy_guide_story (const HyMatter *matter)
{
  g_autofree char *news = hy_guide_news (matter);
  g_autofree char *why = hy_guide_why (matter);

  return news != NULL ? g_strdup_printf ("%s\n%s", news, why) : g_steal_pointer (&why);
}
