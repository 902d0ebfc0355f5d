package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.core.Fault;
import hmrbench.data.official.PredictionFile;

/**
 * A layout in which a program writes its predictions. It is known by its own keys, never by its
 * name alone; {@link PredictionFormats} lists all.
 */
public interface PredictionFormat {

  /** The program that writes it, such as {@code PromptHMR}. */
  String program();

  /** What its files are called, such as {@code results.pkl}. */
  String files();

  /** Whether a file has the keys of this layout and of no other. */
  boolean fits(OpenedFile file);

  /** Whether it takes what no other layout knows. */
  default boolean isGeneral() {
    return false;
  }

  /**
   * Reads a file that {@link #fits}.
   *
   * @param reading what the file does not state itself
   * @throws Fault if an array is missing, misshapen or holds NaN
   */
  PredictionFile read(OpenedFile file, PredictionReading reading);
}
