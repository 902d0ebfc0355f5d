package hmrbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import hmrbench.record.RunFolder;
import hmrbench.record.SequenceRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders of predictions of several programs, on two data sets, under three protocols. */
class ManyPredictionsTest {

  private static final List<String> SEQUENCES =
      List.of("test-000-walk", "test-001-run", "test-002-squat");

  private static final int FRAMES = 60;

  @TempDir private Path folder;

  private void write(String model, String sequence, int leftOut, int seed) {
    int rows = FRAMES - leftOut;
    long[] frames = new long[rows];
    float[] pose = new float[rows * 72];
    Random random = new Random(seed);
    for (int t = 0; t < rows; t++) {
      // The first frames are there; the data set counts its frames in steps of 20.
      frames[t] = 20L * (t < 20 ? t : t + leftOut);
      for (int i = 0; i < 72; i++) {
        pose[t * 72 + i] = (float) (0.02 * random.nextGaussian());
      }
    }
    Map<String, NdArray> keys = new LinkedHashMap<>();
    keys.put("sequence", NdArray.of(new String[] {sequence}));
    keys.put("frame", NdArray.of(frames, rows));
    keys.put("pose", NdArray.of(pose, rows, 72));
    Npz.write(folder.resolve(model).resolve(sequence + ".npz"), keys);
  }

  @BeforeEach
  void write() throws IOException {
    for (String model : List.of("whole", "cut", "short")) {
      Files.createDirectories(folder.resolve(model));
    }
    for (int i = 0; i < 3; i++) {
      write("whole", SEQUENCES.get(i), 0, i);
      write("cut", SEQUENCES.get(i), i == 1 ? 7 : 0, 10 + i);
    }
    write("short", SEQUENCES.get(0), 0, 20);
    Files.writeString(
        folder.resolve("many.yaml"),
        """
        name: many
        models:
          - {name: whole, architecture: predictions, checkpoint: whole}
          - {name: cut, architecture: predictions, checkpoint: cut}
          - {name: short, architecture: predictions, checkpoint: short}
        datasets:
          - {name: three, format: simulated, split: test, sequences: 3, seconds: 2, fps: 30, seed: 8}
          - {name: two, format: simulated, split: test, sequences: 2, seconds: 2, fps: 30, seed: 8}
        protocols: [tcmr, hmrbench, wham]
        """);
  }

  private double mean(String model, String column) {
    return RunFolder.open(folder.resolve("out")).sequences().stream()
        .filter(it -> it.cell().model().equals(model) && it.cell().dataset().equals("three"))
        .filter(it -> it.cell().protocol().equals("tcmr"))
        .filter(it -> it.sequence().equals(SEQUENCES.get(0)))
        .map(SequenceRow::metrics)
        .map(it -> it.get(column))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void what_is_missing_is_named_and_no_mean_is_over_fewer_frames_unnoticed() throws IOException {
    Typed said = Typed.in(folder, "run", "many.yaml", "--out", "out");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out().lines().filter(it -> it.startsWith("gap: ")))
        .containsExactly(
            "gap: cut on three has 3 of 3 sequences: frames without a prediction: test-001-run (7)",
            "gap: short on three has 1 of 3 sequences: no prediction of test-001-run,"
                + " test-002-squat",
            "gap: cut on two has 2 of 2 sequences: frames without a prediction: test-001-run (7)",
            "gap: short on two has 1 of 2 sequences: no prediction of test-001-run");
    assertThat(said.err())
        .contains(
            folder.resolve("short/test-000-walk.npz")
                + ": has no prediction of sequence test-002-squat\n");
    assertThat(RunFolder.open(folder.resolve("out")).cells()).hasSize(3 * 2 * 3);
    Path tables = folder.resolve("out/tables");
    assertThat(Files.readString(tables.resolve("gaps.csv")))
        .isEqualTo(
            """
            model,data,sequences,without a prediction,frames without one,of no one in the data set (frames)
            cut,three,3 of 3,,test-001-run (7),
            short,three,1 of 3,"test-001-run, test-002-squat",,
            whole,two,2 of 2,,,test-002-squat (60)
            cut,two,2 of 2,,test-001-run (7),test-002-squat (60)
            short,two,1 of 2,test-001-run,,
            """);
    // The only sequence that all have: each mean is that of the sequence.
    String common = Files.readString(tables.resolve("common__three__tcmr__30fps.csv"));
    for (String model : List.of("whole", "cut", "short")) {
      assertThat(common.lines().filter(it -> it.startsWith(model + ",")).findFirst().orElseThrow())
          .startsWith("%s,%s,".formatted(model, mean(model, "mpjpe_mm")));
    }
    assertThat(Files.readString(tables.resolve("results__three__tcmr__30fps.md")))
        .contains(
            "- † not ranked: sequences 1 instead of 3, frames 60 instead of 180 (MPJPE, PA-MPJPE,"
                + " MPVPE, Accel error)\n")
        .containsOnlyOnce("sequences 1 instead of 3");
    String page = Files.readString(folder.resolve("out/report.html"));
    assertThat(page)
        .contains("<section id=\"gaps\">")
        .contains("What all have: two, 30 frames/s, protocol wham: the 1 sequence that every model")
        .contains("protocol hmrbench");
    assertThat(String.format(Locale.ROOT, "%.1f", mean("whole", "mpjpe_mm"))).isNotEqualTo("0.0");
  }

  @Test
  void a_sequence_that_one_model_has_in_part_is_not_what_all_have() throws IOException {
    Typed said =
        Typed.in(
            folder,
            "run",
            "many.yaml",
            "--out",
            "out",
            "--set",
            "models=[{name: whole, architecture: predictions, checkpoint: whole}, {name: cut,"
                + " architecture: predictions, checkpoint: cut}]",
            "--set",
            "protocols=[tcmr]");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(Files.readString(folder.resolve("out/tables/common__three__tcmr__30fps.md")))
        .contains("the 2 sequences that every model of this table predicted whole")
        .endsWith("- Sequences: test-000-walk, test-002-squat.\n");
  }

  @Test
  void a_program_without_a_result_on_a_data_set_is_named() throws IOException {
    Files.createDirectories(folder.resolve("third"));
    write("third", SEQUENCES.get(2), 0, 30);
    Typed said =
        Typed.in(
            folder,
            "run",
            "many.yaml",
            "--out",
            "out",
            "--set",
            "models=[{name: whole, architecture: predictions, checkpoint: whole}, {name: third,"
                + " architecture: predictions, checkpoint: third}]",
            "--set",
            "protocols=[tcmr]");

    assertThat(said.code()).isEqualTo(2);
    String why =
        folder.resolve("third")
            + ": no frame of it is in data set two: test-002-squat is no sequence of the data set:"
            + " 60 frames are not scored; say whose sequence it is with sequence-of (score: --as"
            + " PERSON=SEQUENCE)";
    assertThat(said.out().lines()).contains("gap: third has no result on two: " + why);
    assertThat(Files.readString(folder.resolve("out/tables/gaps.csv")))
        .contains("third,two,none,all: " + why + ",,\n");
  }

  @Test
  void predictions_of_nobody_in_the_data_set_are_no_gap() throws IOException {
    Typed said =
        Typed.in(
            folder,
            "run",
            "many.yaml",
            "--out",
            "out",
            "--set",
            "models=[{name: whole, architecture: predictions, checkpoint: whole}]",
            "--set",
            "protocols=[tcmr]");

    assertThat(said.code()).as(said.err()).isZero();
    assertThat(said.out()).doesNotContain("gap: ");
    assertThat(Files.readString(folder.resolve("out/report.html")))
        // On the smaller data set, predictions of its third sequence are of no one.
        .contains("<section id=\"gaps\">")
        .doesNotContain("are over fewer frames");
  }
}
