#include "desk/hy-guide-drafts.h"

#include "core/hy-words.h"
#include "desk/hy-form.h"
#include "desk/hy-look.h"
#include "desk/hy-story.h"
#include "desk/hy-text.h"
#include "store/hy-drafts.h"

char *
hy_guide_work_words (const HyMatter *matter, const char *kind, const char *amends)
{
  const HyRecord *record;
  g_autofree char *clock = NULL;
  HyTime at;

  if (amends == NULL)
    return hy_form_is_there (kind) ? g_strdup (hy_kind_words (kind)) : NULL;
  record = hy_case_find_record (matter->ticket->view, amends);
  if (record == NULL)
    return NULL;
  at = record->made_at;
  (void) hy_body_time (record->body, "at", &at);
  clock = hy_look_clock (at);
  return g_strdup_printf (_ ("Correction: %s %s"), clock, hy_kind_words (record->kind));
}

static GtkWidget *
draft_new (const HyDraft *draft, const char *work)
{
  const char *amends = hy_drafts_amended (draft->kind);
  g_autofree char *at = hy_look_clock (draft->changed_at);
  g_autofree char *words = g_strdup_printf (_ ("Draft: %s %s"), work, at);
  GtkWidget *button = gtk_button_new_with_label (words);

  gtk_label_set_wrap (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))), TRUE);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button),
                                  amends != NULL ? "ticket.correct" : "ticket.form");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s",
                                    amends != NULL ? amends : draft->kind);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "hy-way-out");
  return button;
}

/* Somebody else's draft is told of, not opened. */
static GtkWidget *
foreign_draft_new (HySession *session, const HyDraft *draft, const char *work)
{
  g_autofree char *at = hy_look_clock (draft->changed_at);
  g_autofree char *words = g_strdup_printf (
      _ ("%s has a draft: %s %s"), hy_session_get_name (session, draft->person), work, at);
  GtkWidget *label = hy_story_paragraph_new (words, "hy-meta");

  gtk_widget_add_css_class (label, "caption");
  return label;
}

void
hy_guide_drafts_show (HyWrap *place, HySession *session, const HyMatter *matter, const char *open)
{
  const char *person = hy_session_get_person (session);
  guint n = 0;

  hy_wrap_clear (place, NULL);
  for (guint i = 0; i < matter->drafts->len; i++)
    {
      const HyDraft *draft = matter->drafts->pdata[i];
      gboolean own = g_strcmp0 (draft->person, person) == 0;
      g_autofree char *work
          = hy_guide_work_words (matter, draft->kind, hy_drafts_amended (draft->kind));

      /* The form that is open tells of its own. */
      if (work == NULL || g_strcmp0 (draft->kind, open) == 0)
        continue;
      hy_wrap_append (place,
                      own ? draft_new (draft, work) : foreign_draft_new (session, draft, work));
      n++;
    }
  gtk_widget_set_visible (GTK_WIDGET (place), n > 0);
}
