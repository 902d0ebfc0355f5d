package hmrbench.model.hmmr;

import hmrbench.config.ModelOption;
import hmrbench.config.ModelOptions;
import hmrbench.core.Look;
import hmrbench.core.Look.Hue;
import hmrbench.core.Look.Mark;
import hmrbench.core.NetworkFacts;
import hmrbench.model.Architecture;
import hmrbench.model.Network;
import hmrbench.tensor.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * HMMR with its published weights, a TensorFlow checkpoint; windows of 20. It reads features of its
 * own ResNet-50 v2, not those of SPIN that the other networks read.
 */
public final class HmmrArchitecture implements Architecture {

  /** Its name in a config. */
  public static final String KEY = "hmmr";

  private static final String WINDOW = "window";

  /** T of its trainer and its tester. */
  private static final int PUBLISHED_WINDOW = 20;

  @Override
  public String key() {
    return KEY;
  }

  @Override
  public List<ModelOption> options() {
    List<ModelOption> options = new ArrayList<>(List.of(ModelOption.Size.atLeast(1, WINDOW)));
    options.addAll(Question.options());
    return options;
  }

  @Override
  public Optional<String> whyNot(ModelOptions options) {
    return Question.whyNot(options);
  }

  private static int window(ModelOptions options) {
    return options.size(WINDOW).orElse(PUBLISHED_WINDOW);
  }

  @Override
  public Network build(Parameters parameters, ModelOptions options) {
    return new Hmmr(parameters, Question.of(options), window(options));
  }

  @Override
  public NetworkFacts facts(ModelOptions options) {
    return Question.of(options)
        .facts(window(options))
        .drawn(new Look(Hue.BROWN, Mark.CROSS))
        .published("HMMR");
  }
}
