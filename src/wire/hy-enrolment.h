/* What is said before there is a token: health and enrolment (protocol.md, "Endpoints"). */
#pragma once

#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

#define HY_PROTOCOL_VERSION 1
/* Bytes of a device token. */
#define HY_TOKEN_MAX 4096

/* All readers scan @text and give NULL with a HY_WIRE_ERROR; all writers give text to free. */

typedef struct
{
  char *code;
  char *device_id;
  char *device_name;
  char *platform;
} HyEnrolRequest;

HyEnrolRequest *
hy_enrol_request_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_enrol_request_to_json (const HyEnrolRequest *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_enrol_request_free (HyEnrolRequest *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyEnrolRequest, hy_enrol_request_free)

typedef struct
{
  char *token;
  char *device_id;
  char *device_name;
  char *district;
  char *office_id;
  char *office_name;
  char *office_kind; /* street, township, bureau */
  char *epoch;
} HyEnrolAnswer;

HyEnrolAnswer *
hy_enrol_answer_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_enrol_answer_to_json (const HyEnrolAnswer *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_enrol_answer_free (HyEnrolAnswer *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyEnrolAnswer, hy_enrol_answer_free)

typedef struct
{
  char *name;
  char *district;
  gint64 protocol;
  gint64 min_protocol;
  HyTime time;
} HyHealth;

HyHealth *hy_health_parse (const char *text, gsize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_health_to_json (const HyHealth *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_health_free (HyHealth *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyHealth, hy_health_free)

G_END_DECLS
