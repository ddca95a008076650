package org.dragoman.runtime.text;

/**
 * A part of a line.
 *
 * @param text its characters
 * @param hasWords whether it is translated; otherwise it is copied unchanged
 */
public record Stretch(String text, boolean hasWords) {}
