package hmrbench.model;

/** Takes the layers of a network that is to be trained, and gives them weights to start from. */
public interface InitialLayers {

  /** A GRU under {@code prefix}: layers, one or two directions. */
  InitialLayers gru(String prefix, int features, int hidden, int layers, boolean bidirectional);

  /** A linear layer under {@code prefix}. */
  InitialLayers linear(String prefix, int out, int in);

  /** A linear layer under {@code prefix} that starts almost at zero. */
  InitialLayers last(String prefix, int out, int in);

  /** A convolution over time under {@code prefix}: weight [out, in, kernel] and bias. */
  InitialLayers convolution(String prefix, int out, int in, int kernel);

  /** A convolution over time under {@code prefix} that starts almost at zero. */
  InitialLayers lastConvolution(String prefix, int out, int in, int kernel);

  /** Scale and shift of a normalisation under {@code prefix}, which change nothing at first. */
  InitialLayers norm(String prefix, int channels);
}
