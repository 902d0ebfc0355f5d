package hmrbench.record;

import hmrbench.campaign.Campaign;
import hmrbench.core.FrameMask;
import hmrbench.core.MetricId;
import hmrbench.core.Series;
import hmrbench.io.NdArray;
import hmrbench.io.safetensors.SafeTensors;
import hmrbench.record.FrameTable.SequenceRange;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records of a run that chance has damaged, where no hash was asked first. */
class RecordCampaignTest {

  private static final Cell CELL = new Cell("tcmr", "walks", "tcmr", 29.97, "none", "2");
  private static final int ROWS = 3;

  @TempDir private Path folder;

  /** Kinds of records. */
  private enum Kind {
    SHARD,
    MANIFEST,
    SUMMARY,
    SAVED_PREDICTION
  }

  private Campaign campaign(Kind kind) throws IOException {
    Path file = folder.resolve("sound");
    return switch (kind) {
      case SHARD -> {
        ShardFile.write(table(), file);
        yield Campaign.ofText(
            "record: shard", sound(file), Campaign.inFile("a.csv", RecordCampaignTest::readShard));
      }
      case MANIFEST -> {
        ManifestFile.write(manifest(), file);
        yield Campaign.ofText(
            "record: manifest", sound(file), Campaign.inFile("manifest.json", ManifestFile::read));
      }
      case SUMMARY -> {
        SummaryFiles.writeSummary(file, List.of("mpjpe_mm"), List.of(summary(), summary()));
        yield Campaign.ofText(
            "record: summary",
            sound(file),
            Campaign.inFile("summary.csv", SummaryFiles::readSummary));
      }
      case SAVED_PREDICTION -> {
        SafeTensors.write(
            file, tensors(), Map.of("joint_set", "smpl14", "frames_per_second", "30"));
        yield Campaign.ofBytes(
            "record: saved prediction",
            sound(file),
            Campaign.inFile("a.safetensors", RecordCampaignTest::readPrediction));
      }
    };
  }

  private static List<byte[]> sound(Path file) throws IOException {
    return List.of(Files.readAllBytes(file));
  }

  private static FrameTable table() {
    return new FrameTable(
        CELL,
        List.of(new SequenceRange("a", 0, 2), new SequenceRange("c", 2, ROWS)),
        List.of("0", "1", "img_000002"),
        Series.of(0, 1 / 29.97, 0),
        FrameMask.of(true, true, false),
        Map.of("mpjpe_mm", Series.of(81.5, 1e-7, 1e7)),
        Optional.empty(),
        Map.of("occlusion", Series.of(0, 0, 1)));
  }

  private static Manifest manifest() {
    Manifest starting = ManifestSample.starting("name: a", "b", "cd34", List.of(CELL));
    return ManifestSample.of(
        starting.question(),
        starting.machine(),
        starting.inputs(),
        starting.subjects(),
        new Manifest.Records(
            List.of(new MetricId("MPJPE", "mm", "mpjpe_mm", true)),
            List.of("occlusion"),
            List.of(new Manifest.Shard(CELL, "shards/a.csv", Manifest.State.DONE, null)),
            List.of(new Manifest.Skipped("walks", "tcmr", 30, "short", "15 frames")),
            List.of(),
            List.of()));
  }

  private static SummaryRow summary() {
    return new SummaryRow(
        CELL,
        3,
        120,
        Map.of(
            "mpjpe_mm", new SummaryRow.Value(81.5, Optional.of(new SummaryRow.Range(80, 83)), 82)));
  }

  private static Map<String, NdArray> tensors() {
    Map<String, NdArray> tensors = new LinkedHashMap<>();
    for (String of : List.of("predicted", "truth")) {
      tensors.put(of + ".joints", zeros(14, 3));
      tensors.put(of + ".body_joints", zeros(24, 3));
      tensors.put(of + ".rotations", zeros(24, 3, 3));
      tensors.put(of + ".betas", zeros(10));
      tensors.put(of + ".camera", zeros(3));
    }
    return tensors;
  }

  private static NdArray zeros(int... row) {
    int[] shape = new int[row.length + 1];
    shape[0] = 2;
    int count = 2;
    for (int i = 0; i < row.length; i++) {
      shape[i + 1] = row[i];
      count *= row[i];
    }
    return NdArray.of(new float[count], shape);
  }

  private static void readPrediction(Path file) {
    SavedPrediction.readMotion(file, new SequenceRange("a", 0, 2));
    SavedPrediction.read(file);
  }

  /** The quick reader and the library give the same, or neither gives anything. */
  private static void readShard(Path file) {
    FrameTable read = ShardFile.read(file, CELL);
    FrameTable parsed;
    try {
      parsed = ShardFile.parsed(file, CELL);
    } catch (Exception e) {
      throw new IllegalStateException("the library refuses what the quick reader reads", e);
    }
    if (!read.equals(parsed)) {
      throw new IllegalStateException("the readers of shards disagree");
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void gives_nothing_but_faults_on_damaged_records(Kind kind) throws IOException {
    campaign(kind).runShortly(200, 500);
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_records(Kind kind) throws IOException {
    campaign(kind).run();
  }
}
