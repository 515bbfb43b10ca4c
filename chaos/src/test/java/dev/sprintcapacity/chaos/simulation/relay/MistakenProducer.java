package dev.sprintcapacity.chaos.simulation.relay;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A producer that holds the cursor back until the events are committed, and commits it then. */
final class MistakenProducer implements InvocationHandler {
  private final Producer<byte[], byte[]> real;
  private @Nullable ProducerRecord<byte[], byte[]> cursor;

  private MistakenProducer(Producer<byte[], byte[]> real) {
    this.real = real;
  }

  @SuppressWarnings("unchecked") // the proxy is made for this interface
  static Producer<byte[], byte[]> cursorAfterwards(Producer<byte[], byte[]> real) {
    return (Producer<byte[], byte[]>)
        Proxy.newProxyInstance(
            Producer.class.getClassLoader(),
            new Class<?>[] {Producer.class},
            new MistakenProducer(real));
  }

  @Override
  @SuppressWarnings("unchecked") // the relay's records are of bytes
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    if (arguments != null
        && arguments[0] instanceof ProducerRecord<?, ?> record
        && record.topic().equals(Cluster.CURSOR_TOPIC)) {
      cursor = (ProducerRecord<byte[], byte[]>) record;
      return new CompletableFuture<>();
    }
    try {
      Object answer = method.invoke(real, arguments);
      ProducerRecord<byte[], byte[]> held = cursor;
      if (method.getName().equals("commitTransaction") && held != null) {
        cursor = null;
        real.beginTransaction();
        var _ = real.send(held);
        real.commitTransaction();
      }
      return answer;
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
