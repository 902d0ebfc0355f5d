package hmrbench.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hmrbench.body.BodyArrays;
import hmrbench.body.BodyModel;
import hmrbench.body.EmbeddedBody;
import hmrbench.body.Faces;
import hmrbench.core.Fault;
import hmrbench.core.FloatGrid;
import hmrbench.core.JointSet;
import hmrbench.data.sim.SimulatedSplit;
import hmrbench.data.sim.Skeleton;
import hmrbench.picture.geometry.Box;
import hmrbench.picture.image.Picture;
import hmrbench.picture.image.Png;
import hmrbench.testing.Shared;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

class SceneTest {

  private static final Scene.Bodies BODIES = new Scene.Bodies(EmbeddedBody.model());
  private static final int SIDE = 96;

  private static Scene scene(SimulatedSplit split, long number) {
    return scene(split, number, CaptureSettings.STANDARD);
  }

  private static Scene scene(SimulatedSplit split, long number, CaptureSettings filming) {
    return Scene.of(new SceneKey(split, 2, 1, number), filming, BODIES);
  }

  private static RenderedPicture crop(Scene scene, double seconds) {
    SceneMoment moment = scene.at(seconds);
    SceneView view = SceneView.crop(scene.camera(), square(moment), SIDE);
    return new SceneRenderer(SIDE, SIDE).draw(moment, view);
  }

  private static Box square(SceneMoment moment) {
    return moment.box().square().scaled(1.2);
  }

  @Test
  void the_same_key_and_moment_give_the_same_picture_whatever_was_drawn_before() {
    Scene fresh = scene(SimulatedSplit.TEST, 3);
    Scene used = scene(SimulatedSplit.TEST, 3);
    crop(used, 0.2);
    crop(used, 1.9);

    assertThat(crop(used, 1).picture().rgb()).isEqualTo(crop(fresh, 1).picture().rgb());
  }

  // The hash of joints rounded to 0.1 mm and of the mesh to 1 mm, of four scenes at one moment
  // each:
  // noted from the program once, so that another machine or a later change shows itself.
  @Test
  void the_geometry_is_that_of_every_other_machine() {
    CRC32 hash = new CRC32();
    for (int number = 0; number < 4; number++) {
      SceneMoment moment = scene(SimulatedSplit.TRAIN, number).at(0.7);
      for (double metres : moment.joints()) {
        update(hash, Math.round(metres * 1e4));
      }
      for (float metres : moment.mesh().toArray()) {
        update(hash, Math.round(metres * 1e3));
      }
    }

    assertThat(hash.getValue()).isEqualTo(GEOMETRY);
  }

  private static final long GEOMETRY = 4089386846L;

  private static void update(CRC32 hash, long value) {
    for (int shift = 0; shift < 32; shift += 8) {
      hash.update((int) (value >> shift) & 255);
    }
  }

  // Drawn by `hmrbench scene sheet --columns 3 --rows 1 --size 64`.
  @Test
  void pixels_are_those_of_every_other_machine_within_one_level() {
    Picture drawn = SceneSheet.draw(SimulatedSplit.TRAIN, 1, 0, 3, 1, 64, BODIES);
    Picture noted = Png.read(Shared.projectRoot().resolve(CROPS));
    int most = 0;
    for (int i = 0; i < noted.rgb().length; i++) {
      most = Math.max(most, Math.abs((noted.rgb()[i] & 255) - (drawn.rgb()[i] & 255)));
    }

    assertThat(drawn.width()).isEqualTo(noted.width());
    assertThat(most).isLessThanOrEqualTo(1);
  }

  private static final String CROPS = "workbench/src/test/resources/scene/crops.png";

  @Test
  void a_size_that_the_network_cannot_halve_is_refused() {
    assertThatThrownBy(() -> SceneSheet.draw(SimulatedSplit.TRAIN, 1, 0, 1, 1, 100, BODIES))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "crop size must be a multiple of 16 from 32 to 512, which the network can halve, got"
                + " 100");
  }

  @Test
  void at_half_the_rate_frames_are_every_second_one() {
    Scene scene = scene(SimulatedSplit.TEST, 1);
    SceneMoment atThirty = scene.at(14 / 30.0);
    double[] joints = atThirty.joints();

    assertThat(scene.at(7 / 15.0).joints()).isEqualTo(joints);
  }

  @Test
  void joints_are_those_of_the_skeleton_in_the_pose_and_shape_that_are_told() {
    Scene scene = scene(SimulatedSplit.VALIDATION, 5);
    SceneMoment moment = scene.at(0.4);
    double[] positions = new double[Skeleton.JOINTS * 3];
    Skeleton.positions(moment.rotations(), Skeleton.offsets(scene.motion().betas()), positions);
    double[] joints = moment.joints();

    for (int i = 0; i < positions.length; i++) {
      // The regressor of the body gives the skeleton's joints to a hundredth of a millimetre.
      assertThat(joints[i] - joints[i % 3])
          .isCloseTo(positions[i] - positions[i % 3], within(2e-5));
    }
  }

  @Test
  void the_person_stands_on_the_ground() {
    float lowest = Float.POSITIVE_INFINITY;
    Scene scene = scene(SimulatedSplit.TRAIN, 8);
    scene.at(1.3);
    float[] world = scene.objects().get(0).world();
    for (int at = 1; at < world.length; at += 3) {
      lowest = Math.min(lowest, world[at]);
    }

    assertThat(lowest).isCloseTo(0, within(1e-6f));
  }

  @Test
  void the_camera_of_a_crop_puts_the_pelvis_where_it_is_seen() {
    Scene scene = scene(SimulatedSplit.TRAIN, 2);
    SceneMoment moment = scene.at(0.5);
    Box box = square(moment);
    double[] camera = moment.cropCamera(box);
    double[] joints = moment.joints();
    double column =
        scene.camera().focalPixels() * joints[0] / joints[2] + scene.camera().width() / 2.0 - 0.5;

    assertThat(camera[0] * camera[1])
        .isCloseTo((column - box.centreX()) / (box.width() / 2), within(1e-9));
    // At its depth a metre is as long as the camera says: half crops per metre.
    assertThat(camera[0])
        .isCloseTo(scene.camera().focalPixels() / joints[2] / (box.width() / 2), within(1e-9));
  }

  @Test
  void what_is_drawn_lies_inside_of_the_box_and_touches_it() {
    CaptureSettings plain = new CaptureSettings(640, 480, 0, 1, false, 1);
    for (int number = 0; number < 5; number++) {
      Scene scene = scene(SimulatedSplit.TRAIN, number, plain);
      SceneMoment moment = scene.at(1);
      SceneRenderer renderer = new SceneRenderer(640, 480);
      renderer.draw(moment, SceneView.whole(scene.camera()));
      Box drawn = drawn(renderer);
      Box box = moment.box();

      assertThat(drawn.left()).isCloseTo(Math.max(-0.5, box.left()), within(2.0));
      assertThat(drawn.right()).isCloseTo(Math.min(639.5, box.right()), within(2.0));
      assertThat(drawn.top()).isCloseTo(Math.max(-0.5, box.top()), within(2.0));
      assertThat(drawn.bottom()).isCloseTo(Math.min(479.5, box.bottom()), within(2.0));
    }
  }

  private static Box drawn(SceneRenderer renderer) {
    int left = 640;
    int right = -1;
    int top = 480;
    int bottom = -1;
    for (int y = 0; y < 480; y++) {
      for (int x = 0; x < 640; x++) {
        if (renderer.isDrawn(y * 640 + x)) {
          left = Math.min(left, x);
          right = Math.max(right, x);
          top = Math.min(top, y);
          bottom = Math.max(bottom, y);
        }
      }
    }
    return Box.between(left, top, right, bottom);
  }

  @Test
  void a_crop_drawn_directly_is_the_part_of_the_whole_picture() {
    CaptureSettings plain = new CaptureSettings(640, 480, 0, 1, false, 1);
    Scene scene = scene(SimulatedSplit.TRAIN, 4, plain);
    SceneMoment moment = scene.at(1);
    // A box of as many pixels as the crop, on whole pixels: one to one with the picture.
    Box box = new Box(320, 240, 128, 128);
    SceneRenderer whole = new SceneRenderer(640, 480);
    whole.draw(moment, SceneView.whole(scene.camera()));
    SceneRenderer crop = new SceneRenderer(128, 128);
    crop.draw(moment, SceneView.crop(scene.camera(), box, 128));
    int other = 0;
    for (int y = 0; y < 128; y++) {
      for (int x = 0; x < 128; x++) {
        // The middle of a box goes to pixel 64 of the crop, as CropMap has it.
        if (crop.isDrawn(y * 128 + x) != whole.isDrawn((y + 240 - 64) * 640 + x + 320 - 64)) {
          other++;
        }
      }
    }

    // Float rounding may move single pixels of the outline.
    assertThat(other).isLessThan(6);
  }

  @Test
  void a_joint_behind_a_thing_is_not_seen_and_one_outside_of_the_picture_neither() {
    CaptureSettings plain = new CaptureSettings(640, 480, 0, 1, false, 1);
    Scene scene = scene(SimulatedSplit.TRAIN, 0, plain);
    SceneMoment moment = scene.at(1);
    Box whole = square(moment);
    FloatGrid all =
        new SceneRenderer(SIDE, SIDE)
            .draw(moment, SceneView.crop(scene.camera(), whole, SIDE))
            .visible();
    Box legs = whole.moved(0, whole.height());
    FloatGrid none =
        new SceneRenderer(SIDE, SIDE)
            .draw(moment, SceneView.crop(scene.camera(), legs, SIDE))
            .visible();
    int head = JointSet.SMPL24.indexOf(hmrbench.core.Joint.HEAD);

    assertThat(all.get(head)).isGreaterThan(0.6f);
    assertThat(none.get(head)).isZero();
  }

  @Test
  void what_passes_hides_joints_and_never_shows_one() {
    CaptureSettings alone = new CaptureSettings(640, 480, 0, 1, false, 1);
    CaptureSettings among = new CaptureSettings(640, 480, 0, 1, true, 1);
    int hidden = 0;
    for (int number = 0; number < 30; number++) {
      FloatGrid open = crop(scene(SimulatedSplit.TRAIN, number, alone), 1).visible();
      FloatGrid behind = crop(scene(SimulatedSplit.TRAIN, number, among), 1).visible();
      for (int joint = 0; joint < open.length(); joint++) {
        assertThat(behind.get(joint)).isLessThanOrEqualTo(open.get(joint));
        hidden += behind.get(joint) < open.get(joint) - 0.5f ? 1 : 0;
      }
    }

    assertThat(hidden).isBetween(20, 300);
  }

  @Test
  void at_the_end_of_an_exposure_the_body_is_where_it_is_then() {
    Scene scene = scene(SimulatedSplit.TRAIN, 1, new CaptureSettings(640, 480, 0.06, 2, false, 1));
    SceneView view = SceneView.whole(scene.camera());
    scene.at(0.5);
    view.expose(0.5, 0);
    PlacedObject person = scene.objects().get(0);
    person.project(view, 1);
    float[] blurred = person.columns().clone();
    scene.at(0.53);
    person.project(view, 0);

    for (int v = 0; v < blurred.length; v++) {
      assertThat(blurred[v]).isCloseTo(person.columns()[v], within(1e-3f));
    }
  }

  @Test
  void no_stream_of_a_split_is_one_of_another() {
    Set<Long> seen = new HashSet<>();
    int streams = 0;
    for (SimulatedSplit split : SimulatedSplit.values()) {
      for (int number = 0; number < 2000; number++) {
        SceneKey key = new SceneKey(split, 2, 1, number);
        for (Purpose purpose : Purpose.values()) {
          seen.add(key.stream(purpose));
          streams++;
        }
        seen.add(key.motion().key());
        streams++;
      }
    }

    assertThat(seen).hasSize(streams);
  }

  @Test
  void bodies_of_test_are_in_no_training_scene_and_their_own_activities_neither() {
    Set<String> trained = new HashSet<>();
    Set<String> shapes = new HashSet<>();
    for (int number = 0; number < 3000; number++) {
      var motion = new SceneKey(SimulatedSplit.TRAIN, 2, 1, number).motion();
      trained.addAll(Arrays.asList(motion.activity().split(", then ", -1)));
      shapes.add(Arrays.toString(motion.betas()));
    }
    for (SimulatedSplit split :
        new SimulatedSplit[] {SimulatedSplit.VALIDATION, SimulatedSplit.TEST}) {
      for (int number = 0; number < 96; number++) {
        var motion = new SceneKey(split, 10, 1, number).motion();
        assertThat(shapes).doesNotContain(Arrays.toString(motion.betas()));
        assertThat(trained.contains(motion.activity().split(", then ", -1)[0]))
            .isEqualTo(!motion.heldOut());
      }
    }
  }

  @Test
  void a_longer_shutter_blurs_what_moves_and_not_what_stands() {
    CaptureSettings sharp = new CaptureSettings(640, 480, 0, 4, false, 1);
    CaptureSettings slow = new CaptureSettings(640, 480, 0.06, 4, false, 1);
    double most = 0;
    for (int number = 0; number < 4; number++) {
      Picture a = crop(scene(SimulatedSplit.TRAIN, number, sharp), 0.9).picture();
      Picture b = crop(scene(SimulatedSplit.TRAIN, number, slow), 0.9).picture();
      most = Math.max(most, difference(a, b));
    }

    assertThat(most).isGreaterThan(1.5);
  }

  private static double difference(Picture a, Picture b) {
    long sum = 0;
    for (int i = 0; i < a.rgb().length; i++) {
      sum += Math.abs((a.rgb()[i] & 255) - (b.rgb()[i] & 255));
    }
    return (double) sum / a.rgb().length;
  }

  @Test
  void a_shutter_that_is_open_for_longer_than_a_frame_is_refused() {
    CaptureSettings slow = new CaptureSettings(640, 480, 0.05, 3, true, 1);
    slow.requireRate(20);

    assertThatThrownBy(() -> slow.requireRate(30))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "a shutter of 0.05 s is open for longer than a frame of 30 frames/s (0.03333 s); set"
                + " shutter to at most 1/fps, or fps to at most 20");
  }

  @Test
  void keys_that_no_camera_has_are_refused() {
    assertThatThrownBy(() -> new CaptureSettings(16, 480, 0, 1, true, 1))
        .hasMessage("a filmed picture must be from 32 to 4096 pixels wide and high, got 16 x 480");
    assertThatThrownBy(() -> new CaptureSettings(640, 480, -1, 1, true, 1))
        .hasMessage("shutter must be from 0 to 1 seconds, got -1.0");
    assertThatThrownBy(() -> new CaptureSettings(640, 480, 0, 0, true, 1))
        .hasMessage("samples must be from 1 to 16, got 0");
  }

  @Test
  void a_body_without_triangles_is_refused() {
    BodyArrays whole = EmbeddedBody.model().arrays();
    BodyModel bare =
        new BodyModel(
            new BodyArrays(
                "points.pkl",
                whole.template(),
                whole.shapeDirections(),
                whole.poseDirections(),
                whole.jointRegressor(),
                whole.skinning(),
                whole.parents(),
                Faces.of(new int[0], whole.vertices()),
                whole.regressors()));

    assertThatThrownBy(() -> new Scene.Bodies(bare))
        .isInstanceOf(Fault.class)
        .hasMessage(
            "points.pkl: has no triangles, so it cannot be drawn; use a body model with faces (f)");
  }
}
