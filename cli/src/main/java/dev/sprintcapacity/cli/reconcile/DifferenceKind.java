package dev.sprintcapacity.cli.reconcile;

import java.util.Locale;

/** In what a topic can differ from the event table. Closed: the verdict counts each of them. */
enum DifferenceKind {
  /** A row without a record. */
  LOST,
  /** A record without a row. */
  EXTRA,
  /** A further record of a row that has one. */
  DUPLICATED,
  /** A record after one of its sprint and partition that has a greater sequence. */
  INVERTED,
  /** A record that is not what its row says: topic, value or a header. */
  ALTERED;

  /** As it is printed. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
