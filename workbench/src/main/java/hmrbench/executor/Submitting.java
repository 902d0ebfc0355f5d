package hmrbench.executor;

import hmrbench.core.Fault;
import hmrbench.io.FolderLock;
import hmrbench.io.WholeFile;
import hmrbench.record.Sha256;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Packs what is missing of an experiment or of a recipe into a submission. */
public final class Submitting {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss", Locale.ROOT);

  /** Name of the file, beside the submissions, that says that one is being made. */
  private static final String MARK = "submitting";

  private static final Pattern MARK_WORDS = Pattern.compile("(.+), process (\\d{1,18}), .+");

  private final Packing packing;
  private final Path run;
  private final Clock clock;

  /**
   * @param run folder of the run, or of the unfinished trainings
   */
  public Submitting(Packing packing, Path run, Clock clock) {
    this.packing = packing;
    this.run = run.toAbsolutePath().normalize();
    this.clock = clock;
  }

  /**
   * Packs what no one has computed, nor is about to.
   *
   * @param live what waits or runs already
   * @param fresh whether nothing that is there counts
   * @throws Fault if the folder holds something else, or another experiment
   */
  public Groups pack(Executor.Session session, LiveGroups live, boolean fresh) {
    return packing.pack(session, live, fresh);
  }

  /**
   * Removes earlier submissions, with all that their workers wrote.
   *
   * @throws Fault if some of them wait or run still
   */
  public void clear(LiveGroups live) {
    if (live.size() > 0) {
      throw Fault.asked(
          "--fresh: %d cells wait or run; `cancel` them first, or leave --fresh out", live.size());
    }
    Submission.of(run).forEach(Submitting::remove);
  }

  /** Removes a submission with all that its workers wrote. */
  public static void remove(Submission submission) {
    remove(submission.folder());
  }

  private static void remove(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.FAILED_RUNNING, folder, "cannot be removed", e);
    }
  }

  /** Writes a submission with its own copy of the program. */
  public Submission write(Groups groups, Executor.Session session) {
    Submission submission = planned(groups);
    submission.write(groups, packing.config());
    if (session.copiesProgram()) {
      WorkerProgram.copyTo(submission);
    }
    return submission;
  }

  /** The same without a folder: for looking at. */
  public Submission planned(Groups groups) {
    String time = TIME.format(clock.instant().atOffset(ZoneOffset.UTC));
    String hash = Sha256.of(time + run + JsonFile.text(groups)).substring(0, 8);
    return new Submission(run.resolve(FolderLock.JOBS).resolve("%s-%s".formatted(time, hash)));
  }

  /**
   * Keeps other submitters away: a file that only one program can make, on shared file systems too.
   *
   * @throws Fault if another one is at it
   */
  public Mark mark() {
    Path mark = run.resolve(FolderLock.JOBS).resolve(MARK);
    try {
      Files.createDirectories(run.resolve(FolderLock.JOBS));
      removeIfLeft(mark);
      Files.writeString(
          Files.createFile(mark),
          "%s, process %d, %s"
              .formatted(Host.name(), ProcessHandle.current().pid(), Submitted.now()));
      return new Mark(mark);
    } catch (FileAlreadyExistsException e) {
      throw Fault.asked(
          "%s: another program submits or computes this run (%s); wait for it, or remove this file"
              + " if that program is gone",
          mark, said(mark));
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, mark, "cannot be written", e);
    }
  }

  /** A program of this machine that was killed cannot take its mark away. */
  private static void removeIfLeft(Path mark) throws IOException {
    Matcher words = MARK_WORDS.matcher(said(mark));
    if (!words.matches()
        || !words.group(1).equals(Host.name())
        || ProcessHandle.of(Long.parseLong(words.group(2))).isPresent()) {
      return;
    }
    // Two programs may find it at once: who moves it away goes on, the other finds none.
    Path aside = WholeFile.partOf(mark);
    try {
      Files.move(mark, aside, StandardCopyOption.ATOMIC_MOVE);
    } catch (NoSuchFileException e) {
      return;
    }
    if (said(aside).equals(words.group())) {
      Files.delete(aside);
    } else {
      Files.move(aside, mark, StandardCopyOption.ATOMIC_MOVE); // A newer one of another program.
    }
  }

  private static String said(Path mark) {
    try {
      return Files.readString(mark);
    } catch (IOException e) {
      return "unknown";
    }
  }

  /** The mark, to be taken away. */
  public static final class Mark implements AutoCloseable {

    private final Path file;

    private Mark(Path file) {
      this.file = file;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw Fault.of(Fault.Kind.FAILED_RUNNING, file, "cannot be removed", e);
      }
    }
  }
}
