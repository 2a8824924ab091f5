/* An entry of a ticket's timeline, and a command of the office before it is one. Plain values. */
#pragma once

#include "core/hy-body.h"
#include "core/hy-time.h"

G_BEGIN_DECLS

typedef struct
{
  char *sha256; /* 64 lower-case hex digits */
  gint64 size;  /* bytes */
  char *name;
  char *type;       /* media type */
  gboolean missing; /* of a record: the district does not have it yet */
} HyBlobRef;

typedef struct
{
  char *id;
  char *ticket;
  char *kind;
  gint64 version; /* the ticket's version after it; 0 for an entry the district does not have yet */
  char *by_office;
  char *by_person;
  char *by_name;
  char *by_district; /* name of the district's office when it was the district; then the three above are NULL */
  HyTime made_at;
  HyTime received_at; /* none: not yet received */
  gboolean late;      /* arrived after the ticket had left (a late note) */
  char *amends;       /* record id, or NULL */
  GVariant *body;     /* hy-body.h; never NULL */
  char *body_json;    /* the same as the bytes received, or NULL when made here */
  GPtrArray *blobs;   /* of HyBlobRef*; never NULL */
  char *extra;        /* unknown members, the inside of a JSON object, or NULL */
} HyRecord;

HyRecord *hy_record_new (void);
HyRecord *hy_record_copy (const HyRecord *self);
void hy_record_free (HyRecord *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyRecord, hy_record_free)

HyBlobRef *hy_blob_ref_new (const char *sha256, gint64 size, const char *name, const char *type);
HyBlobRef *hy_blob_ref_copy (const HyBlobRef *self);
void hy_blob_ref_free (HyBlobRef *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyBlobRef, hy_blob_ref_free)

/* Of what commands say ("v"). The district takes all that were ever released, an office makes the last. */
#define HY_COMMAND_VERSION 1

/* The immutable unit of the way up (protocol.md, POST /v1/commands). */
typedef struct
{
  char *id; /* UUID v7, minted when the person saves; the idempotency key */
  gint64 seq;
  char *after;  /* id of the previous command of this device for the same ticket, or NULL */
  char *amends; /* id of the command or record it corrects, or NULL */
  char *person;
  char *ticket;
  char *kind;
  gint64 v;
  HyTime made_at;
  gint64 clock_offset_ms; /* district time minus the PC's, as known when it was made */
  gint64 base_version;    /* ticket version the person was looking at */
  GVariant *body;         /* never NULL */
  char *body_json;        /* its bytes, or NULL when made here */
  GPtrArray *blobs;       /* of HyBlobRef*; never NULL */
  char *receipt;          /* the district's, when it is offered again after a restore */
} HyCommand;

HyCommand *hy_command_new (void);
HyCommand *hy_command_copy (const HyCommand *self);
void hy_command_free (HyCommand *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyCommand, hy_command_free)

typedef enum
{
  HY_RESULT_APPLIED,
  HY_RESULT_DUPLICATE,
  HY_RESULT_LATE_NOTE,
  HY_RESULT_REFUSED,
  HY_RESULT_HELD,
  HY_N_RESULTS
} HyResultKind;

/* What the district answers to one command. */
typedef struct _HyResult HyResult;
struct _HyResult
{
  char *id;
  HyResultKind result;
  gint64 version;
  char *code;   /* of a refusal */
  char *detail; /* words for a clerk */
  char *field;  /* of bad_body */
  HyTime at;
  char *receipt;
  char **missing;  /* of held */
  HyResult *first; /* of duplicate: the first result */
};

HyResult *hy_result_new (void);
void hy_result_free (HyResult *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyResult, hy_result_free)

const char *hy_result_kind_code (HyResultKind kind);
gboolean hy_result_kind_parse (const char *code, HyResultKind *out) G_GNUC_WARN_UNUSED_RESULT;

/* The timeline entry that an accepted (or overlaid) command is. @by_name may be NULL. */
HyRecord *hy_record_from_command (const HyCommand *command, const char *office, const char *by_name);

G_END_DECLS
