#include "desk/hy-step-strip.h"

#include "desk/hy-fill.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

static const char *const stages[HY_N_STAGES] = {
  [HY_STAGE_SIGN] = NC_ ("stage", "Sign"),           [HY_STAGE_CONTACT] = NC_ ("stage", "Contact"),
  [HY_STAGE_HANDLE] = NC_ ("stage", "Handle"),       [HY_STAGE_TELL] = NC_ ("stage", "Tell"),
  [HY_STAGE_REPLY] = NC_ ("stage", "Reply"),         [HY_STAGE_REVIEW] = NC_ ("stage", "Review"),
  [HY_STAGE_FOLLOW_UP] = NC_ ("stage", "Follow-up"),
};

static const char *
stage_words (HyStage stage)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "stage", stages[stage]);
}

static const struct
{
  const char *icon, *class, *words;
} looks[] = {
  [HY_STAGE_TO_DO] = { NULL, "hy-to-do", N_ ("%s to do") },
  [HY_STAGE_CURRENT] = { NULL, "hy-current", N_ ("%s now") },
  [HY_STAGE_DONE] = { "hy-in-time-symbolic", "hy-done", N_ ("%s done") },
  [HY_STAGE_DONE_LATE] = { "hy-late-symbolic", "hy-done", N_ ("%s done late") },
  [HY_STAGE_WAIVED] = { "hy-none-symbolic", "hy-to-do", N_ ("%s not asked for") },
};

static GtkWidget *
sign_new (HyStage stage, HyStageState state)
{
  g_autofree char *figure = g_strdup_printf ("%d", (int) stage + 1);
  GtkWidget *sign = looks[state].icon != NULL ? gtk_image_new_from_icon_name (looks[state].icon)
                                              : gtk_label_new (figure);

  gtk_widget_add_css_class (sign, "hy-stage-sign");
  gtk_widget_add_css_class (sign, "numeric");
  gtk_widget_set_valign (sign, GTK_ALIGN_CENTER);
  return sign;
}

static GtkWidget *
stage_new (HyStage stage, HyStageState state, const char *words)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);

  gtk_box_append (GTK_BOX (box), sign_new (stage, state));
  /* That nobody needs to be called is to be read; what is done has its sign. */
  gtk_box_append (GTK_BOX (box),
                  gtk_label_new (state == HY_STAGE_WAIVED ? words : stage_words (stage)));
  if (stage + 1 < HY_N_STAGES)
    {
      GtkWidget *line = gtk_separator_new (GTK_ORIENTATION_HORIZONTAL);

      gtk_widget_set_size_request (line, 10, -1);
      gtk_widget_set_valign (line, GTK_ALIGN_CENTER);
      gtk_box_append (GTK_BOX (box), line);
    }
  gtk_widget_add_css_class (box, "hy-stage");
  gtk_widget_add_css_class (box, looks[state].class);
  return box;
}

void
hy_step_strip_show (GtkWidget *wrap, const HyGuide *guide)
{
  g_autoptr (GString) name = g_string_new (NULL);

  hy_wrap_clear (HY_WRAP (wrap), NULL);
  for (HyStage stage = 0; stage < HY_N_STAGES; stage++)
    {
      HyStageState state = guide->stage[stage];
      g_autofree char *words = hy_fill (_ (looks[state].words), stage_words (stage));

      hy_wrap_append (HY_WRAP (wrap), stage_new (stage, state, words));
      g_string_append (name, stage > 0 ? _ (", ") : "");
      g_string_append (name, words);
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (wrap), GTK_ACCESSIBLE_PROPERTY_LABEL, name->str,
                                  -1);
}
