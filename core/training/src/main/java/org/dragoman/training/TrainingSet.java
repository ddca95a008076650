package org.dragoman.training;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.text.Pipelines;
import org.dragoman.runtime.text.SentencePair;
import org.dragoman.training.TrainingText.Part;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.store.Drawn;
import org.dragoman.training.store.RecordStore;
import org.dragoman.training.store.Records;
import org.dragoman.training.store.Shuffle;
import org.dragoman.training.store.SpillList;
import org.jspecify.annotations.Nullable;

/**
 * What a model is trained on, epoch by epoch. Where a text is always encoded alike, its ids are
 * kept; else the text is, and it is encoded anew each time that it is drawn.
 *
 * @param <R> what is kept of a pair: ids or text
 */
final class TrainingSet<R> implements AutoCloseable {
  private final SpillList<R> pairs;
  private final Function<Drawn<R>, Pair> toIds;
  private final List<Part> parts;
  private final RecordStore store;
  private final TrainingConfig config;
  private final int poolSize;
  private final List<Pair> longest;

  private TrainingSet(
      SpillList<R> pairs,
      Function<Drawn<R>, Pair> toIds,
      Encoding encoding,
      RecordStore store,
      TrainingConfig config) {
    this.pairs = pairs;
    this.toIds = toIds;
    this.store = store;
    this.config = config;
    parts = encoding.parts();
    poolSize = BatchPlan.poolSize(encoding.meanTargetLength(), config.batch());
    longest = encoding.longest.pairs();
    if (size() == 0) {
      throw DragomanException.data(
          "data.train: the weights are so low that an epoch has no pair. Raise one of them.");
    }
  }

  /**
   * Encodes a text; pairs that are empty or longer than {@code training.max-length} are left out,
   * and counted in the log.
   *
   * @throws DragomanException of kind DATA where nothing is left
   * @throws CancellationException where the thread is interrupted
   */
  static TrainingSet<?> encode(
      TrainingText text, Pipelines pipelines, TrainingConfig config, RecordStore store) {
    PairEncoder encoder = new PairEncoder("data.train", pipelines, config.maxLength());
    Encoding encoding = new Encoding(encoder, text.parts(), config.batch());
    if (encoder.isRandom()) {
      SpillList<SentencePair> kept = store.newList("kept", new SentencePairFormat());
      encoding.run(text, (pair, ids) -> kept.add(pair));
      return new TrainingSet<>(
          kept,
          drawn -> encoder.sample(drawn.value(), new SplittableRandom(drawn.key())),
          encoding,
          store,
          config);
    }
    SpillList<Pair> kept = store.newList("ids", new PairFormat());
    encoding.run(text, (pair, ids) -> kept.add(ids));
    return new TrainingSet<>(kept, Drawn::value, encoding, store, config);
  }

  /** How many pairs an epoch has. */
  long size() {
    return WeightedCopies.total(parts);
  }

  /** The batch that needs the most memory, or one like it. */
  List<Pair> largestBatch() {
    return BatchPlan.largest(BatchPlan.sorted(longest, config.batch()));
  }

  /** What the batches of an epoch follow from besides seed and epoch. */
  String planName() {
    return config.batch() + " of " + size() + " pairs, pool by pool";
  }

  /**
   * The batches of an epoch.
   *
   * @param number counted from 1
   */
  Epoch epoch(int number) {
    long seed = config.seed() * 1_000_003 + number;
    Shuffle<R> shuffle =
        new Shuffle<>(
            pairs, store, new Shuffle.Plan(seed, () -> new WeightedCopies(parts, ~seed), size()));
    Records<Pair> ids =
        new Records<>() {
          @Override
          public @Nullable Pair next() {
            Drawn<R> drawn = shuffle.next();
            return drawn == null ? null : toIds.apply(drawn);
          }

          @Override
          public void close() {
            shuffle.close();
          }
        };
    return new Epoch(ids, size(), config.batch(), poolSize, seed);
  }

  @Override
  public void close() {
    pairs.close();
  }

  /** Is given a pair that is kept, as text and as ids. */
  private interface Receiver {
    void accept(SentencePair pair, Pair ids);
  }

  /** One pass over the text, and what it finds out on the way. */
  private static final class Encoding {
    private final PairEncoder encoder;
    private final List<Part> of;
    private final long[] sizes;
    private final Longest longest;
    private long targetPieces;

    Encoding(PairEncoder encoder, List<Part> parts, BatchConfig batch) {
      this.encoder = encoder;
      of = parts;
      sizes = new long[parts.size()];
      longest = new Longest(batch.size());
    }

    void run(TrainingText text, Receiver receiver) {
      text.forEachOfPart(
          (part, pair) -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new CancellationException("interrupted while the corpus was encoded");
            }
            Pair ids = encoder.encode(pair);
            if (ids != null) {
              receiver.accept(pair, ids);
              sizes[part]++;
              targetPieces += ids.target().length;
              longest.add(ids);
            }
          });
      encoder.finish();
    }

    List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < sizes.length; i++) {
        parts.add(new Part(of.get(i).weight(), sizes[i]));
      }
      return parts;
    }

    double meanTargetLength() {
      long pairs = 0;
      for (long size : sizes) {
        pairs += size;
      }
      return (double) targetPieces / pairs;
    }
  }
}
