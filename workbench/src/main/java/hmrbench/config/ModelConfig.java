package hmrbench.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A model as an experiment asks for it. */
public sealed interface ModelConfig {

  /** Its name in records. */
  String name();

  /** Files with weights or predictions, one per seed; empty where there is none. */
  List<Path> checkpoint();

  /** Calls the case for this variant; a new variant breaks every caller that lacks a case. */
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
   * @param architecture the name of its architecture, which determines the options; made by {@link
   *     NetworkKeys#network}, which checks them
   * @param checkpoint one file per seed: .safetensors, or .pth.tar in either container; empty for a
   *     network that is yet to be trained
   */
  record Network(String name, String architecture, List<Path> checkpoint, ModelOptions options)
      implements ModelConfig {

    public Network {
      Names.require("name", name);
      checkpoint = List.copyOf(checkpoint);
    }

    /** The same network with other checkpoints. */
    public Network withCheckpoint(List<Path> files) {
      return new Network(name, architecture, files, options);
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
        throw BadValue.of("checkpoint", "is missing; expected a path");
      }
      BadValue.requireAtLeastOne("window", window);
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
   * @param sequenceOf the sequence of each person whose name in the file is not a sequence of the
   *     data set
   * @param reading what the file does not state itself
   */
  record Predictions(
      String name, List<Path> checkpoint, Map<String, String> sequenceOf, PredictionReading reading)
      implements ModelConfig {

    public Predictions {
      Names.require("name", name);
      checkpoint = List.copyOf(checkpoint);
      sequenceOf = Collections.unmodifiableMap(new TreeMap<>(sequenceOf));
      if (checkpoint.isEmpty()) {
        throw BadValue.of("checkpoint", "is missing; expected a path");
      }
    }

    @Override
    public <R> R match(Cases<R> cases) {
      return cases.predictions(this);
    }
  }

  /**
   * A reference row for tables; no network.
   *
   * @param flaws how it goes wrong through the world; none for those that do not go there
   */
  record Reference(String name, Kind reference, WorldFlaws flaws) implements ModelConfig {

    /** What it predicts. */
    public enum Kind {
      /** The pose of the middle of the clip, for every frame: what no motion at all costs. */
      FROZEN("frozen"),
      /** The truth after a round trip through half precision: the floor of float16 targets. */
      FLOAT16_TRUTH("float16-truth"),
      /** The true pose on a path through the world that is wrong by known amounts. */
      WORLD("world");

      private final String key;

      Kind(String key) {
        this.key = key;
      }

      /** Its name in a config. */
      public String key() {
        return key;
      }
    }

    public Reference {
      Names.require("name", name);
    }

    /** One that does not go through the world. */
    public Reference(String name, Kind reference) {
      this(name, reference, WorldFlaws.NONE);
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
