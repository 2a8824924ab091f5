#include "desk/hy-attach-tile.h"

#include "desk/hy-photo.h"
#include "desk/hy-text.h"

#define PICTURE_SIDE 192

struct _HyAttachTile
{
  AdwBin parent_instance;
  GtkImage *icon;
  GtkPicture *picture;
  GtkLabel *name;
  GtkButton *remove;
};

G_DEFINE_FINAL_TYPE (HyAttachTile, hy_attach_tile, ADW_TYPE_BIN)

static void
loaded (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyAttachTile) self = user_data;
  g_autoptr (GdkTexture) texture = hy_photo_load_finish (result, NULL);

  /* What cannot be shown keeps its icon. */
  if (texture == NULL)
    return;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  gtk_widget_show (GTK_WIDGET (self->picture));
  gtk_widget_hide (GTK_WIDGET (self->icon));
}

GtkWidget *
hy_attach_tile_new (const HyBlobRef *blob, const char *path)
{
  HyAttachTile *self = g_object_new (HY_TYPE_ATTACH_TILE, NULL);
  g_autofree char *size = g_format_size ((guint64) blob->size);
  g_autofree char *about = g_strdup_printf ("%s\n%s", blob->name, size);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), blob->name);
  g_autoptr (GIcon) icon = g_content_type_get_symbolic_icon (blob->type);

  gtk_label_set_text (self->name, blob->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), about);
  gtk_image_set_from_gicon (self->icon, icon);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (self->remove), "s", blob->sha256);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->remove), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  remove, -1);
  if (hy_photo_is_one (blob->type))
    hy_photo_load_async (path, PICTURE_SIDE, NULL, loaded, g_object_ref_sink (self));
  return GTK_WIDGET (self);
}

static void
hy_attach_tile_class_init (HyAttachTileClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-attach-tile.ui");
  gtk_widget_class_bind_template_child (widget, HyAttachTile, icon);
  gtk_widget_class_bind_template_child (widget, HyAttachTile, picture);
  gtk_widget_class_bind_template_child (widget, HyAttachTile, name);
  gtk_widget_class_bind_template_child (widget, HyAttachTile, remove);
}

static void
hy_attach_tile_init (HyAttachTile *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
