/* The network between a PC and the district, and what may happen there to a request and to its
 * answer. */
#include "sim.h"

#include "sim-clock.h"
#include "wire/hy-problem.h"

#include <string.h>

#define ROUND_TRIP 200

/* What is done to a request. */
typedef struct
{
  SimWorld *world;
  SimPc *pc;
  const HyRequest *request;
  guint detail;
  SimAnswer said;
  HyFakeReply reply;
} Exchange;

typedef void (*Accident) (Exchange *self);

static void
fail (Exchange *self, HyTransportError fault)
{
  self->reply.fails = TRUE;
  self->reply.cut = FALSE;
  self->reply.fault = fault;
}

/* The district gets the request, and its answer is on the way. */
static void
deliver (Exchange *self)
{
  SimWorld *world = self->world;

  sim_district_serve (world, self->request, &self->said);
  sim_world_set_clock (world, self->pc);
  if (self->said.none)
    {
      g_clear_pointer (&self->said.body, g_free);
      fail (self, HY_TRANSPORT_ERROR_CUT);
      return;
    }
  self->reply.status = self->said.status;
  self->reply.epoch = g_intern_string (hy_authority_get_epoch (world->authority));
  self->reply.body = g_steal_pointer (&self->said.body);
  self->reply.has_offset = self->said.has_offset;
  self->reply.upload_offset = self->said.offset;
  if (g_str_has_prefix (self->request->path, "/v1/changes"))
    self->pc->seen = world->life.commits;
}

static void
deliver_unheard (Exchange *self)
{
  deliver (self);
  g_clear_pointer (&self->reply.body, g_free);
  self->reply.fails = FALSE;
}

static gboolean
is_post (const Exchange *self)
{
  return strcmp (self->request->path, "/v1/commands") == 0;
}

static void
lose_request (Exchange *self)
{
  fail (self, HY_TRANSPORT_ERROR_OFFLINE);
}

static void
lose_answer (Exchange *self)
{
  deliver_unheard (self);
  fail (self, self->detail % 2 == 0 ? HY_TRANSPORT_ERROR_OFFLINE : HY_TRANSPORT_ERROR_CUT);
}

/* Given up here, and still under way. */
static void
keep_for_later (Exchange *self)
{
  gsize length;
  SimLate *late;

  fail (self, HY_TRANSPORT_ERROR_OFFLINE);
  if (!is_post (self))
    return;
  late = g_new0 (SimLate, 1);
  late->token = g_strdup (self->request->token);
  late->body = g_strdup (g_bytes_get_data (self->request->body, &length));
  g_queue_push_tail (&self->world->late, late);
}

static void
send_twice (Exchange *self)
{
  deliver_unheard (self);
  deliver (self);
}

static gsize
start_of_line (const char *body, gsize at)
{
  while (at > 0 && body[at - 1] != '\n')
    at--;
  return at;
}

static gsize
end_of_line (const char *body, gsize at)
{
  const char *end = strchr (body + at, '\n');

  return end != NULL ? (gsize) (end - body) : strlen (body);
}

static gsize
find (const char *body, const char *what, gsize otherwise)
{
  const char *at = strstr (body, what);

  return at != NULL ? (gsize) (at - body) : otherwise;
}

/* At every class of byte: nowhere, within a line, before and after its break, around and within a
 * mark, around and within the end. */
static gsize
cut_place (const char *body, guint detail)
{
  gsize length = strlen (body);
  gsize any = detail / 16 % (length + 1);
  gsize mark = find (body, "{\"mark\"", any);
  gsize end = find (body, "{\"end\"", any);

  switch (detail % 11)
    {
    case 0:
      return 0;
    case 1:
      return start_of_line (body, any);
    case 2:
      return end_of_line (body, any);
    case 3:
      return mark;
    case 4:
      return MIN (mark + 5, length);
    case 5:
      return end_of_line (body, mark);
    case 6:
      return MIN (end_of_line (body, mark) + 1, length);
    case 7:
      return end;
    case 8:
      return MIN (end + 5, length);
    case 9:
      return length > 0 ? length - 1 : 0;
    default:
      return any;
    }
}

/* Of a piece of a file only so much arrives. */
static void
cut_piece (Exchange *self)
{
  const HyRequest *whole = self->request;
  HyRequest part = *whole;
  g_autoptr (GBytes) body
      = g_bytes_new_from_bytes (whole->body, 0, self->detail % (g_bytes_get_size (whole->body) + 1));

  part.body = body;
  self->request = &part;
  deliver_unheard (self);
  self->request = whole;
  fail (self, HY_TRANSPORT_ERROR_CUT);
}

static void
cut (Exchange *self)
{
  if (strcmp (self->request->method, "PATCH") == 0)
    {
      cut_piece (self);
      return;
    }
  deliver (self);
  if (self->reply.body == NULL)
    return;
  self->reply.cut = TRUE;
  self->reply.cut_at = cut_place (self->reply.body, self->detail);
  self->reply.chunk = self->detail % 7 == 0 ? 17 : 0;
  self->reply.fails = self->detail / 8 % 2 == 0;
  self->reply.fault = HY_TRANSPORT_ERROR_CUT;
}

static void
crumble (Exchange *self)
{
  deliver (self);
  self->reply.chunk = 1 + self->detail % 40;
}

/* Somebody else answers, before the district or after it. */
static void
portal (Exchange *self)
{
  if (self->detail % 2 == 0)
    deliver_unheard (self);
  fail (self, HY_TRANSPORT_ERROR_STRANGER);
}

static void
no_tls (Exchange *self)
{
  fail (self, self->detail % 2 == 0 ? HY_TRANSPORT_ERROR_TLS : HY_TRANSPORT_ERROR_CLOCK);
}

static const struct
{
  guint status;
  HyProblemCode code; /* unknown: no problem document */
  gboolean after;     /* may be said after the district did what was asked */
  int retry_after;
} statuses[] = {
  { 401, HY_PROBLEM_UNAUTHORIZED, FALSE, 0 }, { 401, HY_PROBLEM_UNKNOWN, FALSE, 0 },
  { 403, HY_PROBLEM_UNKNOWN, FALSE, 0 },      { 404, HY_PROBLEM_NOT_FOUND, FALSE, 0 },
  { 409, HY_PROBLEM_EPOCH_CHANGED, FALSE, 0 }, { 410, HY_PROBLEM_CURSOR_EXPIRED, FALSE, 0 },
  { 400, HY_PROBLEM_BAD_REQUEST, FALSE, 0 },  { 413, HY_PROBLEM_TOO_LARGE, FALSE, 0 },
  { 413, HY_PROBLEM_TOO_LARGE, FALSE, 0 },    { 426, HY_PROBLEM_PROTOCOL_TOO_OLD, FALSE, 0 },
  { 429, HY_PROBLEM_SLOW_DOWN, FALSE, 30 },   { 503, HY_PROBLEM_BUSY, TRUE, 600 },
  { 503, HY_PROBLEM_BUSY, TRUE, 0 },          { 500, HY_PROBLEM_UNKNOWN, TRUE, 0 },
  { 500, HY_PROBLEM_UNKNOWN, FALSE, 0 },      { 502, HY_PROBLEM_UNKNOWN, TRUE, 0 },
  { 504, HY_PROBLEM_UNKNOWN, TRUE, 0 },       { 410, HY_PROBLEM_UNKNOWN, FALSE, 0 },
};

static void
say_status (Exchange *self)
{
  guint which = self->detail % G_N_ELEMENTS (statuses);
  guint more = self->detail / G_N_ELEMENTS (statuses);

  if (statuses[which].after && more % 2 == 0)
    deliver_unheard (self);
  self->reply.fails = FALSE;
  self->reply.status = statuses[which].status;
  self->reply.epoch = g_intern_string (hy_authority_get_epoch (self->world->authority));
  self->reply.body = statuses[which].code != HY_PROBLEM_UNKNOWN
                         ? hy_problem_to_json (statuses[which].code, "as the network has it", FALSE)
                         : g_strdup ("<html>no</html>");
  self->reply.retry_after = statuses[which].retry_after;
  if (statuses[which].retry_after > 0)
    self->pc->quiet_until = self->world->now + statuses[which].retry_after * HY_SECOND;
  sim_note (self->world, "HTTP %u", statuses[which].status);
}

/* A 200 that is not the answer. */
static void
garble (Exchange *self)
{
  static const char *const bodies[]
      = { "", "{}", "{\"results\":[]}", "null", "[1,2", "<html></html>\n", "{\"end\":{}}\n",
          "{\"kind\":\"ticket\"}\n", "{\"results\":[{\"id\":\"x\",\"result\":\"applied\"}]}" };

  deliver_unheard (self);
  if (self->reply.fails || self->reply.status != 200)
    {
      fail (self, HY_TRANSPORT_ERROR_CUT);
      return;
    }
  self->reply.body = g_strdup (bodies[self->detail % G_N_ELEMENTS (bodies)]);
}

static void
no_epoch (Exchange *self)
{
  deliver (self);
  self->reply.epoch = "";
}

static void
be_slow (Exchange *self)
{
  sim_world_pass (self->world, 7 * HY_SECOND);
  deliver (self);
  self->reply.round_trip = 7 * HY_SECOND;
}

/* Of {"kind":…,"id":"ID",… */
static void
note_forgotten (SimWorld *self, const char *line)
{
  const char *id = strstr (line, "\"id\":\"");

  if (id != NULL)
    g_hash_table_add (self->forgotten, g_strndup (id + 6, strcspn (id + 6, "\"")));
}

/* The district's own feed is at fault: a ticket and its records are not in it. */
static void
forget_line (Exchange *self)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean forgets = FALSE;
  guint seen = 0, wanted = self->detail % 2;

  deliver (self);
  if (self->reply.fails || !g_str_has_prefix (self->request->path, "/v1/changes")
      || self->reply.status != 200)
    return;
  lines = g_strsplit (self->reply.body, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      gboolean ticket = g_str_has_prefix (lines[i], "{\"kind\":\"ticket\"")
                        || g_str_has_prefix (lines[i], "{\"kind\":\"leave\"");

      if (!g_str_has_prefix (lines[i], "{\"kind\":\"record\""))
        forgets = ticket && seen++ == wanted;
      if (forgets && ticket)
        note_forgotten (self->world, lines[i]);
      else if (!forgets && *lines[i] != '\0')
        g_string_append_printf (out, "%s\n", lines[i]);
    }
  g_free (self->reply.body);
  self->reply.body = g_string_free (g_steal_pointer (&out), FALSE);
}

static const struct
{
  const char *name;
  Accident run;
  guint weight;
} accidents[] = {
  { "the request is lost", lose_request, 6 },
  { "the answer is lost", lose_answer, 10 },
  { "the request is late", keep_for_later, 6 },
  { "the request comes twice", send_twice, 5 },
  { "the answer is cut", cut, 16 },
  { "the answer crumbles", crumble, 3 },
  { "a portal answers", portal, 4 },
  { "no TLS", no_tls, 2 },
  { "a status", say_status, 16 },
  { "the answer is garbled", garble, 6 },
  { "no epoch", no_epoch, 2 },
  { "slow", be_slow, 2 },
  { "the feed forgets", forget_line, 8 },
};

static guint
pick_accident (guint n)
{
  guint total = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (accidents); i++)
    total += accidents[i].weight;
  n %= total;
  for (gsize i = 0; i < G_N_ELEMENTS (accidents); i++)
    {
      if (n < accidents[i].weight)
        return i;
      n -= accidents[i].weight;
    }
  g_assert_not_reached ();
}

/* Whether one waits for this request; taken out. */
static gboolean
take_fault (SimWorld *self, guint request, SimStep *out)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      *out = g_array_index (self->faults, SimStep, i);
      /* Most rounds ask once or twice. */
      if ((guint[]){ 1, 2, 1, 2, 3 }[(guint) out->arg[0] % 5] != request)
        continue;
      g_array_remove_index (self->faults, i);
      return TRUE;
    }
  return FALSE;
}

/* No fault of the network: counted in the digest, and nothing to be repaired. */
static void
deliver_strange (Exchange *self, guint detail)
{
  g_autofree char *body = NULL;

  deliver (self);
  if (self->reply.fails || self->reply.status != 200 || self->reply.body == NULL)
    return;
  body = g_steal_pointer (&self->reply.body);
  self->reply.body = sim_strange_rows (self->world, body, detail);
}

static void
exchange (Exchange *self)
{
  SimStep fault;
  guint which;

  if (self->world->deep || !take_fault (self->world, self->pc->requests, &fault))
    {
      deliver (self);
      return;
    }
  if (fault.op == SIM_STRANGE)
    {
      deliver_strange (self, (guint) fault.arg[1]);
      return;
    }
  /* Numbers that stand next to each other mean as different things as others. */
  which = pick_accident ((guint) fault.arg[1] * 41u);
  self->detail = (guint) fault.arg[2];
  self->world->n_faults++;
  sim_note (self->world, "%s %s: %s", self->request->method, self->request->path,
            accidents[which].name);
  accidents[which].run (self);
}

static void
judge_request (SimWorld *self, SimPc *pc, const HyRequest *request)
{
  if (pc->quiet_until > self->now)
    sim_found (self, "retry-after", "pc%u asks %s although it was asked to wait", pc->index,
               request->path);
  if (strcmp (request->path, "/v1/scope") == 0 && g_hash_table_size (self->forgotten) == 0)
    sim_found (self, "digest", "pc%u has another digest although the feed forgot nothing",
               pc->index);
}

static HyFakeReply
answer (const HyRequest *request, gpointer data)
{
  SimPc *pc = data;
  SimWorld *world = pc->world;
  Exchange self = { .world = world, .pc = pc, .request = request };
  gboolean outer = !world->deep;

  fail (&self, HY_TRANSPORT_ERROR_OFFLINE);
  if (pc->life.dead)
    return self.reply;
  self.reply = (HyFakeReply){ .round_trip = ROUND_TRIP };
  pc->requests++;
  world->n_requests++;
  judge_request (world, pc, request);
  if (outer)
    sim_do_deferred (world, 2 * (int) pc->requests - 1);
  if (outer && sim_wait_is_held (request))
    sim_wait_hold (world, pc);
  sim_world_pass (world, ROUND_TRIP);
  sim_world_set_clock (world, pc);
  exchange (&self);
  if (outer)
    sim_do_deferred (world, 2 * (int) pc->requests);
  sim_world_set_clock (world, pc);
  self.reply.date = world->now / 1000 * 1000;
  /* Somebody killed it while it waited. */
  if (pc->life.dead)
    fail (&self, HY_TRANSPORT_ERROR_OFFLINE);
  return self.reply;
}

void
sim_net_connect (SimWorld *self, SimPc *pc)
{
  hy_fake_transport_set_func (pc->transport, answer, pc);
}

void
sim_net_late (SimWorld *self, int which)
{
  SimLate *late;
  SimAnswer said = { 0 };
  g_autoptr (GBytes) body = NULL;
  HyRequest request = { .method = "POST", .path = "/v1/commands" };

  if (g_queue_is_empty (&self->late))
    return;
  late = g_queue_pop_nth (&self->late, (guint) which % g_queue_get_length (&self->late));
  body = g_bytes_new_take (late->body, strlen (late->body));
  request.token = late->token;
  request.body = body;
  sim_district_serve (self, &request, &said);
  sim_note (self, "a late request arrives: %u", said.none ? 0 : said.status);
  g_free (said.body);
  g_free (late->token);
  g_free (late);
}
