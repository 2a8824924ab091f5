#include "store/hy-written.h"

#include <string.h>

/* In the order of strcmp. */
static const char *const body_members[] = {
  "agreement",   "answer",   "basis",      "cause",   "cited",         "contact_summary",
  "detail",      "evidence", "follow_up",  "gist",    "investigation", "measures",
  "note",        "opinions", "place",      "plan",    "progress",      "proposal",
  "public_text", "question", "reason",     "reasons", "responsible",   "result",
  "ruling",      "text",     "title",      "to_unit", "tried",         "unit",
  "what",        "why",      "with_units", "words",
};

gboolean
hy_is_written (const char *member, gsize len)
{
  gsize low = 0;
  gsize high = G_N_ELEMENTS (body_members);

  while (low < high)
    {
      gsize middle = (low + high) / 2;
      int order = strncmp (member, body_members[middle], len);

      if (order == 0 && body_members[middle][len] == '\0')
        return TRUE;
      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return FALSE;
}
