#include "desk/hy-enrol-page.h"

#include "desk/hy-enrol-task.h"
#include "desk/hy-text.h"
#include "desk/hy-wrap.h"

struct _HyEnrolPage
{
  AdwBin parent_instance;
  HySession *session;
  GCancellable *running; /* while it is being asked */
  char *ca_file;
  GtkFileChooserNative *chooser;

  GtkWidget *foot;
  GtkLabel *fault;
  AdwEntryRow *server;
  AdwEntryRow *code;
  AdwEntryRow *name;
  AdwExpanderRow *certificate;
  AdwActionRow *file;
  GtkWidget *choose;
  GtkButton *enrol;
  GtkSpinner *spinner;
};

G_DEFINE_FINAL_TYPE (HyEnrolPage, hy_enrol_page, ADW_TYPE_BIN)

enum
{
  PROP_0,
  PROP_SESSION,
  N_PROPS
};
static GParamSpec *properties[N_PROPS];

static void
set_invalid (GtkWidget *row, gboolean invalid)
{
  if (invalid)
    gtk_widget_add_css_class (row, "error");
  else
    gtk_widget_remove_css_class (row, "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_INVALID,
                               invalid ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE,
                               -1);
}

static void
show_fault (HyEnrolPage *self, const char *words, HyEnrolField field)
{
  GtkWidget *rows[] = {
    [HY_ENROL_FIELD_NONE] = NULL,
    [HY_ENROL_FIELD_SERVER] = GTK_WIDGET (self->server),
    [HY_ENROL_FIELD_CODE] = GTK_WIDGET (self->code),
    [HY_ENROL_FIELD_CA] = GTK_WIDGET (self->certificate),
  };

  for (gsize i = 1; i < G_N_ELEMENTS (rows); i++)
    set_invalid (rows[i], words != NULL && i == field);
  gtk_label_set_text (self->fault, words != NULL ? words : "");
  gtk_widget_set_visible (self->foot, words != NULL);
  if (words == NULL || rows[field] == NULL)
    return;
  /* What is to be done about a certificate is folded. */
  if (field == HY_ENROL_FIELD_CA)
    adw_expander_row_set_expanded (self->certificate, TRUE);
  gtk_widget_grab_focus (field == HY_ENROL_FIELD_CA ? self->choose : rows[field]);
}

static void
set_running (HyEnrolPage *self, gboolean running)
{
  gtk_widget_set_visible (GTK_WIDGET (self->spinner), running);
  gtk_spinner_set_spinning (self->spinner, running);
  gtk_button_set_label (self->enrol, running ? _ ("Asking the District…") : _ ("Enrol"));
  gtk_widget_set_sensitive (GTK_WIDGET (self->enrol), !running);
}

/* Nobody else's certificate: none was given, and the PC knows no other. */
static void
show_missing_file (HyEnrolPage *self)
{
  show_fault (self,
              _ ("No certificate file is chosen yet. Press “Choose…” and take the file from the "
                 "district; if that does not help, show this page to the district."),
              HY_ENROL_FIELD_CA);
}

static void
enrolled (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HyEnrolPage) self = user_data;
  g_autofree char *words = NULL;
  HyEnrolField field;
  gboolean ok = hy_enrol_task_finish (HY_SESSION (source), result, &words, &field);

  g_clear_object (&self->running);
  if (self->session == NULL)
    return;
  set_running (self, FALSE);
  if (!ok && field == HY_ENROL_FIELD_CA && self->ca_file == NULL)
    show_missing_file (self);
  else
    show_fault (self, words, field);
  if (!ok)
    return;
  gtk_editable_set_text (GTK_EDITABLE (self->code), "");
  hy_session_refresh (self->session);
  gtk_widget_activate_action (GTK_WIDGET (self), "win.enrolled", NULL);
}

static char *
typed (AdwEntryRow *row)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));
}

/* The code is the district's secret: only address and name of the PC are kept. */
static void
remember (HyEnrolPage *self, const char *server, const char *name)
{
  GSettings *settings = hy_session_get_replica_settings (self->session);

  g_settings_set_string (settings, "server", server);
  g_settings_set_string (settings, "device-name", name);
}

static void
start (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HyEnrolPage *self = HY_ENROL_PAGE (widget);
  g_autofree char *server = typed (self->server);
  g_autofree char *code = typed (self->code);
  g_autofree char *name = typed (self->name);

  if (self->running != NULL)
    return;
  if (server[0] == '\0' || code[0] == '\0')
    {
      show_fault (self,
                  server[0] == '\0' ? _ ("Which server? The district names it with the code.")
                                    : _ ("The code is missing. The district gives it."),
                  server[0] == '\0' ? HY_ENROL_FIELD_SERVER : HY_ENROL_FIELD_CODE);
      return;
    }
  remember (self, server, name);
  show_fault (self, NULL, HY_ENROL_FIELD_NONE);
  set_running (self, TRUE);
  self->running = g_cancellable_new ();
  hy_enrol_task_start (self->session, &(HyEnrolWish){ server, code, name, self->ca_file },
                       self->running, enrolled, g_object_ref (self));
}

static void
show_file (HyEnrolPage *self)
{
  g_autofree char *base = self->ca_file != NULL ? g_filename_display_basename (self->ca_file) : NULL;

  adw_action_row_set_subtitle (self->file, base != NULL ? base : _ ("None chosen"));
}

static void
file_chosen (GtkNativeDialog *dialog, int response, HyEnrolPage *self)
{
  g_autoptr (GFile) file = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    {
      file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
      g_free (self->ca_file);
      self->ca_file = file != NULL ? g_file_get_path (file) : NULL;
      show_file (self);
      show_fault (self, NULL, HY_ENROL_FIELD_NONE);
    }
  g_clear_object (&self->chooser);
}

static void
choose_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  HyEnrolPage *self = HY_ENROL_PAGE (widget);
  GtkRoot *root = gtk_widget_get_root (widget);

  g_clear_object (&self->chooser);
  self->chooser = gtk_file_chooser_native_new (_ ("The District's Certificate"), GTK_WINDOW (root),
                                               GTK_FILE_CHOOSER_ACTION_OPEN, _ ("_Choose"),
                                               _ ("_Cancel"));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (self->chooser), TRUE);
  g_signal_connect_object (self->chooser, "response", G_CALLBACK (file_chosen), self, 0);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (self->chooser));
}

static void
edited (GtkEditable *row, HyEnrolPage *self)
{
  set_invalid (GTK_WIDGET (row), FALSE);
}

static void
entered (AdwEntryRow *row, HyEnrolPage *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "enrol.start", NULL);
}

/* The text inside a row is what has the focus, and what a screen reader names. */
static void
name_entry (AdwEntryRow *row)
{
  GtkEditable *text = gtk_editable_get_delegate (GTK_EDITABLE (row));

  gtk_accessible_update_property (GTK_ACCESSIBLE (text), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), -1);
}

static gboolean
hy_enrol_page_grab_focus (GtkWidget *widget)
{
  HyEnrolPage *self = HY_ENROL_PAGE (widget);
  gboolean empty = gtk_editable_get_text (GTK_EDITABLE (self->server))[0] == '\0';

  return gtk_widget_grab_focus (GTK_WIDGET (empty ? self->server : self->code));
}

static void
hy_enrol_page_constructed (GObject *object)
{
  HyEnrolPage *self = HY_ENROL_PAGE (object);
  GSettings *settings = hy_session_get_replica_settings (self->session);
  g_autofree char *server = g_settings_get_string (settings, "server");
  g_autofree char *name = g_settings_get_string (settings, "device-name");

  G_OBJECT_CLASS (hy_enrol_page_parent_class)->constructed (object);
  gtk_editable_set_text (GTK_EDITABLE (self->server), server);
  gtk_editable_set_text (GTK_EDITABLE (self->name), name[0] != '\0' ? name : g_get_host_name ());
  name_entry (self->server);
  name_entry (self->code);
  name_entry (self->name);
  show_file (self);
}

static void
hy_enrol_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SESSION)
    HY_ENROL_PAGE (object)->session = g_value_dup_object (value);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
hy_enrol_page_dispose (GObject *object)
{
  HyEnrolPage *self = HY_ENROL_PAGE (object);

  g_cancellable_cancel (self->running);
  g_clear_object (&self->chooser);
  g_clear_object (&self->session);
  g_clear_pointer (&self->ca_file, g_free);
  G_OBJECT_CLASS (hy_enrol_page_parent_class)->dispose (object);
}

static void
hy_enrol_page_class_init (HyEnrolPageClass *klass)
{
  GObjectClass *object = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  object->constructed = hy_enrol_page_constructed;
  object->set_property = hy_enrol_page_set_property;
  object->dispose = hy_enrol_page_dispose;
  widget->grab_focus = hy_enrol_page_grab_focus;
  properties[PROP_SESSION]
      = g_param_spec_object ("session", NULL, NULL, HY_TYPE_SESSION,
                             G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object, N_PROPS, properties);
  g_type_ensure (HY_TYPE_WRAP);
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-enrol-page.ui");
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, foot);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, fault);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, server);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, code);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, name);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, certificate);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, file);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, choose);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, enrol);
  gtk_widget_class_bind_template_child (widget, HyEnrolPage, spinner);
  gtk_widget_class_bind_template_callback (widget, edited);
  gtk_widget_class_bind_template_callback (widget, entered);
  gtk_widget_class_install_action (widget, "enrol.start", NULL, start);
  gtk_widget_class_install_action (widget, "enrol.choose-file", NULL, choose_file);
  gtk_widget_class_add_binding_action (widget, GDK_KEY_Return, GDK_CONTROL_MASK, "enrol.start",
                                       NULL);
}

static void
hy_enrol_page_init (HyEnrolPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
