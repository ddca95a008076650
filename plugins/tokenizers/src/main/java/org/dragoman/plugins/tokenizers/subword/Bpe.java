package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dragoman.spi.SubwordModel;

/**
 * Byte pair encoding. Every piece of a token but the last ends in {@code @@}.
 *
 * <p>A last piece that would end in {@code @@} of its own is cut before its last character, so that
 * every token comes back: {@code a@@} is {@code a@@@ @}.
 */
final class Bpe implements SubwordModel {
  private static final String GLUE = "@@";
  private static final int CACHE_SIZE = 1 << 16;
  private static final int LONGEST_CACHED = 100;

  private final List<Merge> merges;
  private final BpeSplitter splitter;
  private final Map<String, List<String>> cache = new ConcurrentHashMap<>();

  Bpe(List<Merge> merges) {
    this.merges = List.copyOf(merges);
    this.splitter = new BpeSplitter(merges);
  }

  @Override
  public List<String> encode(List<String> tokens) {
    List<String> pieces = new ArrayList<>(tokens.size() * 2);
    for (String token : tokens) {
      pieces.addAll(pieces(token));
    }
    return pieces;
  }

  private List<String> pieces(String token) {
    List<String> known = cache.get(token);
    if (known != null) {
      return known;
    }
    List<String> pieces = mark(splitter.split(token));
    if (token.length() <= LONGEST_CACHED) {
      if (cache.size() >= CACHE_SIZE) {
        cache.clear(); // frequent words are back at once
      }
      cache.put(token, pieces);
    }
    return pieces;
  }

  private static List<String> mark(List<String> parts) {
    int last = parts.size() - 1;
    List<String> pieces = new ArrayList<>(parts.size() + 1);
    for (String part : parts.subList(0, last)) {
      pieces.add(part + GLUE);
    }
    String end = parts.get(last);
    if (end.endsWith(GLUE)) {
      pieces.add(end.substring(0, end.length() - 1) + GLUE);
      end = end.substring(end.length() - 1);
    }
    pieces.add(end);
    return List.copyOf(pieces);
  }

  @Override
  public List<String> decode(List<String> pieces) {
    List<String> tokens = new ArrayList<>(pieces.size());
    StringBuilder begun = new StringBuilder();
    boolean open = false;
    for (String piece : pieces) {
      open = piece.endsWith(GLUE);
      begun.append(piece, 0, open ? piece.length() - GLUE.length() : piece.length());
      if (!open) {
        tokens.add(begun.toString());
        begun.setLength(0);
      }
    }
    if (open && begun.length() > 0) {
      tokens.add(begun.toString());
    }
    return tokens;
  }

  @Override
  public void save(OutputStream out) throws IOException {
    BpeFile.write(merges, out);
  }

  @Override
  public String signature() {
    return "bpe|merges:" + merges.size() + "|glue:" + GLUE + "|format:subword-nmt-0.2";
  }
}
