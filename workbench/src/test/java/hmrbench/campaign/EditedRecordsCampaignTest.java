package hmrbench.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.campaign.CampaignRows.EditedUse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Records that someone edited, each file in its turn: what is made of them is refused in a sentence
 * that names the file, or says that they were edited, or is as if nobody had, because the run made
 * them anew.
 */
class EditedRecordsCampaignTest {

  private static final String FILM = "film.mp4";

  /** The files of a run are many times alike: every seventh, and all for a report. */
  private static final int SELDOM = 7;

  private final Path folder;

  EditedRecordsCampaignTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @EnumSource(EditedUse.class)
  @Tag("campaign")
  void records_that_someone_edited_are_named(EditedUse use) throws Exception {
    assertThat(edit(use, use == EditedUse.REPORT ? 1 : SELDOM, use.row())).isEmpty();
  }

  @Test
  @Tag("long")
  void some_records_that_someone_edited_are_named() throws Exception {
    EditedUse use = EditedUse.REPORT;
    assertThat(edit(use, SELDOM, use.row() + ProgramTable.SHORTLY)).isEmpty();
  }

  private List<String> edit(EditedUse use, int every, String trouble) throws Exception {
    ProgramTable table = new ProgramTable(trouble);
    Path run = SmallCommand.REPORT.prepare(folder.resolve("edited")).resolve(SmallWork.OUT);
    List<Path> records = records(run);
    assertThat(records).hasSizeGreaterThan(12);
    for (int i = 0; i < records.size(); i += every) {
      Path file = records.get(i);
      byte[] before = Files.readAllBytes(file);
      Files.write(file, changed(before, i));
      String name = run.relativize(file).toString();
      String wrong = wrong(use, run, name);
      table.count(
          wrong.isEmpty() ? "" : "%s: %s".formatted(name, wrong),
          use == EditedUse.REPORT || use == EditedUse.COMPARE || use == EditedUse.RENDER);
      Files.write(file, before);
    }
    return table.finish();
  }

  private String wrong(EditedUse use, Path run, String name) throws Exception {
    ChildProgram child = ChildProgram.in(folder.resolve("edited"));
    return switch (use) {
      case REPORT -> refusal(child.run(SmallWork.report()), name);
      case COMPARE ->
          refusal(child.run("compare", SmallCommand.record().toString(), SmallWork.OUT), name);
      case RENDER -> refusal(child.run(render()), name) + left(run.resolveSibling(FILM));
      case RUN_AGAIN ->
          SmallCommand.RUN.wrong(child.run(SmallWork.run()), folder.resolve("edited"));
      case REPORT_ACCEPTED -> {
        ChildProgram.End end = child.run("report", SmallWork.OUT, "--accept-edited");
        String page = Files.readString(run.resolve("report.html"));
        Files.copy(
            SmallCommand.record().resolve("report.html"),
            run.resolve("report.html"),
            java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        yield accepted(end, name, page.contains("Edited records") && page.contains(name));
      }
      case RENDER_ACCEPTED -> {
        String[] words =
            Stream.concat(Stream.of(render()), Stream.of("--accept-edited")).toArray(String[]::new);
        ChildProgram.End end = child.run(words);
        boolean made = Files.deleteIfExists(run.resolveSibling(FILM));
        yield accepted(end, name, made);
      }
    };
  }

  private static String[] render() throws Exception {
    String[] words = SmallWork.videoRender(FILM);
    words[2] = words[2].replaceFirst(SmallWork.RECORD, SmallWork.OUT);
    return words;
  }

  private static String left(Path file) {
    return Files.exists(file) ? " and left " + file : "";
  }

  private static String refusal(ChildProgram.End end, String name) {
    boolean named = end.code() == 2 && end.isClearError() && end.said().contains(name);
    return named ? "" : said(end);
  }

  /** Done with a warning that names the file, or refused in a sentence since it cannot be read. */
  private static String accepted(ChildProgram.End end, String name, boolean stamped) {
    boolean warned = end.said().contains("not as the run wrote it: " + name);
    return (end.isDone() && stamped && warned)
            || (end.code() == 2 && end.said().lines().allMatch(it -> it.startsWith("hmrbench: ")))
        ? ""
        : said(end);
  }

  private static String said(ChildProgram.End end) {
    return "exit %d: %s".formatted(end.code(), end.said());
  }

  private static List<Path> records(Path run) throws IOException {
    try (Stream<Path> found = Files.walk(run)) {
      return found
          .filter(Files::isRegularFile)
          .filter(file -> !run.relativize(file).toString().matches("(tables|charts)/.*|\\..*"))
          .filter(file -> !file.endsWith("report.html") && !file.endsWith("manifest.json"))
          .sorted()
          .toList();
    }
  }

  /** One digit or letter becomes another, a row is gone, or a row comes twice. */
  private static byte[] changed(byte[] bytes, int turn) {
    if (turn % 4 % 3 == 0) {
      byte[] other = bytes.clone();
      other[other.length / 2] ^= 1;
      return other;
    }
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int cut = Math.max(0, text.lastIndexOf('\n', text.length() - 2));
    String last = text.substring(cut);
    return (turn % 4 % 3 == 1 ? text.substring(0, cut) : text + last)
        .getBytes(StandardCharsets.ISO_8859_1);
  }
}
