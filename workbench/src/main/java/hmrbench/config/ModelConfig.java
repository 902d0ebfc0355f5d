package hmrbench.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A model as an experiment asks for it. */
public sealed interface ModelConfig {

  /** The name under which it stands in every record. */
  String name();

  /** Files with weights or predictions, one per seed; empty where there is none. */
  List<Path> checkpoint();

  /** Hands this variant to its own case; a new variant breaks every caller that has none. */
  <R> R match(Cases<R> cases);

  /** One case per variant. */
  interface Cases<R> {
    R network(Network network);

    R torchScript(TorchScript program);

    R predictions(Predictions predictions);

    R reference(Reference reference);
  }

  /**
   * A network of ours with weights from a checkpoint. Dimensions that follow from the checkpoint's
   * tensors need not be given.
   *
   * @param checkpoint one file per seed: .safetensors, or .pth.tar in either container; empty for a
   *     network that is yet to be trained
   * @param residual whether the static feature of the current frame is added to the temporal one
   *     ({@code vibe}, {@code middle}, {@code tcmr})
   * @param poseforecast whether past and future branches predict the middle frame too ({@code
   *     middle}; always so in {@code tcmr})
   * @param poseforecastSeesCurrent whether these two branches see the middle frame ({@code tcmr};
   *     Table 2 of the paper)
   * @param allBranch whether the branch over all frames is there ({@code tcmr})
   * @param hidden units of a GRU in each direction
   * @param layers stacked layers
   * @param window frames per window, T
   * @param heads attention heads of GLoT's global transformer
   * @param shortHeads attention heads of GLoT's local transformer
   * @param shortStride reach of GLoT's local window to either side of the middle, in frames
   */
  record Network(
      String name,
      Architecture architecture,
      List<Path> checkpoint,
      boolean residual,
      boolean poseforecast,
      boolean poseforecastSeesCurrent,
      boolean allBranch,
      Optional<Integer> hidden,
      Optional<Integer> layers,
      Optional<Integer> window,
      Optional<Integer> heads,
      Optional<Integer> shortHeads,
      Optional<Integer> shortStride)
      implements ModelConfig {

    public Network {
      Names.require("name", name);
      checkpoint = List.copyOf(checkpoint);
      requireKey(architecture, "residual", residual != architecture.residualByDefault());
      requireKey(architecture, "poseforecast", poseforecast != (architecture == Architecture.TCMR));
      requireKey(architecture, "poseforecast-sees-current", poseforecastSeesCurrent);
      requireKey(architecture, "all-branch", !allBranch);
      requireKey(architecture, "heads", heads.isPresent());
      requireKey(architecture, "short-heads", shortHeads.isPresent());
      requireKey(architecture, "short-stride", shortStride.isPresent());
      requirePositive("hidden", hidden);
      requirePositive("layers", layers);
      requirePositive("window", window);
      requirePositive("heads", heads);
      requirePositive("short-heads", shortHeads);
      requirePositive("short-stride", shortStride);
    }

    /** A network with the switches of its architecture as published and sizes left open. */
    public static Network of(String name, Architecture architecture, List<Path> checkpoint) {
      return new Network(
          name,
          architecture,
          checkpoint,
          architecture.residualByDefault(),
          architecture == Architecture.TCMR,
          false,
          true,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** The same network with other checkpoints. */
    public Network withCheckpoint(List<Path> files) {
      return new Network(
          name,
          architecture,
          files,
          residual,
          poseforecast,
          poseforecastSeesCurrent,
          allBranch,
          hidden,
          layers,
          window,
          heads,
          shortHeads,
          shortStride);
    }

    private static void requireKey(Architecture architecture, String key, boolean used) {
      if (used && !architecture.has(key)) {
        throw new IllegalArgumentException(
            "architecture %s has no key %s".formatted(architecture.key(), key));
      }
    }

    private static void requirePositive(String key, Optional<Integer> value) {
      if (value.isPresent() && value.get() < 1) {
        throw new IllegalArgumentException(
            "%s must be at least 1, got %d".formatted(key, value.get()));
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.network(this);
    }
  }

  /**
   * A TorchScript program that maps features [B, T, F] to theta [B, 85] or [B, T, 85].
   *
   * @param checkpoint one file per seed
   * @param window frames per window, T
   */
  record TorchScript(String name, List<Path> checkpoint, int window) implements ModelConfig {

    public TorchScript {
      Names.require("name", name);
      checkpoint = List.copyOf(checkpoint);
      if (checkpoint.isEmpty()) {
        throw new IllegalArgumentException("checkpoint is missing");
      }
      if (window < 1) {
        throw new IllegalArgumentException("window must be at least 1, got " + window);
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.torchScript(this);
    }
  }

  /**
   * Predictions that another program made, matched to the data set by sequence and frame.
   *
   * @param checkpoint one file per seed, or a folder of files
   * @param sequenceOf the sequence of a person whose name in the file is none of the data set's
   */
  record Predictions(String name, List<Path> checkpoint, Map<String, String> sequenceOf)
      implements ModelConfig {

    public Predictions {
      Names.require("name", name);
      checkpoint = List.copyOf(checkpoint);
      sequenceOf = Collections.unmodifiableMap(new TreeMap<>(sequenceOf));
      if (checkpoint.isEmpty()) {
        throw new IllegalArgumentException("checkpoint is missing");
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.predictions(this);
    }
  }

  /** A row that every table is read against; no network. */
  record Reference(String name, Kind reference) implements ModelConfig {

    /** What it answers. */
    public enum Kind {
      /** The pose of the middle of the clip, for every frame: what no motion at all costs. */
      FROZEN("frozen"),
      /** The truth after a round trip through half precision: the floor of float16 targets. */
      FLOAT16_TRUTH("float16-truth");

      private final String key;

      Kind(String key) {
        this.key = key;
      }

      /** The name under which it stands in a config. */
      public String key() {
        return key;
      }
    }

    public Reference {
      Names.require("name", name);
    }

    @Override
    public List<Path> checkpoint() {
      return List.of();
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.reference(this);
    }
  }
}
