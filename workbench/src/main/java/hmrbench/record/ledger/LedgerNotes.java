package hmrbench.record.ledger;

import java.util.List;
import java.util.function.Predicate;

/**
 * What is known to be odd about published numbers. Each note names where that can be seen;
 * "inferred" marks what follows from numbers alone.
 */
public final class LedgerNotes {

  private record Note(Predicate<PublishedResult> about, String text) {}

  private static final List<Note> NOTES =
      List.of(
          new Note(
              it -> accel(it, "TCMR", "3DPW") && printed(it, "7.1", "7.0"),
              "GLoT and TePose quote 7.1 (with 3DPW) and 7.0 (without) where TCMR's own Tables 4"
                  + " and 6 print 6.8 and 6.7; an author's run gave 6.772 (TCMR issue #2),"
                  + " SmoothNet's input 6.76. The cause is not known."),
          new Note(
              it -> accel(it, "TCMR", "3DPW") && printed(it, "6.8", "6.7"),
              "GLoT and TePose quote this as 7.1 (with 3DPW) and 7.0 (without). The cause is not"
                  + " known."),
          new Note(
              it -> accel(it, "VIBE", "3DPW") && printed(it, "27.1"),
              "This is the size of the predicted acceleration: VIBE doc/eval.md prints ACCEL"
                  + " 27.1242 and ACCEL_ERR 27.9877 for the same model. Expect about 28.0 as an"
                  + " error."),
          new Note(
              it -> accel(it, "VIBE", "3DPW") && printed(it, "25.4"),
              "Near the ACCEL 25.30 of a re-trained VIBE, whose ACCEL_ERR is 26.34 (VIBE issue"
                  + " #151): probably the size of the predicted acceleration (inferred)."),
          new Note(
              it -> accel(it, "HMMR", "3DPW") && printed(it, "15.2"),
              "HMMR doc/eval.md prints 0.01532 m under accel, which its code (eval.py print_summary,"
                  + " eval_util.py compute_accel) takes of the prediction alone: the size of the"
                  + " predicted acceleration, not an error. The same column has a number on Penn"
                  + " Action, which has no true points in space."),
          new Note(
              it ->
                  it.metric().equals("PA-MPJPE")
                      && List.of("WHAM", "GVHMR", "TRAM", "GENMO", "PromptHMR")
                          .contains(it.system()),
              "The alignment of this system's code takes exactly 2 or 3 frames for the axes: a"
                  + " sequence or last batch of that length scores far too well (on a made-up"
                  + " motion about 0.9 mm in the place of 3.6). `score` gives the right value beside the one as"
                  + " published."),
          new Note(
              it ->
                  it.system().startsWith("TRAM")
                      && List.of("W-MPJPE", "WA-MPJPE", "RTE").contains(it.metric()),
              "TRAM's evaluation (run_eval.py) smooths the predicted root's path itself (Gaussian of"
                  + " 3 frames), and its last piece takes what is left of a sequence: other codes"
                  + " give other numbers for the same file."),
          new Note(
              it -> it.system().equals("TRAM") && it.metric().equals("RTE"),
              "TRAM's RTE was revised from 3.1 to 1.4 (JOSH issue #2)."),
          new Note(
              it -> it.metric().equals("Jitter"),
              "EMDB's own evaluation prints another jitter: nine joints set to zero, the sum of the"
                  + " other 15 still divided by 24 (0.625 of their mean), without translation,"
                  + " and averaged over sequences. A good jitter is that of the truth, not 0."),
          new Note(
              it -> it.table().equals("HTD-Refine table") && it.metric().equals("MPJAE"),
              "MPJAE is an angle in degrees in EMDB and 3DPW; here it is an acceleration error of"
                  + " joints."),
          new Note(
              it ->
                  it.table().equals("HTD-Refine table")
                      && List.of("W-MPJPE", "WA-MPJPE").contains(it.metric()),
              "Whose evaluation code made this number is not known; how a code treats the last piece"
                  + " of a sequence alone moved W-MPJPE of one motion from 44.2 to 63.5 mm."),
          new Note(
              it ->
                  it.system().equals("VIBE")
                      && it.dataset().equals("3DPW")
                      && it.trainedOn3dpw().equals("yes")
                      && printed(it, "51.9", "82.9", "99.1", "23.4"),
              "The authors of VIBE withdrew its numbers with 3DPW training (VIBE README); TCMR's"
                  + " Table 4 lists a rerun with PA-MPJPE 57.6."),
          new Note(
              it -> it.system().equals("MEVA") && printed(it, "54.7", "51.9"),
              "TCMR and MAED list PA-MPJPE 54.7 on 3DPW, MEVA's own README 51.9: other training"
                  + " data or another checkpoint."),
          new Note(
              it -> it.table().equals("issue #2") && it.system().equals("TCMR"),
              "A re-training with the released configuration, not the released checkpoint: MPVPE is"
                  + " 103.2 there and 102.9 in Table 4."),
          new Note(
              it -> it.tableName().equals("tcmr-table-1") || it.tableName().equals("tcmr-table-2"),
              "The full model has 53.9 / 7.7 here, 52.7 / 6.8 in Table 4 and 55.8 / 6.7 in Table 6:"
                  + " the ablations have a training set-up of their own, which is not known."),
          new Note(
              it ->
                  it.dataset().equals("Human3.6M")
                      && (it.tableName().equals("tcmr-table-4")
                          || it.tableName().equals("tcmr-table-6")),
              "Table 4 scores four cameras with a loose box, Table 6 the front camera with a tight"
                  + " one (TCMR issue #47): the two are not comparable."),
          new Note(
              it -> it.system().contains("HMR") && printed(it, "76.7", "81.3"),
              "PA-MPJPE of HMR on 3DPW is 76.7 in VIBE's README, which calls it temporal HMR, and"
                  + " 81.3 in MAED's."));

  private LedgerNotes() {}

  /** The notes on a number; often none. */
  public static List<String> on(PublishedResult result) {
    return NOTES.stream().filter(it -> it.about().test(result)).map(Note::text).toList();
  }

  private static boolean accel(PublishedResult it, String system, String dataset) {
    return it.system().equals(system)
        && it.dataset().equals(dataset)
        && it.metric().equals("Accel")
        && it.unit().equals("mm/frame^2");
  }

  private static boolean printed(PublishedResult it, String... values) {
    return List.of(values).contains(it.printed().toPlainString());
  }
}
