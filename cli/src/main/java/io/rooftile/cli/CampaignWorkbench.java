package io.rooftile.cli;

import io.rooftile.campaign.Workbench;
import io.rooftile.dse.Explorer;
import io.rooftile.modelimport.ModelDigest;
import io.rooftile.modelimport.formats.ModelImport;
import io.rooftile.modelimport.zoo.Zoo;
import io.rooftile.resourcedb.ResourceDatabase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.CommandLine;

/// What campaigns need of the command line: its own commands, without a terminal.
final class CampaignWorkbench implements Workbench {
    @Override
    public String version() {
        return Version.number();
    }

    @Override
    public List<String> boards() {
        return ResourceDatabase.builtIn().boardNames();
    }

    @Override
    public List<String> topologies() {
        return Zoo.names();
    }

    @Override
    public void requireModel(String model) {
        ModelImport.require(model);
    }

    @Override
    public String boardName(String nameOrFile) {
        return ResourceDatabase.builtIn().board(nameOrFile).name();
    }

    @Override
    public String digest(String pathOrName) {
        return ModelDigest.of(pathOrName);
    }

    @Override
    public Explored explore(List<String> arguments, BooleanSupplier cancelled) {
        ExploreCommand explore = new ExploreCommand();
        new CommandLine(explore)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(new StringWriter()))
                .parseArgs(arguments.subList(1, arguments.size()).toArray(String[]::new));
        return explore.explored(new Explorer.Control(cancelled, _ -> {}, System::nanoTime));
    }

    @Override
    public Reply command(List<String> arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode = Rooftile.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments.toArray(String[]::new));
        return new Reply(exitCode, out.toString(), err.toString());
    }
}
