package dev.sprintcapacity.cli.tail;

/** How a record is printed. Open: a further form of output is a further format. */
interface RecordFormat {

  /** Appends the record with all its line ends. */
  void append(StringBuilder target, TailRecord tailRecord);
}
