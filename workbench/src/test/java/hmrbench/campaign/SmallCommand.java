package hmrbench.campaign;

import hmrbench.testing.KeptFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands that write, each with work of a few seconds and what it leaves undisturbed. */
enum SmallCommand {
  RUN,
  TRAIN,
  REPORT,
  SCORE,
  VIDEO_RUN,
  VIDEO_RENDER;

  /**
   * What nothing disturbed.
   *
   * @param folder where it worked
   * @param millis how long it took
   */
  record Undisturbed(Path folder, long millis) {}

  /** Until the end of the program. */
  private static final Path KEPT = KeptFolder.make("undisturbed");

  /** Predictions to score; all that score them name one file, since records have its path. */
  private static final Path MINE = KEPT.resolve("mine.npz");

  private static final Map<SmallCommand, Undisturbed> DONE = new EnumMap<>(SmallCommand.class);

  /** As users type it. */
  String words() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** The whole line; what it writes goes to {@link SmallWork#OUT} in the working folder. */
  String[] line() throws Exception {
    return switch (this) {
      case RUN -> SmallWork.run();
      case TRAIN -> SmallWork.train();
      case REPORT -> SmallWork.report();
      case SCORE -> SmallWork.score(MINE);
      case VIDEO_RUN -> SmallWork.videoRun(SmallClip.VIDEO, SmallWork.OUT);
      case VIDEO_RENDER -> SmallWork.videoRender(SmallWork.OUT + "/film.mp4");
    };
  }

  /** Makes a folder in which it may start. */
  Path prepare(Path folder) throws Exception {
    SmallWork.fill(folder);
    switch (this) {
      case REPORT -> SmallWork.copy(record(), folder.resolve(SmallWork.OUT));
      case SCORE -> {
        if (!Files.exists(MINE)) {
          SmallWork.predictions(record(), MINE);
        }
      }
      case VIDEO_RUN -> SmallClip.write(folder);
      case VIDEO_RENDER -> SmallWork.copy(record(), folder.resolve(SmallWork.RECORD));
      default -> {}
    }
    return folder;
  }

  /** A run that nothing disturbed. */
  static Path record() throws Exception {
    return RUN.undisturbed().folder().resolve(SmallWork.OUT);
  }

  /** The command when nothing disturbs it. */
  Undisturbed undisturbed() throws Exception {
    synchronized (DONE) {
      Undisturbed done = DONE.get(this);
      if (done == null) {
        Path folder = prepare(KEPT.resolve(name()));
        long started = System.nanoTime();
        ChildProgram.End end = ChildProgram.in(folder).run(line());
        if (!end.isDone()) {
          throw new AssertionError("%s: exit %d: %s".formatted(words(), end.code(), end.said()));
        }
        long nanos = System.nanoTime() - started;
        done = new Undisturbed(folder, TimeUnit.NANOSECONDS.toMillis(nanos));
        DONE.put(this, done);
      }
      return done;
    }
  }

  /** How what it left in the end differs from an undisturbed one; empty if nowhere. */
  String wrong(ChildProgram.End end, Path disturbed) throws Exception {
    if (!end.isDone()) {
      return "then exit %d: %s".formatted(end.code(), end.said());
    }
    List<String> parts = SmallWork.parts(disturbed);
    return parts.isEmpty()
        ? Leftovers.difference(
            undisturbed().folder().resolve(SmallWork.OUT), disturbed.resolve(SmallWork.OUT))
        : "left over: " + parts;
  }
}
