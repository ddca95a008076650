package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.dragoman.corpus.store.Drawn;
import org.dragoman.corpus.store.RecordFormat;
import org.dragoman.corpus.store.RecordStore;
import org.dragoman.corpus.store.Records;
import org.dragoman.corpus.store.Shuffle;
import org.dragoman.corpus.store.SpillList;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.file.SentencePair;
import org.dragoman.training.batch.BatchConfig;
import org.dragoman.training.batch.BatchPlan;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.config.TrainingConfig;
import org.dragoman.training.data.TrainingText.Part;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The training set, epoch by epoch. If encoding is deterministic, it stores the ids; otherwise it
 * stores the text and encodes it again for each draw.
 *
 * @param <R> what is stored of a pair, ids or text; for documents a list of these
 */
public final class TrainingSet<R> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TrainingSet.class);

  private final SpillList<R> pairs;
  private final Function<Drawn<R>, List<Pair>> toIds;
  private final boolean isOfDocuments;
  private final List<Part> parts;
  private final RecordStore store;
  private final TrainingConfig config;
  private final int poolSize;
  private final List<Pair> longest;

  private TrainingSet(
      SpillList<R> pairs,
      Function<Drawn<R>, List<Pair>> toIds,
      Encoding encoding,
      RecordStore store,
      TrainingConfig config) {
    this.pairs = pairs;
    this.toIds = toIds;
    this.store = store;
    this.config = config;
    isOfDocuments = encoding.text.isOfDocuments();
    parts = encoding.parts();
    poolSize = BatchPlan.poolSize(encoding.meanSteps(), config.batch());
    longest = encoding.longest.pairs();
    if (size() == 0) {
      throw DragomanException.data(
          "data.train: the weights are so low that an epoch has no pair. Raise one of them.");
    }
  }

  /**
   * Encodes a text. Pairs that are empty or longer than {@code training.max-length} are left out
   * and counted in the log.
   *
   * @throws DragomanException of kind DATA if no pair is left
   * @throws CancellationException if the thread is interrupted
   */
  public static TrainingSet<?> encode(
      TrainingText text, ExampleCoder coder, TrainingConfig config, RecordStore store) {
    PairEncoder encoder = new PairEncoder("data.train", coder, config.maxLength());
    Encoding encoding = new Encoding(encoder, text, config.batch());
    return encoder.isRandom()
        ? kept(
            encoding,
            new Kept<>("kept", new SentencePairFormat(), (pair, ids) -> pair, encoder::sample),
            config,
            store)
        : kept(
            encoding,
            new Kept<>("ids", new PairFormat(), (pair, ids) -> ids, (ids, random) -> ids),
            config,
            store);
  }

  /**
   * How pairs are stored: as ids or as text.
   *
   * @param of makes the stored form from the pair and its ids
   * @param toIds makes ids from the stored form, with drawn pieces
   */
  private record Kept<T>(
      String name,
      RecordFormat<T> format,
      BiFunction<SentencePair, Pair, T> of,
      BiFunction<T, SplittableRandom, Pair> toIds) {
    List<Pair> draw(Drawn<List<T>> drawn) {
      SplittableRandom random = new SplittableRandom(drawn.key());
      return drawn.value().stream().map(one -> toIds.apply(one, random)).toList();
    }
  }

  private static <T> TrainingSet<?> kept(
      Encoding encoding, Kept<T> kept, TrainingConfig config, RecordStore store) {
    if (!encoding.text.isOfDocuments()) {
      SpillList<T> list = store.newList(kept.name(), kept.format());
      encoding.run((begins, pair, ids) -> list.add(kept.of().apply(pair, ids)));
      return new TrainingSet<>(
          list,
          drawn -> kept.draw(new Drawn<>(drawn.key(), List.of(drawn.value()))),
          encoding,
          store,
          config);
    }
    SpillList<List<T>> list = store.newList(kept.name(), new ListFormat<>(kept.format()));
    List<T> open = new ArrayList<>();
    encoding.run(
        (begins, pair, ids) -> {
          if (begins && !open.isEmpty()) {
            list.add(List.copyOf(open));
            open.clear();
          }
          open.add(kept.of().apply(pair, ids));
        });
    list.add(List.copyOf(open));
    LOG.info("data.train: {} documents", list.size());
    if (list.size() < config.batch().size()) {
      LOG.warn(
          "data.train: {} documents, fewer than training.batch.size, {}: no more sentences than"
              + " documents are learnt from at once. A blank line ends a document.",
          list.size(),
          config.batch().size());
    }
    return new TrainingSet<>(list, kept::draw, encoding, store, config);
  }

  /** Returns the number of pairs, or of documents, in an epoch. */
  long size() {
    return WeightedCopies.total(parts);
  }

  /** Returns the batch that needs the most memory, or one of about that size. */
  public List<Pair> largestBatch() {
    return BatchPlan.largest(BatchPlan.sorted(longest, config.batch()));
  }

  /** Describes what determines the batches of an epoch besides seed and epoch. */
  public String planName() {
    return isOfDocuments
        ? config.batch().size() + " of " + size() + " documents, side by side"
        : config.batch() + " of " + size() + " pairs, pool by pool";
  }

  /**
   * Returns the batches of an epoch.
   *
   * @param number counted from 1
   */
  public Epoch epoch(int number) {
    long seed = config.seed() * 1_000_003 + number;
    Shuffle<R> shuffle =
        new Shuffle<>(
            pairs, store, new Shuffle.Plan(seed, () -> new WeightedCopies(parts, ~seed), size()));
    Records<List<Pair>> ids =
        new Records<>() {
          @Override
          public @Nullable List<Pair> next() {
            Drawn<R> drawn = shuffle.next();
            return drawn == null ? null : toIds.apply(drawn);
          }

          @Override
          public void close() {
            shuffle.close();
          }
        };
    return isOfDocuments
        ? new DocumentEpoch(ids, size(), config.batch().size())
        : new PooledEpoch(ids, size(), config.batch(), poolSize, seed);
  }

  @Override
  public void close() {
    pairs.close();
  }

  /** Receives a kept pair, as text and as ids. */
  private interface Receiver {
    void accept(boolean begins, SentencePair pair, Pair ids);
  }

  /** One pass over the text, with the statistics that it collects. */
  private static final class Encoding {
    private final PairEncoder encoder;
    private final TrainingText text;
    private final long[] sizes;
    private final Longest longest;
    private long pairs;
    private long steps;

    Encoding(PairEncoder encoder, TrainingText text, BatchConfig batch) {
      this.encoder = encoder;
      this.text = text;
      sizes = new long[text.parts().size()];
      longest = new Longest(batch.size());
    }

    void run(Receiver receiver) {
      boolean[] begins = {true};
      text.forEachOfPart(
          (part, begin, pair) -> {
            if (Thread.currentThread().isInterrupted()) {
              throw new CancellationException("interrupted while the corpus was encoded");
            }
            begins[0] |= begin;
            Pair ids = encoder.encode(pair);
            if (ids != null) {
              receiver.accept(begins[0], pair, ids);
              sizes[part] += begins[0] ? 1 : 0;
              begins[0] = false;
              pairs++;
              steps += ids.steps();
              longest.add(ids);
            }
          });
      encoder.finish();
    }

    List<Part> parts() {
      List<Part> parts = new ArrayList<>();
      for (int i = 0; i < sizes.length; i++) {
        parts.add(new Part(text.parts().get(i).weight(), sizes[i]));
      }
      return parts;
    }

    double meanSteps() {
      return (double) steps / pairs;
    }
  }
}
