package hmrbench.train;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import hmrbench.config.PictureRecipe;
import hmrbench.core.FloatGrid;
import hmrbench.core.SmplTrack;
import hmrbench.model.picture.NetworkPrecision;
import hmrbench.model.picture.PictureNetwork;
import hmrbench.scene.PictureBatch;
import hmrbench.tensor.Gradients;
import hmrbench.tensor.Grids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** Trains a network that looks at pictures, one step at a time. */
final class PictureTrainer {

  private static final int JOINTS = 24;

  /** Below it the gradient of a logarithm grows no further. */
  private static final double LEAST_LIKELY = 1e-6;

  /** What a map should be at less is not compared: all of it is less than a thousandth. */
  private static final float LEAST_BELL = 1e-7f;

  private final TrainableParameters parameters;
  private final PictureNetwork network;
  private final List<Share> shares = new ArrayList<>();
  private final Adam adam;
  private final PictureRecipe.Training training;
  private final NDManager manager;

  PictureTrainer(Weights initial, PictureRecipe.Training training, NDManager manager) {
    this.parameters = new TrainableParameters(initial, manager);
    this.network = PictureNetwork.of(parameters);
    NetworkPrecision precision =
        NetworkPrecision.valueOf(training.precision().toUpperCase(Locale.ROOT));
    for (int i = 0; i < training.shares(); i++) {
      shares.add(new Share(i == 0 ? parameters : new TrainableParameters(parameters), precision));
    }
    Optional<Muon> matrices =
        training
            .matrixRate()
            .map(
                rate ->
                    new Muon(
                        parameters.matrices(PictureNetwork::isHiddenKernel),
                        rate / training.rate()));
    this.adam = new Adam(parameters.vector(), matrices, manager);
    this.training = training;
    this.manager = manager;
  }

  TrainableParameters parameters() {
    return parameters;
  }

  Adam adam() {
    return adam;
  }

  /**
   * Does the step after the ones that are done.
   *
   * @throws hmrbench.core.Fault if the loss is no longer finite
   */
  Trainer.Step step(PictureBatch batch, double rate) {
    int each = batch.size() / shares.size();
    List<Found> found =
        IntStream.range(0, shares.size())
            .parallel()
            .mapToObj(i -> shares.get(i).look(batch.part(i * each, (i + 1) * each)))
            .toList();
    NDArray gradient = parameters.gradients();
    Gradients.without(() -> gather(gradient));
    double norm = Descent.step(gradient, adam, rate, training.longestGradient());
    shares.forEach(share -> share.parameters.clearGradients());
    BodyLoss.Result body = BodyLoss.Result.mean(found.stream().map(Found::body).toList());
    double maps = found.stream().mapToDouble(Found::maps).average().orElseThrow();
    return new Trainer.Step(body, norm, List.of(maps));
  }

  /** The mean of the gradients of all shares, in place of that of the first. */
  private void gather(NDArray gradient) {
    for (Share share : shares.subList(1, shares.size())) {
      gradient.addi(share.parameters.gradients());
    }
    if (shares.size() > 1) {
      gradient.muli(1f / shares.size());
    }
  }

  /** Losses of a share. */
  private record Found(BodyLoss.Result body, double maps) {}

  /** Finds the gradient of some of the pictures of each batch, on a thread of its own. */
  private final class Share {
    private final TrainableParameters parameters;
    private final PictureNetwork network;
    private final BodyLoss loss = new BodyLoss(BodyLoss.PUBLISHED);

    Share(TrainableParameters parameters, NetworkPrecision precision) {
      this.parameters = parameters;
      this.network = PictureNetwork.of(parameters, precision);
    }

    Found look(PictureBatch batch) {
      try (NDManager scope = manager.newSubManager()) {
        scope.tempAttachAll(parameters.all());
        NDArray pixels = Grids.toTensor(scope, batch.pixels());
        Found[] found = new Found[1];
        Gradients.backward(
            () -> network.rows(pixels),
            rows -> {
              FloatGrid all = Grids.toGrid(rows);
              BodyLoss.Result body = loss.of(bodies(all), targets(batch));
              MapLoss places = MapLoss.of(all, batch, training.maps());
              found[0] = new Found(body, places.value());
              return Grids.toTensor(scope, beside(body.gradient(), places.gradient()));
            });
        return found[0];
      }
    }
  }

  private static BodyTargets targets(PictureBatch batch) {
    return new BodyTargets(batch.rotations(), batch.betas(), batch.camera());
  }

  /** The first 157 numbers of each row. */
  private static FloatGrid bodies(FloatGrid rows) {
    int pictures = rows.size(0);
    float[] bodies = new float[pictures * BodyLoss.ROW];
    for (int n = 0; n < pictures; n++) {
      rows.copyTo(n * rows.size(1), bodies, n * BodyLoss.ROW, BodyLoss.ROW);
    }
    return FloatGrid.owning(bodies, pictures, BodyLoss.ROW);
  }

  /**
   * Loss of the maps and its gradient: the cross entropy of each joint that is in the crop, a mean
   * over joints and pictures.
   *
   * @param gradient with respect to the maps [N, 24 M M]
   */
  private record MapLoss(double value, FloatGrid gradient) {

    static MapLoss of(FloatGrid rows, PictureBatch batch, double weight) {
      int pictures = rows.size(0);
      int cells = rows.size(1) - BodyLoss.ROW;
      int side = (int) Math.round(Math.sqrt(cells / (double) JOINTS));
      FloatGrid bells = PictureNetwork.bells(batch.joints(), side);
      float[] gradient = new float[pictures * cells];
      double share = weight / (pictures * JOINTS);
      double sum = 0;
      for (int i = 0; i < gradient.length; i++) {
        float bell = bells.get(i);
        if (bell > LEAST_BELL) {
          double likely = Math.max(rows.at(i / cells, BodyLoss.ROW + i % cells), LEAST_LIKELY);
          sum -= share * bell * Math.log(likely);
          gradient[i] = (float) (-share * bell / likely);
        }
      }
      return new MapLoss(sum, FloatGrid.owning(gradient, pictures, cells));
    }
  }

  /** Side by side [N, 157 + 24 M M]. */
  private static FloatGrid beside(FloatGrid bodies, FloatGrid maps) {
    int cells = maps.size(1);
    int numbers = BodyLoss.ROW + cells;
    float[] both = new float[bodies.size(0) * numbers];
    for (int n = 0; n < bodies.size(0); n++) {
      bodies.copyTo(n * BodyLoss.ROW, both, n * numbers, BodyLoss.ROW);
      maps.copyTo(n * cells, both, n * numbers + BodyLoss.ROW, cells);
    }
    return FloatGrid.owning(both, bodies.size(0), numbers);
  }

  /** What the network makes of pictures. */
  SmplTrack predict(PictureBatch batch) {
    try (NDManager scope = manager.newSubManager()) {
      scope.tempAttachAll(parameters.all());
      FloatGrid[] rows = new FloatGrid[1];
      Gradients.without(
          () -> rows[0] = Grids.toGrid(network.rows(Grids.toTensor(scope, batch.pixels()))));
      return track(rows[0]);
    }
  }

  private static SmplTrack track(FloatGrid rows) {
    int frames = rows.size(0);
    float[] rotations = new float[frames * JOINTS * 9];
    float[] betas = new float[frames * 10];
    float[] camera = new float[frames * 3];
    double[] row = new double[BodyLoss.ROW];
    double[] matrix = new double[9];
    for (int t = 0; t < frames; t++) {
      for (int i = 0; i < row.length; i++) {
        row[i] = rows.at(t, i);
      }
      for (int joint = 0; joint < JOINTS; joint++) {
        SixDRow.forward(row, joint * 6, matrix, 0);
        for (int i = 0; i < 9; i++) {
          rotations[(t * JOINTS + joint) * 9 + i] = (float) matrix[i];
        }
      }
      rows.copyTo(t * rows.size(1) + 144, betas, t * 10, 10);
      rows.copyTo(t * rows.size(1) + 154, camera, t * 3, 3);
    }
    return new SmplTrack(
        FloatGrid.owning(rotations, frames, JOINTS, 3, 3),
        FloatGrid.owning(betas, frames, 10),
        FloatGrid.owning(camera, frames, 3));
  }
}
