package hmrbench.model;

/** Takes the layers of a network that is to be trained, and gives them weights to start from. */
public interface InitialLayers {

  /** A GRU under {@code prefix}: layers, one or two directions. */
  InitialLayers gru(String prefix, int features, int hidden, int layers, boolean bidirectional);

  /** A linear layer under {@code prefix}. */
  InitialLayers linear(String prefix, int out, int in);
}
