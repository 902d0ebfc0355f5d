package hmrbench.record.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import hmrbench.core.NetworkFacts;
import hmrbench.core.NetworkFacts.GridPlace;
import hmrbench.core.OutputKind;
import hmrbench.record.Cell;
import hmrbench.record.Manifest;
import hmrbench.record.Manifest.DataCard;
import hmrbench.record.Manifest.DataFacts;
import hmrbench.record.Manifest.ModelCard;
import hmrbench.record.Manifest.WrittenFile;
import hmrbench.record.ManifestFile;
import hmrbench.record.ManifestSample;
import hmrbench.record.ModelFacts;
import hmrbench.record.RunFolder;
import hmrbench.record.SummaryFiles;
import hmrbench.record.SummaryRow;
import hmrbench.record.WrittenFiles;
import hmrbench.record.ledger.RunLedger.Line;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Verdicts from the records of a run alone. */
class RunLedgerTest {

  private static final String ACCEL = "accel_err_mm_per_frame2";
  private static final String PA = "pa_mpjpe_mm";

  @TempDir Path folder;

  /** A run with one cell, as if it had been measured. */
  private List<Line> ledger(
      String reference,
      String protocol,
      ModelCard model,
      DataCard data,
      Map<String, Double> values) {
    Cell cell = new Cell("mine", "data", protocol, 30, "none", "1");
    Map<String, SummaryRow.Value> means = new LinkedHashMap<>();
    values.forEach(
        (column, value) ->
            means.put(column, new SummaryRow.Value(value, value - 0.2, value + 0.2, value)));
    SummaryFiles.writeSummary(
        folder.resolve(SummaryFiles.SUMMARY),
        List.copyOf(means.keySet()),
        List.of(new SummaryRow(cell, 37, 1000, means)));
    WrittenFiles files = new WrittenFiles(folder);
    files.note(folder.resolve(SummaryFiles.SUMMARY));
    Path rosetta = folder.resolve("diagnosis/rosetta.csv");
    if (Files.exists(rosetta)) {
      files.note(rosetta);
    }
    ManifestFile.write(
        manifest(reference, model, data, files.all()), folder.resolve(ManifestFile.NAME));
    return RunLedger.of(RunFolder.open(folder)).stream().filter(Line::asked).toList();
  }

  private static Manifest manifest(
      String reference, ModelCard model, DataCard data, List<WrittenFile> files) {
    return ManifestSample.of(
        new Manifest.Question("trial", "Trial", reference, null, "ab12", "input", List.of(1)),
        new Manifest.Machine("cpu", Map.of()),
        List.of(),
        new Manifest.Subjects(List.of(model), List.of(data), List.of()),
        new Manifest.Records(List.of(), List.of(), List.of(), List.of(), files, List.of()));
  }

  private static ModelCard model(String architecture, String file) {
    return model(architecture, null, List.of(file));
  }

  private static ModelCard model(
      String architecture, @Nullable GridPlace place, List<String> files) {
    return new ModelCard(
        "mine",
        List.of(),
        new ModelFacts(
            "mine",
            ModelFacts.Kind.NETWORK,
            architecture,
            network(architecture, place),
            files,
            null));
  }

  private static NetworkFacts network(String architecture, @Nullable GridPlace place) {
    NetworkFacts facts =
        NetworkFacts.of(OutputKind.MIDDLE_FRAME, OptionalInt.of(16))
            .variant(false, architecture.equals("middle"))
            .published(architecture.equals("vibe") ? "VIBE" : "TCMR");
    return place == null ? facts : facts.at(place);
  }

  private static DataCard data(String kind, String file) {
    return new DataCard("data", List.of(), new DataFacts(kind, List.of(file)));
  }

  private static DataCard simulated() {
    return new DataCard("data", List.of(), new DataFacts(null, List.of()));
  }

  private static DataCard threeDpw() {
    return data("3dpw", "3dpw_test_db.pt");
  }

  private static List<String> verdicts(List<Line> lines) {
    return lines.stream()
        .filter(line -> line.measured().isPresent())
        .map(line -> line.published().metric() + ": " + line.verdict().kind())
        .toList();
  }

  @Test
  void a_released_checkpoint_on_its_data_is_reproduced_or_not_digit_by_digit() {
    List<Line> lines =
        ledger(
            "published/tcmr-table-4",
            "tcmr",
            model("tcmr", "tcmr_table4_3dpw_test.pth.tar"),
            threeDpw(),
            Map.of(PA, 52.68, ACCEL, 6.92, "mpjpe_mm", 90.0));
    assertThat(verdicts(lines))
        .containsExactly("PA-MPJPE: reproduced", "MPJPE: differs", "Accel: within interval");
    assertThat(lines.get(3).verdict().notes()).anyMatch(note -> note.contains("7.1 (with 3DPW)"));
  }

  @Test
  void weights_of_ones_own_are_beside_the_system_of_their_architecture_and_not_comparable() {
    List<Line> lines =
        ledger(
            "published/tcmr-table-4",
            "tcmr",
            model("tcmr", "mine.pth.tar"),
            threeDpw(),
            Map.of(PA, 52.68));
    assertThat(verdicts(lines)).containsExactly("PA-MPJPE: not comparable");
    assertThat(lines.get(0).verdict().explanation())
        .isEqualTo("published for TCMR, measured for a model of its own");
  }

  @Test
  void another_program_and_other_cameras_are_not_comparable() {
    List<Line> vibe =
        ledger(
            "published/tcmr-table-4",
            "vibe",
            model("tcmr", "tcmr_table4_3dpw_test.pth.tar"),
            threeDpw(),
            Map.of(PA, 52.68));
    assertThat(vibe.get(0).verdict().explanation())
        .isEqualTo("printed by the program of protocol tcmr, measured under vibe");
    List<Line> front =
        ledger(
            "published/tcmr-table-4",
            "tcmr",
            model("tcmr", "tcmr_table4_mpii3dd_h36m_test.pth.tar"),
            data("h36m", "h36m_test_front_25fps_tight_db.pt"),
            Map.of(PA, 52.0));
    assertThat(front.get(0).verdict().explanation())
        .isEqualTo(
            "published for four cameras with loose boxes, measured on the front camera with tight"
                + " boxes");
  }

  @Test
  void a_size_that_is_printed_as_an_error_is_explained_by_the_readings_of_the_run()
      throws IOException {
    Files.createDirectories(folder.resolve("diagnosis"));
    Files.writeString(
        folder.resolve("diagnosis/rosetta.csv"),
        """
        model,dataset,protocol,fps,filter,seed,definition,unit,value,meaning,source
        mine,data,tcmr,30,none,1,"size of predicted acceleration, joined",mm/frame^2,25.42,no,VIBE
        """);
    List<Line> lines =
        ledger(
            "published/tcmr-table-4",
            "tcmr",
            model("vibe", "vibe_model_w_3dpw.pth.tar"),
            data("3dpw", "3dpw_test_db.pt"),
            Map.of(ACCEL, 26.34));
    assertThat(lines)
        .filteredOn(line -> line.published().metric().equals("Accel"))
        .singleElement()
        .satisfies(
            line ->
                assertThat(line.verdict().explanation())
                    .contains("+0.940 mm/frame^2 from the printed 25.4")
                    .contains("size of predicted acceleration, joined"));
  }

  @Test
  void an_ablation_stands_beside_the_row_of_its_own_variant() {
    List<Line> lines =
        ledger(
            "published/tcmr-table-1",
            "tcmr",
            model("middle", new GridPlace(false, true), List.of()),
            simulated(),
            Map.of(PA, 50.0, ACCEL, 10.0));
    assertThat(lines)
        .extracting(line -> line.published().version().words() + " " + line.published().printed())
        .containsExactly(
            "residual removed; PoseForecast (TCMR) 53.9",
            "residual removed; PoseForecast (TCMR) 7.7");
    assertThat(lines.get(0).verdict().explanation())
        .isEqualTo("published on 3DPW, measured on data of another kind");
  }
}
