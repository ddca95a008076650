package org.dragoman.runtime.model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.ndarray.types.SparseFormat;
import ai.djl.nn.Parameter;
import ai.djl.nn.core.Embedding;
import ai.djl.training.initializer.NormalInitializer;
import java.util.Map;
import org.dragoman.runtime.DragomanException;
import org.dragoman.runtime.batch.PaddedBatch;
import org.dragoman.runtime.network.CellWatch;
import org.dragoman.runtime.network.LayerDropout;
import org.dragoman.runtime.network.NamedParameters;
import org.dragoman.runtime.network.Recurrence;
import org.dragoman.runtime.network.SequenceRunner;
import org.dragoman.runtime.network.StackState;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.spi.CellState;
import org.dragoman.spi.EncoderOutput;
import org.dragoman.spi.Memory;
import org.dragoman.spi.Mode;
import org.dragoman.spi.Ops;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent encoder-decoder translator, ids in, scores out. Its weights are DJL parameters that
 * the caller initializes or fills. It keeps nothing between calls, so several threads may use it at
 * once for inference.
 */
public final class EncoderDecoder implements Model {
  private final Ops ops;
  private final TranslatorConfig config;
  private final Parameter sourceEmbedding;
  private final Parameter targetEmbedding;
  private final Parameter output;
  private final Encoder encoder;
  private final Bridge bridge;
  private final Decoder decoder;
  private final Map<String, Parameter> parameters;

  /**
   * Assembles a model whose weights are not yet filled.
   *
   * @throws DragomanException where parts of the configuration do not fit together
   * @throws IllegalArgumentException where the configuration does not fit the vocabularies
   */
  public EncoderDecoder(
      Ops ops, TranslatorConfig config, Vocabularies vocabularies, Components components) {
    config.requireFit(vocabularies.shared());
    this.ops = ops;
    this.config = config;
    boolean tiedOutput = config.tie().output();
    boolean tiedEmbeddings = config.tie().embeddings(vocabularies.shared());
    long embedding = config.embedding().size();
    targetEmbedding = embeddingMatrix(vocabularies.target(), embedding);
    sourceEmbedding =
        tiedEmbeddings ? targetEmbedding : embeddingMatrix(vocabularies.source(), embedding);
    LayerDropout between = new LayerDropout(config.dropout().layers(), config.dropout().locked());
    encoder = new Encoder(ops, config.encoder(), between, embedding, components);
    long decoderSize = components.cell(config.decoder().cell(), embedding).outputSize();
    long readout = readoutSize(config, embedding, decoderSize);
    decoder =
        new Decoder(
            ops,
            config.decoder(),
            config.context(),
            between,
            new Decoder.Sizes(embedding, encoder.outputSize(), readout),
            components);
    bridge =
        new Bridge(
            ops, config, new Bridge.Sizes(encoder.lastSize(), encoder.outputSize(), decoderSize));
    output = tiedOutput ? targetEmbedding : outputMatrix(vocabularies.target(), readout);
    parameters = collect(tiedEmbeddings, tiedOutput);
  }

  private static long readoutSize(TranslatorConfig config, long embedding, long decoderSize) {
    if (config.tie().output()) {
      return embedding;
    }
    int asked = config.decoder().readout();
    return asked == 0 ? decoderSize : asked;
  }

  private static Parameter embeddingMatrix(long vocabulary, long size) {
    return Parameter.builder()
        .setName("weight")
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(vocabulary, size))
        .optInitializer(new NormalInitializer((float) (1 / Math.sqrt(size))))
        .build();
  }

  private static Parameter outputMatrix(long vocabulary, long size) {
    return Parameter.builder()
        .setName("weight")
        .setType(Parameter.Type.WEIGHT)
        .optShape(new Shape(vocabulary, size))
        .optInitializer(
            new ai.djl.training.initializer.UniformInitializer((float) (1 / Math.sqrt(size))))
        .build();
  }

  private Map<String, Parameter> collect(boolean tiedEmbeddings, boolean tiedOutput) {
    NamedParameters named = new NamedParameters();
    if (!tiedEmbeddings) {
      named.add("source_embedding.weight", sourceEmbedding);
    }
    named.add("target_embedding.weight", targetEmbedding);
    encoder.collect(named);
    bridge.collect(named);
    decoder.collect(named);
    if (!tiedOutput) {
      named.add("output.weight", output);
    }
    return java.util.Collections.unmodifiableMap(named.all());
  }

  /** Return the configuration that the model was made by. */
  public TranslatorConfig config() {
    return config;
  }

  /** All weights; a tied matrix occurs once, as the target embedding. */
  @Override
  public Map<String, Parameter> parameters() {
    return parameters;
  }

  /** The number of target tokens, V. */
  public int targetVocabularySize() {
    return Math.toIntExact(targetEmbedding.getShape().get(0));
  }

  /**
   * A batch of source sentences, read and made ready to be asked.
   *
   * @param encoded what the encoder put out
   * @param last rows B, the final state that a bridge takes
   * @param memory what the context strategy prepared
   * @param carried what the next sentences of the documents begin with; null where the model
   *     carries nothing
   */
  public record Source(
      EncoderOutput encoded, CellState last, Memory memory, @Nullable StackState carried) {
    Bridge.End end() {
      return new Bridge.End(last, encoded.states(), encoded.lengths());
    }

    /** Return what a search attends to that begins with one row a sentence. */
    public SourceRows rows() {
      return SourceRows.of(memory, encoded.lengths().batchSize());
    }
  }

  /** Reads a batch of source sentences, each ending with the end mark. */
  public Source encode(PaddedBatch source, Mode mode) {
    return encode(source, mode, null);
  }

  /**
   * As {@link #encode(PaddedBatch, Mode)}.
   *
   * @param begin what the sentences before these in their documents left; null where these are the
   *     first
   */
  public Source encode(PaddedBatch source, Mode mode, @Nullable StackState begin) {
    return encode(source, mode, begin, Recurrence.by(ops));
  }

  /**
   * As {@link #encode(PaddedBatch, Mode, EncoderState)}.
   *
   * @param runner runs each of the encoder's cells
   */
  public Source encode(
      PaddedBatch source, Mode mode, @Nullable StackState begin, SequenceRunner runner) {
    LayerDropout.Run dropout = wordDropout().open(mode);
    NDArray embedded =
        embed(source.ids(), sourceEmbedding, dropout, config.dropout().sourceWords(), mode);
    Encoder.Output read = encoder.run(embedded, source.lengths(), mode, runner, begin);
    EncoderOutput encoded =
        new EncoderOutput(
            read.states(),
            read.summary(),
            source.mask(read.states().getDataType()),
            source.lengths());
    return new Source(encoded, read.last(), decoder.prepare(encoded), read.carried());
  }

  @Override
  public boolean carriesState() {
    return encoder.carriesState();
  }

  /** Whether the context strategy tells how much each source position counted. */
  public boolean hasWeights() {
    return decoder.hasWeights();
  }

  /**
   * What the decoder made of a target that is known.
   *
   * @param unpadded {@code [N, R]}, the readouts of all real positions one after the other,
   *     time-major
   * @param weights {@code [T, B, S]}, those of the context strategy at each step, without meaning
   *     past a target's end; null in training and where the strategy has none
   * @param loss {@code []}, the sum over the real positions of what the context strategy adds to
   *     the loss in training; null where it adds nothing
   */
  public record Readouts(NDArray unpadded, @Nullable NDArray weights, @Nullable NDArray loss) {}

  /**
   * Runs the decoder over a target batch that is known.
   *
   * @param source of {@link #encode}
   * @param target what the decoder is fed: the start mark and the sentence
   */
  public Readouts readouts(Source source, PaddedBatch target, Mode mode) {
    TeacherForcedRun run =
        open(
            source,
            target,
            mode,
            mode == Mode.INFERENCE
                ? TeacherForcedRun.Keep.WEIGHTS
                : TeacherForcedRun.Keep.CONTEXTS);
    TeacherForcedRun.Part all = run.run(run.embedded(), target.lengths(), run.start(), null);
    NDArray real = target.unpaddedPositions();
    NDArray loss = all.loss();
    return new Readouts(
        run.read(all.readouts(), real), all.weights(), loss == null ? null : run.sum(loss, real));
  }

  /**
   * Opens the decoder for a target batch that is known.
   *
   * @param source of {@link #encode}
   * @param target what the decoder is fed: the start mark and the sentence; its manager gets what
   *     is made for the whole batch
   */
  public TeacherForcedRun open(
      Source source, PaddedBatch target, Mode mode, TeacherForcedRun.Keep keep) {
    return open(source, target, mode, keep, CellWatch.NONE);
  }

  /**
   * As {@link #open(Source, PaddedBatch, Mode, TeacherForcedRun.Keep)}.
   *
   * @param watch what each of the decoder's cells is run as
   */
  public TeacherForcedRun open(
      Source source, PaddedBatch target, Mode mode, TeacherForcedRun.Keep keep, CellWatch watch) {
    LayerDropout.Run dropout = wordDropout().open(mode);
    NDArray embedded =
        embed(target.ids(), targetEmbedding, dropout, config.dropout().targetWords(), mode);
    Decoder.Opened open =
        decoder.open(embedded.getManager(), target.lengths().batchSize(), mode, keep, watch);
    return new TeacherForcedRun(
        new TeacherForcedRun.Parts(ops, decoder, bridge),
        source,
        new TeacherForcedRun.Words(embedded, dropout),
        config.dropout().readout(),
        open);
  }

  /** The output layer: {@code [N, R]} to unnormalised scores {@code [N, V]}. */
  public NDArray logits(NDArray readouts) {
    return logits(readouts, null);
  }

  /**
   * A part of the output layer.
   *
   * @param readouts {@code [N, R]}
   * @param rows {@code [W, R]}, of {@link #outputRows}; null for the whole layer
   * @return {@code [N, W]}, unnormalised scores of the rows' tokens
   */
  public NDArray logits(NDArray readouts, @Nullable NDArray rows) {
    return ops.linear(readouts, rows == null ? output.getArray() : rows, null);
  }

  /**
   * The output layer's rows of some tokens.
   *
   * @param tokens {@code [W]}, INT64; its manager gets the result
   * @return {@code [W, R]}
   */
  public NDArray outputRows(NDArray tokens) {
    NDArray rows = ops.rows(output.getArray(), tokens);
    rows.attach(tokens.getManager());
    return rows;
  }

  /** Begins to translate: the decoder's state before the first word. */
  public DecoderState start(Source source) {
    NDArray last = source.last().output();
    Decoder.Opened open = open(last.getManager(), last.getShape().get(0));
    return decoder.start(open, bridge, source.end(), source.memory());
  }

  private Decoder.Opened open(NDManager manager, long rows) {
    return decoder.open(
        manager, rows, Mode.INFERENCE, TeacherForcedRun.Keep.WEIGHTS, CellWatch.NONE);
  }

  /**
   * One step of translating.
   *
   * @param logProbabilities {@code [B, V]}
   * @param weights {@code [B, S]}, those of the context strategy; null where it has none
   * @param state after the step
   * @param source to attend to in the next step
   */
  public record Step(
      NDArray logProbabilities, @Nullable NDArray weights, DecoderState state, SourceRows source) {}

  /**
   * Scores what may follow.
   *
   * @param tokens {@code [B]}, INT64: the last word of each row; its manager gets the results
   * @param state of {@link #start} or the last step, rows B
   * @param source of {@link Source#rows} or the last step, rows B
   */
  public Step step(NDArray tokens, DecoderState state, SourceRows source) {
    return step(tokens, state, source, null);
  }

  /**
   * As {@link #step(NDArray, DecoderState, SourceRows)}, for some tokens only.
   *
   * @param rows {@code [W, R]}, of {@link #outputRows}: the tokens that share all probability; null
   *     for the whole vocabulary
   * @return with log-probabilities {@code [B, W]}
   */
  public Step step(NDArray tokens, DecoderState state, SourceRows source, @Nullable NDArray rows) {
    NDArray embedded = lookUp(tokens, targetEmbedding);
    Decoder.Opened open = open(tokens.getManager(), tokens.size());
    Decoder.Step step = decoder.step(open, embedded, state, source);
    return new Step(
        logits(step.readout(), rows).logSoftmax(-1), step.weights(), step.state(), step.source());
  }

  private LayerDropout wordDropout() {
    return new LayerDropout(config.dropout().embedding(), config.dropout().locked());
  }

  /** {@code [T, B]} to {@code [T, B, E]}, with dropout of values and of whole words. */
  private static NDArray embed(
      NDArray ids, Parameter matrix, LayerDropout.Run dropout, double wordRate, Mode mode) {
    return LayerDropout.droppedWords(dropout.apply(lookUp(ids, matrix)), wordRate, mode);
  }

  /**
   * The target embedding of tokens.
   *
   * @param tokens {@code [B]}, INT64; its manager gets the result
   * @return {@code [B, E]}
   */
  public NDArray targetVectors(NDArray tokens) {
    return lookUp(tokens, targetEmbedding);
  }

  /**
   * The target embedding that is expected under probabilities of tokens.
   *
   * @param probabilities {@code [B, V]}; its manager gets the result
   * @return {@code [B, E]}
   */
  public NDArray expectedVectors(NDArray probabilities) {
    return probabilities.matMul(targetEmbedding.getArray());
  }

  private static NDArray lookUp(NDArray ids, Parameter matrix) {
    return Embedding.embedding(ids, matrix.getArray(), SparseFormat.DENSE).singletonOrThrow();
  }
}
