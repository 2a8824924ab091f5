#include "desk/hy-reply-answer.h"

#include "desk/hy-text.h"

static const struct
{
  const char *member, *label, *control;
  const HyOption *options;
} parts[] = {
  { "finding", N_ ("Finding"), "choice", hy_options_finding },
  { "result", N_ ("Handling result"), "text", NULL },
  { "when", N_ ("Is it done?"), "choice", hy_options_done },
  { "by", N_ ("By when"), "date", NULL },
};

#define N_PARTS G_N_ELEMENTS (parts)
#define BY 3

struct _HyReplyAnswer
{
  AdwBin parent_instance;
  HyForm *form;
  char *demand;
  guint index;
  HyFormField *part[N_PARTS];
  GtkLabel *words;
  GtkBox *fields;
};

G_DEFINE_FINAL_TYPE (HyReplyAnswer, hy_reply_answer, ADW_TYPE_BIN)

static void
when_changed (HyReplyAnswer *self)
{
  g_autofree char *when = hy_form_field_get_text (self->part[BY - 1]);

  gtk_widget_set_visible (GTK_WIDGET (self->part[BY]), g_strcmp0 (when, "by") == 0);
}

/* The members of faults count from the place among the answers: a field is made for its place. */
static void
make_parts (HyReplyAnswer *self)
{
  for (gsize i = 0; i < N_PARTS; i++)
    {
      g_autofree char *member = g_strdup_printf ("answers.%u.%s", self->index, parts[i].member);

      self->part[i] = g_object_new (HY_TYPE_FORM_FIELD, "member", member, "label",
                                    _ (parts[i].label), "control", parts[i].control, NULL);
      if (parts[i].options != NULL)
        hy_form_field_set_options (self->part[i], parts[i].options);
      gtk_box_append (self->fields, GTK_WIDGET (self->part[i]));
      hy_form_add_field (self->form, self->part[i]);
    }
  g_signal_connect_object (self->part[BY - 1], "changed", G_CALLBACK (when_changed), self,
                           G_CONNECT_SWAPPED);
  when_changed (self);
}

HyReplyAnswer *
hy_reply_answer_new (HyForm *form, const char *demand)
{
  HyReplyAnswer *self = g_object_new (HY_TYPE_REPLY_ANSWER, NULL);

  self->form = form;
  self->demand = g_strdup (demand);
  self->index = G_MAXUINT;
  return self;
}

const char *
hy_reply_answer_get_demand (HyReplyAnswer *self)
{
  return self->demand;
}

void
hy_reply_answer_retire (HyReplyAnswer *self)
{
  for (gsize i = 0; i < N_PARTS && self->part[i] != NULL; i++)
    {
      hy_form_remove_field (self->form, self->part[i]);
      gtk_box_remove (self->fields, GTK_WIDGET (self->part[i]));
      self->part[i] = NULL;
    }
}

void
hy_reply_answer_show (HyReplyAnswer *self, guint index, const char *words)
{
  g_autofree char *text = g_strdup_printf ("%u. %s", index + 1, words != NULL ? words : "");

  gtk_label_set_text (self->words, text);
  if (self->index == index)
    return;
  if (self->part[0] == NULL)
    {
      self->index = index;
      make_parts (self);
    }
  else
    {
      g_autoptr (GVariant) typed = g_variant_ref_sink (hy_reply_answer_get_typed (self));

      hy_reply_answer_retire (self);
      self->index = index;
      make_parts (self);
      hy_reply_answer_set_typed (self, typed);
    }
}

GVariant *
hy_reply_answer_get_typed (HyReplyAnswer *self)
{
  GVariantDict dict;

  g_variant_dict_init (&dict, NULL);
  g_variant_dict_insert (&dict, "demand_id", "s", self->demand);
  for (gsize i = 0; i < N_PARTS; i++)
    {
      g_autofree char *text = hy_form_field_get_text (self->part[i]);

      if (text != NULL)
        g_variant_dict_insert (&dict, parts[i].member, "s", text);
    }
  return g_variant_dict_end (&dict);
}

void
hy_reply_answer_set_typed (HyReplyAnswer *self, GVariant *typed)
{
  for (gsize i = 0; i < N_PARTS; i++)
    {
      g_autoptr (GVariant) value = g_variant_lookup_value (typed, parts[i].member, NULL);

      hy_form_field_set_value (self->part[i], value);
    }
  when_changed (self);
}

static void
hy_reply_answer_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HY_TYPE_REPLY_ANSWER);
  G_OBJECT_CLASS (hy_reply_answer_parent_class)->dispose (object);
}

static void
hy_reply_answer_finalize (GObject *object)
{
  g_free (HY_REPLY_ANSWER (object)->demand);
  G_OBJECT_CLASS (hy_reply_answer_parent_class)->finalize (object);
}

static void
hy_reply_answer_class_init (HyReplyAnswerClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_reply_answer_dispose;
  G_OBJECT_CLASS (klass)->finalize = hy_reply_answer_finalize;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-reply-answer.ui");
  gtk_widget_class_bind_template_child (widget, HyReplyAnswer, words);
  gtk_widget_class_bind_template_child (widget, HyReplyAnswer, fields);
}

static void
hy_reply_answer_init (HyReplyAnswer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
