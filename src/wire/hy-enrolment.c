#include "wire/hy-enrolment.h"

#include "wire/hy-json-writer.h"

#include <string.h>

/* Scans and reads @text into the zeroed @self. */
static gboolean
read_all (const char *text,
          gsize len,
          const char *what,
          const HyJsonField *fields,
          gsize n_fields,
          gpointer self,
          GError **error)
{
  HyJsonFault fault;

  if (!hy_json_scan (text, len, error))
    return FALSE;
  if (hy_json_read_fields (hy_json_value (text, len), fields, n_fields, self, NULL, &fault))
    return TRUE;
  return hy_json_set_fault (error, what, NULL, &fault);
}

#define REQUEST(name, member, read, required) \
  { name, G_STRUCT_OFFSET (HyEnrolRequest, member), read, required }

static const char *
read_request_device (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    REQUEST ("id", device_id, hy_json_read_id, TRUE),
    REQUEST ("name", device_name, hy_json_read_string, FALSE),
    REQUEST ("platform", platform, hy_json_read_string, FALSE),
  };
  HyJsonFault fault;

  return hy_json_read_fields (value, fields, G_N_ELEMENTS (fields), self, NULL, &fault)
             ? NULL
             : "is no object with id, name and platform";
}

/* Offset 0: the reader gets the request itself. */
static const HyJsonField request_fields[] = {
  REQUEST ("code", code, hy_json_read_id, TRUE),
  { "device", 0, read_request_device, TRUE },
};

HyEnrolRequest *
hy_enrol_request_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyEnrolRequest) self = g_new0 (HyEnrolRequest, 1);

  if (!read_all (text, len, "enrolment", request_fields, G_N_ELEMENTS (request_fields), self,
                 error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
hy_enrol_request_to_json (const HyEnrolRequest *self)
{
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "code", self->code);
  hy_json_begin_object (out, "device");
  hy_json_put_string (out, "id", self->device_id);
  hy_json_put_string (out, "name", self->device_name);
  hy_json_put_string (out, "platform", self->platform);
  hy_json_end_object (out);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

void
hy_enrol_request_free (HyEnrolRequest *self)
{
  if (self == NULL)
    return;
  g_free (self->code);
  g_free (self->device_id);
  g_free (self->device_name);
  g_free (self->platform);
  g_free (self);
}

#define ANSWER(name, member, read, required) \
  { name, G_STRUCT_OFFSET (HyEnrolAnswer, member), read, required }

static const char *
read_answer_device (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    ANSWER ("id", device_id, hy_json_read_id, TRUE),
    ANSWER ("name", device_name, hy_json_read_string, FALSE),
  };
  HyJsonFault fault;

  return hy_json_read_fields (value, fields, G_N_ELEMENTS (fields), self, NULL, &fault)
             ? NULL
             : "is no object with id and name";
}

static const char *
read_office (HyJsonValue value, gpointer self)
{
  static const HyJsonField fields[] = {
    ANSWER ("id", office_id, hy_json_read_id, TRUE),
    ANSWER ("name", office_name, hy_json_read_string, TRUE),
    ANSWER ("kind", office_kind, hy_json_read_string, FALSE),
  };
  HyJsonFault fault;

  return hy_json_read_fields (value, fields, G_N_ELEMENTS (fields), self, NULL, &fault)
             ? NULL
             : "is no object with id, name and kind";
}

/* It goes into a header: visible ASCII only. */
static const char *
read_token (HyJsonValue value, gpointer slot)
{
  char **token = slot;
  const char *why = hy_json_read_string (value, slot);
  gsize length = *token != NULL ? strlen (*token) : 0;

  if (why == NULL && length == 0)
    return "is empty";
  for (gsize i = 0; why == NULL && i < length; i++)
    if (!g_ascii_isgraph ((*token)[i]))
      why = "is not made of visible ASCII characters";
  return why == NULL && length > HY_TOKEN_MAX ? "is too long" : why;
}

static const HyJsonField answer_fields[] = {
  { "token", G_STRUCT_OFFSET (HyEnrolAnswer, token), read_token, TRUE },
  { "device", 0, read_answer_device, TRUE },
  ANSWER ("district", district, hy_json_read_id, TRUE),
  { "office", 0, read_office, TRUE },
  ANSWER ("epoch", epoch, hy_json_read_id, TRUE),
};

HyEnrolAnswer *
hy_enrol_answer_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyEnrolAnswer) self = g_new0 (HyEnrolAnswer, 1);

  if (!read_all (text, len, "enrolment", answer_fields, G_N_ELEMENTS (answer_fields), self, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
hy_enrol_answer_to_json (const HyEnrolAnswer *self)
{
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "token", self->token);
  hy_json_begin_object (out, "device");
  hy_json_put_string (out, "id", self->device_id);
  hy_json_put_string (out, "name", self->device_name);
  hy_json_end_object (out);
  hy_json_put_string (out, "district", self->district);
  hy_json_begin_object (out, "office");
  hy_json_put_string (out, "id", self->office_id);
  hy_json_put_string (out, "name", self->office_name);
  hy_json_put_string (out, "kind", self->office_kind);
  hy_json_end_object (out);
  hy_json_put_string (out, "epoch", self->epoch);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

void
hy_enrol_answer_free (HyEnrolAnswer *self)
{
  if (self == NULL)
    return;
  g_free (self->token);
  g_free (self->device_id);
  g_free (self->device_name);
  g_free (self->district);
  g_free (self->office_id);
  g_free (self->office_name);
  g_free (self->office_kind);
  g_free (self->epoch);
  g_free (self);
}

static const HyJsonField health_fields[] = {
  { "name", G_STRUCT_OFFSET (HyHealth, name), hy_json_read_string, FALSE },
  { "district", G_STRUCT_OFFSET (HyHealth, district), hy_json_read_id, TRUE },
  { "protocol", G_STRUCT_OFFSET (HyHealth, protocol), hy_json_read_natural, TRUE },
  { "min_protocol", G_STRUCT_OFFSET (HyHealth, min_protocol), hy_json_read_natural, TRUE },
  { "time", G_STRUCT_OFFSET (HyHealth, time), hy_json_read_time, TRUE },
};

HyHealth *
hy_health_parse (const char *text, gsize len, GError **error)
{
  g_autoptr (HyHealth) self = g_new0 (HyHealth, 1);

  if (!read_all (text, len, "health", health_fields, G_N_ELEMENTS (health_fields), self, error))
    return NULL;
  return g_steal_pointer (&self);
}

char *
hy_health_to_json (const HyHealth *self)
{
  GString *out = g_string_new (NULL);

  hy_json_begin_object (out, NULL);
  hy_json_put_string (out, "name", self->name);
  hy_json_put_string (out, "district", self->district);
  hy_json_put_int (out, "protocol", self->protocol);
  hy_json_put_int (out, "min_protocol", self->min_protocol);
  hy_json_put_time (out, "time", self->time);
  hy_json_end_object (out);
  return g_string_free (out, FALSE);
}

void
hy_health_free (HyHealth *self)
{
  if (self == NULL)
    return;
  g_free (self->name);
  g_free (self->district);
  g_free (self);
}
