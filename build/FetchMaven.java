import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Fetches the distribution of Apache Maven, checks it and unpacks it: with the JDK alone, because a
 * machine that lacks Maven may lack curl and unzip as well.
 *
 * <p>Usage: {@code java FetchMaven.java ADDRESS SHA512 FOLDER}. The folder appears whole or not at
 * all.
 */
final class FetchMaven {

  /** Ten megabytes over a slow line. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private FetchMaven() {}

  public static void main(String[] arguments) throws InterruptedException {
    try {
      fetch(URI.create(arguments[0]), arguments[1], Path.of(arguments[2]));
    } catch (IOException | NoSuchAlgorithmException failure) {
      String what = failure.getMessage();
      System.err.println("sprintcap: " + (what == null ? failure.toString() : what));
      System.exit(1);
    }
  }

  private static void fetch(URI address, String sha512, Path folder)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    Files.createDirectories(folder.getParent());
    // beside its destination, so that the last step is a rename
    Path work = Files.createTempDirectory(folder.getParent(), "fetch-");
    try {
      Path archive = work.resolve("archive.zip");
      download(address, archive);
      byte[] digest = MessageDigest.getInstance("SHA-512").digest(Files.readAllBytes(archive));
      String actual = HexFormat.of().formatHex(digest);
      if (!actual.equals(sha512)) {
        throw new IOException(
            "%s has SHA-512 %s, but %s is expected: not used".formatted(address, actual, sha512));
      }
      Path unpacked = work.resolve("unpacked");
      unpack(archive, unpacked);
      publish(unpacked, folder);
    } finally {
      delete(work);
    }
  }

  private static void download(URI address, Path archive) throws IOException, InterruptedException {
    int status;
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(LIMIT)
            .build()) {
      HttpRequest request = HttpRequest.newBuilder(address).timeout(LIMIT).build();
      status = client.send(request, HttpResponse.BodyHandlers.ofFile(archive)).statusCode();
    } catch (IOException failure) {
      throw new IOException(address + " cannot be fetched: " + failure, failure);
    }
    if (status != 200) {
      throw new IOException(address + " answered with status " + status);
    }
  }

  /** Unpacks without the folder at the top of the archive, which only repeats name and version. */
  private static void unpack(Path archive, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path name = Path.of(entry.getName());
        if (name.getNameCount() < 2) {
          continue;
        }
        Path file = target.resolve(name.subpath(1, name.getNameCount())).normalize();
        if (!file.startsWith(target)) {
          throw new IOException(entry.getName() + " leads out of the archive: not used");
        }
        if (entry.isDirectory()) {
          Files.createDirectories(file);
        } else {
          write(zip, file);
        }
      }
    }
  }

  private static void write(InputStream content, Path file) throws IOException {
    Files.createDirectories(file.getParent());
    Files.copy(content, file);
    if (file.getParent().endsWith("bin") && !file.toFile().setExecutable(true, false)) {
      throw new IOException(file + " cannot be made executable");
    }
  }

  private static void publish(Path unpacked, Path folder) throws IOException {
    try {
      Files.move(unpacked, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException another) {
      // somebody else was faster, with the same bytes
    }
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : all) {
      Files.delete(file);
    }
  }
}
