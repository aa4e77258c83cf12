package io.rooftile.campaign;

import io.rooftile.campaign.CampaignRun.Control;
import io.rooftile.campaign.CampaignRun.Listener;
import io.rooftile.campaign.CampaignRun.Settings;
import java.nio.file.Path;
import java.util.Set;

/// A campaign in a program of its own, so that it can be killed.
final class KilledCampaign {
    private KilledCampaign() {}

    /// Runs it.
    ///
    /// @param arguments the campaign file and the folder
    public static void main(String[] arguments) {
        TestWorkbench workbench = new TestWorkbench(Set.of());
        Plan plan = CampaignFile.read(Path.of(arguments[0]), workbench);
        new CampaignRun(plan, workbench, new Workers(2))
                .run(
                        new Settings(Path.of(arguments[1]), false, false),
                        new Control(() -> false, new Printed(), System::nanoTime));
    }

    /// A line for each cell.
    private static final class Printed implements Listener {
        @Override
        public void begun(int done, int total) {}

        @Override
        public void ended(String id, String state, String message, long milliseconds) {
            System.out.println(id);
        }
    }
}
