package hmrbench.testing;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * A made-up file in the layout of every program whose predictions are read, and the same in other
 * axes; scripts of {@code golden/world} made them.
 */
public final class GoldenLayouts {

  private static final Path WORLD =
      Shared.projectRoot().resolve("workbench/src/test/resources/golden/world");

  /** Where the files of a program are; its own file, below that. */
  private record Place(String folder, String file) {}

  private static final Map<String, Place> PLACES = places();

  private GoldenLayouts() {}

  private static Map<String, Place> places() {
    Map<String, Place> places = new LinkedHashMap<>();
    places.put("WHAM", new Place("wham", "P9_01_walk/wham_output.pkl"));
    places.put("GVHMR and GEM", new Place("gvhmr", "P9_01_walk/hmr4d_results.pt"));
    places.put("TRAM", new Place("tram", "P9_01_walk/hps/hps_track_0.npy"));
    places.put("JOSH", new Place("josh", "P9_01_walk/josh/hps_track_0.npy"));
    places.put("PromptHMR", new Place("prompthmr", "P9_01_walk/results.pkl"));
    places.put("4D-Humans", new Place("phalp", "demo_P9_01_walk.pkl"));
    places.put(
        "SLAHMR",
        new Place("slahmr", "P9_01_walk/motion_chunks/P9_01_walk_000300_world_results.npz"));
    places.put("CameraHMR", new Place("camerahmr", "P9_01_walk.npz"));
    places.put("HumanData", new Place("humandata", "mine.npz"));
    places.put("AMASS", new Place("amass", "P9_01_walk.npz"));
    places.put("NLF", new Place("nlf", "P9_01_walk.pkl"));
    places.put("Multi-HMR", new Place("multihmr", "P9_01_walk.pkl"));
    places.put("Multi-HMR's meshes", new Place("smplx-mesh", "P9_01_walk.npz"));
    places.put("SAM 3D Body", new Place("sam3d", "P9_01_walk/img_00020.npz"));
    places.put("npz", new Place("own", "P9_01_walk.npz"));
    places.put("VIBE, TCMR and MPS-Net", new Place("vibe", "P9_01_walk/vibe_output.pkl"));
    return places;
  }

  /** The folder that holds the files. */
  public static Path world() {
    return WORLD;
  }

  /** The programs that have one. */
  public static Set<String> programs() {
    return PLACES.keySet();
  }

  private static Place place(String program) {
    Place place = PLACES.get(program);
    if (place == null) {
      throw new AssertionError(
          "%s has no golden file: make one, one in other axes, and name it here"
              .formatted(program));
    }
    return place;
  }

  /** Everything that belongs to the predictions of a program: a folder. */
  public static Path folder(String program) {
    return WORLD.resolve(place(program).folder());
  }

  /** The file itself, relative to the folder. */
  public static String file(String program) {
    return place(program).file();
  }

  /** The folder of a file whose axes are y up and z back, where its layout says otherwise. */
  public static Path otherAxes(String program) {
    return WORLD.resolve("axes").resolve(place(program).folder());
  }
}
