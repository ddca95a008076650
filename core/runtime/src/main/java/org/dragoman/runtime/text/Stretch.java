package org.dragoman.runtime.text;

/**
 * A part of a line.
 *
 * @param text its characters
 * @param hasWords whether it is to be translated; else it is copied as it stands
 */
public record Stretch(String text, boolean hasWords) {}
