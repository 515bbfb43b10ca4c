package dev.sprintcapacity.postgres.eventlog;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests in the form that PostgreSQL's {@code encode(sha256(…), 'hex')} has. */
final class Sha256 {

  private Sha256() {}

  static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new BrokenEventLogException("every Java platform has SHA-256, this one has not", e);
    }
  }
}
