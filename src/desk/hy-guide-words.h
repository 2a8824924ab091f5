/* What the guide card says at each step: heading, why, the button, the ways out and the lessons
 * (screens.md, 2.5 "Guide card"). Pure but for gettext. */
#pragma once

#include "desk/hy-matter.h"

G_BEGIN_DECLS

/* "Next: call the citizen". Free it. */
char *hy_guide_heading (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;
/* One sentence. Free it. */
char *hy_guide_why (const HyMatter *matter) G_GNUC_WARN_UNUSED_RESULT;
/* Label of its one button; NULL when there is nothing to press. Static. */
const char *hy_guide_button (HyGuideStep step);
/* What it begins, for hy_ticket_page_act(); NULL when there is only waiting. Static. */
const char *hy_guide_form (const HyGuide *guide);
/* Whether the button is what one should press, and not just what one may. */
gboolean hy_guide_suggests (HyGuideStep step);

/* A way out: a question on the card, behind it a sentence and perhaps a form. Strings are msgids.
 */
typedef struct
{
  const char *label;
  const char *text;
  const char *kind; /* the command whose form its button opens, or NULL */
  const char *button;
} HyWayOut;

/* Static; NULL label ends it. */
const HyWayOut *hy_guide_ways (HyGuideStep step);

/* What has been asked for and is not decided is not offered once more, nor to return what came back from it: the
 * ticket's menu says why. */
gboolean hy_guide_way_is_open (const HyWayOut *way, const HyCase *c);

typedef enum
{
  HY_LESSON_RULE,
  HY_LESSON_SCRIPT,
  HY_LESSON_GOOD,
  HY_LESSON_MISTAKES,
  HY_N_LESSONS
} HyLesson;

/* For settings: "rule", "script", … Static. */
const char *hy_lesson_code (HyLesson lesson);
/* "What the rules say". Static. */
const char *hy_lesson_heading (HyLesson lesson);
/**
 * hy_lesson_text:
 * @office, @person: (nullable): for the script
 *
 * Returns: (transfer full) (nullable): NULL where a step has no such lesson.
 */
char *hy_lesson_text (const HyMatter *matter,
                      HyLesson lesson,
                      const char *office,
                      const char *person) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
