/* The form of a command, inside the guide card (screens.md, 2.5 "Forms"): what is typed is a draft
 * half a second later; Save queues the command. What every form does alike is here: drafts, what
 * came since it was begun, faults inline, refusals with their way out, who saves.
 *
 * Activates "win.saved(s)" with the command's id once it is durable, "ticket.form(s)" for a way out
 * that is another form, "win.switch-person". */
#pragma once

#include "desk/hy-form-blocks.h"
#include "desk/hy-form-field.h"
#include "desk/hy-matter.h"
#include "desk/hy-typed.h"

G_BEGIN_DECLS

/* Construct properties: "session" (HySession); "kind" (string), the command's; "content" (GtkWidget),
 * the fields, from the subclass's template. */
#define HY_TYPE_FORM (hy_form_get_type ())
G_DECLARE_DERIVABLE_TYPE (HyForm, hy_form, HY, FORM, AdwBin)

struct _HyFormClass
{
  AdwBinClass parent_class;

  /* The ticket as it now is: at first, before prefill or a draft, and again whenever it changed;
   * never touches what was typed. NULL: nothing to show. */
  void (*show) (HyForm *self, const HyMatter *matter);
  /* Fills in what is known, where there is no draft. NULL: nothing is. */
  void (*prefill) (HyForm *self, const HyMatter *matter);
  /* The body, floating, or NULL with faults (element-type HyFault) by the members of fields. */
  GVariant *(*build) (HyForm *self, const HyMatter *matter, GVariant *typed, GPtrArray *faults);
  /* What stands against saving as it is typed now (element-type HyBlock). NULL: what the ticket
   * forbids, and nothing more. */
  void (*check) (HyForm *self, const HyMatter *matter, GVariant *typed, GPtrArray *blocks);
  /* @field is hidden by something of the form's own, which is to open. NULL: nothing hides. */
  void (*uncover) (HyForm *self, HyFormField *field);
  /* Adds to and takes from what was typed what the fields alone do not hold. NULL: nothing. */
  void (*add_typed) (HyForm *self, GVariantDict *dict);
  void (*take_typed) (HyForm *self, GVariant *typed);
  /* An entry of the timeline to work on: of the form's own kind it is to be corrected, of another
   * its words are quoted. After prefill. NULL: a form has no use for that. */
  void (*take_record) (HyForm *self, const HyRecord *record);
  /* Where the hands begin; NULL: the first field. */
  GtkWidget *(*first) (HyForm *self);
  /* Something typed has changed; NULL: nothing follows from that. */
  void (*changed) (HyForm *self);
};

/* The form of @kind ("sign", "contact", "progress" …); NULL for a kind that has none. Floating. */
HyForm *hy_form_new (HySession *session, const char *kind) G_GNUC_WARN_UNUSED_RESULT;
/* Whether @kind has a form. */
gboolean hy_form_is_there (const char *kind);

HySession *hy_form_get_session (HyForm *self);
/* The command's kind. Belongs to the form. */
const char *hy_form_get_kind (HyForm *self);
/* The ticket as last given, NULL before. */
const HyMatter *hy_form_get_matter (HyForm *self);

/* The record that is corrected, its id, or NULL. Belongs to the form. */
const char *hy_form_get_amends (HyForm *self);
/* That record, or NULL; belongs to the matter. */
const HyRecord *hy_form_find_amended (HyForm *self);

/* Of the ticket as the clerk has seen it. */
gint64 hy_form_get_base_version (HyForm *self);

/* The first time it restores the draft of this ticket, person and kind, if there is one. */
void hy_form_set_matter (HyForm *self, HyMatter *matter);
/* After set_matter; @record is of its timeline. A form that once corrects a record is of no other use, and has a draft
 * of its own. */
void hy_form_take_record (HyForm *self, const HyRecord *record);
/* Queues the command, or shows what is missing and moves the focus there. */
void hy_form_save (HyForm *self);
/* Writes the draft at once. */
void hy_form_flush (HyForm *self);
/* What stands against it and the foot with Save, for who keeps them in sight beside a long form. The
 * form works on as if it had them. Transfers a reference. */
GtkWidget *hy_form_take_bottom (HyForm *self) G_GNUC_WARN_UNUSED_RESULT;
/* What is saved is queued for these tickets too (a note of several). NULL-terminated ids. */
void hy_form_set_also (HyForm *self, const char *const *tickets);
/* How many those are. */
guint hy_form_get_also (HyForm *self);

/* A member of another form's draft, and what it gets, after what it holds; NULL: it stays. */
typedef struct
{
  const char *member, *text;
} HyHandedText;

/* The draft of @kind on this ticket gets @texts (ended by a NULL member), then that form is opened. */
void hy_form_hand_over (HyForm *self, const char *kind, const HyHandedText *texts);

/* For subclasses. @field is the form's, or of something in it; its changes are drafted. One whose
 * member has a dot ("answers.0.result") is read and written by add_typed and take_typed. */
void hy_form_add_field (HyForm *self, HyFormField *field);
void hy_form_remove_field (HyForm *self, HyFormField *field);
/* NULL when none of that member is registered. */
HyFormField *hy_form_get_field (HyForm *self, const char *member);
/* Moves the focus there and all of it in sight, whatever hides it. */
void hy_form_go_to (HyForm *self, HyFormField *field);
/* Something outside of fields was typed. */
void hy_form_touch (HyForm *self);
/* What is typed now, not floating. */
GVariant *hy_form_get_typed (HyForm *self) G_GNUC_WARN_UNUSED_RESULT;

/* Signals: "saved" (string: command id): it was queued and is over. "folded": the person folded it;
 * its draft is written. */

G_END_DECLS
