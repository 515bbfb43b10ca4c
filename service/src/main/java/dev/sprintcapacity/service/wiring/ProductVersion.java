package dev.sprintcapacity.service.wiring;

import dev.sprintcapacity.service.ServiceException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this product, as the build wrote it down. */
final class ProductVersion {

  private static final String FILE = "/sprintcap-version.properties";

  private ProductVersion() {}

  static String read() {
    try (InputStream in = ProductVersion.class.getResourceAsStream(FILE)) {
      Properties properties = new Properties();
      if (in != null) {
        properties.load(in);
      }
      return properties.getProperty("version", "unknown");
    } catch (IOException e) {
      throw new ServiceException("Could not read %s of the class path".formatted(FILE), e);
    }
  }
}
