/* The handling form (承办单) of a ticket as text: what is known of it on paper, with lines for those
 * who sign (screens.md, 2.5). */
#pragma once

#include "desk/hy-matter.h"

G_BEGIN_DECLS

/* Borrowed: whose form it is. */
typedef struct
{
  const char *office;
  const char *handler; /* name of who handles it, or NULL */
  gboolean revealed;   /* who asked stands there as on the screen; never of a secret ticket */
} HyFormHead;

/* Line by line, the first one its heading. Pure but for gettext. Free it. */
char *hy_handling_form_text (HyMatter *matter, const HyFormHead *head) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
