package hmrbench.core;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Numbered pieces of work for several members, each on its own thread. Which member does a piece is
 * left to chance; the results are in the order of the pieces.
 */
public final class ParallelWork {

  private ParallelWork() {}

  /**
   * Does all pieces.
   *
   * @param members one per thread; a member does one piece at a time
   * @param pieces how many there are
   * @param work what a member makes of the number of a piece
   * @throws RuntimeException that of the first piece that failed; pieces not begun are left out
   */
  public static <M, T> List<T> each(List<M> members, int pieces, BiFunction<M, Integer, T> work) {
    return some(members, 0, pieces, () -> false, work);
  }

  /**
   * Does all pieces on as many threads as there are cores.
   *
   * @param work what is made of the number of a piece
   * @throws RuntimeException as {@link #each(List, int, BiFunction)}
   */
  public static <T> List<T> each(int pieces, IntFunction<T> work) {
    List<Integer> members =
        IntStream.range(0, Runtime.getRuntime().availableProcessors()).boxed().toList();
    return each(members, pieces, (member, piece) -> work.apply(piece));
  }

  /**
   * Does pieces until there are enough; as {@link #each}.
   *
   * @param first the number of the first piece
   * @param pieces the number after the last
   * @param enough whether no further piece is to be begun; the first one always is
   * @return what was made of the first pieces, without a gap
   */
  public static <M, T> List<T> some(
      List<M> members,
      int first,
      int pieces,
      BooleanSupplier enough,
      BiFunction<M, Integer, T> work) {
    AtomicInteger next = new AtomicInteger(first);
    AtomicBoolean stopped = new AtomicBoolean();
    BooleanSupplier ended = () -> stopped.get() || enough.getAsBoolean();
    List<Future<List<Done<T>>>> shares = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(members.size());
    try {
      for (M member : members) {
        shares.add(threads.submit(() -> share(member, pieces, next, ended, stopped, work)));
      }
      return inOrder(shares);
    } finally {
      threads.shutdownNow();
    }
  }

  /** A piece that is done: what it gave, or why it failed. */
  private record Done<T>(int piece, List<T> result, List<RuntimeException> failure) {}

  private static <M, T> List<Done<T>> share(
      M member,
      int pieces,
      AtomicInteger next,
      BooleanSupplier ended,
      AtomicBoolean stopped,
      BiFunction<M, Integer, T> work) {
    List<Done<T>> done = new ArrayList<>();
    // Whoever takes a number does that piece, so that none is left out between two that are done.
    while (!ended.getAsBoolean()) {
      int piece = next.getAndIncrement();
      if (piece >= pieces) {
        break;
      }
      try {
        done.add(new Done<>(piece, List.of(work.apply(member, piece)), List.of()));
      } catch (RuntimeException e) {
        stopped.set(true);
        done.add(new Done<>(piece, List.of(), List.of(e)));
      }
    }
    return done;
  }

  private static <T> List<T> inOrder(List<Future<List<Done<T>>>> shares) {
    List<Done<T>> done = new ArrayList<>();
    for (Future<List<Done<T>>> share : shares) {
      try {
        done.addAll(share.get());
      } catch (ExecutionException e) {
        if (e.getCause() instanceof Error cause) {
          throw cause;
        }
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw Fault.running("the run was interrupted; the same command goes on with it");
      }
    }
    done.sort(Comparator.comparingInt(Done::piece));
    List<T> results = new ArrayList<>();
    for (Done<T> one : done) {
      if (!one.failure().isEmpty()) {
        throw one.failure().get(0);
      }
      results.addAll(one.result());
    }
    return results;
  }
}
