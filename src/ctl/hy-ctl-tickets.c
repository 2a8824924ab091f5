#include "ctl/hy-ctl.h"

#include "core/hy-words.h"
#include "ctl/hy-ctl-json.h"
#include "ctl/hy-ctl-text.h"
#include "ctl/hy-ctl-words.h"
#include "wire/hy-json-writer.h"

#include <glib/gi18n.h>

/* What is printed is kept whole, the rows it is made of a page at a time. */
#define PAGE 500
#define TITLE_WIDTH 48

typedef struct
{
  HyListQuery query;
  gboolean json;
  guint offset;
  guint limit;
  guint shown;
  GString *out;
  HyTextTable *table;
} Listing;

static void
add_row (Listing *listing, const HyListRow *row, HyTime now, const HyCalendar *calendar)
{
  g_autofree char *light = hy_ctl_light_words (row->light);
  g_autofree char *left = NULL;
  g_autofree char *due = NULL;
  g_autofree char *unsent = NULL;
  g_autofree char *plain = hy_text_plain (row->title);
  g_autofree char *title = hy_text_cut (plain, TITLE_WIDTH);
  HyState state = HY_STATE_LEFT;

  if (row->running && row->due != HY_TIME_NONE)
    left = hy_time_left_words (row->due, now, calendar);
  if (left != NULL)
    due = g_strdup_printf ("%s %s", hy_clock_words (row->clock), left);
  if (row->unsent > 0)
    unsent = g_strdup_printf ("↑%" G_GINT64_FORMAT "%s", row->unsent, row->may_refuse ? "!" : "");
  hy_text_table_add (listing->table, light);
  hy_text_table_add (listing->table, row->number);
  hy_text_table_add (listing->table,
                     hy_state_parse (row->state, &state) ? hy_state_words (state) : row->state);
  hy_text_table_add (listing->table, due);
  hy_text_table_add (listing->table, unsent);
  hy_text_table_add (listing->table, title);
}

static gboolean
list_page (HyReplica *replica, Listing *listing, guint n, guint *got, GError **error)
{
  HyTime now = hy_replica_now (replica);
  const HyCalendar *calendar = hy_replica_calendar (replica);
  g_autoptr (GPtrArray) rows = hy_list_page (replica, &listing->query, listing->offset, n, error);

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    if (listing->json)
      hy_ctl_json_row (listing->out, rows->pdata[i]);
    else
      add_row (listing, rows->pdata[i], now, calendar);
  *got = rows->len;
  return TRUE;
}

/* One snapshot, so that no ticket slips between two pages. */
static gboolean
list (HyReplica *replica, gpointer data, GError **error)
{
  g_auto (HyEnrolment) enrolment = { 0 };
  Listing *listing = data;
  guint got = PAGE;

  if (!hy_replica_get_enrolment (replica, &enrolment, error))
    return FALSE;
  while (got == PAGE && listing->shown < listing->limit)
    {
      if (!list_page (replica, listing, MIN (PAGE, listing->limit - listing->shown), &got, error))
        return FALSE;
      listing->offset += got;
      listing->shown += got;
    }
  return TRUE;
}

static int
print_list (HyCtl *self, Listing *listing)
{
  g_autoptr (GString) out = g_string_new (NULL);
  g_autoptr (HyTextTable) table = hy_text_table_new (6);
  g_autofree char *text = NULL;
  GError *error = NULL;

  listing->json = self->json;
  listing->out = out;
  listing->table = table;
  hy_json_begin_array (out, NULL);
  if (!hy_store_read (self->store, list, listing, &error))
    return hy_ctl_fail (error);
  hy_json_end_array (out);
  if (self->json)
    {
      hy_ctl_json_print (out, stdout);
      return HY_EXIT_DONE;
    }
  text = hy_text_table_format (table);
  g_print ("%s", text);
  if (listing->shown == 0)
    g_print ("%s\n", listing->query.search != NULL
                         ? _ ("Nothing found: try the last four digits or a place")
                         : _ ("No tickets here"));
  return HY_EXIT_DONE;
}

/* FALSE after saying so. */
static gboolean
check_query (HyCtl *self, const char *queue, int limit, int offset, Listing *listing, int *code)
{
  HyChannel channel;

  listing->query.queue = HY_QUEUE_ALL;
  listing->limit = limit < 0 ? G_MAXUINT : (guint) limit;
  listing->offset = (guint) MAX (offset, 0);
  if (queue != NULL && !hy_queue_parse (queue, &listing->query.queue))
    *code = hy_ctl_fail_usage (self, _ ("there is no queue “%s”: see “man huiyinctl”"), queue);
  else if (listing->query.channel != NULL && !hy_channel_parse (listing->query.channel, &channel))
    *code = hy_ctl_fail_usage (self, _ ("there is no channel “%s”"), listing->query.channel);
  else if (offset < 0 || limit < -1)
    *code = hy_ctl_fail_usage (self, _ ("--limit and --offset take a number from 0 on"));
  else
    return TRUE;
  return FALSE;
}

int
hy_ctl_tickets (HyCtl *self, char **words)
{
  g_autofree char *queue = NULL;
  g_autofree char *typed = NULL;
  g_autofree char *person = NULL;
  g_autofree char *channel = NULL;
  g_autofree char *search = NULL;
  int limit = -1, offset = 0;
  const GOptionEntry entries[] = {
    { "queue", 0, 0, G_OPTION_ARG_FILENAME, &queue,
      N_ ("Only this queue: today, pending_sign, overdue…"), N_ ("QUEUE") },
    { "search", 0, 0, G_OPTION_ARG_FILENAME, &typed,
      N_ ("Only what holds this text, number or telephone number"), N_ ("TEXT") },
    { "mine", 0, 0, G_OPTION_ARG_FILENAME, &person, N_ ("Only what this person handles"),
      N_ ("PERSON") },
    { "channel", 0, 0, G_OPTION_ARG_FILENAME, &channel,
      N_ ("Only what came this way: city_hotline, walk_in…"), N_ ("CHANNEL") },
    { "limit", 0, 0, G_OPTION_ARG_INT, &limit, N_ ("At most so many"), N_ ("N") },
    { "offset", 0, 0, G_OPTION_ARG_INT, &offset, N_ ("Leave out the first so many"), N_ ("N") },
    { NULL },
  };
  Listing listing = { 0 };
  int code = HY_EXIT_DONE;

  if (!hy_ctl_parse (self, entries, 0, 0, &words, &code))
    return code;
  if (typed != NULL && (search = hy_ctl_utf8 (self, typed, &code)) == NULL)
    return code;
  listing.query = (HyListQuery){ .handler = person, .channel = channel, .search = search };
  if (!check_query (self, queue, limit, offset, &listing, &code)
      || hy_ctl_open (self, 0, &code) == NULL)
    return code;
  return print_list (self, &listing);
}
