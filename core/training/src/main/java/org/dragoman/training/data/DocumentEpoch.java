package org.dragoman.training.data;

import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import org.dragoman.corpus.store.Records;
import org.dragoman.training.batch.Pair;
import org.dragoman.training.batch.PairBatch;

/**
 * An epoch of documents. A number of documents are open at once, and a batch has the next pair of
 * each. When a document ends, the next one takes its place. At the end of the epoch batches get
 * smaller.
 */
final class DocumentEpoch implements Epoch {
  private final Records<List<Pair>> documents;
  private final long total;
  private final List<Lane> lanes = new ArrayList<>();
  private long ended;

  /** An open document. */
  private static final class Lane {
    private List<Pair> document = List.of();
    private int next;
    // Its row in the last batch.
    private int row;

    boolean isOver() {
      return next == document.size();
    }
  }

  /**
   * Creates an epoch at its beginning.
   *
   * @param documents in random order, none without a pair; closed with the epoch
   * @param total the number of documents
   * @param size the number of documents open at once
   */
  DocumentEpoch(Records<List<Pair>> documents, long total, int size) {
    this.documents = documents;
    this.total = total;
    for (int i = 0; i < size; i++) {
      lanes.add(new Lane());
    }
    lanes.removeIf(lane -> !open(lane));
  }

  /** Opens the next document in a lane; returns false if there is none. */
  private boolean open(Lane lane) {
    List<Pair> document = documents.next();
    if (document == null) {
      return false;
    }
    lane.document = document;
    lane.next = 0;
    return true;
  }

  @Override
  public boolean hasNext() {
    return !lanes.isEmpty();
  }

  @Override
  public PairBatch next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    List<Pair> pairs = new ArrayList<>();
    List<Integer> before = new ArrayList<>();
    for (Lane lane : lanes) {
      before.add(lane.next == 0 ? PairBatch.NONE : lane.row);
      lane.row = pairs.size();
      pairs.add(lane.document.get(lane.next++));
    }
    lanes.removeIf(lane -> lane.isOver() && !goOn(lane));
    return new PairBatch(pairs, before);
  }

  private boolean goOn(Lane lane) {
    ended++;
    return open(lane);
  }

  @Override
  public double share() {
    return total == 0 ? 1 : (double) ended / total;
  }

  @Override
  public void close() {
    documents.close();
  }
}
