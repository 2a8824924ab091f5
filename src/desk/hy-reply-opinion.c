#include "desk/hy-reply-opinion.h"

#include "core/hy-words.h"
#include "desk/hy-choice-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-text.h"

#include <string.h>

gboolean
hy_opinion_is_one (const char *value)
{
  return g_strcmp0 (value, "satisfied") == 0 || g_strcmp0 (value, "basic") == 0
         || g_strcmp0 (value, "dissatisfied") == 0;
}

gboolean
hy_opinion_wants_words (const char *value)
{
  return hy_opinion_is_one (value) && strcmp (value, "satisfied") != 0;
}

const HyRecord *
hy_opinion_contact (const HyCase *c)
{
  for (guint i = c->timeline->len, from = hy_clocks_round (c); i > from; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);
      const char *words;

      if (strcmp (record->kind, "contact") == 0 && !record->late && !hy_case_is_amended (c, record)
          && hy_opinion_heard (record, &words) != NULL)
        return record;
    }
  return NULL;
}

const char *
hy_opinion_heard (const HyRecord *contact, const char **words)
{
  g_autoptr (GVariant) opinion
      = contact != NULL ? hy_body_object (contact->body, "opinion") : NULL;

  *words = opinion != NULL ? hy_body_string (opinion, "words") : NULL;
  return opinion != NULL ? hy_body_string (opinion, "value") : NULL;
}

char *
hy_opinion_hint (const HyCase *c, const char *value)
{
  const HyRecord *contact = hy_opinion_contact (c);
  const char *words, *heard = hy_opinion_heard (contact, &words);
  g_autofree char *when = NULL;
  HyTime at;

  if (contact == NULL)
    return hy_opinion_is_one (value)
               ? g_strdup (_ ("No contact tells of it. Ring and ask first; do not say it for them"))
               : NULL;
  at = contact->made_at;
  (void) hy_body_time (contact->body, "at", &at);
  when = hy_moment_words (at);
  if (value == NULL || strcmp (value, heard) == 0)
    return hy_fill (_ ("From the contact of %s"), when);
  return g_strdup_printf (_ ("In the contact of %s it is “%s”"), when,
                          hy_option_words (hy_options_opinion, heard));
}
