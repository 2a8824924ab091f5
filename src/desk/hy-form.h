/* The form of a command, inside the guide card (screens.md, 2.5 "Forms"): what is typed is a draft
 * half a second later; Save queues the command.
 *
 * Activates "win.saved(s)" with the command's id once it is durable. */
#pragma once

#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_FORM (hy_form_get_type ())
G_DECLARE_DERIVABLE_TYPE (HyForm, hy_form, HY, FORM, AdwBin)

struct _HyFormClass
{
  AdwBinClass parent_class;

  /* The ticket as it now is: at first, and again whenever it changed; never touches what was typed.
   */
  void (*set_matter) (HyForm *self, HyMatter *matter);
  /* Queues the command, or shows what is missing and moves the focus there. */
  void (*save) (HyForm *self);
  /* Writes the draft at once. */
  void (*flush) (HyForm *self);
  /* An entry of the timeline to work on: a contact or a note that is to be corrected, or one whose
   * words a reply quotes. NULL where a form has no use for that. */
  void (*take_record) (HyForm *self, const HyRecord *record);
};

/* The form of @kind ("sign", "contact", "progress" …); NULL for a kind that has none. Floating. */
HyForm *hy_form_new (HySession *session, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @kind has a form. */
gboolean hy_form_is_there (const char *kind);

HySession *hy_form_get_session (HyForm *self);
void hy_form_set_matter (HyForm *self, HyMatter *matter);
void hy_form_save (HyForm *self);
void hy_form_flush (HyForm *self);
/* After set_matter; @record is of its timeline. */
void hy_form_take_record (HyForm *self, const HyRecord *record);

/* Signals: "saved" (string: command id): it was queued and is over. "folded": the person folded it;
 * its draft is written. */

G_END_DECLS
