#include "desk/hy-brief-text.h"

#include "core/hy-words.h"
#include "desk/hy-look.h"
#include "store/hy-tickets.h"

#include "desk/hy-text.h"

#include <string.h>

/* More than that is no brief. */
#define ROWS 30

void
hy_brief_facts_clear (HyBriefFacts *self)
{
  hy_today_clear (&self->today);
  g_clear_pointer (&self->sent_back, g_ptr_array_unref);
  g_clear_pointer (&self->overdue, g_ptr_array_unref);
  g_clear_pointer (&self->causes, g_ptr_array_unref);
}

/* What the latest statement says; NULL without error when there is none. */
static gboolean
add_cause (HyReplica *replica, HyBriefFacts *out, const char *ticket, GError **error)
{
  g_autoptr (HyTicketView) view = hy_tickets_load (replica, ticket, error);
  const char *cause = NULL;

  if (view == NULL)
    return FALSE;
  for (guint i = 0; i < view->view->timeline->len; i++)
    {
      const HyRecord *record = g_ptr_array_index (view->view->timeline, i);

      if (strcmp (record->kind, "situation_statement") == 0)
        cause = hy_body_string (record->body, "cause");
    }
  g_ptr_array_add (out->causes, g_strdup (cause));
  return TRUE;
}

static GPtrArray *
read_queue (HyReplica *replica, HyQueue queue, GError **error)
{
  return hy_list_page (replica, &(HyListQuery){ .queue = queue }, 0, ROWS, error);
}

gboolean
hy_brief_read (HyReplica *replica, HyBriefFacts *out, GError **error)
{
  const guint limits[HY_N_TODAY]
      = { [HY_TODAY_NOW] = ROWS, [HY_TODAY_DUE] = ROWS, [HY_TODAY_WAITING] = ROWS };
  HyListCounts counts;

  *out = (HyBriefFacts){ .causes = g_ptr_array_new_with_free_func (g_free) };
  if (!hy_today_read (replica, NULL, limits, &out->today, error)
      || !hy_list_counts (replica, NULL, &counts, error)
      || (out->sent_back = read_queue (replica, HY_QUEUE_REWORK, error)) == NULL
      || (out->overdue = read_queue (replica, HY_QUEUE_OVERDUE, error)) == NULL)
    return FALSE;
  out->n_overdue = counts.n[HY_QUEUE_OVERDUE];
  out->n_sent_back = counts.n[HY_QUEUE_REWORK];
  for (guint i = 0; i < out->overdue->len; i++)
    if (!add_cause (replica, out, ((HyListRow *) g_ptr_array_index (out->overdue, i))->id, error))
      return FALSE;
  return TRUE;
}

static void
add_row (GString *out, const HyListRow *row, const char *more)
{
  g_string_append_printf (out, "  %s %s", hy_look_tail (row->number), row->title);
  if (more != NULL)
    g_string_append_printf (out, _ (" (%s)"), more);
  g_string_append_c (out, '\n');
}

/* Those of a group whose limit ends later today; how many. */
static guint
add_due_of (GString *out, const GPtrArray *rows, HyTime now)
{
  guint n = 0;

  for (guint i = 0; i < rows->len; i++)
    {
      const HyListRow *ticket = ((HyTodayRow *) g_ptr_array_index (rows, i))->ticket;
      g_autofree char *at = NULL;
      g_autofree char *more = NULL;

      if (!ticket->running || ticket->due < now || hy_date_of (ticket->due) != hy_date_of (now))
        continue;
      at = hy_look_clock (ticket->due);
      more = g_strdup_printf (_ ("%s by %s"), hy_clock_words (ticket->clock), at);
      add_row (out, ticket, more);
      n++;
    }
  return n;
}

/* What presses already stands under Now on Today, what is new in a heap: all are due. */
static void
add_due (GString *out, const HyBriefFacts *facts, const HyBriefHead *head)
{
  gint64 left = facts->today.due_today;

  g_string_append_printf (out, _ ("Due today: %d\n"), (int) left);
  left -= add_due_of (out, facts->today.rows[HY_TODAY_NOW], head->now);
  left -= add_due_of (out, facts->today.rows[HY_TODAY_DUE], head->now);
  /* Where none is named there is none that the others were more than. */
  if (left <= 0 || left == facts->today.due_today)
    return;
  g_string_append (out, "  ");
  g_string_append_printf (out, g_dngettext (GETTEXT_PACKAGE, "%d more", "%d more", (gulong) left), (int) left);
  g_string_append_c (out, '\n');
}

static void
add_overdue (GString *out, const HyBriefFacts *facts, const HyBriefHead *head)
{
  g_string_append_printf (out, _ ("Overdue: %d\n"), (int) facts->n_overdue);
  for (guint i = 0; i < facts->overdue->len; i++)
    {
      const HyListRow *row = g_ptr_array_index (facts->overdue, i);
      const char *cause = g_ptr_array_index (facts->causes, i);
      g_autofree char *left = hy_look_left (row->due, head->now, head->calendar);
      g_autofree char *more
          = cause != NULL ? g_strdup_printf (_ ("%s, cause: %s"), left, cause)
                          : g_strdup_printf (_ ("%s, no statement yet"), left);

      add_row (out, row, more);
    }
}

static void
add_others (GString *out, const HyBriefFacts *facts, const HyBriefHead *head)
{
  const GPtrArray *waiting = facts->today.rows[HY_TODAY_WAITING];

  g_string_append_printf (out, _ ("Sent back: %d\n"), (int) facts->n_sent_back);
  for (guint i = 0; i < facts->sent_back->len; i++)
    add_row (out, g_ptr_array_index (facts->sent_back, i), NULL);
  g_string_append_printf (out, _ ("Others' answers late: %d\n"),
                          (int) facts->today.n[HY_TODAY_WAITING]);
  for (guint i = 0; i < waiting->len; i++)
    {
      const HyTodayRow *row = g_ptr_array_index (waiting, i);

      add_row (out, row->ticket, row->what);
    }
}

static void
add_state (GString *out, const HyBriefHead *head)
{
  g_autofree char *at = head->checked != HY_TIME_NONE ? hy_moment_words (head->checked) : NULL;

  if (at != NULL)
    g_string_append_printf (out, _ ("As the district had it at %s."), at);
  if (head->unsent > 0)
    g_string_append_printf (out,
                            g_dngettext (GETTEXT_PACKAGE, " With %u item not yet sent.",
                                         " With %u items not yet sent.", head->unsent),
                            head->unsent);
  g_string_append_c (out, '\n');
}

char *
hy_brief_text (const HyBriefFacts *facts, const HyBriefHead *head)
{
  GString *out = g_string_new (NULL);
  g_autofree char *at = hy_moment_words (head->now);

  g_string_append_printf (out, _ ("%s, brief of %s\n"), head->office, at);
  g_string_append_printf (out, _ ("On hand: %d, of these new and unsigned: %d\n"),
                          (int) head->on_hand, (int) facts->today.to_sign);
  add_due (out, facts, head);
  add_overdue (out, facts, head);
  add_others (out, facts, head);
  add_state (out, head);
  return g_string_free (out, FALSE);
}
