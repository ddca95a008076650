package org.dragoman.runtime.model;

import org.dragoman.runtime.network.RecurrentStack;
import org.dragoman.runtime.network.SkipConnection;
import org.dragoman.runtime.option.Variant;
import org.dragoman.runtime.plugin.Components;
import org.dragoman.runtime.text.TextConfig;
import org.dragoman.spi.ComponentKind;
import org.dragoman.spi.ComponentSpec;
import org.dragoman.spi.Kind;
import org.dragoman.spi.Ops;
import org.dragoman.spi.Option;

/**
 * Configuration of an encoder-decoder translator.
 *
 * @param embedding of words
 * @param encoder reads the source
 * @param bridge starts the decoder
 * @param decoder writes the target
 * @param context how the decoder attends to the source
 * @param dropout where values are dropped in training
 * @param tie which embedding matrices are one
 */
@Variant("translator")
public record TranslatorConfig(
    @Option(value = "Word embeddings.", defaultValue = "{}") EmbeddingConfig embedding,
    @Option(value = "Reads the source.", defaultValue = "{}") EncoderConfig encoder,
    @Option(
            value = "How the encoder's final state starts each decoder layer.",
            defaultValue = "linear")
        BridgeType bridge,
    @Option(value = "Writes the target.", defaultValue = "{}") DecoderConfig decoder,
    @Option(value = "How the decoder attends to the source.", defaultValue = "additive")
        @Kind(ComponentKind.CONTEXT)
        ComponentSpec context,
    @Option(value = "Where values are dropped in training.", defaultValue = "{}")
        DropoutConfig dropout,
    @Option(value = "Which embedding matrices are one.", defaultValue = "auto") Tie tie)
    implements ModelConfig {
  private static final String RESIDUAL =
      "Whether layers from the second on add their input to their output.";
  private static final String HIGHWAY =
      "Whether layers from the second on are mixed with their input by a learned gate"
          + " (Srivastava et al. 2015).";
  private static final String TRANSITION_DEPTH =
      "Cells that move a layer's state on at every step, of which the first alone reads the input"
          + " (deep transition, Pascanu et al. 2014).";

  /** Checks that an output layer tied to the embeddings can read the readout. */
  public TranslatorConfig {
    int readout = decoder.readout();
    if (tie.output() && readout != 0 && readout != embedding.size()) {
      throw new IllegalArgumentException(
          "decoder.readout: an output layer tied to the embeddings reads %d values (embedding.size), got %d. Leave it out, or change tie."
              .formatted(embedding.size(), readout));
    }
  }

  @Override
  public String inWords() {
    return "translator";
  }

  @Override
  public boolean isParallel() {
    return true;
  }

  @Override
  public boolean carriesState() {
    return encoder.carryState();
  }

  @Override
  public EncoderDecoder model(Ops ops, Vocabularies vocabularies, Components components) {
    return new EncoderDecoder(ops, this, vocabularies, components);
  }

  @Override
  public void requireFit(TextConfig text) {
    if (!text.isShared() && (text.source() == null || text.target() == null)) {
      throw new IllegalArgumentException(
          "text: give either 'shared', or both 'source' and 'target', and not both ways");
    }
    requireFit(text.isShared());
  }

  /**
   * Checks what the model needs of the vocabularies.
   *
   * @param sharedVocabulary whether both sides have one vocabulary
   * @throws IllegalArgumentException where the model ties the embeddings of two vocabularies
   */
  void requireFit(boolean sharedVocabulary) {
    if (tie.embeddings(sharedVocabulary) && !sharedVocabulary) {
      throw new IllegalArgumentException(
          "model.tie: source and target embeddings can be one only where both sides share a"
              + " vocabulary. Set text.shared, or take 'output' or 'none'.");
    }
  }

  /**
   * Word embeddings.
   *
   * @param size the width of a vector, on both sides
   */
  public record EmbeddingConfig(
      @Option(value = "Width of a word vector, on both sides.", defaultValue = "256") int size) {
    /** Checks the size. */
    public EmbeddingConfig {
      atLeastOne("size", size);
    }
  }

  /**
   * The encoder.
   *
   * @param cell of every layer and direction
   * @param layers how many are stacked
   * @param bidirectional whether a second network reads from right to left
   * @param alternating whether every second layer reads from right to left
   * @param residual whether layers from the second on add their input to their output
   * @param highway whether layers from the second on are gated with their input
   * @param transitionDepth cells that share the state of a layer
   * @param carryState whether a sentence begins with the state that the one before it in the
   *     document left
   */
  public record EncoderConfig(
      @Option(value = "The cell of every layer and direction.", defaultValue = "gru")
          @Kind(ComponentKind.CELL)
          ComponentSpec cell,
      @Option(value = "Layers, one on the other.", defaultValue = "1") int layers,
      @Option(value = "Whether a second network reads from right to left.", defaultValue = "true")
          boolean bidirectional,
      @Option(
              value =
                  "Whether every second layer reads from right to left; for an encoder that is not"
                      + " bidirectional.",
              defaultValue = "false")
          boolean alternating,
      @Option(value = RESIDUAL, defaultValue = "false") boolean residual,
      @Option(value = HIGHWAY, defaultValue = "false") boolean highway,
      @Option(value = TRANSITION_DEPTH, defaultValue = "1") int transitionDepth,
      @Option(
              value =
                  "Whether cells that read from left to right begin a sentence with the state that"
                      + " the sentence before it in the document left.",
              defaultValue = "false")
          boolean carryState) {
    /** Checks what does not go together. */
    public EncoderConfig {
      atLeastOne("layers", layers);
      atLeastOne("transition-depth", transitionDepth);
      oneOf(residual, highway);
      severalLayers("highway", highway, layers);
      severalLayers("alternating", alternating, layers);
      if (alternating && bidirectional) {
        throw new IllegalArgumentException(
            "alternating: the layers of a bidirectional encoder read both ways already. Set bidirectional: false, or leave it out.");
      }
    }

    RecurrentStack.Structure structure() {
      return new RecurrentStack.Structure(
          cell,
          layers,
          directions(),
          SkipConnection.Type.of(residual, highway),
          transitionDepth,
          transitionDepth);
    }

    private RecurrentStack.Directions directions() {
      if (bidirectional) {
        return RecurrentStack.Directions.BIDIRECTIONAL;
      }
      return alternating
          ? RecurrentStack.Directions.ALTERNATING
          : RecurrentStack.Directions.FORWARD;
    }
  }

  /**
   * The decoder.
   *
   * @param cell of every layer
   * @param layers how many are stacked
   * @param residual whether layers from the second on add their input to their output
   * @param highway whether layers from the second on are gated with their input
   * @param transitionDepth cells that share the state of a layer
   * @param inputFeeding whether the readout is part of the next step's input
   * @param readout width of the readout; 0 for the width of the embedding where the output layer is
   *     tied to it, else that of the cell
   * @param readoutType what the readout is made of
   * @param attentionPlace where the decoder attends to the source
   */
  public record DecoderConfig(
      @Option(value = "The cell of every layer.", defaultValue = "gru") @Kind(ComponentKind.CELL)
          ComponentSpec cell,
      @Option(value = "Layers, one on the other.", defaultValue = "1") int layers,
      @Option(value = RESIDUAL, defaultValue = "false") boolean residual,
      @Option(value = HIGHWAY, defaultValue = "false") boolean highway,
      @Option(value = TRANSITION_DEPTH, defaultValue = "1") int transitionDepth,
      @Option(
              value =
                  "Whether a step also sees the readout of the step before (Luong et al. 2015)."
                      + " Without it training needs no loop over time and is faster.",
              defaultValue = "false")
          boolean inputFeeding,
      @Option(
              value =
                  "Width of the readout, what the output layer reads; 0: the embedding's where the"
                      + " output layer is tied to it, else the cell's.",
              defaultValue = "0")
          int readout,
      @Option(
              value =
                  "What the readout is made of. attentional: the top layer's output and the context."
                      + " deep: those and the embedded word that the decoder is fed (deep output,"
                      + " Pascanu et al. 2014).",
              defaultValue = "attentional")
          ReadoutType readoutType,
      @Option(
              value =
                  "Where the decoder attends to the source. top: after its top layer. conditional:"
                      + " between two cells of its lowest layer, of which the second reads the"
                      + " context (Sennrich et al. 2017). Then training goes step by step.",
              defaultValue = "top")
          AttentionPlaceType attentionPlace) {
    /** Checks the sizes. */
    public DecoderConfig {
      atLeastOne("layers", layers);
      atLeastOne("transition-depth", transitionDepth);
      oneOf(residual, highway);
      severalLayers("highway", highway, layers);
      if (readout < 0) {
        throw new IllegalArgumentException("readout must be 0 or more, got " + readout);
      }
    }

    RecurrentStack.Structure structure() {
      // In a conditional recurrence the transition goes on after the cell that reads the context.
      int lowestDepth = attentionPlace == AttentionPlaceType.CONDITIONAL ? 1 : transitionDepth;
      return new RecurrentStack.Structure(
          cell,
          layers,
          RecurrentStack.Directions.FORWARD,
          SkipConnection.Type.of(residual, highway),
          transitionDepth,
          lowestDepth);
    }
  }

  /** Where the decoder attends to the source. */
  public enum AttentionPlaceType {
    /** After the top layer, whose output is the query (Luong et al. 2015, arXiv:1508.04025). */
    TOP,
    /**
     * Between two cells of the lowest layer: the first one's state is the query, and the second
     * reads the context (Sennrich et al. 2017, arXiv:1703.04357).
     */
    CONDITIONAL
  }

  /** What the readout is made of. */
  public enum ReadoutType {
    /** The top layer's output and the context (Luong et al. 2015, arXiv:1508.04025). */
    ATTENTIONAL,
    /**
     * Those and the embedded word that the decoder is fed: a deep output (Pascanu et al. 2014,
     * arXiv:1312.6026; Bahdanau et al. 2015, arXiv:1409.0473).
     */
    DEEP
  }

  /**
   * Dropout rates.
   *
   * @param embedding on word vectors
   * @param layers between layers
   * @param readout on what the output layer reads
   * @param locked whether one mask serves all steps, on word vectors and between layers
   * @param sourceWords of whole words of the source
   * @param targetWords of whole words that the decoder is fed
   */
  public record DropoutConfig(
      @Option(value = "Rate on word vectors.", defaultValue = "0.2") double embedding,
      @Option(value = "Rate between layers.", defaultValue = "0.2") double layers,
      @Option(value = "Rate on what the output layer reads.", defaultValue = "0.2") double readout,
      @Option(
              value =
                  "Whether word vectors and what goes between layers are dropped by one mask for all"
                      + " steps (variational dropout, Gal and Ghahramani 2016).",
              defaultValue = "false")
          boolean locked,
      @Option(
              value =
                  "Rate of whole source words, whose vectors are dropped (Sennrich et al. 2016).",
              defaultValue = "0.0")
          double sourceWords,
      @Option(
              value = "Rate of whole target words, as the decoder is fed them.",
              defaultValue = "0.0")
          double targetWords) {
    /** Checks the rates. */
    public DropoutConfig {
      rate("embedding", embedding);
      rate("layers", layers);
      rate("readout", readout);
      rate("source-words", sourceWords);
      rate("target-words", targetWords);
    }

    private static void rate(String name, double rate) {
      if (!(rate >= 0 && rate < 1)) {
        throw new IllegalArgumentException(name + " must be from 0 to below 1, got " + rate);
      }
    }
  }

  /** How a decoder layer gets its first state. */
  public enum BridgeType {
    /** All zeros. */
    ZERO,
    /** The encoder's final state as it is; the sizes must agree. */
    LAST,
    /** Tanh of a linear map of the encoder's final state, one map a layer. */
    LINEAR,
    /** Tanh of a linear map of the mean encoder state, one map a layer. */
    MEAN,
    /**
     * The encoder's final state with all that the cell carries, an LSTM's c too (Sutskever et al.
     * 2014, arXiv:1409.3215); the cells must be of one type and size.
     */
    STATE
  }

  /** Which embedding matrices are one. */
  public enum Tie {
    /** {@link #EMBEDDINGS} where both sides share a vocabulary, else {@link #NONE}. */
    AUTO,
    /** Each its own. */
    NONE,
    /** Source and target embedding; needs a shared vocabulary. */
    EMBEDDINGS,
    /** Target embedding and output layer (Press and Wolf 2017, arXiv:1608.05859). */
    OUTPUT,
    /** All three; needs a shared vocabulary. */
    ALL;

    boolean embeddings(boolean sharedVocabulary) {
      return this == ALL || this == EMBEDDINGS || (this == AUTO && sharedVocabulary);
    }

    boolean output() {
      return this == ALL || this == OUTPUT;
    }
  }

  private static void severalLayers(String key, boolean set, int layers) {
    if (set && layers == 1) {
      throw new IllegalArgumentException(
          key + " is of layers from the second on, and there is but one. Set layers: 2 or more.");
    }
  }

  private static void oneOf(boolean residual, boolean highway) {
    if (residual && highway) {
      throw new IllegalArgumentException(
          "residual and highway are two ways to join a layer to its input. Set one of them.");
    }
  }

  private static void atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " must be at least 1, got " + value);
    }
  }
}
