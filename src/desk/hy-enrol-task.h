/* Enrolling this PC on a thread of its own, and what can go wrong in the words of a clerk. */
#pragma once

#include "desk/hy-session.h"

G_BEGIN_DECLS

/* Copied by hy_enrol_task_start(). */
typedef struct
{
  const char *server;  /* as typed */
  const char *code;    /* as typed; never written to disk */
  const char *name;    /* of this PC; NULL or "": the host's */
  const char *ca_file; /* NULL: the system's trust */
} HyEnrolWish;

/* Which field of the form a fault is about. */
typedef enum
{
  HY_ENROL_FIELD_NONE,
  HY_ENROL_FIELD_SERVER,
  HY_ENROL_FIELD_CODE,
  HY_ENROL_FIELD_CA
} HyEnrolField;

void hy_enrol_task_start (HySession *session,
                          const HyEnrolWish *wish,
                          GCancellable *cancellable,
                          GAsyncReadyCallback callback,
                          gpointer user_data);
/* FALSE: @words (free them) say what happened and what next, @field where. */
gboolean hy_enrol_task_finish (HySession *session,
                               GAsyncResult *result,
                               char **words,
                               HyEnrolField *field) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
