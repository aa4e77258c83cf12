package io.rooftile.campaign;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The table of designs: its columns are those of `results.csv`.
final class DesignTable {
    static final String SCHEMA = """
            CREATE TABLE design (
              cell INTEGER NOT NULL REFERENCES cell (number), rank INTEGER NOT NULL, design TEXT NOT NULL,
              best TEXT NOT NULL, latency_cycles INTEGER NOT NULL, latency_ms REAL NOT NULL,
              interval_cycles INTEGER NOT NULL, throughput_fps REAL NOT NULL, lut INTEGER NOT NULL,
              ff INTEGER NOT NULL, dsp INTEGER NOT NULL, bram INTEGER NOT NULL, uram INTEGER NOT NULL,
              utilisation REAL NOT NULL, power_mw REAL NOT NULL, energy_mj REAL NOT NULL, accuracy REAL,
              clock_mhz REAL NOT NULL, offchip_bytes INTEGER NOT NULL, coefficient_set TEXT NOT NULL,
              PRIMARY KEY (cell, rank)) WITHOUT ROWID""";

    private DesignTable() {}

    /// Adds a cell's designs, in their order.
    static void write(Connection connection, int cell, List<DesignRow> designs) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "INSERT INTO design VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
            for (int rank = 0; rank < designs.size(); rank++) {
                DesignRow row = designs.get(rank);
                bind(
                        insert,
                        cell,
                        rank,
                        row.design(),
                        row.best(),
                        row.latencyCycles(),
                        row.latencyMilliseconds(),
                        row.intervalCycles(),
                        row.throughputPerSecond(),
                        row.lut(),
                        row.ff(),
                        row.dsp(),
                        row.bram(),
                        row.uram(),
                        row.utilisation(),
                        row.powerMilliwatts(),
                        row.energyMillijoules(),
                        row.accuracy(),
                        row.clockMegahertz(),
                        row.offChipBytes(),
                        row.coefficientSet());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// All designs, by the cell's number.
    static SortedMap<Integer, List<DesignRow>> read(Statement statement) throws SQLException {
        SortedMap<Integer, List<DesignRow>> designs = new TreeMap<>();
        try (ResultSet row = statement.executeQuery("SELECT * FROM design ORDER BY cell, rank")) {
            while (row.next()) {
                double accuracy = row.getDouble("accuracy");
                boolean hasAccuracy = !row.wasNull();
                designs.computeIfAbsent(row.getInt("cell"), _ -> new ArrayList<>())
                        .add(new DesignRow(
                                row.getString("design"),
                                row.getString("best"),
                                row.getLong("latency_cycles"),
                                row.getDouble("latency_ms"),
                                row.getLong("interval_cycles"),
                                row.getDouble("throughput_fps"),
                                row.getLong("lut"),
                                row.getLong("ff"),
                                row.getLong("dsp"),
                                row.getLong("bram"),
                                row.getLong("uram"),
                                row.getDouble("utilisation"),
                                row.getDouble("power_mw"),
                                row.getDouble("energy_mj"),
                                hasAccuracy ? accuracy : null,
                                row.getDouble("clock_mhz"),
                                row.getLong("offchip_bytes"),
                                row.getString("coefficient_set")));
            }
        }
        return designs;
    }

    /// Gives a statement its values.
    static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
    }
}
