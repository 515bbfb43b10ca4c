package dev.sprintcapacity.service.page;

import dev.sprintcapacity.service.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * The static files of the pages, read once: a request can name no file that is not among them. The
 * address of a file holds a fingerprint of all of them, so that browsers may keep it for good.
 * Immutable and thread-safe.
 */
public final class Assets {

  /** Place of the files that were written for the pages. */
  static final String OURS = "/assets/";

  /** Place of the files that come from libraries. */
  static final String WEBJARS = "/webjars/";

  private static final String FOLDER = "page/assets/";

  /** The only files of libraries that are served, each with its place in the class path. */
  private static final Map<String, String> LIBRARY_FILES =
      Map.of("chart.js", "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js");

  private static final String CHART_PROPERTIES =
      "META-INF/maven/org.webjars.npm/chart.js/pom.properties";

  private static final Map<String, String> MEDIA_TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "woff2", "font/woff2");

  private static final int FINGERPRINT_CHARS = 12;
  private static final int TAG_CHARS = 32;

  private final Map<String, Asset> files;
  private final String fingerprint;

  private Assets(Map<String, Asset> files, String fingerprint) {
    this.files = files;
    this.fingerprint = fingerprint;
  }

  /**
   * Reads all files.
   *
   * @throws ServiceException if the class path does not hold them, or one of a kind that has no
   *     media type here
   */
  public static Assets read() {
    Map<String, Asset> files = new TreeMap<>();
    ClassLoader loader = Assets.class.getClassLoader();
    try {
      for (Resource file :
          new PathMatchingResourcePatternResolver(loader)
              .getResources("classpath:" + FOLDER + "**")) {
        if (file.isReadable()) {
          String address = file.getURL().toString();
          String name = address.substring(address.lastIndexOf(FOLDER) + FOLDER.length());
          files.put(OURS + name, asset(name, file.getContentAsByteArray()));
        }
      }
    } catch (IOException e) {
      throw new ServiceException("Could not read %s of the class path".formatted(FOLDER), e);
    }
    String chartVersion = version(loader);
    LIBRARY_FILES.forEach((name, place) ->
        files.put(WEBJARS + name, asset(name, bytes(loader, place.formatted(chartVersion)))));
    return new Assets(files, fingerprint(files));
  }

  /** The beginning of the addresses of files at this place; ends with a slash. */
  String address(String place) {
    return place + fingerprint + "/";
  }

  /** Whether this is the fingerprint of these very files. */
  boolean isFingerprint(String text) {
    return text.equals(fingerprint);
  }

  /** The file of this name at a place. */
  Optional<Asset> find(String place, String name) {
    return Optional.ofNullable(files.get(place + name));
  }

  private static Asset asset(String name, byte[] bytes) {
    String mediaType = MEDIA_TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (mediaType == null) {
      throw new ServiceException(
          "%s must end with one of %s: nothing else is served"
              .formatted(name, MEDIA_TYPES.keySet()));
    }
    String hash = HexFormat.of().formatHex(sha256().digest(bytes));
    return new Asset(mediaType, "\"" + hash.substring(0, TAG_CHARS) + "\"", bytes);
  }

  private static String fingerprint(Map<String, Asset> files) {
    MessageDigest all = sha256();
    files.forEach((name, file) -> {
      all.update(name.getBytes(StandardCharsets.UTF_8));
      all.update(file.tag().getBytes(StandardCharsets.UTF_8));
    });
    return HexFormat.of().formatHex(all.digest()).substring(0, FINGERPRINT_CHARS);
  }

  private static String version(ClassLoader loader) {
    return new String(bytes(loader, CHART_PROPERTIES), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("version="))
        .map(line -> line.substring("version=".length()).strip())
        .findFirst()
        .orElseThrow();
  }

  private static byte[] bytes(ClassLoader loader, String place) {
    try (InputStream in = loader.getResourceAsStream(place)) {
      if (in == null) {
        throw new ServiceException("The class path must hold %s, but does not".formatted(place));
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new ServiceException("Could not read %s of the class path".formatted(place), e);
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new ServiceException("This Java has no SHA-256, which every Java must have", e);
    }
  }
}
