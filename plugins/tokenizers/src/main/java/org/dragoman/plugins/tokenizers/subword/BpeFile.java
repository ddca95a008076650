package org.dragoman.plugins.tokenizers.subword;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The file format of subword-nmt, version 0.2: a version line, then one merge a line, the first
 * learned first, its two symbols with a space between; UTF-8.
 */
final class BpeFile {
  private static final String VERSION_MARK = "#version:";
  private static final String VERSION = VERSION_MARK + " 0.2";

  private BpeFile() {}

  /** Writes merges and leaves the stream open. */
  static void write(List<Merge> merges, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    writer.write(VERSION + "\n");
    for (Merge merge : merges) {
      writer.write(merge.left() + " " + merge.right() + "\n");
    }
    writer.flush();
  }

  /** Reads merges to the end of the stream; an error names the line. */
  static List<Merge> read(InputStream in) throws IOException {
    // A decoder made by newDecoder() reports what is not UTF-8.
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    List<Merge> merges = new ArrayList<>();
    int number = 1;
    try {
      String first = reader.readLine();
      if (first == null || !first.stripTrailing().equals(VERSION)) {
        throw new IOException(
            "line 1 of the BPE codes: expected '%s', found %s"
                .formatted(VERSION, first == null ? "the end of the file" : found(first)));
      }
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        merges.add(parse(line, number));
      }
    } catch (CharacterCodingException e) {
      throw new IOException("the BPE codes are not UTF-8 in or soon after line " + number, e);
    }
    return merges;
  }

  /** Describes a first line that is not of this version, and says what to do. */
  private static String found(String first) {
    String line = "'" + first + "', ";
    if (first.startsWith(VERSION_MARK)) {
      return line
          + "which is another version of the format, whose merges mean something else. Learn the"
          + " codes anew, here or with subword-nmt 0.2 or later";
    }
    return first.split(" ", -1).length == 2
        ? line
            + "which looks like a merge: codes without a version are of subword-nmt before 0.2 (or"
            + " have lost their first line), where the end of a word is a symbol of its own. Learn"
            + " the codes anew, here or with subword-nmt 0.2 or later"
        : line + "which is nothing of subword-nmt. Give a file that its learn-bpe wrote";
  }

  private static Merge parse(String line, int number) throws IOException {
    int space = line.indexOf(' ');
    if (space < 1 || space == line.length() - 1 || line.indexOf(' ', space + 1) >= 0) {
      throw new IOException(
          "line "
              + number
              + " of the BPE codes: expected two symbols with a space between, found '"
              + line
              + "'");
    }
    return new Merge(line.substring(0, space), line.substring(space + 1));
  }
}
