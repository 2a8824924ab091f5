#include "desk/hy-contact-form.h"

#include "desk/hy-contact-body.h"
#include "desk/hy-contact-number.h"
#include "desk/hy-demand-editor.h"
#include "desk/hy-fold.h"
#include "desk/hy-moment.h"
#include "desk/hy-reply-opinion.h"
#include "desk/hy-text.h"

struct _HyContactForm
{
  HyForm parent_instance;
  HyContactNumber *number;
  HyFold *words;
  GtkWidget *unreached;
  GtkWidget *reached;
  GtkLabel *attempts;
  HyFormField *at;
  HyFormField *direction;
  HyFormField *channel;
  HyFormField *outcome;
  HyFormField *remark;
  HyFormField *callback_at;
  HyFormField *gist;
  HyFormField *answered_by;
  HyFormField *demands;
  HyFormField *place;
  HyFormField *promise_what;
  HyFormField *promise_by;
  HyFormField *told;
  HyFormField *opinion;
  HyFormField *opinion_words;
  HyDemandEditor *editor;
  gboolean begun;
  const char *telling; /* what it is begun to tell, or NULL. Static */
  gboolean asked;      /* whether that was told, though no box says so */
  gboolean asked_opinion; /* whether they were asked for theirs, though none is chosen */
  gboolean asked_words;   /* how they put it, though nothing is written */
};

G_DEFINE_FINAL_TYPE (HyContactForm, hy_contact_form, HY_TYPE_FORM)

static void
show_attempts (HyContactForm *self, const HyMatter *matter)
{
  HySession *session = hy_form_get_session (HY_FORM (self));
  const HyGuide *guide = &matter->guide;
  const HyGate *gate = guide->step == HY_GUIDE_TELL ? &guide->telling : &matter->gate;
  /* A correction is no further try. */
  gboolean counts = matter->policy != NULL && hy_form_get_amends (HY_FORM (self)) == NULL;
  g_autofree char *words
      = counts ? hy_contact_attempts (gate, matter->policy, hy_session_now (session)) : NULL;

  gtk_label_set_text (self->attempts, words != NULL ? words : "");
  gtk_widget_set_visible (GTK_WIDGET (self->attempts), words != NULL);
}

static void
show (HyForm *form, const HyMatter *matter)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  const HyTicket *ticket = matter->ticket->view->ticket;

  hy_contact_number_set_ticket (self->number, ticket);
  hy_fold_set_text (self->words, hy_text_is_blank (ticket->content) ? ticket->title : ticket->content);
  show_attempts (self, matter);
}

/* Telling */

static void
tick_told (HyContactForm *self)
{
  const char *purposes[] = { self->telling, NULL };
  GVariantDict dict;
  g_autoptr (GVariant) typed = NULL;
  g_autoptr (GVariant) told = NULL;

  if (self->telling == NULL)
    return;
  g_variant_dict_init (&dict, NULL);
  hy_put_list (&dict, "told", purposes);
  typed = g_variant_ref_sink (g_variant_dict_end (&dict));
  told = hy_body_array (typed, "told");
  hy_form_field_set_value (self->told, told);
}

/* The result is told to hear what they think of it. */
static gboolean
tells_result (HyContactForm *self)
{
  return g_strcmp0 (self->telling, "tell_result") == 0;
}

static void
put_first (HyContactForm *self, HyFormField *field)
{
  gtk_box_reorder_child_after (GTK_BOX (self->reached), GTK_WIDGET (field), NULL);
}

void
hy_contact_form_set_telling (HyContactForm *self, const char *purpose)
{
  g_return_if_fail (HY_IS_CONTACT_FORM (self));

  self->telling = purpose;
  if (tells_result (self))
    {
      put_first (self, self->opinion_words);
      put_first (self, self->opinion);
      hy_form_field_set_hint (self->opinion,
                              _ ("Tell the result, then ask: are they satisfied with it?"));
    }
  put_first (self, self->told);
  tick_told (self);
}

/* What the step is there for. */
static const char *
purpose_of (HyGuideStep step)
{
  static const char *const purposes[HY_N_GUIDES] = {
    [HY_GUIDE_TELL] = "tell_result",
    [HY_GUIDE_WAIT_EXTENSION] = "tell_extension",
    [HY_GUIDE_WAIT_RETURN] = "tell_return",
  };

  return purposes[step];
}

/* @missing is asked for once, not insisted on. */
static gboolean
ask_once (gboolean missing, gboolean *asked, const char *field, const char *words, GPtrArray *faults)
{
  if (!missing || *asked)
    return FALSE;
  *asked = TRUE;
  hy_faults_ask (faults, field, words);
  return TRUE;
}

/* Without its box the call counts for nothing that it was begun for; and the reply wants their opinion. */
static gboolean
ask_for_purpose (HyContactForm *self, GVariant *typed, GPtrArray *faults)
{
  gboolean heard = !hy_text_is_blank (hy_body_string (typed, "opinion"));
  gboolean told;

  if (self->telling == NULL)
    return FALSE;
  told = hy_body_list_has (typed, "told", self->telling);
  return ask_once (!told, &self->asked, "told",
                   _ ("Were they told? Tick the box, or save once more if they were not."), faults)
         || ask_once (told && tells_result (self) && !heard, &self->asked_opinion, "opinion",
                      _ ("Satisfied or not? Choose what they said, or save once more if they were "
                         "not asked."),
                      faults);
}

/* Words are written down while they are still in the ear: the reply would only have them made up. */
static gboolean
ask_for_missing (HyContactForm *self, GVariant *typed, GPtrArray *faults)
{
  gboolean voiced = hy_opinion_wants_words (hy_body_string (typed, "opinion"));

  if (g_strcmp0 (hy_body_string (typed, "outcome"), "reached") != 0)
    return FALSE;
  return ask_for_purpose (self, typed, faults)
         || ask_once (voiced && hy_text_is_blank (hy_body_string (typed, "opinion_words")),
                      &self->asked_words, "opinion_words",
                      _ ("How did they put it? The reply asks for their words. Save once more if "
                         "you do not remember."),
                      faults);
}

static void
prefill (HyForm *form, const HyMatter *matter)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  HyTime now = hy_session_now (hy_form_get_session (form));
  const HyTicket *ticket = matter->ticket->view->ticket;
  g_autofree char *at = hy_moment_text (now, now);

  hy_form_field_set_text (self->at, at);
  hy_form_field_set_text (self->direction, "out");
  hy_form_field_set_text (self->channel, "phone");
  hy_form_field_set_text (self->place, ticket->place);
  hy_demand_editor_set_ticket (self->editor, ticket);
  /* What is corrected was begun for something else. */
  if (hy_form_get_amends (form) == NULL && self->telling == NULL
      && purpose_of (matter->guide.step) != NULL)
    hy_contact_form_set_telling (self, purpose_of (matter->guide.step));
  tick_told (self);
}

/* What was not asked for is out of sight: a call that nobody answered is three keys. */
static void
changed (HyForm *form)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  g_autofree char *outcome = hy_form_field_get_text (self->outcome);
  gboolean reached = g_strcmp0 (outcome, "reached") == 0;
  gboolean turned = reached != gtk_widget_get_visible (self->reached);

  gtk_widget_set_visible (self->reached, reached);
  gtk_widget_set_visible (self->unreached, outcome != NULL && !reached);
  show_attempts (self, hy_form_get_matter (form));
  hy_contact_number_note_seen (self->number, hy_form_get_session (form));
  if (turned && reached && self->begun)
    hy_form_go_to (form, tells_result (self) ? self->opinion : self->gist);
  self->begun = TRUE;
}

static void
add_typed (HyForm *form, GVariantDict *dict)
{
  HyContactForm *self = HY_CONTACT_FORM (form);

  hy_put_objects (dict, "demands", hy_demand_editor_get_demands (self->editor));
  hy_put_text (dict, "number_used", hy_contact_number_get (self->number));
}

static void
take_typed (HyForm *form, GVariant *typed)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  g_autoptr (GVariant) demands = hy_body_array (typed, "demands");

  if (demands != NULL)
    hy_demand_editor_restore (self->editor, demands);
  hy_contact_number_use (self->number, hy_body_string (typed, "number_used"));
}

/* A time, or a date alone. */
static char *
moment_text (HyContactForm *self, GVariant *body, const char *name)
{
  HyTime at;

  return hy_body_time (body, name, &at)
             ? hy_moment_text (at, hy_session_now (hy_form_get_session (HY_FORM (self))))
             : g_strdup (hy_body_string (body, name));
}

static void
take_details (HyContactForm *self, GVariant *body)
{
  g_autoptr (GVariant) promise = hy_body_object (body, "promise");
  g_autoptr (GVariant) opinion = hy_body_object (body, "opinion");

  if (promise != NULL)
    {
      g_autofree char *by = moment_text (self, promise, "by");

      hy_form_field_set_text (self->promise_what, hy_body_string (promise, "what"));
      hy_form_field_set_text (self->promise_by, by);
    }
  if (opinion == NULL)
    return;
  hy_form_field_set_text (self->opinion, hy_body_string (opinion, "value"));
  hy_form_field_set_text (self->opinion_words, hy_body_string (opinion, "words"));
}

/* A wrong outcome or a slip of the pen: all that was said, to be mended. */
static void
take_record (HyForm *form, const HyRecord *record)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  GVariant *body = record->body;
  g_autoptr (GVariant) told = hy_body_array (body, "purpose");
  HyTime at = record->made_at, now = hy_session_now (hy_form_get_session (form));
  g_autofree char *when = NULL;
  g_autofree char *again = moment_text (self, body, "callback_at");

  (void) hy_body_time (body, "at", &at);
  when = hy_moment_text (at, now);
  hy_form_field_set_text (self->at, when);
  hy_form_field_set_text (self->direction, hy_body_string (body, "direction"));
  hy_form_field_set_text (self->channel, hy_body_string (body, "channel"));
  hy_form_field_set_text (self->outcome, hy_body_string (body, "outcome"));
  hy_form_field_set_text (self->answered_by, hy_body_string (body, "answered_by"));
  hy_form_field_set_text (self->gist, hy_body_string (body, "gist"));
  hy_form_field_set_text (self->remark, hy_body_string (body, "gist"));
  hy_form_field_set_text (self->place, hy_body_string (body, "place"));
  hy_form_field_set_text (self->callback_at, again);
  hy_form_field_set_value (self->told, told);
  take_details (self, body);
  hy_contact_number_use (self->number, hy_body_string (body, "number_used"));
}

static GtkWidget *
first (HyForm *form)
{
  return GTK_WIDGET (HY_CONTACT_FORM (form)->outcome);
}

static GVariant *
build (HyForm *form, const HyMatter *matter, GVariant *typed, GPtrArray *faults)
{
  HyContactForm *self = HY_CONTACT_FORM (form);
  GVariant *body = hy_contact_body (typed, matter->ticket->view, hy_form_find_amended (form),
                                    hy_session_now (hy_form_get_session (form)), faults);

  if (body == NULL || !ask_for_missing (self, typed, faults))
    return body;
  g_variant_unref (g_variant_ref_sink (body));
  return NULL;
}

static void
number_changed (HyContactForm *self)
{
  hy_form_touch (HY_FORM (self));
}

static void
demands_changed (HyContactForm *self)
{
  hy_form_field_set_fault (self->demands, NULL);
  hy_form_touch (HY_FORM (self));
}

static void
set_options (HyContactForm *self)
{
  hy_form_field_set_options (self->direction, hy_options_direction);
  hy_form_field_set_options (self->channel, hy_options_channel);
  hy_form_field_set_options (self->outcome, hy_options_outcome);
  hy_form_field_set_options (self->answered_by, hy_options_answered_by);
  hy_form_field_set_options (self->told, hy_options_told);
  hy_form_field_set_options (self->opinion, hy_options_opinion);
  hy_form_field_add_keys (self->outcome);
  hy_form_field_add_quick (self->callback_at, _ ("Afternoon 2:30"), "14:30");
  hy_form_field_add_quick (self->callback_at, _ ("Tomorrow 9:00"), "明天 9:00");
  hy_form_field_add_quick (self->promise_by, _ ("Today 17:00"), "17:00");
  hy_form_field_add_quick (self->promise_by, _ ("Tomorrow 10:00"), "明天 10:00");
  self->editor = HY_DEMAND_EDITOR (g_object_new (HY_TYPE_DEMAND_EDITOR, NULL));
  hy_form_field_set_custom (self->demands, GTK_WIDGET (self->editor));
  g_signal_connect_object (self->editor, "changed", G_CALLBACK (demands_changed), self,
                           G_CONNECT_SWAPPED);
}

static void
hy_contact_form_dispose (GObject *object)
{
  /* The draft is written while the fields are there. */
  hy_form_flush (HY_FORM (object));
  G_OBJECT_CLASS (hy_contact_form_parent_class)->dispose (object);
}

static void
hy_contact_form_class_init (HyContactFormClass *klass)
{
  GtkWidgetClass *widget = GTK_WIDGET_CLASS (klass);
  HyFormClass *form = HY_FORM_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = hy_contact_form_dispose;
  form->show = show;
  form->prefill = prefill;
  form->changed = changed;
  form->add_typed = add_typed;
  form->take_typed = take_typed;
  form->first = first;
  form->take_record = take_record;
  form->build = build;
  gtk_widget_class_set_template_from_resource (widget, "/cn/huiyin/Huiyin/ui/hy-contact-form.ui");
  gtk_widget_class_bind_template_child (widget, HyContactForm, number);
  gtk_widget_class_bind_template_child (widget, HyContactForm, words);
  gtk_widget_class_bind_template_child (widget, HyContactForm, unreached);
  gtk_widget_class_bind_template_child (widget, HyContactForm, reached);
  gtk_widget_class_bind_template_child (widget, HyContactForm, attempts);
  gtk_widget_class_bind_template_child (widget, HyContactForm, at);
  gtk_widget_class_bind_template_child (widget, HyContactForm, direction);
  gtk_widget_class_bind_template_child (widget, HyContactForm, channel);
  gtk_widget_class_bind_template_child (widget, HyContactForm, outcome);
  gtk_widget_class_bind_template_child (widget, HyContactForm, remark);
  gtk_widget_class_bind_template_child (widget, HyContactForm, callback_at);
  gtk_widget_class_bind_template_child (widget, HyContactForm, gist);
  gtk_widget_class_bind_template_child (widget, HyContactForm, answered_by);
  gtk_widget_class_bind_template_child (widget, HyContactForm, demands);
  gtk_widget_class_bind_template_child (widget, HyContactForm, place);
  gtk_widget_class_bind_template_child (widget, HyContactForm, promise_what);
  gtk_widget_class_bind_template_child (widget, HyContactForm, promise_by);
  gtk_widget_class_bind_template_child (widget, HyContactForm, told);
  gtk_widget_class_bind_template_child (widget, HyContactForm, opinion);
  gtk_widget_class_bind_template_child (widget, HyContactForm, opinion_words);
}

static void
hy_contact_form_init (HyContactForm *self)
{
  HyForm *form = HY_FORM (self);

  g_type_ensure (HY_TYPE_FORM_FIELD);
  g_type_ensure (HY_TYPE_CONTACT_NUMBER);
  g_type_ensure (HY_TYPE_FOLD);
  gtk_widget_init_template (GTK_WIDGET (self));
  hy_form_add_field (form, self->at);
  hy_form_add_field (form, self->direction);
  hy_form_add_field (form, self->channel);
  hy_form_add_field (form, self->outcome);
  hy_form_add_field (form, self->remark);
  hy_form_add_field (form, self->callback_at);
  hy_form_add_field (form, self->gist);
  hy_form_add_field (form, self->answered_by);
  hy_form_add_field (form, self->demands);
  hy_form_add_field (form, self->place);
  hy_form_add_field (form, self->promise_what);
  hy_form_add_field (form, self->promise_by);
  hy_form_add_field (form, self->told);
  hy_form_add_field (form, self->opinion);
  hy_form_add_field (form, self->opinion_words);
  set_options (self);
  gtk_widget_add_css_class (GTK_WIDGET (hy_fold_get_label (self->words)), "hy-citizen");
  g_signal_connect_object (self->number, "changed", G_CALLBACK (number_changed), self, G_CONNECT_SWAPPED);
}
