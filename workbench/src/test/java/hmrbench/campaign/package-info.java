/**
 * Readers against files that chance has damaged: {@code ./mvnw -Pcampaign test -pl workbench}. The
 * readers that take part are listed in test methods tagged {@code campaign}, wherever they lie.
 */
package hmrbench.campaign;
