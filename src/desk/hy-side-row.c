#include "desk/hy-side-row.h"

#include "desk/hy-look.h"
#include "desk/hy-text.h"

struct _HySideRow
{
  GtkListBoxRow parent_instance;
  const char *page, *caption;
  GtkLabel *title;
  GtkImage *light;
  GtkLabel *count;
};

G_DEFINE_FINAL_TYPE (HySideRow, hy_side_row, GTK_TYPE_LIST_BOX_ROW)

const char *
hy_side_row_get_page (HySideRow *self)
{
  return self->page;
}

const char *
hy_side_row_get_caption (HySideRow *self)
{
  return self->caption;
}

static void
name_for_readers (HySideRow *self, gint64 count, const HyLook *look)
{
  g_autofree char *name = NULL;
  const char *title = gtk_label_get_text (self->title);

  if (count > 0 && look->light >= HY_LIGHT_YELLOW)
    name = g_strdup_printf (_ ("%s, %d, %s"), title, (int) count, hy_look_words (look));
  else
    name = g_strdup_printf (_ ("%s, %d"), title, (int) count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
set_dim (HySideRow *self, gboolean dim)
{
  GtkWidget *widgets[] = { GTK_WIDGET (self->title), GTK_WIDGET (self->count) };

  for (gsize i = 0; i < G_N_ELEMENTS (widgets); i++)
    {
      if (dim)
        gtk_widget_add_css_class (widgets[i], "hy-zero");
      else
        gtk_widget_remove_css_class (widgets[i], "hy-zero");
    }
}

/* Green is the usual case: a calm side shows forms for yellow and red alone. */
void
hy_side_row_set_figures (HySideRow *self, gint64 count, HyLight worst)
{
  HyLook look = { .light = worst };
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);
  const char *classes[] = { NULL, NULL };

  g_return_if_fail (HY_IS_SIDE_ROW (self));

  gtk_label_set_text (self->count, text);
  set_dim (self, count == 0);
  gtk_widget_set_visible (GTK_WIDGET (self->light), count > 0 && worst >= HY_LIGHT_YELLOW);
  gtk_image_set_from_icon_name (self->light, hy_look_icon (&look));
  classes[0] = hy_look_class (&look);
  gtk_widget_set_css_classes (GTK_WIDGET (self->light), classes);
  name_for_readers (self, count, &look);
}

GtkWidget *
hy_side_row_new (const char *page, const char *title, const char *caption)
{
  HySideRow *self = g_object_new (HY_TYPE_SIDE_ROW, NULL);

  self->page = page;
  self->caption = caption;
  gtk_label_set_text (self->title, title);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  return GTK_WIDGET (self);
}

static void
hy_side_row_class_init (HySideRowClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-side-row.ui");
  gtk_widget_class_bind_template_child (widget, HySideRow, title);
  gtk_widget_class_bind_template_child (widget, HySideRow, light);
  gtk_widget_class_bind_template_child (widget, HySideRow, count);
}

static void
hy_side_row_init (HySideRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
