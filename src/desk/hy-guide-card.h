/* The one card: how far the ticket is, the one next step with its why, the ways out, and the form
 * of the step (screens.md, 2.5 "Guide card").
 *
 * Activates actions of the page: "ticket.form(s)". */
#pragma once

#include "desk/hy-form.h"
#include "desk/hy-matter.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* Construct property: "session" (HySession). */
#define HY_TYPE_GUIDE_CARD (hy_guide_card_get_type ())
G_DECLARE_FINAL_TYPE (HyGuideCard, hy_guide_card, HY, GUIDE_CARD, AdwBin)

void hy_guide_card_set_matter (HyGuideCard *self, HyMatter *matter);

/* Opens the form of @kind; the one that was open is folded with its draft. @record (nullable) is
 * handed to it. FALSE when there is no such form. */
gboolean hy_guide_card_open (HyGuideCard *self, const char *kind, const HyRecord *record);
/* Once what the open form writes is saved, the form of @kind is gone back to. */
void hy_guide_card_set_back (HyGuideCard *self, const char *kind);
/* What the form that is opened next saves is written to these tickets (ids) as well; NULL: to none. */
void hy_guide_card_set_also (HyGuideCard *self, const char **tickets);
/* Folds the open form, its draft written; FALSE when none was open. */
gboolean hy_guide_card_fold (HyGuideCard *self);
/* The open form, or NULL. */
HyForm *hy_guide_card_get_form (HyGuideCard *self);
/* At what is to be done: the step's button, or else what the card offers. FALSE: it offers nothing. */
gboolean hy_guide_card_focus (HyGuideCard *self);
/* What is written, or the step: its first line. */
GtkWidget *hy_guide_card_get_heading (HyGuideCard *self);

/* Signal "form-changed": another form is open now, or none. */

G_END_DECLS
