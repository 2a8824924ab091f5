/* Files that commands name: what a PC attaches, what the district does with it, and that it is there in the end. */
#include "sim.h"

#include "authority/hy-files.h"
#include "authority/hy-upload.h"
#include "store/hy-blobs.h"
#include "wire/hy-record-json.h"

#include <string.h>

#define ADDRESS "/v1/blobs/"
/* More than a first piece, now and then. */
#define SIZE_MAX 300000

GPtrArray *
sim_files_attach (SimWorld *self, SimPc *pc, const char *mark, int variant)
{
  g_autoptr (GPtrArray) blobs = g_ptr_array_new_with_free_func ((GDestroyNotify) hy_blob_ref_free);
  g_autoptr (GString) text = g_string_new (mark);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  HyBlobRef *blob;

  while (text->len < (gsize) variant * 7919 % SIZE_MAX)
    g_string_append_printf (text, "%s%zu", mark, text->len);
  bytes = g_bytes_new (text->str, text->len);
  blob = hy_blobs_keep (pc->store, bytes, "photo.jpg", &error);
  if (blob == NULL)
    return NULL;
  g_ptr_array_add (blobs, blob);
  return g_steal_pointer (&blobs);
}

gboolean
sim_files_are_asked (const HyRequest *request)
{
  return g_str_has_prefix (request->path, ADDRESS);
}

/* FALSE with @error; the part may be there and the answer not. */
static gboolean
take (SimWorld *self, HyUpload *upload, const HyRequest *request, GError **error)
{
  gsize length;
  const char *data = g_bytes_get_data (request->body, &length);
  gboolean done = FALSE;

  if (!hy_upload_append (upload, data, length, error))
    return FALSE;
  while (hy_upload_is_full (upload) && !done)
    if (!hy_upload_check (upload, &done, error))
      return FALSE;
  self->n_files += done;
  return TRUE;
}

static gboolean
take_piece (SimWorld *self, const HyRequest *request, const char *office, SimAnswer *out, GError **error)
{
  g_autoptr (HyUpload) upload = hy_upload_open (self->authority, office, request->path + strlen (ADDRESS),
                                                request->upload_length, error);
  gboolean fits = upload != NULL && hy_upload_get_have (upload) == request->upload_offset;

  if (upload == NULL || (fits && !take (self, upload, request, error)))
    return FALSE;
  out->status = fits ? 200 : 409;
  out->offset = hy_upload_get_have (upload);
  return TRUE;
}

static gboolean
look (SimWorld *self, const HyRequest *request, const char *office, SimAnswer *out, GError **error)
{
  gint64 size = 0;

  out->status = 200;
  return hy_files_look (self->authority, office, request->path + strlen (ADDRESS), &size, &out->offset, error);
}

gboolean
sim_files_serve (SimWorld *self, const HyRequest *request, const char *office, SimAnswer *out, GError **error)
{
  out->has_offset = strcmp (request->method, "PATCH") == 0 ? take_piece (self, request, office, out, error)
                                                          : look (self, request, office, out, error);
  return out->has_offset;
}

/* Whether the PC says of it that it cannot be sent. */
static gboolean
is_marked (HyReplica *replica, const char *sha256)
{
  return sim_sql_int (replica->sql, "SELECT code IS NOT NULL FROM blobs WHERE sha256 = ?1", sha256) != 0;
}

void
sim_files_check (SimWorld *self, SimPc *pc, HyReplica *replica, const SimSave *save)
{
  g_autofree char *row = sim_sql_text (self->authority->sql, "SELECT row FROM records WHERE id = ?1", save->id);
  g_autofree char *path = NULL;

  /* Who discarded it let go of its file; the copy of the replica that has sent it answers for that. */
  if (save->file == NULL || row == NULL || pc->to_wipe || save->discarded)
    return;
  path = hy_files_find (self->authority, pc->office, save->file, NULL);
  if (path == NULL && !is_marked (replica, save->file))
    sim_found (self, "files", "pc%u has sent %s, and the district has not its file %.8s", pc->index, save->id, save->file);
  if (path != NULL && strstr (row, "\"missing\":true") != NULL)
    sim_found (self, "files", "the district has the file %.8s of %s, which says that it is missing", save->file, save->id);
}
