/**
 * Readers against files that chance has damaged: {@code ./mvnw -Pcampaign test -pl workbench}. The
 * readers that take part are listed in test methods tagged {@code campaign}, wherever they lie. And
 * the whole program killed at any moment, or with too little of a machine: {@code
 * ProgramCampaignTest}, which has a short form among the long checks.
 */
package hmrbench.campaign;
