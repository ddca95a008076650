package org.dragoman.plugins.tokenizers.subword;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.dragoman.plugins.tokenizers.subword.Segmentations.Scored;
import org.dragoman.spi.SubwordModel;

/** A unigram language model of pieces; see {@link UnigramFactory}. */
final class Unigram implements SubwordModel {
  private static final int CACHE_SIZE = 1 << 16;
  private static final int CANDIDATES_CACHE_SIZE = 1 << 13; // each is n-best segmentations

  private final List<Piece> pieces;
  private final UnigramConfig config;
  private final PieceScores scores;
  private final PieceTrie trie = new PieceTrie();
  private final TokenCache<List<String>> cache = new TokenCache<>(CACHE_SIZE);
  private final TokenCache<Candidates> candidates = new TokenCache<>(CANDIDATES_CACHE_SIZE);

  /**
   * Creates a model from pieces.
   *
   * @param config its alpha and n-best are used
   */
  Unigram(List<Piece> pieces, UnigramConfig config) {
    this(pieces, config, piece -> true);
  }

  private Unigram(List<Piece> pieces, UnigramConfig config, Predicate<String> isUsed) {
    this.pieces = List.copyOf(pieces);
    this.config = config;
    this.scores = PieceScores.of(this.pieces);
    for (int i = 0; i < this.pieces.size(); i++) {
      String text = this.pieces.get(i).text();
      if (isUsed.test(text)) {
        trie.add(text, i);
      }
    }
  }

  @Override
  public List<String> encode(List<String> tokens) {
    List<String> result = new ArrayList<>(tokens.size() * 2);
    for (String token : tokens) {
      result.addAll(cache.get(token, this::best));
    }
    return result;
  }

  private Lattice lattice(String token) {
    return Lattice.of(MarkedToken.of(token), trie);
  }

  private List<String> best(String token) {
    Lattice lattice = lattice(token);
    return List.copyOf(lattice.texts(Segmentations.best(lattice, scores)));
  }

  @Override
  public List<String> sample(List<String> tokens, RandomGenerator random) {
    if (!isRandom()) {
      return encode(tokens);
    }
    List<String> result = new ArrayList<>(tokens.size() * 2);
    for (String token : tokens) {
      if (config.nBest() == 0) {
        Lattice lattice = lattice(token);
        result.addAll(lattice.texts(Segmentations.draw(lattice, scores, config.alpha(), random)));
      } else {
        result.addAll(candidates.get(token, this::candidates).draw(random));
      }
    }
    return result;
  }

  @Override
  public boolean isRandom() {
    return config.isRandom();
  }

  private Candidates candidates(String token) {
    Lattice lattice = lattice(token);
    return new Candidates(
        lattice, Segmentations.best(lattice, scores, config.nBest()), config.alpha());
  }

  /** The best segmentations of a token, from which sampling draws. */
  private static final class Candidates {
    private final Lattice lattice;
    private final int[][] ways;
    private final double[] shares; // of each and those before it

    Candidates(Lattice lattice, List<Scored> best, double alpha) {
      this.lattice = lattice;
      this.ways = best.stream().map(Scored::edges).toArray(int[][]::new);
      this.shares = new double[ways.length];
      double sum = 0;
      for (int i = 0; i < ways.length; i++) {
        sum += Math.exp(alpha * (best.get(i).score() - best.get(0).score()));
        shares[i] = sum;
      }
    }

    List<String> draw(RandomGenerator random) {
      double drawn = random.nextDouble() * shares[shares.length - 1];
      int i = 0;
      while (shares[i] <= drawn && i + 1 < shares.length) {
        i++;
      }
      return lattice.texts(ways[i]);
    }
  }

  @Override
  public SubwordModel restrictedTo(Set<String> allowed) {
    Set<String> used = Set.copyOf(allowed);
    return new Unigram(
        pieces,
        config,
        // There is nothing smaller than a single unit.
        piece -> used.contains(piece) || MarkedToken.ofPieces(piece).units() == 1);
  }

  @Override
  public List<String> decode(List<String> pieces) {
    return MarkedToken.tokens(pieces);
  }

  @Override
  public void save(OutputStream out) throws IOException {
    UnigramFile.write(pieces, out);
  }

  @Override
  public String signature() {
    String signature = "unigram|pieces:" + pieces.size();
    if (isRandom()) {
      signature += "|alpha:" + config.alpha() + "|n-best:" + config.nBest();
    }
    return signature + "|format:sentencepiece-vocab";
  }
}
