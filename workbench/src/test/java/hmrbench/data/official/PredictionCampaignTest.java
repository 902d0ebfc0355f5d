package hmrbench.data.official;

import hmrbench.campaign.Campaign;
import hmrbench.config.PredictionReading;
import hmrbench.io.Fixtures;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npy;
import hmrbench.io.npy.Npz;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Predictions to score that chance has damaged. */
class PredictionCampaignTest {

  private static final int FRAMES = 4;
  private static final int POSE = 72;

  @TempDir private Path folder;

  private static Map<String, NdArray> arrays() {
    float[] pose = new float[FRAMES * POSE];
    for (int i = 0; i < pose.length; i++) {
      pose[i] = (float) (0.3 * Math.sin(i));
    }
    return Map.of(
        "sequence", NdArray.of(new String[] {"walk", "walk", "run", "run"}, FRAMES),
        "frame", NdArray.of(new long[] {0, 1, 0, 1}, FRAMES),
        "pose", NdArray.of(pose, FRAMES, POSE));
  }

  private static void read(Path file) {
    PredictionFile read = PredictionFile.read(file, PredictionReading.STANDARD);
    read.people()
        .forEach(person -> person.smpl().ifPresent(smpl -> smpl.all().rotations().toArray()));
  }

  private Campaign whole() throws IOException {
    Path file = folder.resolve("mine.npz");
    Npz.write(file, arrays());
    return Campaign.ofBytes(
        "data: predictions, npz",
        List.of(Files.readAllBytes(file)),
        Campaign.inFile("mine.npz", PredictionCampaignTest::read));
  }

  /** Damage within an array, whose check sum is right. */
  private static Campaign member() throws IOException {
    ByteArrayOutputStream pose = new ByteArrayOutputStream();
    Npy.write(pose, arrays().get("pose"));
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    Npy.write(frame, arrays().get("frame"));
    return Campaign.ofBytes(
        "data: predictions, npz members",
        List.of(pose.toByteArray(), frame.toByteArray()),
        bytes -> {
          Path file = Files.createTempFile("members", ".npz");
          try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            boolean damagedPose = bytes.length > frame.size();
            put(zip, "pose.npy", damagedPose ? bytes : pose.toByteArray());
            put(zip, "frame.npy", damagedPose ? frame.toByteArray() : bytes);
          }
          try {
            read(file);
          } finally {
            Files.delete(file);
          }
        });
  }

  private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes.length);
    CRC32 sum = new CRC32();
    sum.update(bytes);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(bytes);
    zip.closeEntry();
  }

  private static Campaign pickle() {
    return Campaign.ofBytes(
        "data: predictions of WHAM",
        List.of(Fixtures.bytes("wham_output.pkl")),
        Campaign.inFile("wham_output.pkl", PredictionCampaignTest::read));
  }

  @Test
  void gives_nothing_but_faults_on_damaged_predictions() throws IOException {
    whole().runShortly(200, 500);
    member().runShortly(200, 500);
    pickle().runShortly(200, 500);
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_npz_files() throws IOException {
    whole().run();
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_arrays() throws IOException {
    member().run();
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_outputs_of_demos() {
    pickle().run();
  }
}
