package dev.sprintcapacity.consumer.internal.deadletter;

/**
 * How much a dead letter says of the failure. The next one is tried where the broker finds the
 * letter too large; key and value are whole in each.
 */
enum LetterSize {
  /** Everything, as far as our own bounds go. */
  FULL(1024, 8 * 1024),
  /** No stack trace, short texts. */
  SHORT(128, 0),
  /** Only what a redrive needs, and the class of the exception. */
  BARE(0, 0),
  /** Of the record's own headers only the small ones; the names of the others. */
  FEWEST_HEADERS(0, 0);

  /** A header of the record that {@link #FEWEST_HEADERS} keeps. */
  static final int SMALL_HEADER_BYTES = 256;

  /** All headers of the record that {@link #FEWEST_HEADERS} keeps. */
  static final int SMALL_HEADERS_BYTES = 4 * 1024;

  private final int textBytes;
  private final int stackBytes;

  LetterSize(int textBytes, int stackBytes) {
    this.textBytes = textBytes;
    this.stackBytes = stackBytes;
  }

  /** Bound of the reason and of the exception's message each; 0 to leave them out. */
  int textBytes() {
    return textBytes;
  }

  /** Bound of the stack trace; 0 to leave it out. */
  int stackBytes() {
    return stackBytes;
  }

  boolean keepsAllHeaders() {
    return this != FEWEST_HEADERS;
  }
}
