package dev.sprintcapacity.chaos.stage;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Map;

/** Another version of Kafka's client beside the one of the class path. */
final class OtherClient implements AutoCloseable {

  private final Loader loader;

  private OtherClient(Loader loader) {
    this.loader = loader;
  }

  /** Loads the client from this jar; all it needs beside itself is on the class path. */
  static OtherClient of(Path jar) {
    try {
      return new OtherClient(
          new Loader(
              jar.toUri().toURL(),
              PlainProducer.class.getProtectionDomain().getCodeSource().getLocation()));
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException("not the path of a jar: " + jar, e);
    }
  }

  /** A {@link PlainProducer} of that client. */
  PartitionSender producer(Map<String, Object> config) throws ReflectiveOperationException {
    Thread current = Thread.currentThread();
    ClassLoader before = current.getContextClassLoader();
    // the client looks up the classes that its settings name with the loader of the thread
    current.setContextClassLoader(loader);
    try {
      return (PartitionSender)
          loader
              .loadClass(PlainProducer.class.getName())
              .getConstructor(Map.class)
              .newInstance(config);
    } finally {
      current.setContextClassLoader(before);
    }
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  /** Asks itself before its parent for what has to be of that version. */
  private static final class Loader extends URLClassLoader {
    Loader(URL... places) {
      super(places, Loader.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.startsWith("org.apache.kafka.") && !name.equals(PlainProducer.class.getName())) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }
}
