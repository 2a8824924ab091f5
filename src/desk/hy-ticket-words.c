#include "desk/hy-ticket-words.h"

#include "core/hy-rules.h"
#include "core/hy-words.h"
#include "desk/hy-fill.h"
#include "desk/hy-look.h"
#include "desk/hy-text.h"

#include <string.h>

char *
hy_ticket_meta_words (const HyTicket *ticket)
{
  g_autoptr (GString) words = g_string_new (hy_demand_kind_words (ticket->kind));

  g_string_append_printf (words, " · %s", hy_channel_words (ticket->channel));
  if (ticket->category != NULL && ticket->category[0] != NULL)
    {
      g_autofree char *category = g_strjoinv (" › ", ticket->category);

      g_string_append_printf (words, " · %s", category);
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

char *
hy_mask_name (const char *name)
{
  g_autoptr (GString) masked = NULL;
  glong length;

  if (name == NULL)
    return NULL;
  length = g_utf8_strlen (name, -1);
  masked = g_string_new_len (name, g_utf8_offset_to_pointer (name, MIN (length, 1)) - name);
  for (glong i = 1; i < MAX (length, 2); i++)
    g_string_append_c (masked, '*');
  return g_string_free (g_steal_pointer (&masked), FALSE);
}

static GString *
digits_of (const char *number)
{
  GString *digits = g_string_new (NULL);

  for (const char *c = number; *c != '\0'; c++)
    if (g_ascii_isdigit (*c))
      g_string_append_c (digits, *c);
  return digits;
}

char *
hy_mask_number (const char *number)
{
  g_autoptr (GString) digits = NULL;
  gsize head, tail;

  if (number == NULL)
    return NULL;
  digits = digits_of (number);
  head = digits->len >= 11 ? 3 : 0;
  tail = digits->len >= 11 ? 4 : MIN (digits->len / 2, 2);
  for (gsize i = head; i + tail < digits->len; i++)
    digits->str[i] = '*';
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

char *
hy_group_number (const char *number)
{
  g_autoptr (GString) digits = NULL;

  if (number == NULL)
    return NULL;
  digits = digits_of (number);
  if (digits->len != 11 || digits->str[0] != '1')
    return g_strdup (number);
  g_string_insert_c (digits, 7, ' ');
  g_string_insert_c (digits, 3, ' ');
  return g_string_free (g_steal_pointer (&digits), FALSE);
}

typedef char *(*Shown) (const char *text);

static void
add_part (GString *words, const char *part)
{
  if (part == NULL || part[0] == '\0')
    return;
  if (words->len > 0)
    g_string_append (words, " · ");
  g_string_append (words, part);
}

char *
hy_citizen_words (const HyCitizen *citizen, gboolean revealed)
{
  Shown number_shown = revealed ? hy_group_number : hy_mask_number;
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *name = revealed ? g_strdup (citizen->name) : hy_mask_name (citizen->name);
  g_autofree char *phone = number_shown (citizen->phone);
  g_autofree char *phone2 = number_shown (citizen->phone2);

  add_part (words, citizen->anonymous && citizen->name == NULL ? _ ("Anonymous") : name);
  add_part (words, phone);
  add_part (words, phone2);
  if (citizen->phone == NULL && citizen->phone2 == NULL)
    add_part (words, _ ("no number left"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

/* Bars */

/* The citizen's last addition, while nobody has said to have read it or rung since. */
static const HyRecord *
unread_supplement (const HyCase *view)
{
  for (guint i = view->timeline->len; i > 0; i--)
    {
      const HyRecord *record = view->timeline->pdata[i - 1];

      if (strcmp (record->kind, "supplemented") == 0)
        return record;
      if (strcmp (record->kind, "contact") == 0 || strcmp (record->kind, "read_receipt") == 0)
        return NULL;
    }
  return NULL;
}

static void
read_left (const HyMatter *matter, HyTicketBar *out)
{
  const char *to = matter->ticket->leave_to;
  guint unsent = matter->ticket->unsent;
  g_autofree char *first = to != NULL ? g_strdup_printf (_ ("This ticket has gone to %s."), to)
                                      : g_strdup (_ ("This ticket has left the office."));

  if (unsent == 0)
    {
      out->words = g_steal_pointer (&first);
      return;
    }
  out->words = g_strdup_printf (
      g_dngettext (GETTEXT_PACKAGE,
                   "%s One entry of yours had not been sent; its text is in the outbox.",
                   "%s %u entries of yours had not been sent; their text is in the outbox.",
                   unsent),
      first, unsent);
  out->button = _ ("Open the Outbox");
  out->action = "win.show-outbox";
}

static const char *
reason_of (const HyRecord *record)
{
  const char *reason = hy_body_string (record->body, "reason");

  return reason != NULL ? reason : hy_body_string (record->body, "text");
}

/* How often it came back, the last time included. */
static guint
count_rounds (const HyCase *view)
{
  guint n = 0;

  for (guint i = 0; i < view->timeline->len; i++)
    {
      const HyRecord *record = view->timeline->pdata[i];

      n += hy_record_starts_clocks (record) && !hy_record_is_dispatch (record);
    }
  return MAX (1, n);
}

/* What it came back for the last time: an older reason is one that was answered. */
static void
read_sent_back (const HyCase *view, HyTicketBar *out)
{
  static const struct
  {
    const char *kind, *words;
  } causes[] = {
    { "reply_rejected", N_ ("Sent back by the district: %s") },
    { "followed_up", N_ ("Not satisfied at the follow-up: %s") },
    { "reopened", N_ ("Reopened by the district: %s") },
  };
  guint round = hy_clocks_round (view);
  const HyRecord *record = round > 0 ? view->timeline->pdata[round - 1] : NULL;
  const char *reason = record != NULL ? reason_of (record) : NULL;

  for (gsize i = 0; record != NULL && i < G_N_ELEMENTS (causes); i++)
    if (strcmp (causes[i].kind, record->kind) == 0)
      {
        g_autofree char *cause
            = hy_fill (_ (causes[i].words), reason != NULL ? reason : _ ("no reason was given"));

        out->words = g_strdup_printf (_ ("%s (time %u)"), cause, count_rounds (view));
      }
  if (out->words == NULL)
    out->words = g_strdup (_ ("The citizen was not satisfied: the ticket is open again."));
  out->button = _ ("Compare and Amend");
  out->action = "ticket.form";
  out->target = g_strdup ("reply");
}

static void
read_supplement (const HyRecord *record, HyTicketBar *out)
{
  g_autofree char *moment = hy_moment_words (record->made_at);
  const char *text = hy_body_string (record->body, "text");

  out->words
      = g_strdup_printf (_ ("The citizen added something at %s; read it before you reply: %s"),
                         moment, text != NULL ? text : "");
  out->button = _ ("I Have Read It");
  out->action = "ticket.read";
  out->target = g_strdup (record->id);
}

void
hy_ticket_bar_read (const HyMatter *matter, HyTicketBar *out)
{
  const HyCase *view = matter->ticket->view;
  const HyRecord *supplement = unread_supplement (view);

  *out = (HyTicketBar){ 0 };
  if (view->ticket->state == HY_STATE_LEFT)
    read_left (matter, out);
  else if (view->ticket->state == HY_STATE_REWORK)
    read_sent_back (view, out);
  else if (supplement != NULL && hy_ticket_is_open (view->ticket))
    read_supplement (supplement, out);
}

void
hy_ticket_bar_clear (HyTicketBar *self)
{
  g_clear_pointer (&self->words, g_free);
  g_clear_pointer (&self->target, g_free);
}

/* What may be done */

char *
hy_matter_why_not (const HyMatter *matter, const char *kind)
{
  const HyMay *may = hy_matter_may (matter, kind);
  g_autofree char *what = NULL;
  g_autofree char *next = NULL;

  if (may == NULL)
    return g_strdup (_ ("This ticket has left the office."));
  if (may->allowed)
    return NULL;
  hy_refusal_words (&may->refusal, kind, &what, &next);
  return g_strdup_printf (_ ("%s %s"), what, next);
}

/* Reports and confidential tickets tell nothing that leads to a person; a letter may name anybody,
 * so its text goes along only for the rest. */
char *
hy_ticket_handover_text (const HyMatter *matter)
{
  const HyTicket *ticket = matter->ticket->view->ticket;
  gboolean silent = hy_ticket_is_secret (ticket);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, _ ("Ticket %s: %s\n"), hy_look_tail (ticket->number),
                          ticket->title);
  if (ticket->place != NULL)
    g_string_append_printf (text, _ ("Place: %s\n"), ticket->place);
  for (guint i = 0; i < matter->demands->len; i++)
    {
      const HyDemand *demand = matter->demands->pdata[i];

      if (strcmp (demand->id, HY_DEMAND_OWN) != 0)
        g_string_append_printf (text, _ ("Demand %u: %s\n"), i + 1, demand->text);
      else if (!silent)
        g_string_append_printf (text, "%s\n", ticket->content != NULL ? ticket->content : "");
    }
  if (ticket->due != HY_TIME_NONE)
    {
      g_autofree char *moment = hy_moment_words (ticket->due);

      g_string_append_printf (text, _ ("Due: %s. Please answer before that.\n"), moment);
    }
  if (silent)
    g_string_append (text, _ ("Do not ask who reported it.\n"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}
