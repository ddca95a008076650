package org.dragoman.runtime.file;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognizes documents that are ZIP archives by the beginning of the archive. */
final class ZipContent {
  /** The header of an entry up to its name: 30 bytes, two of which are the length of the name. */
  private static final Pattern ENTRY = Pattern.compile("PK\\x03\\x04.{22}(..)..", Pattern.DOTALL);

  private static final Map<String, String> MIME_TYPES =
      Map.of(
          "application/vnd.oasis.opendocument.text", "an OpenDocument text (ODT)",
          "application/vnd.oasis.opendocument.spreadsheet", "an OpenDocument table (ODS)",
          "application/vnd.oasis.opendocument.presentation", "an OpenDocument presentation (ODP)",
          "application/epub+zip", "an EPUB",
          "application/vnd.adobe.indesign-idml-package", "an InDesign document (IDML)");
  private static final Map<String, String> FOLDERS =
      Map.of(
          "word/", "a Word document (DOCX)",
          "xl/", "an Excel table (XLSX)",
          "ppt/", "a PowerPoint presentation (PPTX)");

  private ZipContent() {}

  /** Returns the kind of document in words; empty if it is not known. */
  static Optional<String> of(byte[] head) {
    String bytes = new String(head, StandardCharsets.ISO_8859_1);
    Matcher entries = ENTRY.matcher(bytes);
    while (entries.find()) {
      int length = entries.group(1).charAt(0) + 256 * entries.group(1).charAt(1);
      int end = Math.min(bytes.length(), entries.end() + length);
      String name = bytes.substring(entries.end(), end);
      Map<String, String> known = name.equals("mimetype") ? MIME_TYPES : FOLDERS;
      String text = name.equals("mimetype") ? bytes.substring(end) : name;
      Optional<String> document =
          known.entrySet().stream()
              .filter(entry -> text.startsWith(entry.getKey()))
              // The type of a template begins with that of its document.
              .map(Map.Entry::getValue)
              .findFirst();
      if (document.isPresent()) {
        return document;
      }
    }
    return Optional.empty();
  }
}
