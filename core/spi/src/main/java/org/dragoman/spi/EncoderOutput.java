package org.dragoman.spi;

import ai.djl.ndarray.NDArray;

/**
 * The output of the encoder for a batch of source sentences.
 *
 * @param states {@code [S, B, M]}, zero past a sentence's end
 * @param summary {@code [B, M]}, the final state. A bidirectional encoder concatenates the forward
 *     state after the last token and the backward state after the first
 * @param mask {@code [S, B]}, of the states' float type: 0 at a real position, a large negative
 *     number at padding; to be added to scores before a softmax over S
 * @param lengths of the B sentences
 */
public record EncoderOutput(NDArray states, NDArray summary, NDArray mask, Lengths lengths) {}
