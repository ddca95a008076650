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
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code .vocab} file of SentencePiece: each line is a piece, a tab and its log-probability;
 * UTF-8. Control symbols of SentencePiece, such as {@code <unk>}, have the log-probability 0 and
 * are skipped.
 */
final class UnigramFile {
  private static final String WHAT = " of the unigram pieces: ";

  private UnigramFile() {}

  /** Returns whether a file can contain a token. */
  static boolean isStorable(String token) {
    return token
        .codePoints()
        .noneMatch(c -> c == '\t' || c == '\n' || c == '\r' || (c >= 0xD800 && c <= 0xDFFF));
  }

  /** Writes pieces and leaves the stream open. */
  static void write(List<Piece> pieces, OutputStream out) throws IOException {
    Writer writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    for (Piece piece : pieces) {
      // The string form of a Double reads back as the same number.
      writer.write(piece.text() + "\t" + piece.score() + "\n");
    }
    writer.flush();
  }

  /** Reads pieces to the end of the stream; an error names the line. */
  static List<Piece> read(InputStream in) throws IOException {
    // A decoder made by newDecoder() reports what is not UTF-8.
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8.newDecoder()));
    List<Piece> pieces = new ArrayList<>();
    Map<String, Integer> lines = new HashMap<>();
    int number = 0;
    try {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        number++;
        Piece piece = parse(line, number);
        Integer earlier = lines.putIfAbsent(piece.text(), number);
        if (earlier != null) {
          throw new IOException(
              "line %d%s'%s' stands in line %d already"
                  .formatted(number, WHAT, piece.text(), earlier));
        }
        if (!isControl(piece)) {
          pieces.add(piece);
        }
      }
    } catch (CharacterCodingException e) {
      throw new IOException("the unigram pieces are not UTF-8 in or soon after line " + number, e);
    }
    requireProbabilities(pieces);
    return pieces;
  }

  private static Piece parse(String line, int number) throws IOException {
    int tab = line.indexOf('\t');
    double score = tab < 1 ? Double.NaN : number(line.substring(tab + 1));
    if (!(score <= 0 && score > Double.NEGATIVE_INFINITY)) {
      throw new IOException(
          "line %d%sexpected a piece, a tab and its log-probability, which is 0 or less, found '%s'"
              .formatted(number, WHAT, line));
    }
    return new Piece(line.substring(0, tab), score);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static boolean isControl(Piece piece) {
    return piece.score() == 0 && piece.text().startsWith("<") && piece.text().endsWith(">");
  }

  private static void requireProbabilities(List<Piece> pieces) throws IOException {
    if (pieces.isEmpty()) {
      throw new IOException(
          "the file of unigram pieces holds none; expected the .vocab file of SentencePiece");
    }
    boolean ranks = pieces.size() > 1;
    for (int i = 0; i < pieces.size(); i++) {
      ranks &= pieces.get(i).score() == -i;
    }
    if (ranks) {
      throw new IOException(
          "the scores 0, -1, -2 and so on are ranks, not log-probabilities: the file is of a"
              + " SentencePiece model of byte pair encoding. Give the .vocab file of a unigram model");
    }
  }
}
