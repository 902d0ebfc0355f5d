package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.config.ScoreQuestion;
import hmrbench.core.Fixes;
import hmrbench.core.RotationForm;
import hmrbench.core.Sides;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.run.ConventionSearch;
import hmrbench.testing.Shared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How often {@code detect} finds the conventions of files whose conventions are known. With {@code
 * -Ddetect.files=200} it looks at 200 files and as many sound ones as a quarter of them, and writes
 * the table of {@code docs/conventions.md}; else at a few, which must be found as well as there.
 */
class DetectStudyTest {

  private static final Path PAGE = Shared.projectRoot().resolve("docs/conventions.md");
  private static final String BEGIN = "<!-- made by DetectStudyTest -->\n";
  private static final String END = "<!-- end -->\n";

  /** Files of which every second one holds bodies. */
  private static final int FILES = Integer.getInteger("detect.files", 12);

  @TempDir private Path folder;

  /** How often a convention was drawn and found, and reported where there was none. */
  private static final class Count {
    private int drawn;
    private int found;
    private int untold;
    private int wrong;
  }

  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<String> misses = new ArrayList<>();
  private int whole;
  private int falseAlarms;

  private ConventionSearch.Result detect(Path file) {
    ScoreQuestion question =
        new ScoreQuestion(
            "detect", file.toString(), "simulated-quick", List.of("tcmr"), List.of(), Map.of());
    Project project =
        new Project(Shared.projectRoot(), folder, Optional.of(folder.resolve("licensed")));
    return ConventionSearch.of(project.configs().read(question, List.of()));
  }

  private void count(String what, boolean drawn, boolean right, boolean other) {
    Count count = counts.computeIfAbsent(what, key -> new Count());
    if (drawn) {
      count.drawn++;
      count.found += right ? 1 : 0;
      count.wrong += right || !other ? 0 : 1;
    } else {
      count.untold += right ? 0 : 1;
    }
  }

  private boolean judge(
      MadeUpPredictions.Drawn drawn, Map<String, String> tracks, ConventionSearch.Result result) {
    Fixes fixes = result.findings().fixes();
    Fixes plain = Fixes.NONE;
    double rate = fixes.rate().orElse(30.0);
    RotationForm form =
        switch (drawn.form()) {
          case "transposed" -> RotationForm.TRANSPOSED;
          case "6d-rows" -> RotationForm.SIX_D_ROWS;
          case "6d-columns" -> RotationForm.SIX_D_COLUMNS;
          default -> RotationForm.AS_SHAPED;
        };
    boolean[] right = {
      Math.abs(result.findings().scale() * drawn.unit() - 1) < 1e-6,
      fixes.axes().equals(drawn.axes()),
      fixes.rotations() == form && result.findings().degrees() == drawn.form().equals("degrees"),
      fixes.sides() == drawn.sides(),
      fixes.pelvis().isPresent() == drawn.pelvisUp() > 0,
      fixes.shift() == (drawn.rate() == 30 ? drawn.shift() : 0),
      Math.abs(rate - drawn.rate()) < 1e-6,
      drawn.tracks() ? result.as().equals(tracks) : result.as().isEmpty()
    };
    if (drawn.ofBodies()) {
      boolean given = drawn.form().equals("axis-angle") || drawn.form().equals("matrix");
      count("rotations", !given, right[2], result.findings().degrees() || !given);
    } else {
      count("unit", drawn.unit() != 1, right[0], result.findings().scale() != 1);
      count("pelvis", drawn.pelvisUp() > 0, right[4], fixes.pelvis().isPresent());
    }
    count("axes", !drawn.axes().equals(plain.axes()), right[1], !fixes.axes().equals(plain.axes()));
    count("sides", drawn.sides() != Sides.AS_NAMED, right[3], fixes.sides() != plain.sides());
    count("shift", drawn.rate() == 30 && drawn.shift() != 0, right[5], fixes.shift() != 0);
    count("rate", drawn.rate() != 30, right[6], fixes.rate().isPresent());
    count("tracks", drawn.tracks(), right[7], !result.as().isEmpty());
    boolean all = true;
    for (boolean one : right) {
      all &= one;
    }
    if (!all) {
      misses.add(
          drawn
              + " -> "
              + fixes
              + " "
              + result.as()
              + " "
              + ConventionSearch.lines(result.findings()));
    }
    return all;
  }

  private void study() {
    SimulatedDataset data =
        new SimulatedDataset("simulated-quick", SimulatedSplit.TEST, 8, 8, 5, 30, 128);
    for (int i = 0; i < FILES; i++) {
      Random random = new Random(1000 + i);
      MadeUpPredictions.Drawn drawn = MadeUpPredictions.draw(random, i % 2 == 1);
      Path file = folder.resolve("mine.npz");
      Map<String, String> tracks =
          new MadeUpPredictions(data, drawn.tracks() ? 3 : 6).write(file, drawn, random);
      whole += judge(drawn, tracks, detect(file)) ? 1 : 0;
    }
    for (int i = 0; i < FILES / 4; i++) {
      Random random = new Random(5000 + i);
      MadeUpPredictions.Drawn drawn = MadeUpPredictions.clean(random, i % 2 == 1);
      Path file = folder.resolve("mine.npz");
      new MadeUpPredictions(data, 6).write(file, drawn, random);
      ConventionSearch.Result result = detect(file);
      boolean silent = result.options().isEmpty();
      falseAlarms += silent ? 0 : 1;
      if (!silent) {
        misses.add(
            "clean: "
                + drawn
                + " -> "
                + result.options()
                + ConventionSearch.lines(result.findings()));
      }
    }
  }

  private String table() {
    StringBuilder text = new StringBuilder(BEGIN);
    text.append(
        "| convention | files that have another | found right | another one reported | reported where there was none |\n");
    text.append("|---|---:|---:|---:|---:|\n");
    counts.forEach(
        (what, count) ->
            text.append(
                String.format(
                    Locale.ROOT,
                    "| %s | %d | %d (%.0f %%) | %d | %d |%n",
                    what,
                    count.drawn,
                    count.found,
                    100.0 * count.found / Math.max(1, count.drawn),
                    count.wrong,
                    count.untold)));
    text.append(
        String.format(
            Locale.ROOT,
            "%nOf %d files, %d (%.0f %%) were found right in every convention; of %d sound files, %d caused a false alarm.%n",
            FILES,
            whole,
            100.0 * whole / FILES,
            FILES / 4,
            falseAlarms));
    return text.append(END).toString();
  }

  @Test
  void most_files_are_found_right_and_sound_ones_cause_no_alarm() throws IOException {
    study();
    misses.forEach(System.err::println);

    assertThat(falseAlarms).isZero();
    assertThat(whole).isGreaterThanOrEqualTo(FILES * 7 / 10);
    if (FILES >= 200) {
      String page = Files.readString(PAGE);
      int from = page.indexOf(BEGIN);
      int to = page.indexOf(END, from) + END.length();
      Files.write(
          PAGE,
          (page.substring(0, from) + table() + page.substring(to))
              .getBytes(StandardCharsets.UTF_8));
    } else {
      System.err.println(table());
    }
  }
}
