/* Records of a ticket's timeline, commands and their results as JSON and back (protocol.md). */
#pragma once

#include "core/hy-record.h"
#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

#define HY_BLOB_MAX (20 * 1024 * 1024)
#define HY_RECEIPT_MAX 200

/* All readers named _parse take a value in scanned text; those named _from_json scan @text first
 * (@len -1 when it ends in NUL). NULL with HY_WIRE_ERROR_SHAPE naming the member. */

HyRecord *hy_record_parse (HyJsonValue row, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HyRecord *
hy_record_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* The row; the body as the bytes it came in, members unknown at the end. */
void hy_record_write (GString *out, const char *name, const HyRecord *record);
char *hy_record_to_json (const HyRecord *record) G_GNUC_WARN_UNUSED_RESULT;

/* @field: (out) (optional): the member at fault, static; NULL when it is the object as a whole */
HyCommand *
hy_command_parse (HyJsonValue value, const char **field, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HyCommand *
hy_command_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* "amends" and "receipt" only when there are any. */
void hy_command_write (GString *out, const char *name, const HyCommand *command);
char *hy_command_to_json (const HyCommand *command) G_GNUC_WARN_UNUSED_RESULT;

/* What makes two commands of one id the same: SHA-256, in hex, of the canonical JSON of body,
 * blobs, kind, made_at, person, ticket and v. White space, order of members, members that are null
 * and spellings of a time do not count. */
char *hy_command_content_hash (const HyCommand *command) G_GNUC_WARN_UNUSED_RESULT;

HyResult *hy_result_parse (HyJsonValue value, GError **error) G_GNUC_WARN_UNUSED_RESULT;
HyResult *
hy_result_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void hy_result_write (GString *out, const char *name, const HyResult *result);
char *hy_result_to_json (const HyResult *result) G_GNUC_WARN_UNUSED_RESULT;

/* A list of blobs: [{"sha256","size","name","type"}], in records with "missing":true where the
 * district does not have it yet. */
void hy_blobs_write (GString *out, const char *name, const GPtrArray *blobs);
/* For field tables, those of a command: into a GPtrArray * of HyBlobRef that is there. */
const char *hy_blobs_read (HyJsonValue value, gpointer member);

G_END_DECLS
