/* A person of an office, as the feed has it (protocol.md, "Rows"). */
#pragma once

#include "wire/hy-json-fields.h"

G_BEGIN_DECLS

typedef struct
{
  char *id;
  char *name;
  char *office;
  gboolean active; /* TRUE when the row does not say */
  char *pin;       /* hash of what guards the screen; NULL: nothing does */
} HyPerson;

/* char *; a hash that can be tried in bounded time and memory: Argon2id of version 19, one lane, at
 * most 256 MiB and 9 passes, 16 bytes of salt and 32 of hash. */
const char *hy_person_read_pin (HyJsonValue value, gpointer member);

/* @text is scanned here; @len -1 when it ends in NUL. NULL with a HY_WIRE_ERROR that names the
 * member. */
HyPerson *
hy_person_from_json (const char *text, gssize len, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char *hy_person_to_json (const HyPerson *self) G_GNUC_WARN_UNUSED_RESULT;
void hy_person_free (HyPerson *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HyPerson, hy_person_free)

G_END_DECLS
