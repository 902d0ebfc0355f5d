package hmrbench.run.rendered;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.EmbeddedBody;
import hmrbench.core.Clip;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.Joint;
import hmrbench.core.JointSet;
import hmrbench.core.JointTrack;
import hmrbench.core.SmplTrack;
import hmrbench.data.DataFormat.BodyJoints;
import hmrbench.data.DataFormats;
import hmrbench.data.Dataset;
import hmrbench.data.mocap.BvhText;
import hmrbench.data.rendered.Boxes;
import hmrbench.data.rendered.Rendered;
import hmrbench.data.rendered.RenderedPeople;
import hmrbench.data.rendered.Surroundings;
import hmrbench.data.sim.PersonMotion;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.tensor.TensorEngine;
import hmrbench.testing.TinyBackbone;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RenderedFeaturesTest {

  @TempDir private Path folder;
  private Path backbone;
  private Path cache;

  @BeforeAll
  static void one_thread() {
    TensorEngine.useThreadsPerOperation(1);
  }

  @BeforeEach
  void make_a_backbone() {
    backbone = TinyBackbone.write(folder.resolve("weights.safetensors"), 1);
    cache = folder.resolve("cache");
  }

  private Rendered config(Boxes boxes, double seconds) {
    return new Rendered(
        "seen",
        SimulatedSplit.TEST,
        Rendered.Motion.simulated(2, seconds),
        1,
        30,
        new Rendered.Film(32, boxes, Rendered.SHUTTER, Surroundings.FULL),
        backbone);
  }

  private Dataset open(Rendered config) {
    return DataFormats.all().open(config, new Body());
  }

  /** The embedded body, whose pictures are kept in the folder of the test. */
  private final class Body implements BodyJoints {
    @Override
    public JointTrack of(SmplTrack track, JointSet joints, double framesPerSecond) {
      return EmbeddedBody.model()
          .joints(track, hmrbench.body.JointRecipe.of(joints), framesPerSecond);
    }

    @Override
    public RenderedPeople rendered(Rendered config) {
      return new RenderedFeatures(config, EmbeddedBody::model, new FeatureCache(cache));
    }
  }

  private List<Path> kept() throws IOException {
    if (!Files.exists(cache)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(cache)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void a_clip_has_features_truth_and_signals_in_every_frame() {
    try (Dataset set = open(config(Boxes.SMOOTHED, 1))) {
      Clip clip = set.clip(0, 30);

      assertThat(set.featureSize()).isEqualTo(TinyBackbone.FEATURES);
      assertThat(clip.sequence()).isEqualTo("test-000-walk").isEqualTo(set.sequences().get(0));
      assertThat(clip.features().shape()).containsExactly(30, TinyBackbone.FEATURES);
      assertThat(clip.frameLabels()).startsWith("0", "20", "40").endsWith("580");
      assertThat(clip.signals()).containsOnlyKeys("occlusion", "speed_m_per_s", "turned_deg");
      assertThat(clip.tags())
          .containsEntry("split", "test")
          .containsEntry("boxes", "smoothed")
          .containsEntry("activity", "walk")
          .containsEntry("heldout", "false");
      // The crop shows the person: half a crop is some 0.6 to 1.7 m.
      for (int t = 0; t < clip.frames(); t++) {
        assertThat(clip.smpl().orElseThrow().camera().at(t, 0)).isBetween(0.5f, 2f);
      }
    }
  }

  /**
   * The left hip lies further right in a picture from the front, further left in one from behind.
   */
  @Test
  void hips_lie_as_the_viewpoint_says() {
    int front = 0;
    int behind = 0;
    try (Dataset set = open(config(Boxes.PERFECT, 1))) {
      for (int i = 0; i < set.sequences().size(); i++) {
        Clip clip = set.clip(i, 15);
        int left = clip.truth().joints().indexOf(Joint.LEFT_HIP);
        int right = clip.truth().joints().indexOf(Joint.RIGHT_HIP);
        for (int t = 0; t < clip.frames(); t++) {
          double turned = clip.signals().get("turned_deg").get(t);
          float across =
              clip.truth().metres().at(t, left, 0) - clip.truth().metres().at(t, right, 0);
          if (turned < 45) {
            front++;
            assertThat(across).isPositive();
          } else if (turned > 135) {
            behind++;
            assertThat(across).isNegative();
          }
        }
      }
    }
    assertThat(front + behind).isPositive();
  }

  @Test
  void with_perfect_boxes_a_rate_is_every_second_frame_of_twice_the_rate() {
    try (Dataset set = open(config(Boxes.PERFECT, 1))) {
      Clip slow = set.clip(1, 15);
      Clip fast = set.clip(1, 30);

      assertThat(slow.frames()).isEqualTo(15);
      for (int t = 0; t < slow.frames(); t++) {
        assertThat(slow.frameLabels().get(t)).isEqualTo(fast.frameLabels().get(2 * t));
        for (int i = 0; i < TinyBackbone.FEATURES; i++) {
          assertThat(slow.features().at(t, i))
              .isEqualTo(fast.features().at(2 * t, i), within(1e-5f));
        }
        for (int joint = 0; joint < 14; joint++) {
          assertThat(slow.truth().metres().at(t, joint, 1))
              .isEqualTo(fast.truth().metres().at(2 * t, joint, 1));
        }
      }
    }
  }

  @Test
  void boxes_move_the_crop_and_not_the_person() {
    try (Dataset perfect = open(config(Boxes.PERFECT, 1));
        Dataset detected = open(config(Boxes.DETECTED, 1))) {
      Clip a = perfect.clip(0, 30);
      Clip b = detected.clip(0, 30);

      assertThat(a.truth()).isEqualTo(b.truth());
      assertThat(a.smpl().orElseThrow().camera()).isNotEqualTo(b.smpl().orElseThrow().camera());
      assertThat(a.features()).isNotEqualTo(b.features());
    }
  }

  @Test
  void what_was_seen_once_is_read_from_its_file() throws IOException {
    Clip first;
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      first = set.clip(0, 30);
    }
    assertThat(kept()).hasSize(1);
    Path weights = folder.resolve("weights.safetensors");
    var written = Files.getLastModifiedTime(kept().get(0));
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      Clip again = set.clip(0, 30);
      assertThat(again.features()).isEqualTo(first.features());
      assertThat(again.smpl()).isEqualTo(first.smpl());
      assertThat(again.signals().get("speed_m_per_s"))
          .isEqualTo(first.signals().get("speed_m_per_s"));
    }
    assertThat(kept()).hasSize(1);
    assertThat(Files.getLastModifiedTime(kept().get(0))).isEqualTo(written);

    // Other weights under the same name are another network.
    TinyBackbone.write(weights, 2);
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThat(set.clip(0, 30).features()).isNotEqualTo(first.features());
    }
    assertThat(kept()).hasSize(2);
  }

  /** Damages what is kept of a clip, and asserts that the clip and its file come out as before. */
  private void assertMadeAgain(UnaryOperator<byte[]> damage) throws IOException {
    Clip first;
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      first = set.clip(0, 30);
    }
    Path file = kept().get(0);
    byte[] whole = Files.readAllBytes(file);
    Files.write(file, damage.apply(whole.clone()));
    // No process has this number: Linux gives none above 4,194,304.
    Path part = Files.write(file.resolveSibling(file.getFileName() + ".999999999-1.part"), whole);

    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThat(part).doesNotExist();
      assertThat(set.clip(0, 30).features()).isEqualTo(first.features());
    }
    assertThat(Files.readAllBytes(file)).isEqualTo(whole);
  }

  @Test
  void a_damaged_file_is_made_again_and_a_killed_programs_part_is_removed() throws IOException {
    assertMadeAgain(whole -> Arrays.copyOf(whole, whole.length / 2));
  }

  @Test
  void a_file_with_one_other_bit_is_made_again() throws IOException {
    assertMadeAgain(
        whole -> {
          whole[whole.length - 4096] ^= 1;
          return whole;
        });
  }

  @Test
  void a_cache_that_cannot_be_written_is_one_sentence() throws IOException {
    cache = Files.writeString(folder.resolve("cache-file"), "in the way");
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThatThrownBy(() -> set.clip(0, 30))
          .isInstanceOf(Fault.class)
          .hasMessageStartingWith(cache.toString())
          .hasMessageContaining("cannot be written")
          .hasMessageEndingWith(
              "; features of rendered people are kept there: set HMRBENCH_CACHE_DIR to another"
                  + " folder");
    }
  }

  @Test
  void a_rate_that_the_shutter_or_the_clock_cannot_serve_is_refused() {
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThat(set.frameRates()).contains(15.0, 30.0, 60.0).doesNotContain(120.0);
      assertThatThrownBy(() -> set.clip(0, 120))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "data set seen: a shutter of 0.012 s is open for longer than a frame of 120 frames/s"
                  + " (0.008333 s); set shutter to at most 1/fps, or fps to at most 83.33");
      assertThatThrownBy(() -> set.clip(0, 31))
          .isInstanceOf(Fault.class)
          .hasMessage(
              "data set seen cannot be had at 31 frames per second exactly: use one of 10, 12, 15,"
                  + " 20, 24, 25, 30, 40, 50, 60");
    }
  }

  @Test
  void weights_of_another_network_are_refused() {
    backbone = hmrbench.testing.TinyModels.spin(folder.resolve("spin.safetensors"), 1);
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThatThrownBy(set::featureSize)
          .isInstanceOf(Fault.class)
          .hasMessageContaining("spin.safetensors");
    }
  }

  @Test
  void crops_of_a_size_that_the_backbone_was_not_trained_on_are_a_doubt() throws IOException {
    Files.writeString(
        folder.resolve("model.yaml"), "name: b\npictures: {size: 96, batch: 64, per-scene: 2}\n");
    try (Dataset set = open(config(Boxes.PERFECT, 0.5))) {
      assertThat(set.remarks())
          .singleElement()
          .satisfies(
              it ->
                  assertThat(it.toString())
                      .contains(
                          "was trained on crops of 96 pixels and looks at crops of 32; set size:"
                              + " 96"));
    }
  }

  /** A second of a simulated walk or so, as a file of motion capture at 30 frames/s. */
  private Path recording(int frames) throws IOException {
    float[] rotations = new float[frames * 24 * 9];
    double[] pose = new double[24 * 9];
    PersonMotion motion = PersonMotion.of(SimulatedSplit.TEST, 10, 1, 0);
    for (int t = 0; t < frames; t++) {
      motion.rotations(t / 30.0, pose);
      for (int i = 0; i < pose.length; i++) {
        rotations[t * pose.length + i] = (float) pose[i];
      }
    }
    double[][] axes = new double[24][];
    Arrays.fill(axes, new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
    String text =
        new BvhText(FloatGrid.owning(rotations, frames, 24, 3, 3), axes, 100, "").write(1 / 30.0);
    return Files.writeString(folder.resolve("walk.bvh"), text);
  }

  @Test
  void recorded_motion_is_performed_by_a_rendered_person() throws IOException {
    Path file = recording(20);
    Rendered config =
        new Rendered(
            "recorded",
            SimulatedSplit.TEST,
            new Rendered.Motion(Optional.empty(), Optional.of(0.5), List.of(file)),
            1,
            30,
            new Rendered.Film(32, Boxes.PERFECT, Rendered.SHUTTER, Surroundings.BARE),
            backbone);
    try (Dataset set = open(config)) {
      assertThat(set.sequences()).containsExactly("walk");
      Clip clip = set.clip(0, 30);
      assertThat(clip.frames()).isEqualTo(15);
      assertThat(clip.tags()).containsEntry("file", "walk.bvh").containsEntry("split", "mocap");
    }
  }
}
