package hmrbench.data.predicted;

import hmrbench.config.PredictionReading;
import hmrbench.data.official.PredictedPerson;
import hmrbench.data.official.PredictionFile;
import java.util.ArrayList;
import java.util.List;

/**
 * Pickles of the demo programs of VIBE and TCMR ({@code vibe_output.pkl}, {@code tcmr_output.pkl}:
 * demo.py at 851f779 and c41fdd7): per person {@code pose}, {@code betas}, {@code frame_ids}, and
 * {@code joints3d} with 49 joints.
 */
final class DemoFile implements PredictionFormat {

  @Override
  public String program() {
    return "VIBE, TCMR and MPS-Net";
  }

  @Override
  public String files() {
    return "vibe_output.pkl, tcmr_output.pkl, mpsnet_output.pkl";
  }

  /** Any dictionary of people is taken for one where no other layout knows it. */
  @Override
  public boolean isGeneral() {
    return true;
  }

  @Override
  public boolean fits(OpenedFile file) {
    return file.tree().isPresent()
        && file.keys().stream()
            .map(file.dictionary()::key)
            .anyMatch(
                it ->
                    it.isDict()
                        && (it.find("frame_ids").isPresent() || it.find("pose").isPresent()));
  }

  @Override
  public PredictionFile read(OpenedFile file, PredictionReading reading) {
    List<PredictedPerson> people = new ArrayList<>();
    for (String id : file.keys()) {
      people.add(DemoPerson.of(file, id, file.dictionary().key(id), reading));
    }
    return new PredictionFile(file.name(), "output of VIBE, TCMR or MPS-Net", people);
  }
}
