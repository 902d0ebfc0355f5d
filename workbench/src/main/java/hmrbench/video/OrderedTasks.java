package hmrbench.video;

import hmrbench.core.Fault;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Work that other threads do while this one goes on, and whose results it takes in the order in
 * which the work was begun. With one thread the work itself is done in that order, too.
 *
 * <p>Whoever begins work decides how much of it may wait: see {@link #waiting}.
 */
public final class OrderedTasks<T> implements AutoCloseable {

  private final ExecutorService pool;
  private final Deque<Future<T>> begun = new ArrayDeque<>();

  /**
   * @param threads that work
   */
  public OrderedTasks(int threads) {
    this.pool = Executors.newFixedThreadPool(threads);
  }

  /** Hands over a piece of work. */
  public void begin(Supplier<T> work) {
    begun.add(pool.submit(work::get));
  }

  /** How many results were not taken yet. */
  public int waiting() {
    return begun.size();
  }

  /**
   * The next result; waits until it is there.
   *
   * @throws RuntimeException that of the work, if it failed; an error likewise
   */
  public T take() {
    try {
      return begun.remove().get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Fault.running("interrupted; the same command goes on with what is done");
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      if (e.getCause() instanceof Error cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Gives up what was not taken, and waits until nothing is being done any more. */
  @Override
  public void close() {
    pool.shutdownNow();
    try {
      pool.awaitTermination(1, TimeUnit.MINUTES);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
