#include "desk/hy-revoked-page.h"

#include "desk/hy-text.h"
#include "desk/hy-trouble.h"

struct _HyRevokedPage
{
  AdwBin parent_instance;
  HySession *session;
  AdwStatusPage *page;
  GtkWidget *export, *enrol;
};

G_DEFINE_FINAL_TYPE (HyRevokedPage, hy_revoked_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
suggest (GtkWidget *button, gboolean suggested)
{
  if (suggested)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
show_figures (HySession *session, HyRevokedPage *self)
{
  const HyStatus *status = hy_session_get_status (session);
  guint n = status->waiting + status->refused;
  g_autofree char *words
      = n == 0 ? g_strdup (_ ("Nothing waits to be sent; nothing is lost."))
               : g_strdup_printf (
                   g_dngettext (GETTEXT_PACKAGE,
                                "The %u item that was not sent is still here and can be exported "
                                "for the district.",
                                "The %u items that were not sent are still here and can be "
                                "exported for the district.",
                                n),
                   n);

  adw_status_page_set_title (self->page,
                             hy_trouble_of_round (status) == HY_TROUBLE_DISABLED
                                 ? _ ("The District Has Disabled This PC")
                                 : _ ("The District Does Not Know This PC Any More"));
  adw_status_page_set_description (self->page, words);
  gtk_widget_set_visible (self->export, n > 0);
  suggest (self->enrol, n == 0);
}

static void
hy_revoked_page_constructed (GObject *object)
{
  HyRevokedPage *self = HY_REVOKED_PAGE (object);

  G_OBJECT_CLASS (hy_revoked_page_parent_class)->constructed (object);
  show_figures (self->session, self);
  g_signal_connect_object (self->session, "figures", G_CALLBACK (show_figures), self, 0);
}

static void
hy_revoked_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_REVOKED_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_revoked_page_dispose (GObject *object)
{
  HyRevokedPage *self = HY_REVOKED_PAGE (object);

  g_clear_object (&self->session);
  G_OBJECT_CLASS (hy_revoked_page_parent_class)->dispose (object);
}

static void
hy_revoked_page_class_init (HyRevokedPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_revoked_page_constructed;
  object->set_property = hy_revoked_page_set_property;
  object->dispose = hy_revoked_page_dispose;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-revoked-page.ui");
  gtk_widget_class_bind_template_child (widget, HyRevokedPage, page);
  gtk_widget_class_bind_template_child (widget, HyRevokedPage, export);
  gtk_widget_class_bind_template_child (widget, HyRevokedPage, enrol);
}

static void
hy_revoked_page_init (HyRevokedPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
