package dev.sprintcapacity.service.analytics;

import dev.sprintcapacity.service.http.paging.QueryParameters;
import dev.sprintcapacity.service.http.reply.Reply;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.MediaType;

/** What a table is written as. Closed: each has a writer. */
enum Format {
  JSON(Reply.JSON),
  CSV(Format.CSV_TYPE);

  /** Media type of tables for spreadsheets. */
  static final String CSV_TYPE = "text/csv";

  /** Name of the query parameter, which wins over the header. */
  static final String PARAMETER = "format";

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** What the parameter asks for. */
  static Optional<Format> asked(QueryParameters query) {
    return query.read(PARAMETER, "one of json, csv", Format::named);
  }

  /** What the header asks for: CSV where it is wanted more than JSON. */
  static Format accepted(HttpServletRequest request) {
    List<MediaType> accept =
        MediaType.parseMediaTypes(Collections.list(request.getHeaders("Accept")));
    return CSV.quality(accept) > JSON.quality(accept) ? CSV : JSON;
  }

  /** The value of the parameter that asks for it. */
  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Format> named(String text) {
    return switch (text) {
      case "json" -> Optional.of(JSON);
      case "csv" -> Optional.of(CSV);
      default -> Optional.empty();
    };
  }

  /** How much this type is wanted: the quality of the most specific range that it lies in. */
  private double quality(List<MediaType> accept) {
    MediaType type = MediaType.parseMediaType(mediaType);
    return accept.stream()
        .filter(range -> range.includes(type))
        .max(
            Comparator.comparing((MediaType range) -> !range.isWildcardType())
                .thenComparing(range -> !range.isWildcardSubtype()))
        .map(MediaType::getQualityValue)
        .orElse(0.0);
  }
}
