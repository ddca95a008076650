package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.dragoman.plugins.tokenizers.span.ProtectedPatterns;
import org.dragoman.spi.SubwordModel;
import org.jspecify.annotations.Nullable;

/** Byte pair encoding by learned merges; see {@link BpeFactory}. */
final class Bpe implements SubwordModel {
  private static final int CACHE_SIZE = 1 << 16;

  private final List<Merge> merges;
  private final BpeConfig config;
  private final BpeSplitter splitter;
  private final ProtectedPatterns protection;
  private final @Nullable BpeRestriction restriction;
  private final TokenCache<List<String>> cache = new TokenCache<>(CACHE_SIZE);

  /**
   * Creates a model from merges, the first learned first.
   *
   * @param config its style, dropout and protected patterns are used
   */
  Bpe(List<Merge> merges, BpeConfig config) {
    this(List.copyOf(merges), config, new BpeSplitter(merges), null);
  }

  private Bpe(
      List<Merge> merges,
      BpeConfig config,
      BpeSplitter splitter,
      @Nullable BpeRestriction restriction) {
    this.merges = merges;
    this.config = config;
    this.splitter = splitter;
    this.protection = config.protection();
    this.restriction = restriction;
  }

  @Override
  public List<String> encode(List<String> tokens) {
    List<String> pieces = new ArrayList<>(tokens.size() * 2);
    for (String token : tokens) {
      pieces.addAll(cache.get(token, t -> pieces(t, splitter::split)));
    }
    return pieces;
  }

  @Override
  public List<String> sample(List<String> tokens, RandomGenerator random) {
    if (!isRandom()) {
      return encode(tokens);
    }
    List<String> pieces = new ArrayList<>(tokens.size() * 2);
    for (String token : tokens) {
      pieces.addAll(pieces(token, word -> splitter.sample(word, config.dropout(), random)));
    }
    return pieces;
  }

  @Override
  public boolean isRandom() {
    return config.dropout() > 0;
  }

  private List<String> pieces(String token, Splitting splitting) {
    List<Segment> segments = Segment.of(token, protection);
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < segments.size(); i++) {
      Segment segment = segments.get(i);
      if (segment.isProtected()) {
        parts.add(segment.text());
      } else {
        List<String> cut = splitting.parts(segment.text());
        boolean endsToken = i == segments.size() - 1;
        parts.addAll(restriction == null ? cut : restriction.cut(cut, endsToken));
      }
    }
    return config.style().pieces(parts);
  }

  /** Splits a word into parts. */
  private interface Splitting {
    List<String> parts(String word);
  }

  @Override
  public SubwordModel restrictedTo(Set<String> pieces) {
    return new Bpe(merges, config, splitter, new BpeRestriction(merges, config.style(), pieces));
  }

  @Override
  public List<String> decode(List<String> pieces) {
    return config.style().tokens(pieces);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    BpeFile.write(merges, out);
  }

  @Override
  public String signature() {
    String signature = "bpe|merges:" + merges.size() + "|" + config.style().signature();
    if (isRandom()) {
      signature += "|dropout:" + config.dropout();
    }
    return signature + "|format:subword-nmt-0.2";
  }
}
