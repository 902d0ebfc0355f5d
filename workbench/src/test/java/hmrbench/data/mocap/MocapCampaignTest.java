package hmrbench.data.mocap;

import hmrbench.campaign.Campaign;
import hmrbench.core.FloatGrid;
import hmrbench.data.sim.SimulatedDataset;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.Skeleton;
import hmrbench.io.NdArray;
import hmrbench.io.npy.Npz;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings that chance has damaged, from the file to the clip. */
class MocapCampaignTest {

  private static final int FRAMES = 12;

  @TempDir private Path folder;

  private static void read(Path file) {
    try (MocapDataset set =
        new MocapDataset(
            "m", List.of(file), Optional.empty(), 1, Optional.empty(), MocapReading.DETECTED, 4)) {
      set.remarks();
      if (!set.clip(0, set.nativeFramesPerSecond()).truth().metres().isFinite()) {
        throw new IllegalStateException("a truth that is not finite");
      }
    }
  }

  private static Campaign bvh() {
    FloatGrid walk =
        new SimulatedDataset("walk", SimulatedSplit.TEST, 1, 8, 4)
            .clip(0, 30)
            .smpl()
            .orElseThrow()
            .rotations()
            .rows(0, FRAMES);
    double[][] axes = new double[Skeleton.JOINTS][];
    Arrays.setAll(axes, j -> RotationMath.identity());
    byte[] sound =
        new BvhText(walk, axes, 100, "").write(1 / 30.0).getBytes(StandardCharsets.UTF_8);
    return Campaign.ofText(
        "mocap: BVH", List.of(sound), Campaign.inFile("walk.bvh", MocapCampaignTest::read));
  }

  private Campaign amass() throws IOException {
    Path file = folder.resolve("walk.npz");
    double[] poses = new double[FRAMES * 156];
    for (int i = 0; i < poses.length; i++) {
      poses[i] = i % 156 == 0 ? Math.PI / 2 : 0.1 * Math.sin(i);
    }
    Npz.write(
        file,
        Map.of(
            "poses", NdArray.of(poses, FRAMES, 156),
            "mocap_framerate", NdArray.of(new double[] {60}, 1)));
    return Campaign.ofBytes(
        "mocap: AMASS",
        List.of(Files.readAllBytes(file)),
        Campaign.inFile("walk.npz", MocapCampaignTest::read));
  }

  @Test
  void gives_nothing_but_faults_on_damaged_bvh_files() {
    bvh().runShortly(300, 2000);
  }

  @Test
  void gives_nothing_but_faults_on_damaged_files_of_amass() throws IOException {
    amass().runShortly(300, 2000);
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_bvh_files() {
    bvh().run();
  }

  @Test
  @Tag("campaign")
  void gives_nothing_but_faults_on_ten_thousand_damaged_files_of_amass() throws IOException {
    amass().run();
  }
}
