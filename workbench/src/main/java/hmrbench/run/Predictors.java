package hmrbench.run;

import hmrbench.config.ModelConfig;
import hmrbench.config.ModelConfig.Network;
import hmrbench.config.ModelConfig.Predictions;
import hmrbench.config.ModelConfig.Reference;
import hmrbench.config.ModelConfig.TorchScript;
import hmrbench.core.Fault;
import hmrbench.model.Models;
import hmrbench.model.Predictor;
import hmrbench.model.reference.TruthPredictor;
import hmrbench.model.script.ScriptPredictor;
import hmrbench.tensor.ComputeDevice;
import java.util.function.Supplier;

/** Opens the model of a config with the weights of one seed. */
final class Predictors {

  private Predictors() {}

  /**
   * @param models the architectures that there are
   * @param seed number of the checkpoint, from 1; a model with a single one has it under any
   * @param source what it will be run on
   * @param device asked for only by models that compute with tensors
   * @throws Fault if the weights are missing, damaged or not those of the model
   */
  static Predictor open(
      Models models,
      ModelConfig model,
      int seed,
      DataSource source,
      Supplier<ComputeDevice> device) {
    int checkpoint = model.checkpoint().size() > 1 ? seed - 1 : 0;
    return model.match(
        new ModelConfig.Cases<Predictor>() {
          @Override
          public Predictor network(Network network) {
            if (network.checkpoint().isEmpty()) {
              throw Fault.asked(
                  "model %s has no checkpoint: train it first, or name one", network.name());
            }
            return models.open(network, checkpoint, device.get());
          }

          @Override
          public Predictor torchScript(TorchScript program) {
            return ScriptPredictor.open(
                program, checkpoint, source.dataset().featureSize(), device.get());
          }

          @Override
          public Predictor predictions(Predictions predictions) {
            return SavedPredictor.open(predictions, checkpoint, source);
          }

          @Override
          public Predictor reference(Reference reference) {
            return TruthPredictor.of(reference);
          }
        });
  }
}
