#include "desk/hy-sign-form.h"

#include "desk/hy-form-bodies.h"
#include "desk/hy-handlers.h"
#include "store/hy-people.h"

struct _HySignForm
{
  HyForm parent_instance;
  HyFormField *handler;
  HyFormField *note;
  char *first; /* id of who is offered first, or NULL */
};

G_DEFINE_FINAL_TYPE (HySignForm, hy_sign_form, HY_TYPE_FORM)

static void
offer_people (HySignForm *self, const HySortHints *hints)
{
  const HyMatter *matter = hy_form_get_matter (HY_FORM (self));
  g_autoptr (GPtrArray) people = hy_handlers (hy_form_get_session (HY_FORM (self)), hints,
                                              matter->ticket->view->ticket->handler);
  g_autoptr (GArray) options = g_array_new (TRUE, TRUE, sizeof (HyOption));

  for (guint i = 0; i < people->len; i++)
    {
      const HyPersonRow *row = g_ptr_array_index (people, i);
      HyOption option = { row->id, row->name };

      g_array_append_val (options, option);
    }
  g_free (self->first);
  self->first = people->len > 0 ? g_strdup (((HyPersonRow *) people->pdata[0])->id) : NULL;
  hy_form_field_set_options (self->handler, (const HyOption *) (gpointer) options->data);
}

typedef struct
{
  char *ticket;
  HySortHints hints;
} Asking;

static void
asking_free (gpointer data)
{
  Asking *self = data;

  g_free (self->ticket);
  hy_sort_hints_clear (&self->hints);
  g_free (self);
}

static gboolean
ask (HyReplica *replica, gpointer data, GError **error)
{
  Asking *self = data;

  return hy_sort_hints_read (replica, self->ticket, &self->hints, error);
}

/* A suggestion that comes after the hands have begun is none. */
static void
asked (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (HySignForm) self = user_data;
  const HyMatter *matter = hy_form_get_matter (HY_FORM (self));
  Asking *asking = g_task_get_task_data (G_TASK (result));
  g_autofree char *chosen = NULL;
  g_autofree char *words = NULL;

  if (!hy_store_finish (HY_STORE (source), result, NULL) || matter == NULL
      || asking->hints.handler == NULL)
    return;
  chosen = hy_form_field_get_text (self->handler);
  if (g_strcmp0 (chosen, self->first) != 0)
    return;
  offer_people (self, &asking->hints);
  words = hy_handlers_hint (&asking->hints);
  hy_form_field_set_hint (self->handler, words);
}

static void
prefill (HyForm *form, const HyMatter *matter)
{
  Asking *asking = g_new0 (Asking, 1);

  offer_people (HY_SIGN_FORM (form), NULL);
  asking->ticket = g_strdup (matter->ticket->view->ticket->id);
  hy_store_read_async (hy_session_get_store (hy_form_get_session (form)), ask, asking, asking_free,
                       NULL, asked, g_object_ref (form));
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_sign_body (typed, faults);
}

static void
hy_sign_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  G_OBJECT_CLASS (hy_sign_form_parent_class)->dispose (object);
}

static void
hy_sign_form_finalize (GObject *object)
{
  g_free (HY_SIGN_FORM (object)->first);
  G_OBJECT_CLASS (hy_sign_form_parent_class)->finalize (object);
}

static void
hy_sign_form_class_init (HySignFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_sign_form_dispose;
  G_OBJECT_CLASS (klass)->finalize = hy_sign_form_finalize;
  form->prefill = prefill;
  form->build = build;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-sign-form.ui");
  gtk_widget_class_bind_template_child (widget, HySignForm, handler);
  gtk_widget_class_bind_template_child (widget, HySignForm, note);
}

static void
hy_sign_form_init (HySignForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_form_add_field (form, self->handler);
  hy_form_add_field (form, self->note);
}
