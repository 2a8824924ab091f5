#include "sim.h"

#include "authority/hy-accept.h"
#include "authority/hy-devices.h"
#include "authority/hy-documents.h"
#include "authority/hy-feed.h"
#include "authority/hy-import.h"
#include "support/hy-test-case.h"
#include "wire/hy-enrolment.h"
#include "wire/hy-problem.h"

#include "sim-clock.h"

#include <string.h>

static HyTime
district_now (gpointer data)
{
  return ((SimWorld *) data)->now;
}

void
sim_district_open (SimWorld *self)
{
  g_autoptr (GError) error = NULL;

  self->life.dead = FALSE;
  self->life.kill_in = 0;
  self->authority = hy_authority_open (self->life.dir, district_now, self, &error);
  if (self->authority == NULL)
    g_error ("district: %s", error->message);
  /* Whatever else is on this machine's disk. */
  self->authority->room_free_min = 0;
}

void
sim_district_close (SimWorld *self)
{
  g_clear_pointer (&self->authority, hy_authority_close);
}

/* After anything that was asked of it. */
static void
revive (SimWorld *self)
{
  self->life.failed = FALSE;
  if (!self->life.dead)
    return;
  sim_district_close (self);
  sim_district_open (self);
}

void
sim_district_create (SimWorld *self)
{
  g_autoptr (GError) error = NULL;

  if (!hy_authority_create (self->life.dir, "District", district_now, self, &error))
    g_error ("district: %s", error->message);
  sim_district_open (self);
  for (int i = 0; i < 3; i++)
    {
      g_autofree char *office = g_strdup_printf ("o%d", i);
      g_autofree char *name = g_strdup_printf ("Office %d", i);

      if (!hy_authority_add_office (self->authority, office, name, "street", &error))
        g_error ("office: %s", error->message);
      for (int p = 0; p < 2; p++)
        {
          g_autofree char *id = g_strdup_printf ("p%d%d", i, p);
          g_autofree char *who = g_strdup_printf ("Clerk %d of %d", p, i);

          if (!hy_authority_add_person (self->authority, id, who, office, NULL, &error))
            g_error ("person: %s", error->message);
        }
      g_ptr_array_add (self->offices, g_steal_pointer (&office));
    }
}

/* Serving: what huiyin-district does between HTTP and the authority. */

static void
say_problem (SimAnswer *out, HyProblemCode code, const char *detail, gboolean wipe)
{
  out->status = hy_problem_status (code);
  out->body = hy_problem_to_json (code, detail, wipe);
}

static void
say_error (SimAnswer *out, const GError *error)
{
  static const struct
  {
    int error;
    HyProblemCode problem;
  } problems[] = {
    { HY_AUTHORITY_ERROR_USAGE, HY_PROBLEM_BAD_REQUEST },
    { HY_AUTHORITY_ERROR_NOT_FOUND, HY_PROBLEM_NOT_FOUND },
    { HY_AUTHORITY_ERROR_BAD_CODE, HY_PROBLEM_BAD_CODE },
    { HY_AUTHORITY_ERROR_SLOW_DOWN, HY_PROBLEM_SLOW_DOWN },
    { HY_AUTHORITY_ERROR_UNAUTHORIZED, HY_PROBLEM_UNAUTHORIZED },
    { HY_AUTHORITY_ERROR_EPOCH, HY_PROBLEM_EPOCH_CHANGED },
    { HY_AUTHORITY_ERROR_CURSOR, HY_PROBLEM_CURSOR_EXPIRED },
  };
  HyProblemCode code = HY_PROBLEM_BUSY;

  for (gsize i = 0; error->domain == HY_AUTHORITY_ERROR && i < G_N_ELEMENTS (problems); i++)
    if (problems[i].error == error->code)
      code = problems[i].problem;
  if (error->domain == HY_WIRE_ERROR)
    code = error->code == HY_WIRE_ERROR_LIMIT ? HY_PROBLEM_TOO_LARGE : HY_PROBLEM_BAD_REQUEST;
  say_problem (out, code, error->message, FALSE);
}

static void
serve_health (SimWorld *self, SimAnswer *out)
{
  HyHealth health = { (char *) hy_authority_get_name (self->authority),
                      (char *) hy_authority_get_district (self->authority), 1, 1, self->now };

  out->status = 200;
  out->body = hy_health_to_json (&health);
}

static void
serve_enrol (SimWorld *self, const HyRequest *request, SimAnswer *out)
{
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolRequest) asked = hy_enrol_request_parse (text, length, &error);
  g_autofree char *token = NULL;
  g_autoptr (HyDevice) device = NULL;
  g_autoptr (HyOffice) office = NULL;
  HyEnrolAnswer answer = { 0 };
  int retry = 0;

  if (asked != NULL)
    device = hy_authority_enrol (self->authority, asked->code, asked->device_id,
                                 asked->device_name, asked->platform, "127.0.0.1", &token, &retry,
                                 &error);
  if (device != NULL)
    office = hy_authority_find_office (self->authority, device->office, &error);
  if (office == NULL)
    {
      say_error (out, error);
      return;
    }
  answer = (HyEnrolAnswer){ .token = token,
                            .device_id = device->id,
                            .device_name = device->name,
                            .district = (char *) hy_authority_get_district (self->authority),
                            .office_id = office->id,
                            .office_name = office->name,
                            .office_kind = office->kind,
                            .epoch = (char *) hy_authority_get_epoch (self->authority) };
  out->status = 201;
  out->body = hy_enrol_answer_to_json (&answer);
}

static void
append (GString *out, GBytes *bytes)
{
  gsize length;
  const char *data = g_bytes_get_data (bytes, &length);

  g_string_append_len (out, data, (gssize) length);
  g_bytes_unref (bytes);
}

/* Small pages and runs, so that there are many marks to be cut at. */
static char *
read_changes (SimWorld *self, const HyDevice *device, const char *since, GError **error)
{
  g_autoptr (HyFeed) feed = hy_feed_open (self->authority, device->office, since, 60, error);
  g_autoptr (GString) out = g_string_new (NULL);
  gboolean done = FALSE;

  while (feed != NULL && !done)
    {
      GBytes *bytes = hy_feed_next (feed, &done, error);

      if (bytes == NULL)
        return NULL;
      append (out, bytes);
    }
  return feed != NULL ? g_string_free (g_steal_pointer (&out), FALSE) : NULL;
}

static void
serve_lines (GBytes *bytes, GError *const *error, SimAnswer *out)
{
  GString *text;

  if (bytes == NULL)
    {
      say_error (out, *error);
      return;
    }
  text = g_string_new (NULL);
  append (text, bytes);
  out->status = 200;
  out->body = g_string_free (text, FALSE);
}

static void
serve_device (SimWorld *self, const HyRequest *request, const HyDevice *device, SimAnswer *out)
{
  g_autoptr (GError) error = NULL;
  const char *path = request->path;

  if (g_str_has_prefix (path, "/v1/changes?since="))
    {
      g_auto (GStrv) parts = g_strsplit_set (path, "=&", 3);
      g_autofree char *since = g_uri_unescape_string (parts[1], NULL);

      out->status = 200;
      out->body = read_changes (self, device, since, &error);
      if (out->body == NULL)
        say_error (out, error);
    }
  else if (strcmp (path, "/v1/scope") == 0)
    serve_lines (hy_feed_scope (self->authority, device->office, &error), &error, out);
  else if (g_str_has_prefix (path, "/v1/tickets/"))
    serve_lines (hy_feed_ticket (self->authority, device->office, path + strlen ("/v1/tickets/"),
                                 &error),
                 &error, out);
  else if (sim_files_are_asked (request))
    {
      if (!sim_files_serve (self, request, device->office, out, &error))
        say_error (out, error);
    }
  else
    say_problem (out, HY_PROBLEM_NOT_FOUND, "There is nothing at this address.", FALSE);
}

static void
serve_commands (SimWorld *self, const HyRequest *request, const HyDevice *device, SimAnswer *out)
{
  g_autoptr (GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (request->body, &length);

  out->status = 200;
  out->body = hy_authority_post (self->authority, device, text, length, &error);
  if (out->body == NULL)
    say_error (out, error);
}

static void
serve (SimWorld *self, const HyRequest *request, SimAnswer *out)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HyDevice) device = NULL;
  gboolean posts = strcmp (request->path, "/v1/commands") == 0;

  if (strcmp (request->path, "/v1/health") == 0)
    serve_health (self, out);
  else if (strcmp (request->path, "/v1/enrol") == 0)
    serve_enrol (self, request, out);
  else if ((device = hy_authority_authenticate (self->authority, request->token, &error)) == NULL)
    say_error (out, error);
  else if (posts)
    serve_commands (self, request, device, out);
  else if (device->revoked)
    say_problem (out, HY_PROBLEM_DEVICE_REVOKED, "revoked", device->wipe);
  else
    serve_device (self, request, device, out);
}

/* Who died before its commit and yet has a good answer has said it before the commit. */
void
sim_district_serve (SimWorld *self, const HyRequest *request, SimAnswer *out)
{
  gboolean died_before;

  sim_clock_set (self->now, 0);
  serve (self, request, out);
  died_before = self->life.dead && self->life.kill_how == 0;
  out->none = self->life.dead && !(died_before && out->status < 300);
  revive (self);
}

/* What the district does of itself. */

static const char *const events[]
    = { "reassigned",        "urged",           "supplemented",      "supervised",
        "reply_accepted",    "reply_rejected",  "extension_granted", "extension_refused",
        "return_granted",    "return_refused",  "followed_up",       "reopened",
        "suspension_granted", "suspension_ended", "noted",           "recalled",
        "reassigned",        "supplemented",    "coordinated",       "reply_accepted",
        "dispatched",        "suspension_refused", "appeal_decided", "reassigned" };

static GVariant *
event_body (SimWorld *self, const char *kind, int variant)
{
  g_autoptr (GVariant) whole = hy_test_body (kind);
  GVariantDict dict;

  g_variant_dict_init (&dict, whole);
  if (strcmp (kind, "reassigned") == 0)
    g_variant_dict_insert (&dict, "to", "s",
                           self->offices->pdata[(guint) variant % self->offices->len]);
  if (strcmp (kind, "coordinated") == 0)
    g_variant_dict_insert (&dict, "lead", "s", "somebody");
  if (strcmp (kind, "followed_up") == 0 && variant % 2 == 0)
    g_variant_dict_insert (&dict, "satisfied", "b", FALSE);
  return g_variant_dict_end (&dict);
}

void
sim_district_event (SimWorld *self, const SimStep *step)
{
  const char *kind = events[(guint) step->arg[1] % G_N_ELEMENTS (events)];
  gint64 n = sim_sql_int (self->authority->sql, "SELECT count(*) FROM tickets", NULL);
  g_autofree char *at = g_strdup_printf ("%" G_GINT64_FORMAT, n > 0 ? step->arg[0] % n : 0);
  g_autofree char *ticket = sim_sql_text (
      self->authority->sql, "SELECT id FROM tickets ORDER BY n LIMIT 1 OFFSET CAST(?1 AS INTEGER)", at);
  g_autoptr (GError) error = NULL;
  gboolean done;

  if (ticket == NULL)
    return;
  sim_clock_set (self->now, 0);
  done = hy_authority_event (self->authority, ticket, kind, event_body (self, kind, step->arg[2]),
                             &error);
  self->n_events += done;
  sim_note (self, "%s %s%s", kind, ticket, done ? "" : ", not done");
  revive (self);
}

static void
ignore (const char *message, gpointer data)
{
}

/* Each ticket with a citizen of its own. */
void
sim_district_import (SimWorld *self, const char *office, int tickets)
{
  HyImportOptions options = { .office = office, .channel = -1, .kind = -1 };
  HyImportSummary summary = { 0 };
  g_autofree char *path = g_build_filename (self->dir, "import.csv", NULL);
  g_autoptr (GString) csv = g_string_new ("number,title,content,name,phone\n");
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < tickets; i++)
    {
      guint n = self->imports++;

      g_string_append_printf (csv, "S%04u,Lamp %u,It is dark,Citizen%04u,1390%07u\n", n, n, n, n);
    }
  sim_clock_set (self->now, 0);
  g_file_set_contents (path, csv->str, -1, NULL);
  if (!hy_authority_import (self->authority, path, &options, ignore, NULL, &summary, &error)
      && !self->life.failed)
    sim_found (self, "import", "%s", error->message);
  revive (self);
}

void
sim_district_backup (SimWorld *self)
{
  g_autoptr (GError) error = NULL;
  char *file = g_strdup_printf ("%s/backup%u.db", self->dir, self->backups->len);

  if (!hy_authority_backup (self->authority, file, &error) && !self->life.failed)
    sim_found (self, "backup", "%s", error->message);
  g_ptr_array_add (self->backups, file);
  revive (self);
}

void
sim_district_restore (SimWorld *self, int which)
{
  g_autoptr (GError) error = NULL;
  const char *file;

  if (self->backups->len == 0)
    return;
  file = self->backups->pdata[(guint) which % self->backups->len];
  sim_district_close (self);
  self->life.kill_in = 0;
  if (!hy_authority_restore (self->life.dir, file, district_now, self, &error))
    sim_found (self, "restore", "%s", error->message);
  else
    self->restores++;
  sim_note (self, "from backup %u", (guint) which % self->backups->len);
  sim_district_open (self);
}

static char *
device_of (SimWorld *self, SimPc *pc)
{
  return sim_pc_text (self, pc, "SELECT value FROM meta WHERE key = 'device'", NULL);
}

/* A copied replica is the same device. */
void
sim_district_revoke (SimWorld *self, SimPc *pc, gboolean wipe)
{
  g_autofree char *device = device_of (self, pc);
  g_autoptr (GError) error = NULL;

  if (device == NULL)
    return;
  for (guint i = 0; i < self->pcs->len; i++)
    {
      SimPc *same = self->pcs->pdata[i];
      g_autofree char *other = device_of (self, same);

      same->to_wipe = same->to_wipe || (wipe && g_strcmp0 (device, other) == 0);
    }
  sim_clock_set (self->now, 0);
  if (hy_authority_revoke (self->authority, device, wipe, &error))
    sim_note (self, "pc%u%s", pc->index, wipe ? ", with its data" : "");
  revive (self);
}

void
sim_district_document (SimWorld *self, const SimStep *step)
{
  const char *office = self->offices->pdata[(guint) step->arg[0] % self->offices->len];
  g_autofree char *policy = NULL;
  g_autoptr (GError) error = NULL;
  gboolean done;

  sim_clock_set (self->now, 0);
  if (step->arg[1] == 0)
    {
      policy = hy_authority_get_policy (self->authority, &error);
      done = policy != NULL
             && hy_authority_set_policy (self->authority, policy, strlen (policy), &error);
    }
  else
    done = hy_authority_add_notice (self->authority, office, "Please note", &error);
  if (!done && !self->life.failed)
    sim_found (self, "document", "%s", error->message);
  revive (self);
}

char *
sim_district_code (SimWorld *self, const char *office)
{
  g_autoptr (GError) error = NULL;
  char *code;

  sim_clock_set (self->now, 0);
  code = hy_authority_new_code (self->authority, office, &error);
  revive (self);
  return code;
}
