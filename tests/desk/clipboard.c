/* Another program that has something on the clipboard, until it is ended: "clipboard file PATH…" as a file manager
 * copies files, "clipboard picture" as a screenshot. Says "ready". */
#include <gtk/gtk.h>

#include <stdio.h>
#include <string.h>

static void
give_files (GdkClipboard *clipboard, char **paths)
{
  GSList *files = NULL;
  GdkFileList *list;

  for (; *paths != NULL; paths++)
    files = g_slist_append (files, g_file_new_for_path (*paths));
  list = gdk_file_list_new_from_list (files);
  gdk_clipboard_set (clipboard, GDK_TYPE_FILE_LIST, list);
  g_boxed_free (GDK_TYPE_FILE_LIST, list);
  g_slist_free_full (files, g_object_unref);
}

static void
give_picture (GdkClipboard *clipboard)
{
  g_autoptr (GBytes) pixels = g_bytes_new_take (g_malloc0 (40 * 30 * 4), 40 * 30 * 4);
  g_autoptr (GdkTexture) texture
      = gdk_memory_texture_new (40, 30, GDK_MEMORY_R8G8B8A8, pixels, 40 * 4);

  gdk_clipboard_set_texture (clipboard, texture);
}

int
main (int argc, char **argv)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  GdkClipboard *clipboard;

  gtk_init ();
  clipboard = gdk_display_get_clipboard (gdk_display_get_default ());
  if (argc > 2 && strcmp (argv[1], "file") == 0)
    give_files (clipboard, argv + 2);
  else
    give_picture (clipboard);
  gdk_display_sync (gdk_display_get_default ());
  puts ("ready");
  fflush (stdout);
  g_main_loop_run (loop);
  return 0;
}
