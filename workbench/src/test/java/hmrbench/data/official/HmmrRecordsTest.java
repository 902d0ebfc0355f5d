package hmrbench.data.official;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.core.SmplTrack;
import hmrbench.io.tensorflow.RecordOut;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files as the programs of HMMR's repository write them, with numbers instead of pictures. */
class HmmrRecordsTest {

  private static final int FRAMES = 4;

  @TempDir private Path folder;

  /** Takes the first byte of a picture for its feature. */
  private static final CropViewer VIEWER =
      new CropViewer() {
        @Override
        public int featureSize() {
          return 1;
        }

        @Override
        public FloatGrid of(List<byte[]> pictures, String source) {
          float[] values = new float[pictures.size()];
          for (int i = 0; i < values.length; i++) {
            values[i] = pictures.get(i)[0];
          }
          return FloatGrid.owning(values, values.length, 1);
        }

        @Override
        public FloatGrid ofGrey() {
          return FloatGrid.owning(new float[] {-1}, 1, 1);
        }

        @Override
        public void close() {}
      };

  /** Someone of 4 frames with 25 joints, of whom 7, 6, 14 and 0 are seen. */
  private static RecordOut person(int first) {
    float[] joints = new float[FRAMES * 25 * 3];
    for (int i = 0; i < joints.length; i++) {
      joints[i] = first + i;
    }
    float[] poses = new float[FRAMES * 72];
    for (int t = 0; t < FRAMES; t++) {
      poses[t * 72 + 5] = (float) Math.PI / 2; // joint 1, about z
    }
    long[] seen = new long[FRAMES * 14];
    int[] counts = {7, 6, 14, 0};
    List<byte[]> pictures = new ArrayList<>();
    for (int t = 0; t < FRAMES; t++) {
      for (int joint = 0; joint < counts[t]; joint++) {
        seen[t * 14 + joint] = 1;
      }
      pictures.add(new byte[] {(byte) (first + t), 9});
    }
    float[] shape = new float[10];
    shape[3] = 0.25f;
    return new RecordOut()
        .integers("meta/N", FRAMES)
        .integers("meta/has_3d", 1)
        .bytes("image/encoded", pictures)
        .integers("image/visibilities", seen)
        .floats("mosh/gt3ds", joints)
        .floats("mosh/poses", poses)
        .floats("mosh/shape", shape);
  }

  private HmmrRecordsDataset open(RecordOut... people) throws IOException {
    Path file = folder.resolve("walk.tfrecord");
    Files.write(file, new byte[0]);
    for (RecordOut person : people) {
      Files.write(file, person.record(), java.nio.file.StandardOpenOption.APPEND);
    }
    return new HmmrRecordsDataset(
        new HmmrRecords("test", List.of(folder), 30, folder, folder), VIEWER);
  }

  @Test
  void every_record_is_a_sequence() throws IOException {
    HmmrRecordsDataset data = open(person(0), person(10));
    assertThat(data.sequences()).containsExactly("walk_0", "walk_1");
    assertThat(data.joints()).isEqualTo(JointSet.COMMON14);
    assertThat(data.blank().orElseThrow().get(0)).isEqualTo(-1);
    Clip clip = data.clip(1, 30);
    assertThat(clip.features().toArray()).containsExactly(10, 11, 12, 13);
    assertThat(clip.truth().metres().shape()).containsExactly(FRAMES, 14, 3);
    // Frame 2, joint 5, z: 25 joints a frame, of which 14 are taken.
    assertThat(clip.truth().metres().at(2, 5, 2)).isEqualTo(10 + 2 * 75 + 5 * 3 + 2);
    assertThat(List.of(0, 1, 2, 3)).filteredOn(clip.valid()::get).containsExactly(0, 2);
    SmplTrack body = clip.smpl().orElseThrow();
    assertThat(body.betas().at(3, 3)).isEqualTo(0.25f);
    // A quarter turn about z takes x to y.
    assertThat(body.rotations().get((2 * 24 + 1) * 9 + 3)).isCloseTo(1f, within(1e-6f));
    assertThat(body.rotations().get((2 * 24 + 2) * 9)).isEqualTo(1f);
  }

  @Test
  void half_the_rate_is_every_second_frame() throws IOException {
    Clip clip = open(person(0)).clip(0, 15);
    assertThat(clip.features().toArray()).containsExactly(0, 2);
    assertThat(clip.truth().metres().at(1, 0, 0)).isEqualTo(2 * 75);
    assertThat(clip.frameLabels()).containsExactly("0", "2");
  }

  @Test
  void a_record_without_bodies_has_none() throws IOException {
    Clip clip = open(person(0).integers("meta/has_3d", 0)).clip(0, 30);
    assertThat(clip.smpl()).isEmpty();
  }

  @Test
  void what_does_not_fit_is_named() throws IOException {
    HmmrRecordsDataset few = open(person(0).floats("mosh/gt3ds", new float[FRAMES * 3]));
    assertThatThrownBy(() -> few.clip(0, 30))
        .isInstanceOf(Fault.class)
        .hasMessageEndingWith(
            "sequence walk_0: expected at least 14 joints for each of its 4 frames, got 12 numbers; it"
                + " has no 3D truth, or is no file of a test");
    HmmrRecordsDataset pictures = open(person(0).bytes("image/encoded", List.of(new byte[1])));
    assertThatThrownBy(() -> pictures.clip(0, 30))
        .hasMessageEndingWith(
            "sequence walk_0: expected a picture for each of its 4 frames, got 1; make the file"
                + " again");
    Files.delete(folder.resolve("walk.tfrecord"));
    HmmrRecords config = new HmmrRecords("test", List.of(folder), 30, folder, folder);
    assertThatThrownBy(() -> new HmmrRecordsDataset(config, VIEWER))
        .hasMessageStartingWith("data set test: expected files of records (.tfrecord) in [");
  }
}
