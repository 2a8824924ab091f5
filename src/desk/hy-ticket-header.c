#include "desk/hy-ticket-header.h"

#include "desk/hy-light-button.h"
#include "desk/hy-open-menu.h"
#include "desk/hy-story.h"
#include "desk/hy-text.h"
#include "desk/hy-ticket-menu.h"
#include "desk/hy-ticket-words.h"
#include "desk/hy-wrap.h"

struct _HyTicketHeader
{
  AdwBin parent_instance;
  GtkLabel *title;
  GtkButton *number;
  GtkLabel *number_words;
  GtkLabel *meta;
  GtkMenuButton *menu;
  HyWrap *pills;
  HyWrap *lights;
  HyLightButton *light[HY_N_CLOCKS];
};

G_DEFINE_FINAL_TYPE (HyTicketHeader, hy_ticket_header, ADW_TYPE_BIN)

static GtkWidget *
story_new (const HyFlagPill *pill)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  gtk_box_append (GTK_BOX (box), hy_story_paragraph_new (pill->story, "hy-citizen"));
  if (pill->ticket != NULL)
    {
      GtkWidget *show = gtk_button_new_with_label (_ ("Show It"));

      gtk_actionable_set_action_name (GTK_ACTIONABLE (show), "win.show-ticket");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (show), "s", pill->ticket);
      gtk_box_append (GTK_BOX (box), show);
    }
  return hy_story_new (box);
}

static GtkWidget *
pill_new (const HyFlagPill *pill)
{
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *label = gtk_label_new (pill->label);
  g_autofree char *name = g_strdup_printf (_ ("%s, press Enter to see what it means"), pill->label);

  gtk_popover_set_child (GTK_POPOVER (popover), story_new (pill));
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_add_css_class (button, "hy-flag");
  if (pill->grave)
    gtk_widget_add_css_class (button, "hy-grave");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return button;
}

static void
show_pills (HyTicketHeader *self, const HyMatter *matter)
{
  g_autoptr (GPtrArray) pills = hy_ticket_pills (matter->ticket->view);

  hy_wrap_clear (self->pills, NULL);
  for (guint i = 0; i < pills->len; i++)
    hy_wrap_append (self->pills, pill_new (pills->pdata[i]));
  gtk_widget_set_visible (GTK_WIDGET (self->pills), pills->len > 0);
}

static void
show_number (HyTicketHeader *self, const HyTicket *ticket)
{
  g_autofree char *name = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->number), ticket->number != NULL);
  gtk_label_set_text (self->number_words, ticket->number != NULL ? ticket->number : "");
  name = g_strdup_printf (_ ("Copy the number %s"), ticket->number != NULL ? ticket->number : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->number), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

void
hy_ticket_header_set_matter (HyTicketHeader *self, HyMatter *matter)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  g_autofree char *meta = hy_ticket_meta_words (ticket);
  gboolean any = FALSE;

  g_return_if_fail (HY_IS_TICKET_HEADER (self));
  gtk_label_set_text (self->title, ticket->title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->title), ticket->title);
  gtk_label_set_text (self->meta, meta);
  show_number (self, ticket);
  show_pills (self, matter);
  for (HyClockId id = 0; id < HY_N_CLOCKS; id++)
    {
      hy_light_button_set_matter (self->light[id], matter, id);
      any = any || gtk_widget_get_visible (GTK_WIDGET (self->light[id]));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->lights), any);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), matter->may->len > 0);
  gtk_menu_button_set_popover (self->menu, GTK_WIDGET (hy_ticket_menu_new (matter)));
  hy_open_menu_hush (self->menu);
}

static void
hy_ticket_header_class_init (HyTicketHeaderClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-ticket-header.ui");
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, title);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, number);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, number_words);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, meta);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, menu);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, pills);
  gtk_widget_class_bind_template_child (widget, HyTicketHeader, lights);
}

static void
hy_ticket_header_init (HyTicketHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (HyClockId id = 0; id < HY_N_CLOCKS; id++)
    {
      self->light[id] = g_object_new (HY_TYPE_LIGHT_BUTTON, NULL);
      hy_wrap_append (self->lights, GTK_WIDGET (self->light[id]));
    }
}
