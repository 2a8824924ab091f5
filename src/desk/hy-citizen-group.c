#include "desk/hy-citizen-group.h"

#include "desk/hy-fold.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-words.h"

struct _HyCitizenGroup
{
  AdwBin parent_instance;
  AdwActionRow *citizen;
  GtkButton *reveal;
  AdwActionRow *address;
  AdwActionRow *place;
  AdwActionRow *repeat;
  GtkButton *show_repeat;
  HyFold *words;
};

G_DEFINE_FINAL_TYPE (HyCitizenGroup, hy_citizen_group, ADW_TYPE_BIN)

static void
set_title (AdwActionRow *row, const char *title)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title != NULL ? title : "");
}

static void
show_citizen (HyCitizenGroup *self, const HyCitizen *citizen, gboolean revealed)
{
  g_autofree char *words = hy_citizen_words (citizen, revealed);
  gboolean hidden = !revealed
                    && (citizen->name != NULL || citizen->phone != NULL || citizen->phone2 != NULL
                        || citizen->address != NULL);

  set_title (self->citizen, words);
  adw_action_row_set_subtitle (self->citizen,
                               citizen->confidential ? _ ("Confidential: tell nobody") : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->reveal), hidden);
  set_title (self->address, citizen->address);
  gtk_widget_set_visible (GTK_WIDGET (self->address), revealed && citizen->address != NULL);
}

void
hy_citizen_group_set_matter (HyCitizenGroup *self, HyMatter *matter, gboolean revealed)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  const char *repeat = hy_ticket_flag_value (ticket, "repeat");

  g_return_if_fail (HY_IS_CITIZEN_GROUP (self));
  show_citizen (self, &ticket->citizen, revealed);
  /* Of a ticket that has left who asked and where is kept no more (protocol.md). */
  gtk_widget_set_visible (GTK_WIDGET (self->citizen), ticket->state != HY_STATE_LEFT);
  gtk_widget_set_visible (GTK_WIDGET (self->place), ticket->state != HY_STATE_LEFT);
  set_title (self->place,
             ticket->place != NULL ? ticket->place : _ ("Not stated; ask in the call"));
  if (ticket->place != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->place), "hy-missing");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->place), "hy-missing");
  gtk_widget_set_visible (GTK_WIDGET (self->repeat), repeat != NULL);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->show_repeat), "s",
                                    repeat != NULL ? repeat : "");
  hy_fold_set_text (self->words,
                    hy_text_is_blank (ticket->content) ? ticket->title : ticket->content);
}

static void
hy_citizen_group_class_init (HyCitizenGroupClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_FOLD);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-citizen-group.ui");
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, citizen);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, reveal);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, address);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, place);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, repeat);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, show_repeat);
  gtk_widget_class_bind_template_child (widget, HyCitizenGroup, words);
}

static void
hy_citizen_group_init (HyCitizenGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_add_css_class (GTK_WIDGET (hy_fold_get_label (self->words)), "hy-citizen");
}
