/* What the guide teaches at a step: rule, script, what good looks like, three usual mistakes. What
 * a person folded stays folded for that person and step. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_LESSONS (hy_lessons_get_type ())
G_DECLARE_FINAL_TYPE (HyLessons, hy_lessons, HY, LESSONS, AdwBin)

/* Hides itself for who works without them, and where a step has none. */
void hy_lessons_set_matter (HyLessons *self, HyMatter *matter);
/* @beside: a form is open, which they leave the room to. @apart: something else than the step is written in it, of which
 * they are not. */
void hy_lessons_set_place (HyLessons *self, gboolean beside, gboolean apart);

/* Whether @session's person wants every step explained; who never said does. */
gboolean hy_lessons_are_wanted (HySession *session);
void hy_lessons_want (HySession *session, gboolean wanted);

G_END_DECLS
