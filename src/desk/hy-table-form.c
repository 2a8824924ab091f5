#include "desk/hy-table-form.h"

#include "core/hy-words.h"
#include "desk/hy-agreement-editor.h"
#include "desk/hy-form-bodies.h"
#include "desk/hy-form-table.h"
#include "desk/hy-record-words.h"
#include "desk/hy-text.h"
#include "desk/hy-told-view.h"
#include "store/hy-people.h"

#include <string.h>

struct _HyTableForm
{
  HyForm parent_instance;
  const HyFormTable *table;
  GtkLabel *notice;
  GtkBox *rows;
  HyToldView *told;          /* or NULL */
  HyAgreementEditor *agreed; /* or NULL */
};

G_DEFINE_FINAL_TYPE (HyTableForm, hy_table_form, HY_TYPE_FORM)

/* What a field offers that the ticket, the office or the policy decides: a zero-terminated array of
 * HyOption whose words are of gettext or copied into @words. */

typedef struct
{
  GArray *options;
  GPtrArray *words; /* of char * */
} Offer;

static void
offer (Offer *self, const char *code, const char *words)
{
  HyOption option = { code, words };

  g_array_append_val (self->options, option);
}

/* The present handler last: it is to be another. */
static void
offer_people (Offer *self, HySession *session, const HyMatter *matter)
{
  const GPtrArray *people = hy_session_get_people (session);
  const char *handler = matter->ticket->view->ticket->handler;

  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < people->len; i++)
      {
        const HyPersonRow *row = g_ptr_array_index (people, i);

        if (row->active && (g_strcmp0 (row->id, handler) == 0) == (pass == 1))
          offer (self, row->id, row->name);
      }
}

static void
offer_grounds (Offer *self, HySession *session, const HyMatter *matter)
{
  static const char *const none[] = { "owner_not_found", "too_difficult" };
  char **grounds = matter->policy->return_grounds;

  for (gsize i = 0; grounds != NULL && grounds[i] != NULL; i++)
    offer (self, grounds[i], hy_option_words (hy_options_return, grounds[i]));
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++)
    offer (self, none[i], hy_option_words (hy_options_return, none[i]));
}

static void
offer_suspend_grounds (Offer *self, HySession *session, const HyMatter *matter)
{
  char **grounds = matter->policy->suspend_grounds;

  for (gsize i = 0; grounds != NULL && grounds[i] != NULL; i++)
    offer (self, grounds[i], grounds[i]);
}

static void
offer_requests (Offer *self, HySession *session, const HyMatter *matter)
{
  g_autoptr (GPtrArray) pending = hy_case_all_pending (matter->ticket->view);

  for (guint i = 0; i < pending->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (pending, i);
      char *words = hy_record_asked (record);

      g_ptr_array_add (self->words, words);
      offer (self, record->id, words);
    }
}

static void
offer_grievances (Offer *self, HySession *session, const HyMatter *matter)
{
  for (const HyOption *option = hy_options_against; option->code != NULL; option++)
    if (hy_case_appeal_until (matter->ticket->view, option->code, matter->now) >= matter->now)
      offer (self, option->code, _ (option->words));
}

static const struct
{
  const char *kind, *member;
  void (*offer) (Offer *self, HySession *session, const HyMatter *matter);
} offers[] = {
  { "assign", "to_person", offer_people },
  { "return_request", "ground", offer_grounds },
  { "suspend_request", "ground", offer_suspend_grounds },
  { "request_withdraw", "record", offer_requests },
  { "appeal", "against", offer_grievances },
};

static void
read_offer (HyTableForm *self, const HyFormRow *row, const HyMatter *matter, Offer *out)
{
  HySession *session = hy_form_get_session (HY_FORM (self));

  for (gsize i = 0; i < G_N_ELEMENTS (offers); i++)
    if (strcmp (offers[i].kind, self->table->kind) == 0
        && strcmp (offers[i].member, row->member) == 0)
      offers[i].offer (out, session, matter);
  if (out->options->len > 0)
    return;
  for (const HyOption *option = row->options; option != NULL && option->code != NULL; option++)
    offer (out, option->code, _ (option->words));
}

/* Fields */

static void
touched (HyTableForm *self)
{
  hy_form_touch (HY_FORM (self));
}

static GtkWidget *
custom_new (HyTableForm *self, const char *control)
{
  if (strcmp (control, "told") == 0)
    {
      self->told = g_object_new (HY_TYPE_TOLD_VIEW, NULL);
      return GTK_WIDGET (self->told);
    }
  self->agreed = g_object_new (HY_TYPE_AGREEMENT_EDITOR, NULL);
  g_signal_connect_object (self->agreed, "changed", G_CALLBACK (touched), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self->agreed);
}

/* The one thing there is to choose is chosen. */
static void
set_options (HyFormField *field, const Offer *offer)
{
  const HyOption *options = (const HyOption *) (gpointer) offer->options->data;

  if (offer->options->len == 0)
    return;
  hy_form_field_set_options (field, options);
  if (offer->options->len == 1)
    hy_form_field_set_text (field, options[0].code);
}

static void
add_row (HyTableForm *self, const HyFormRow *row, const HyMatter *matter)
{
  g_autoptr (GArray) options = g_array_new (TRUE, TRUE, sizeof (HyOption));
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  Offer offer = { options, words };
  const char *control = row->control;
  HyFormField *field;

  read_offer (self, row, matter, &offer);
  /* Where the policy lists none, a ground is any text; where it lists some, one of them. */
  if (options->len > 0 && strcmp (control, "line") == 0)
    control = "choice";
  field = g_object_new (HY_TYPE_FORM_FIELD, "member", row->member, "label", _ (row->label),
                        "control", control, "hint", row->hint != NULL ? _ (row->hint) : NULL, NULL);
  set_options (field, &offer);
  if (strcmp (control, "told") == 0 || strcmp (control, "agreement") == 0)
    hy_form_field_set_custom (field, custom_new (self, control));
  gtk_box_append (self->rows, GTK_WIDGET (field));
  hy_form_add_field (HY_FORM (self), field);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyTableForm *self = HY_TABLE_FORM (form);
  g_autofree char *words = NULL;

  if (matter->policy == NULL)
    return;
  if (gtk_widget_get_first_child (GTK_WIDGET (self->rows)) == NULL)
    for (const HyFormRow *row = self->table->rows; row->member != NULL; row++)
      add_row (self, row, matter);
  words = hy_form_table_notice (self->table, matter->ticket->view, matter->now);
  gtk_label_set_text (self->notice, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->notice), words != NULL);
  if (self->told != NULL && hy_told_view_show (self->told, matter))
    hy_form_field_set_fault (hy_form_get_field (form, "citizen_told"), NULL);
}

static const HyRecord *
last_of_kind (const HyCase *c, const char *kind)
{
  for (guint i = c->timeline->len; i > 0; i--)
    {
      const HyRecord *record = g_ptr_array_index (c->timeline, i - 1);

      if (strcmp (record->kind, kind) == 0)
        return record;
    }
  return NULL;
}

/* What was said once need not be typed again. */
static void
prefill_again (HyTableForm *self, const HyCase *c)
{
  const HyRecord *last = last_of_kind (c, self->table->kind);

  for (const HyFormRow *row = self->table->rows; last != NULL && row->member != NULL; row++)
    if (row->again && hy_body_string (last->body, row->member) != NULL)
      hy_form_field_set_text (hy_form_get_field (HY_FORM (self), row->member),
                              hy_body_string (last->body, row->member));
}

static void
prefill (HyForm *form, const HyMatter *matter)
{
  HyTableForm *self = HY_TABLE_FORM (form);
  g_autofree char *days = NULL;
  g_autofree char *notes = hy_notes_text (matter->ticket->view, &days);
  g_autofree char *hint
      = notes != NULL ? g_strdup_printf (_ ("From the notes of %s, please edit"), days) : NULL;

  prefill_again (self, matter->ticket->view);
  for (const HyFormRow *row = self->table->rows; notes != NULL && row->member != NULL; row++)
    if (row->from_notes)
      {
        hy_form_field_set_text (hy_form_get_field (form, row->member), notes);
        hy_form_field_set_hint (hy_form_get_field (form, row->member), hint);
      }
}

static void
add_typed (HyForm *form, GVariantDict *dict)
{
  HyTableForm *self = HY_TABLE_FORM (form);

  if (self->agreed != NULL)
    hy_put_objects (dict, "agreement", hy_agreement_editor_get_lines (self->agreed));
}

static void
take_typed (HyForm *form, GVariant *typed)
{
  HyTableForm *self = HY_TABLE_FORM (form);
  g_autoptr (GVariant) lines = hy_body_array (typed, "agreement");

  if (self->agreed != NULL && lines != NULL)
    hy_agreement_editor_set_lines (self->agreed, lines);
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  return hy_form_table_body (HY_TABLE_FORM (form)->table, typed, matter->ticket->view,
                             hy_session_now (hy_form_get_session (form)), faults);
}

/* What is no ground is answered as soon as it is chosen. */
static void
check (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *blocks)
{
  const HyMay *may = hy_matter_may (matter, hy_form_get_kind (form));
  const char *ground = hy_body_string (typed, "ground");
  char **allowed = matter->policy != NULL ? matter->policy->return_grounds : NULL;

  if (may != NULL && !may->allowed)
    hy_blocks_add_refusal (blocks, &may->refusal, hy_form_get_kind (form));
  else if (strcmp (hy_form_get_kind (form), "return_request") == 0 && allowed != NULL
           && !hy_text_is_blank (ground)
           && !g_strv_contains ((const char *const *) allowed, ground))
    hy_blocks_add (blocks, "ground_not_allowed", NULL,
                   _ ("This is no ground for a return; ask for coordination"));
}

static void
hy_table_form_constructed (GObject *object)
{
  HyTableForm *self = HY_TABLE_FORM (object);

  G_OBJECT_CLASS (hy_table_form_parent_class)->constructed (object);
  self->table = hy_form_table_find (hy_form_get_kind (HY_FORM (self)));
}

static void
hy_table_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  G_OBJECT_CLASS (hy_table_form_parent_class)->dispose (object);
}

static void
hy_table_form_class_init (HyTableFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->constructed = hy_table_form_constructed;
  G_OBJECT_CLASS (klass)->dispose = hy_table_form_dispose;
  form->show = show;
  form->prefill = prefill;
  form->add_typed = add_typed;
  form->take_typed = take_typed;
  form->build = build;
  form->check = check;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-table-form.ui");
  gtk_widget_class_bind_template_child (widget, HyTableForm, notice);
  gtk_widget_class_bind_template_child (widget, HyTableForm, rows);
}

static void
hy_table_form_init (HyTableForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
