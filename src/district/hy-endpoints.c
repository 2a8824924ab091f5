#include "district/hy-server-private.h"

#include <string.h>

#include "district/hy-peer.h"
#include "district/hy-reply.h"
#include "wire/hy-enrolment.h"
#include "wire/hy-record-json.h"

#define KIB ((gsize) 1024)
#define COMMANDS_MAX (4 * KIB * KIB)
#define ENROL_MAX (64 * KIB)
#define LIMIT_MAX 20000
#define WAIT_MAX 50
#define CURSOR_MAX 200
#define NAME_MAX_BYTES 200

static void
answer_health (HyRequest *request)
{
  HyAuthority *authority = request->server->authority;
  HyHealth health = {
    .name = (char *) hy_authority_get_name (authority),
    .district = (char *) hy_authority_get_district (authority),
    .protocol = HY_PROTOCOL_VERSION,
    .min_protocol = HY_PROTOCOL_VERSION,
    .time = hy_authority_now (authority),
  };

  hy_reply_json (request, SOUP_STATUS_OK, hy_health_to_json (&health));
}

static HyEnrolRequest *
parse_enrol (HyRequest *request, GError **error)
{
  g_autoptr (GBytes) body
      = soup_message_body_flatten (soup_server_message_get_request_body (request->message));
  gsize length;
  const char *text = g_bytes_get_data (body, &length);
  g_autoptr (HyEnrolRequest) asked
      = hy_enrol_request_parse (text != NULL ? text : "", length, error);

  if (asked == NULL)
    return NULL;
  if ((asked->device_name != NULL && strlen (asked->device_name) > NAME_MAX_BYTES)
      || (asked->platform != NULL && strlen (asked->platform) > NAME_MAX_BYTES))
    {
      g_set_error (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_USAGE,
                   "The device's name or platform is too long.");
      return NULL;
    }
  return g_steal_pointer (&asked);
}

static char *
enrolled_json (HyAuthority *authority, const HyDevice *device, const HyOffice *office, char *token)
{
  HyEnrolAnswer answer = {
    .token = token,
    .device_id = device->id,
    .device_name = device->name,
    .district = (char *) hy_authority_get_district (authority),
    .office_id = office->id,
    .office_name = office->name,
    .office_kind = office->kind,
    .epoch = (char *) hy_authority_get_epoch (authority),
  };

  return hy_enrol_answer_to_json (&answer);
}

static void
answer_enrol (HyRequest *request)
{
  HyAuthority *authority = request->server->authority;
  g_autoptr (GError) error = NULL;
  g_autoptr (HyEnrolRequest) asked = parse_enrol (request, &error);
  g_autofree char *token = NULL;
  g_autofree char *peer
      = hy_peer_of (soup_server_message_get_remote_address (request->message));
  g_autoptr (HyDevice) device = NULL;
  g_autoptr (HyOffice) office = NULL;
  int retry_after = 0;

  if (asked != NULL)
    device = hy_authority_enrol (authority, asked->code, asked->device_id, asked->device_name,
                                 asked->platform, peer, &token, &retry_after, &error);
  if (device != NULL)
    office = hy_authority_find_office (authority, device->office, &error);
  if (office != NULL)
    hy_reply_json (request, SOUP_STATUS_CREATED, enrolled_json (authority, device, office, token));
  else if (g_error_matches (error, HY_AUTHORITY_ERROR, HY_AUTHORITY_ERROR_SLOW_DOWN))
    hy_reply_slow_down (request, error->message, retry_after);
  else
    hy_reply_error (request, error);
}

/* A whole number of the query; FALSE when there is something else. Absent: *out stays. */
static gboolean
query_number (GHashTable *query, const char *name, guint64 max, guint *out)
{
  const char *text = query != NULL ? g_hash_table_lookup (query, name) : NULL;
  guint64 value;

  if (text == NULL)
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL))
    return FALSE;
  *out = (guint) MIN (value, max);
  return TRUE;
}

static void
answer_changes (HyRequest *request)
{
  const char *text = g_uri_get_query (soup_server_message_get_uri (request->message));
  g_autoptr (GHashTable) query = text != NULL ? soup_form_decode (text) : NULL;
  const char *since = query != NULL ? g_hash_table_lookup (query, "since") : NULL;
  guint limit = LIMIT_MAX, wait = 0;

  if (!query_number (query, "limit", LIMIT_MAX, &limit) || limit == 0)
    hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "limit is no number from 1 on.");
  else if (!query_number (query, "wait", WAIT_MAX, &wait))
    hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "wait is no number of seconds.");
  else if (since != NULL && strlen (since) > CURSOR_MAX)
    hy_reply_problem (request, HY_PROBLEM_CURSOR_EXPIRED, "The cursor is none of this district.");
  else
    {
      request->since = g_strdup (since != NULL ? since : "");
      request->limit = limit;
      request->wait_until = wait > 0 ? g_get_monotonic_time () + (gint64) wait * G_USEC_PER_SEC : 0;
      hy_long_poll_answer (request);
    }
}

static void
reply_lines (HyRequest *request, GBytes *lines, const GError *error)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (request->message);
  g_autoptr (GBytes) body = NULL;

  if (lines == NULL)
    {
      hy_reply_error (request, error);
      return;
    }
  hy_reply_begin (request, SOUP_STATUS_OK, "application/x-ndjson");
  if (request->gzip)
    {
      g_autoptr (HyGzip) gzip = hy_gzip_new ();

      body = hy_gzip_push (gzip, lines, TRUE);
      soup_message_headers_replace (headers, "Content-Encoding", "gzip");
    }
  soup_message_body_append_bytes (soup_server_message_get_response_body (request->message),
                                  body != NULL ? body : lines);
}

static void
answer_scope (HyRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) lines
      = hy_feed_scope (request->server->authority, request->device->office, &error);

  reply_lines (request, lines, error);
}

static void
answer_ticket (HyRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) lines = NULL;

  if (request->argument == NULL)
    {
      hy_reply_problem (request, HY_PROBLEM_BAD_REQUEST, "The ticket's id is badly escaped.");
      return;
    }
  lines = hy_feed_ticket (request->server->authority, request->device->office, request->argument,
                          &error);
  reply_lines (request, lines, error);
}

static const HyEndpoint endpoints[] = {
  { "GET", "/v1/health", 0, HY_ENDPOINT_OPEN, answer_health },
  { "POST", "/v1/enrol", ENROL_MAX, HY_ENDPOINT_OPEN, answer_enrol },
  { "GET", "/v1/changes", 0, 0, answer_changes },
  { "POST", "/v1/commands", COMMANDS_MAX, HY_ENDPOINT_REVOKED, hy_batch_answer },
  { "GET", "/v1/scope", 0, 0, answer_scope },
  { "GET", "/v1/tickets/", 0, 0, answer_ticket },
  { "HEAD", "/v1/blobs/", 0, 0, hy_blob_look_answer },
  { "GET", "/v1/blobs/", 0, 0, hy_blob_download_answer },
  { "PATCH", "/v1/blobs/", HY_BLOB_MAX, 0, hy_blob_upload_answer, hy_blob_upload_begin,
    hy_blob_upload_take },
};

const HyEndpoint *
hy_endpoints (gsize *n)
{
  *n = G_N_ELEMENTS (endpoints);
  return endpoints;
}
