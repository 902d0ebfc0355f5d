package hmrbench.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What an official training draws its windows from: files with 2D joints only beside files with
 * more, in fixed shares of every batch, each side shuffled and begun again when it is used up.
 *
 * @param with2d files of which 2D joints are learnt
 * @param with3d files of which 3D joints are learnt too, and SMPL parameters where they have them
 * @param share2d share of a batch that comes from {@code with2d}, from 0 to 1; rounded down to
 *     whole windows
 * @param windows the name of the rule that lays windows
 * @param mixedRates whether files may have different frame rates
 * @param asPublished the number of workers of the official program whose faults are repeated;
 *     nothing where they are not
 * @param motion file of captured motion for a discriminator, where there is one
 * @param dropout of the regressor's hidden layers, from 0 to below 1; 0.5 in the originals
 * @param body folder of the body model, and of the mean body that a regressor starts from
 * @param scoring what a training is validated on
 */
public record MixtureConfig(
    List<Source> with2d,
    List<Source> with3d,
    double share2d,
    String windows,
    boolean mixedRates,
    Optional<Integer> asPublished,
    Optional<Path> motion,
    double dropout,
    Path body,
    Scoring scoring) {

  /**
   * A file.
   *
   * @param kind the data set that it is of
   * @param fps rate of its rows, in hertz
   * @param stride rows between two windows
   * @param body whether its SMPL parameters are learnt; where absent, if files of its kind have any
   */
  public record Source(String kind, Path file, double fps, int stride, Optional<Boolean> body) {
    public Source {
      BadValue.requirePositive("fps", fps);
      BadValue.requirePositive("stride", stride);
    }
  }

  /**
   * What a training is validated on.
   *
   * @param dataset its sequences
   * @param protocol the name of the protocol
   */
  public record Scoring(DatasetConfig dataset, String protocol) {}

  public MixtureConfig {
    with2d = List.copyOf(with2d);
    with3d = List.copyOf(with3d);
    if (with3d.isEmpty()) {
      throw BadValue.of(
          "with-3d", "expected at least one file: the loss of 3D joints needs rows that have them");
    }
    if (!(share2d >= 0 && share2d < 1)) {
      throw BadValue.of("share-2d", "must be from 0 to below 1, got " + BadValue.shown(share2d));
    }
    if (with2d.isEmpty() != (share2d == 0)) {
      throw BadValue.of(
          "share-2d",
          with2d.isEmpty()
              ? "must be 0 where there is no file in with-2d, got " + BadValue.shown(share2d)
              : "must be above 0 where there are files in with-2d");
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw BadValue.of("dropout", "must be from 0 to below 1, got " + BadValue.shown(dropout));
    }
    asPublished.ifPresent(workers -> BadValue.requirePositive("workers", workers));
    if (!mixedRates) {
      requireOneRate(with2d, with3d);
    }
  }

  private static void requireOneRate(List<Source> with2d, List<Source> with3d) {
    Source first = with3d.get(0);
    for (List<Source> side : List.of(with3d, with2d)) {
      for (Source source : side) {
        if (source.fps() != first.fps()) {
          throw BadValue.of(
              "mixed-rates",
              "%s is sampled at %s Hz and %s at %s Hz, so that a window spans another time in each;"
                      .formatted(
                          first.kind(),
                          BadValue.shown(first.fps()),
                          source.kind(),
                          BadValue.shown(source.fps()))
                  + " set it to true, as the originals train, or name files of one rate");
        }
      }
    }
  }
}
