package hmrbench.config;

import com.google.errorprone.annotations.FormatMethod;
import hmrbench.config.Node.Mapping;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A config of TCMR's or VIBE's repository ({@code config.yaml}, also beside a checkpoint) as a
 * recipe. What those programs hide in the title of a config, files and labels, is written out.
 *
 * <p>Source: lib/core/config.py, lib/dataset/_dataset_2d.py, _dataset_3d.py and _loaders.py of TCMR
 * at c41fdd7; lib/core/config.py and lib/dataset/loaders.py of VIBE at 851f779.
 *
 * @param name of the recipe
 * @param recipe its text, as a file of {@code configs/training}
 * @param unknown keys of the config that nothing here knows and that are passed over, by path
 */
public record OfficialConfig(String name, String recipe, List<String> unknown) {

  private static final String TRAIN = "TRAIN";
  private static final String DATASET = "DATASET";

  /** The names of data sets in these configs, and ours. */
  private static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "Insta", "insta",
              "PoseTrack", "posetrack",
              "PennAction", "pennaction",
              "ThreeDPW", "3dpw",
              "MPII3D", "mpii3d",
              "Human36M", "h36m"));

  /** What changes nothing in what is learnt. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of(
          "DEBUG",
          "DEBUG_FREQ",
          "LOGDIR",
          "DEVICE",
          "OUTPUT_DIR",
          "NUM_WORKERS",
          "CUDNN.BENCHMARK",
          "CUDNN.DETERMINISTIC",
          "CUDNN.ENABLED",
          "DATASET.OVERLAP",
          "TRAIN.PRETRAINED",
          "TRAIN.GEN_MOMENTUM",
          "TRAIN.MOT_DISCR.MOMENTUM");

  /**
   * Files that a title of TCMR names, without {@code _db.pt}.
   *
   * @param body whether Human3.6M has SMPL labels
   */
  private record Titled(Map<String, String> files, boolean body) {}

  private static final Map<String, Titled> TITLES =
      Map.of(
          "repr_table4_3dpw_model",
          new Titled(
              Map.of(
                  "3dpw", "3dpw_train_occ",
                  "mpii3d", "mpii3d_train_scale12_occ",
                  "h36m", "h36m_train_25fps_occ"),
              false),
          "repr_table4_h36m_mpii3d_model",
          new Titled(
              Map.of(
                  "3dpw", "3dpw_train",
                  "mpii3d", "mpii3d_train_scale12",
                  "h36m", "h36m_train_25fps",
                  "posetrack", "posetrack_train"),
              true),
          "repr_table6_3dpw_model",
          new Titled(
              Map.of(
                  "mpii3d", "mpii3d_train_scale12_new_occ",
                  "h36m", "h36m_train_25fps_occ",
                  "posetrack", "posetrack_train_occ"),
              true),
          "repr_table6_h36m_model",
          new Titled(
              Map.of("mpii3d", "mpii3d_train_scale1", "h36m", "h36m_train_25fps_tight"), true),
          "repr_table6_mpii3d_model",
          new Titled(
              Map.of(
                  "mpii3d", "mpii3d_train_scale12",
                  "h36m", "h36m_train_25fps",
                  "posetrack", "posetrack_train"),
              true));

  /** Of any other title. */
  private static final Titled UNTITLED =
      new Titled(
          Map.of("3dpw", "3dpw_train", "mpii3d", "mpii3d_train", "h36m", "h36m_train"), true);

  /** VIBE's files. */
  private static final Titled VIBE =
      new Titled(
          Map.of(
              "3dpw", "3dpw_train",
              "mpii3d", "mpii3d_train",
              "posetrack", "posetrack_train",
              "pennaction", "pennaction_train"),
          true);

  public OfficialConfig {
    unknown = List.copyOf(unknown);
  }

  /** Whether a file is such a config: its sections are in capitals. */
  static boolean is(Mapping root) {
    return root.entries().get(TRAIN) instanceof Mapping
        && root.entries().get("LOSS") instanceof Mapping
        && root.entries().get("MODEL") instanceof Mapping;
  }

  /** What a config means; empty with mistakes reported where it asks for what is not there. */
  static Optional<OfficialConfig> of(Mapping root, PathRoots roots, Mistakes mistakes) {
    int before = mistakes.count();
    Reading reading = new Reading(new Keys(root, "", roots, mistakes), mistakes);
    String text = reading.recipe();
    List<String> unknown = new ArrayList<>();
    leaves(root, "", unknown);
    unknown.removeAll(WITHOUT_EFFECT);
    unknown.removeAll(reading.known);
    return mistakes.count() > before
        ? Optional.empty()
        : Optional.of(new OfficialConfig(reading.name, text, unknown));
  }

  /** The file that the recipe would be, which its relative paths are relative to. */
  Path file(PathRoots roots) {
    return new Blocks(roots).file("training", name);
  }

  private static void leaves(Mapping map, String path, List<String> found) {
    map.entries()
        .forEach(
            (key, value) -> {
              String at = path.isEmpty() ? key : path + "." + key;
              if (value instanceof Mapping inner) {
                leaves(inner, at, found);
              } else {
                found.add(at);
              }
            });
  }

  /** One config being read. */
  private static final class Reading {

    private final Keys top;
    private final Mistakes mistakes;
    private final List<String> known = new ArrayList<>();
    private String name = "official";
    private boolean vibe;
    private double adversarial;

    Reading(Keys top, Mistakes mistakes) {
      this.top = top;
      this.mistakes = mistakes;
    }

    private Keys section(Keys keys, String key) {
      return keys.section(key).orElse(keys);
    }

    private String asked(Keys keys, String key) {
      known.add(keys.pathOf(key));
      return key;
    }

    private double number(Keys keys, String key) {
      return keys.number(asked(keys, key));
    }

    private int integer(Keys keys, String key) {
      return keys.integer(asked(keys, key));
    }

    /** A key that may be left out, and of which one value is known. */
    private void requireText(Keys keys, String key, String only) {
      keys.optionalText(asked(keys, key))
          .filter(value -> !value.equals(only))
          .ifPresent(value -> refuse(keys, key, only, value));
    }

    /** The same, which may not be left out, since the original's default is another value. */
    private void requireStated(Keys keys, String key, String only) {
      if (!keys.has(key)) {
        mistakes.add(keys.place(key), keys.pathOf(key), "is missing; expected %s", only);
      }
      requireText(keys, key, only);
    }

    /** The same of a number. */
    private void requireNumber(Keys keys, String key, double only) {
      double value = number(keys, key);
      if (keys.has(key) && value != only) {
        refuse(keys, key, shown(only), shown(value));
      }
    }

    private void refuse(Keys keys, String key, String only, String value) {
      mistakes.add(
          keys.place(key),
          keys.pathOf(key),
          "expected %s, which recipes are made for, got %s",
          only.isEmpty() ? "nothing" : only,
          value);
    }

    private static String shown(double value) {
      return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    String recipe() {
      Keys train = section(top, TRAIN);
      Keys loss = section(top, "LOSS");
      Keys gru = section(section(top, "MODEL"), "TGRU");
      vibe = gru.has("RESIDUAL") || gru.has("ADD_LINEAR") || gru.has("BIDIRECTIONAL");
      String title = top.optionalText(asked(top, "TITLE")).orElse("");
      String named = top.optionalText(asked(top, "EXP_NAME")).orElse("official");
      name = title.isEmpty() ? named : title;
      requireCommon(train);
      double weight =
          vibe
              ? number(loss, "D_MOTION_LOSS_W")
              : loss.optionalNumber(asked(loss, "D_MOTION_LOSS_W")).orElse(0.0);
      adversarial = vibe ? weight : 0; // TCMR's program has a discriminator, and no loss of it.
      int epochs = integer(train, "END_EPOCH");
      int steps = integer(train, "NUM_ITERS_PER_EPOCH");
      StringBuilder text = new StringBuilder();
      line(text, "name: %s", YamlScalar.of(name));
      line(text, "models: [%s]", vibe ? vibeModel(gru) : "tcmr");
      line(text, "seeds: [%d]", seed());
      String regressor = train.text(asked(train, "PRETRAINED_REGRESSOR"));
      line(
          text,
          "start: %s",
          YamlScalar.quoted("${data}/base_data/" + Path.of(regressor).getFileName()));
      mixture(text, train, title);
      line(
          text,
          "sizes: {hidden: %d, layers: %d, regressor: 1024, attention: 256%s}",
          integer(gru, "HIDDEN_SIZE"),
          integer(gru, "NUM_LAYERS"),
          vibe ? ", directions: " + (truth(gru, "BIDIRECTIONAL", false) ? 2 : 1) : "");
      line(
          text,
          "temporal: {steps: %d, batch: %d, rate: %s}     # %d epochs of %d",
          Math.multiplyExact(Math.max(epochs, 0), Math.max(steps, 0)),
          integer(train, "BATCH_SIZE"),
          shown(number(train, "GEN_LR")),
          epochs,
          steps);
      line(text, "optimiser: {}");
      line(
          text,
          "plateau: {patience: %d, factor: 0.1, threshold: 0.0001%s}",
          integer(train, "LR_PATIENCE"),
          vibe ? ", most-pa-mpjpe-mm: 80" : "");
      line(
          text,
          "loss: {joints-2d: %s, joints-3d: %s, pose: %s, shape: %s}",
          shown(number(loss, "KP_2D_W")),
          shown(number(loss, "KP_3D_W")),
          shown(number(loss, "POSE_W")),
          shown(number(loss, "SHAPE_W")));
      discriminator(text, train);
      line(text, "validation: {every: %d}", steps);
      line(text, "output: ../../reports/%s/models", name);
      return text.toString();
    }

    @FormatMethod
    private static void line(StringBuilder text, String format, Object... values) {
      text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private boolean truth(Keys keys, String key, boolean standard) {
      return keys.truth(asked(keys, key), standard);
    }

    private void requireCommon(Keys train) {
      requireNumber(section(top, DATASET), "SEQLEN", 16);
      requireText(train, "GEN_OPTIM", "Adam");
      requireNumber(train, "GEN_WD", 0);
      requireText(train, "RESUME", "");
      if (train.has("START_EPOCH")) {
        requireNumber(train, "START_EPOCH", 0);
      }
      requireText(section(top, "MODEL"), "TEMPORAL_TYPE", "gru");
    }

    /** The original sets no seed where it is below 0. */
    private int seed() {
      return Math.max(1, top.optionalInteger(asked(top, "SEED_VALUE")).orElse(1));
    }

    private String vibeModel(Keys gru) {
      if (!truth(gru, "ADD_LINEAR", false)) {
        refuse(gru, "ADD_LINEAR", "true", "false");
      }
      return truth(gru, "RESIDUAL", false) ? "vibe-seq" : "vibe-nores-seq";
    }

    private void mixture(StringBuilder text, Keys train, String title) {
      Titled files = vibe ? VIBE : TITLES.getOrDefault(title, UNTITLED);
      boolean overlaps = truth(train, "OVERLAP", true) && !vibe;
      line(text, "mixture:");
      line(text, "  with-2d:");
      sources(text, train, "DATASETS_2D", files, overlaps);
      line(text, "  with-3d:");
      sources(text, train, "DATASETS_3D", files, overlaps);
      if (adversarial > 0) {
        line(text, "  motion: \"${data}/vibe/amass_db.pt\"");
      }
      line(text, "  share-2d: %s", shown(number(train, "DATA_2D_RATIO")));
      line(text, "  windows: %s", vibe ? "vibe" : "tcmr");
      line(text, "  mixed-rates: true");
      line(text, "  dropout: 0.5");
      line(text, "  body-model: \"${data}/base_data\"");
      line(text, "  validation: %s", validation(train, title));
      line(text, "  protocol: %s", vibe ? "vibe" : "tcmr-trainer");
    }

    private void sources(
        StringBuilder text, Keys train, String key, Titled files, boolean overlaps) {
      for (String dataset : train.texts(asked(train, key), List.of())) {
        String kind = KINDS.get(dataset);
        String file = kind == null ? null : files.files().get(kind);
        if ("insta".equals(kind)) {
          file = "insta_train";
        }
        if (kind == null || file == null) {
          mistakes.add(
              train.place(key),
              train.pathOf(key),
              "the program of this config has no file of %s under its title; expected some of %s",
              dataset,
              KINDS.keySet());
          continue;
        }
        boolean insta = kind.equals("insta");
        boolean sparse = vibe && (kind.equals("posetrack") || kind.equals("pennaction"));
        line(
            text,
            "    - {kind: %s, file: \"${data}/%s/%s_db.%s\", fps: %d, stride: %d%s}",
            kind,
            vibe || insta ? "vibe" : "tcmr",
            file,
            insta ? "h5" : "pt",
            kind.equals("3dpw") ? 30 : 25,
            sparse ? 4 : overlaps ? 1 : 16,
            kind.equals("h36m") ? ", body: " + files.body() : "");
      }
    }

    private String validation(Keys train, String title) {
      String dataset = train.text(asked(train, "DATASET_EVAL"));
      boolean onTest = dataset.equals("Human36M") && title.equals("repr_table6_h36m_model");
      if (train.has("DATASET_EVAL") && !onTest && !dataset.equals("ThreeDPW")) {
        refuse(train, "DATASET_EVAL", "ThreeDPW", dataset);
      }
      return onTest ? "h36m-test-front" : vibe ? "3dpw-validation-vibe" : "3dpw-validation";
    }

    private void discriminator(StringBuilder text, Keys train) {
      Optional<Keys> section =
          adversarial > 0 ? train.section("MOT_DISCR") : train.map("MOT_DISCR");
      if (section.isEmpty()) {
        return;
      }
      Keys discriminator = section.get();
      Keys attention = section(discriminator, "ATT");
      requireStated(discriminator, "OPTIM", "Adam");
      requireStated(discriminator, "FEATURE_POOL", "attention");
      requireNumber(discriminator, "NUM_LAYERS", 2);
      requireNumber(attention, "LAYERS", 3);
      if (discriminator.has("UPDATE_STEPS")) {
        requireNumber(discriminator, "UPDATE_STEPS", 1);
      }
      double rate = number(discriminator, "LR");
      int hidden = integer(discriminator, "HIDDEN_SIZE");
      requireNumber(attention, "SIZE", hidden);
      double decay = number(discriminator, "WD");
      double dropout = number(attention, "DROPOUT");
      if (adversarial > 0) {
        line(
            text,
            "discriminator: {weight: %s, rate: %s, hidden: %d, decay: %s, dropout: %s}",
            shown(adversarial),
            shown(rate),
            hidden,
            shown(decay),
            shown(dropout));
      }
    }
  }
}
