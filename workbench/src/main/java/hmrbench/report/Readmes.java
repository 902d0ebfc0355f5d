package hmrbench.report;

import hmrbench.core.Fault;
import hmrbench.io.WholeFile;
import hmrbench.record.Manifest;
import hmrbench.record.RunFolder;
import hmrbench.report.table.MarkdownBlocks;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The project's Markdown pages whose tables and verdicts come from runs. What they show of an
 * experiment lies in its folder {@code results}, as the run wrote it, so that every page can be
 * made again, and checked, without running anything.
 */
public final class Readmes {

  /** Folder of an experiment with the tables that pages show. */
  private static final String RESULTS = "results";

  private static final String ENDING = ".md";

  private Readmes() {}

  /**
   * Takes the tables of a run that pages show into the folder of its experiment, and makes the
   * blocks of these pages anew.
   *
   * @param project the folder that holds {@code experiments}
   * @param run whose report is written
   * @return the pages that show something of the experiment
   * @throws Fault if a page shows a table that the run does not have
   */
  public static List<Path> renew(Path project, Path run) {
    Manifest manifest = RunFolder.manifest(run);
    return renew(project, manifest.question().name(), run, origin(manifest));
  }

  /**
   * As {@link #renew(Path, Path)}, of a training recipe.
   *
   * @param work whose table {@link TrainingReport} wrote
   */
  public static List<Path> renewTraining(Path project, String recipe, Path work) {
    return renew(project, recipe, work, "recipe %s, cards of its checkpoints\n".formatted(recipe));
  }

  /**
   * As {@link #renew(Path, Path)}, of a study that is no run.
   *
   * @param name of its folder below {@code experiments}
   * @param work whose folder {@code tables} holds what pages show
   * @param command that made it
   */
  public static List<Path> renewStudy(Path project, String name, Path work, String command) {
    return renew(project, name, work, command + "\n");
  }

  /**
   * Makes the blocks of all pages anew from the tables that they name, as these lie there.
   *
   * @return the pages that were not as their tables are
   */
  public static List<Path> renew(Path project) {
    List<Path> stale = stale(project);
    stale.forEach(page -> write(page, renewed(page)));
    return stale;
  }

  private static List<Path> renew(Path project, String name, Path run, String origin) {
    Path results = project.resolve("experiments").resolve(name).resolve(RESULTS);
    List<Path> pages = new ArrayList<>();
    for (Path page : pages(project)) {
      String text = read(page);
      List<Path> shown =
          MarkdownBlocks.tables(text).stream()
              .map(table -> file(page, table))
              .filter(file -> file.startsWith(results))
              .toList();
      shown.forEach(table -> take(page, run, table));
      if (!shown.isEmpty()) {
        pages.add(page);
      }
    }
    if (pages.isEmpty()) {
      throw Fault.asked(
          "%s: no page has a block of %s; write <!-- table results/NAME --> and <!-- end --> where"
              + " a table of %s belongs",
          project, project.relativize(results), run.resolve("tables"));
    }
    write(results.resolve("run.txt"), origin);
    pages.forEach(page -> write(page, renewed(page)));
    return pages;
  }

  private static String origin(Manifest manifest) {
    return "experiment %s, config %s, run %s, program %s, commit %s\n"
        .formatted(
            manifest.question().name(),
            manifest.question().configHash(),
            manifest.started(),
            manifest.program().version(),
            manifest.program().commit() == null ? "unknown" : manifest.program().commit());
  }

  /** The pages whose blocks are not what the tables beside their experiments give. */
  public static List<Path> stale(Path project) {
    return pages(project).stream().filter(page -> !renewed(page).equals(read(page))).toList();
  }

  /** A page with its blocks made from the tables beside the experiments. */
  private static String renewed(Path page) {
    return MarkdownBlocks.renewed(page.toString(), read(page), name -> read(file(page, name)));
  }

  private static Path file(Path page, String name) {
    return page.resolveSibling(name + ENDING).normalize();
  }

  private static void take(Path page, Path run, Path table) {
    Path written = run.resolve("tables").resolve(table.getFileName());
    if (!Files.isRegularFile(written)) {
      throw Fault.asked(
          "%s: shows %s, which this run does not have; see %s for those that it has",
          page, table.getFileName(), run.resolve("tables"));
    }
    write(table, read(written));
  }

  /** Pages of the project that may hold blocks, in order. */
  public static List<Path> pages(Path project) {
    TreeSet<Path> pages = new TreeSet<>();
    for (String folder : List.of("", "docs", "experiments")) {
      Path top = project.resolve(folder).normalize();
      int depth = folder.equals("experiments") ? 2 : 1;
      try (Stream<Path> files = Files.isDirectory(top) ? Files.walk(top, depth) : Stream.of()) {
        files.filter(file -> file.toString().endsWith(ENDING)).forEach(pages::add);
      } catch (IOException e) {
        throw Fault.of(Fault.Kind.FAILED_RUNNING, top, "cannot be listed", e);
      }
    }
    return List.copyOf(pages);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw Fault.of(Fault.Kind.ASKED_WRONGLY, file, "cannot be read", e);
    }
  }

  private static void write(Path file, String text) {
    WholeFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }
}
