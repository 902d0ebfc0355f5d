package hmrbench.campaign;

import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/** Prints the table at the end of tests of which some put a row into it. */
public final class CampaignPrinter implements TestExecutionListener {

  @Override
  public void testPlanExecutionFinished(TestPlan plan) {
    System.out.print(CampaignTable.shown());
  }
}
