package io.rooftile.campaign;

import io.rooftile.campaign.CellResult.Deed;
import io.rooftile.campaign.CellResult.State;
import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/// The file that remembers what is done. A cell is in it whole or not at all, on the disk before the next one is
/// recorded: whatever ends the program, only cells in hand are lost. Others may read it meanwhile.
final class CampaignDatabase implements AutoCloseable {
    static final String FILE = "campaign.db";

    /// Of the tables below; files of another one are refused.
    static final int VERSION = 1;

    /// `Roof`, which tells the file from those of other programs. source: sqlite.org/pragma.html#pragma_application_id
    private static final int APPLICATION = 0x526f6f66;

    private static final int BUSY_MILLISECONDS = 30_000;

    private static final List<String> SCHEMA = List.of("""
            CREATE TABLE campaign (name TEXT NOT NULL, digest TEXT NOT NULL, cells INTEGER NOT NULL)""", """
            CREATE TABLE cell (
              number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, model TEXT NOT NULL, board TEXT NOT NULL,
              family TEXT NOT NULL, objectives TEXT NOT NULL, constraints TEXT NOT NULL, seed INTEGER NOT NULL,
              state TEXT NOT NULL, message TEXT NOT NULL, macs INTEGER NOT NULL, evaluations INTEGER NOT NULL,
              milliseconds INTEGER NOT NULL)""", DesignTable.SCHEMA, """
            CREATE TABLE deed (
              cell INTEGER NOT NULL REFERENCES cell (number), rank INTEGER NOT NULL, design TEXT NOT NULL,
              action TEXT NOT NULL, done INTEGER NOT NULL, output TEXT NOT NULL,
              PRIMARY KEY (cell, rank)) WITHOUT ROWID""");

    private static final List<String> TABLES = List.of("deed", "design", "cell");

    private final Path file;
    private final Connection connection;

    private CampaignDatabase(Path file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    /// Opens the database of a campaign, or makes it.
    ///
    /// @param digest of the plan, see [Plan#digest(String)]
    /// @throws UserInputException when it is of another campaign or version, or cannot be written
    static CampaignDatabase open(Path file, Plan plan, String digest) {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_MILLISECONDS);
        config.enforceForeignKeys(true);
        Connection connection;
        try {
            connection = config.createConnection("jdbc:sqlite:" + file);
        } catch (SQLException exception) {
            throw DatabaseFailure.of(file, exception);
        }
        CampaignDatabase database = new CampaignDatabase(file, connection);
        try {
            connection.setAutoCommit(false);
            database.begin(plan, digest);
            return database;
        } catch (SQLException exception) {
            database.close();
            throw DatabaseFailure.of(file, exception);
        } catch (UserInputException exception) {
            database.close();
            throw exception;
        }
    }

    private void begin(Plan plan, String digest) throws SQLException {
        if (number("PRAGMA application_id") == 0 && number("SELECT count(*) FROM sqlite_master") == 0) {
            create(plan, digest);
            return;
        }
        if (number("PRAGMA application_id") != APPLICATION) {
            throw wrong("this is the database of another program", "give another --out");
        }
        long version = number("PRAGMA user_version");
        if (version != VERSION) {
            throw wrong(
                    "it is of version " + version + ", and this Rooftile knows version " + VERSION,
                    (version < VERSION ? "finish it with the older Rooftile that began it" : "use a newer Rooftile")
                            + ", give another --out, or begin anew with --restart");
        }
        String former = text("SELECT digest FROM campaign");
        connection.rollback();
        if (!former.equals(digest)) {
            throw wrong(
                    "it was begun with another campaign file, other models or boards, or another version of Rooftile",
                    "begin anew with --restart, which deletes these results, or give another --out");
        }
    }

    private void create(Plan plan, String digest) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : SCHEMA) {
                statement.execute(table);
            }
            statement.execute("PRAGMA application_id = " + APPLICATION);
            statement.execute("PRAGMA user_version = " + VERSION);
        }
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO campaign VALUES (?, ?, ?)")) {
            insert.setString(1, plan.name());
            insert.setString(2, digest);
            insert.setInt(3, plan.cells().size());
            insert.executeUpdate();
        }
        connection.commit();
    }

    /// Records a cell, in place of a former result of it.
    ///
    /// @throws UserInputException when it cannot be written
    synchronized void record(Cell cell, CellResult result, long milliseconds) {
        try {
            forget("number = " + cell.number());
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO cell VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
                DesignTable.bind(
                        insert,
                        cell.number(),
                        cell.id(),
                        cell.model().name(),
                        cell.board().name(),
                        cell.family().word(),
                        cell.objectiveWords(),
                        cell.limitWords(),
                        cell.seed(),
                        result.state().word(),
                        result.message(),
                        result.macs(),
                        result.evaluations(),
                        milliseconds);
                insert.executeUpdate();
            }
            DesignTable.write(connection, cell.number(), result.designs());
            deeds(cell, result.deeds());
            connection.commit();
        } catch (SQLException exception) {
            throw DatabaseFailure.of(file, exception);
        }
    }

    private void deeds(Cell cell, List<Deed> deeds) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO deed VALUES (?, ?, ?, ?, ?, ?)")) {
            for (int rank = 0; rank < deeds.size(); rank++) {
                Deed deed = deeds.get(rank);
                DesignTable.bind(
                        insert,
                        cell.number(),
                        rank,
                        deed.design(),
                        deed.action(),
                        deed.isDone() ? 1 : 0,
                        deed.output());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Forgets the cells that failed, so that they are run again.
    synchronized void forgetFailed() {
        try {
            forget("state = '" + State.FAILED.word() + "'");
            connection.commit();
        } catch (SQLException exception) {
            throw DatabaseFailure.of(file, exception);
        }
    }

    private void forget(String condition) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String table : TABLES) {
                String key = table.equals("cell") ? "number" : "cell";
                statement.executeUpdate("DELETE FROM " + table + " WHERE " + key + " IN (SELECT number FROM cell WHERE "
                        + condition + ")");
            }
        }
    }

    /// What is recorded, by the cell's number.
    ///
    /// @throws UserInputException when it cannot be read
    synchronized SortedMap<Integer, Recorded> recorded() {
        SortedMap<Integer, Recorded> cells = new TreeMap<>();
        try (Statement statement = connection.createStatement()) {
            SortedMap<Integer, List<DesignRow>> designs = DesignTable.read(statement);
            SortedMap<Integer, List<Deed>> deeds = deeds(statement);
            try (ResultSet row = statement.executeQuery("SELECT * FROM cell ORDER BY number")) {
                while (row.next()) {
                    int number = row.getInt("number");
                    CellResult result = new CellResult(
                            State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                            row.getString("message"),
                            row.getLong("macs"),
                            row.getLong("evaluations"),
                            designs.getOrDefault(number, List.of()),
                            deeds.getOrDefault(number, List.of()));
                    cells.put(number, new Recorded(result, row.getLong("milliseconds")));
                }
            }
            connection.rollback();
            return cells;
        } catch (SQLException exception) {
            throw DatabaseFailure.of(file, exception);
        }
    }

    /// A cell's result.
    ///
    /// @param milliseconds that it took
    record Recorded(CellResult result, long milliseconds) {}

    private static SortedMap<Integer, List<Deed>> deeds(Statement statement) throws SQLException {
        SortedMap<Integer, List<Deed>> deeds = new TreeMap<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM deed ORDER BY cell, rank")) {
            while (row.next()) {
                deeds.computeIfAbsent(row.getInt("cell"), _ -> new ArrayList<>())
                        .add(new Deed(
                                row.getString("design"),
                                row.getString("action"),
                                row.getInt("done") != 0,
                                row.getString("output")));
            }
        }
        return deeds;
    }

    private long number(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.getLong(1);
        }
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getString(1) : "";
        }
    }

    private UserInputException wrong(String what, String hint) {
        return UserInputException.of(file.toString(), "", what, hint);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException exception) {
            throw DatabaseFailure.of(file, exception);
        }
    }
}
