package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One reader on thousands of damaged files. Each must be read, or be refused by a {@link Fault}
 * that a person can read, soon and without much memory; anything else is a fault of the reader,
 * whose file is kept beside the table.
 *
 * <p>How to add a reader: a test method tagged {@code campaign} with one line,
 *
 * <pre>{@code
 * Campaign.ofText("boxes", List.of(sound), bytes -> Boxes.read(bytes)).run();
 * Campaign.ofText("config", List.of(yaml), Campaign.inFile("x.yaml", file -> read(file))).run();
 * }</pre>
 *
 * Where a reader returns its mistakes, throw a {@link Fault} of them. What a file is packed in (a
 * check sum would refuse every change) is put around it by the reading.
 */
public final class Campaign {

  private static final int ROUNDS = 10_000;
  static final long SEED = 20261128;

  private static final long MOST_SECONDS = 10;

  /** A few kilobytes must not make more than this. */
  private static final long MOST_ALLOCATED = 200L << 20;

  private static final int MOST_MESSAGE = 4000;
  private static final int FAULTS_SHOWN = 10;
  private static final int FAULTS_ENOUGH = 50;

  /** Reads a file to its end. */
  @FunctionalInterface
  public interface Reading {
    void read(byte[] file) throws Exception;
  }

  /** Reads a file that lies on the disk. */
  @FunctionalInterface
  public interface FileReading {
    void read(Path file) throws Exception;
  }

  private final String name;
  private final List<byte[]> sound;
  private final boolean text;
  private final Reading reading;
  private final List<String> faults = new ArrayList<>();
  private int tried;
  private int clearErrors;

  private Campaign(String name, List<byte[]> sound, boolean text, Reading reading) {
    this.name = name;
    this.sound = sound;
    this.text = text;
    this.reading = reading;
  }

  /**
   * A campaign against the reader of a binary format.
   *
   * @param sound files to start from, each of a few kilobytes
   */
  public static Campaign ofBytes(String name, List<byte[]> sound, Reading reading) {
    return new Campaign(name, sound, false, reading);
  }

  /** The same for a text format. */
  public static Campaign ofText(String name, List<byte[]> sound, Reading reading) {
    return new Campaign(name, sound, true, reading);
  }

  /** A reading that needs a file on the disk, under this name in a folder of its own. */
  public static Reading inFile(String fileName, FileReading reading) {
    Path folder;
    try {
      folder = Files.createTempDirectory("campaign");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Path file = folder.resolve(fileName);
    file.toFile().deleteOnExit();
    return bytes -> {
      Files.write(file, bytes);
      reading.read(file);
    };
  }

  /** Ten thousand files; what came out becomes a row of the table. */
  public void run() {
    run(ROUNDS);
  }

  /** The same with fewer files, for readers of large ones. */
  public void run(int rounds) {
    Instant started = Instant.now();
    run(rounds, Long.MAX_VALUE);
    // A file is read and still a fault where it takes too much; it counts once.
    int done = tried - clearErrors - faults.size();
    Duration took = Duration.between(started, Instant.now());
    CampaignTable.put(
        new CampaignTable.Row(
            CampaignRows.damaged(name), tried, done, clearErrors, faults.size(), started, took));
    check();
  }

  /** Some files, as many as the time allows; without a row. */
  public void runShortly(int leastRounds, long millis) {
    long end = System.nanoTime() + millis * 1_000_000;
    run(leastRounds, end);
    check();
  }

  private void check() {
    assertThat(faults.stream().limit(FAULTS_SHOWN))
        .as(
            "%s: %d faults on %d damaged files; their bytes lie in %s",
            name, faults.size(), tried, CampaignTable.FOLDER)
        .isEmpty();
    assertThat(clearErrors).as("%s: files noticed to be damaged, of %d", name, tried).isPositive();
  }

  private void run(int rounds, long end) {
    Mutations mutations = text ? Mutations.ofText(SEED, sound) : Mutations.ofBytes(SEED, sound);
    ExecutorService worker = worker();
    try {
      for (byte[] bytes : sound) {
        readSound(worker, bytes);
      }
      while ((tried < rounds || (end != Long.MAX_VALUE && System.nanoTime() < end))
          && faults.size() < FAULTS_ENOUGH) {
        byte[] damaged = mutations.next();
        tried++;
        if (!tryOne(worker, damaged)) { // it never ends: leave the thread to it
          worker.shutdownNow();
          worker = worker();
        }
      }
    } finally {
      worker.shutdownNow();
    }
  }

  private static ExecutorService worker() {
    return Executors.newSingleThreadExecutor(
        work -> {
          Thread thread = new Thread(work, "campaign");
          thread.setDaemon(true);
          return thread;
        });
  }

  private void readSound(ExecutorService worker, byte[] bytes) {
    try {
      worker
          .submit(
              () -> {
                reading.read(bytes.clone());
                return 0;
              })
          .get();
    } catch (ExecutionException e) {
      throw new AssertionError(name + ": a sound file is refused", e.getCause());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether it came to an end. */
  private boolean tryOne(ExecutorService worker, byte[] damaged) {
    Future<Long> allocated = worker.submit(() -> allocatedBy(damaged));
    try {
      long bytes = allocated.get(MOST_SECONDS, TimeUnit.SECONDS);
      requireModest(bytes, damaged);
    } catch (ExecutionException e) {
      refused(e.getCause(), damaged);
    } catch (TimeoutException e) {
      fault("no end after %d s".formatted(MOST_SECONDS), damaged);
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return true;
  }

  private long allocatedBy(byte[] damaged) throws Exception {
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    try {
      reading.read(damaged.clone());
    } catch (Fault e) {
      requireModest(threads.getCurrentThreadAllocatedBytes() - before, damaged);
      throw e;
    }
    return threads.getCurrentThreadAllocatedBytes() - before;
  }

  private void requireModest(long allocated, byte[] damaged) {
    if (allocated > MOST_ALLOCATED) {
      fault("%d bytes of memory for %d bytes".formatted(allocated, damaged.length), damaged);
    }
  }

  private void refused(Throwable thrown, byte[] damaged) {
    String message = String.valueOf(thrown.getMessage());
    if (!(thrown instanceof Fault)) {
      fault(thrown + " at " + List.of(thrown.getStackTrace()).stream().limit(6).toList(), damaged);
    } else if (isClear(message)) {
      clearErrors++;
    } else {
      fault("no clear message: " + message, damaged);
    }
  }

  private static boolean isClear(String message) {
    boolean printable = message.chars().allMatch(c -> c >= ' ' || c == '\n');
    return printable
        && !message.isBlank()
        && message.length() < MOST_MESSAGE
        && !message.contains("Exception")
        && !message.contains("unexpected:");
  }

  private void fault(String what, byte[] damaged) {
    String file = "%s-%d.bin".formatted(CampaignTable.fileName(name), tried);
    faults.add(file + ": " + what);
    try {
      Files.createDirectories(CampaignTable.FOLDER);
      Files.write(CampaignTable.FOLDER.resolve(file), damaged);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
