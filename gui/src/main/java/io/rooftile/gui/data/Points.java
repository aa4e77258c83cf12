package io.rooftile.gui.data;

import io.rooftile.core.design.Family;
import io.rooftile.costmodel.Figures;
import io.rooftile.dse.Objective;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Designs as points, a column per figure: what a hundred thousand of them can be painted from in one pass. The designs
/// that can be chosen come first, then those of which only the figures are known. Never changed once built.
public final class Points {
    /// Nothing to show.
    public static final Points NONE = new Builder(Objective.ALL).build();

    /// What a point stands for.
    public enum Kind {
        /// Nothing of any family of its run beats it.
        FRONT,
        /// Another design is better in every objective.
        DOMINATED
    }

    private final List<Objective> figures;
    private final List<RunDesign> designs;
    private final double[][] columns;
    private final Family[] family;
    private final Kind[] kind;
    private final short[] run;
    private final List<Objective> varied;

    private Points(Builder builder) {
        int size = builder.size;
        this.figures = builder.figures;
        this.designs = List.copyOf(builder.designs);
        this.columns = new double[figures.size()][];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(builder.columns[i], size);
        }
        this.family = Arrays.copyOf(builder.family, size);
        this.kind = Arrays.copyOf(builder.kind, size);
        this.run = Arrays.copyOf(builder.run, size);
        this.varied = IntStream.range(0, columns.length)
                .filter(figure -> isVaried(columns[figure]))
                .mapToObj(figures::get)
                .toList();
    }

    private static boolean isVaried(double[] values) {
        for (double value : values) {
            if (value != values[0]) {
                return true;
            }
        }
        return false;
    }

    public int size() {
        return family.length;
    }

    /// What the columns are.
    public List<Objective> figures() {
        return figures;
    }

    /// The figures that are not the same of all points.
    public List<Objective> varied() {
        return varied;
    }

    /// The position of a figure's column, by its word.
    public OptionalInt position(String word) {
        for (int i = 0; i < figures.size(); i++) {
            if (figures.get(i).word().equals(word)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /// A figure of all points in its unit; not to be written.
    double[] column(int figure) {
        return columns[figure];
    }

    public double value(int figure, int row) {
        return columns[figure][row];
    }

    public Family family(int row) {
        return family[row];
    }

    public Kind kind(int row) {
        return kind[row];
    }

    /// The place of the point's run among the opened ones.
    public int run(int row) {
        return run[row];
    }

    /// The designs of the first rows.
    public List<RunDesign> designs() {
        return designs;
    }

    /// The row of a design; -1 when it is none of these.
    public int row(@Nullable RunDesign design) {
        for (int row = 0; design != null && row < designs.size(); row++) {
            RunDesign one = designs.get(row);
            // Names first: whole estimates take long to compare.
            if (one.design().id().equals(design.design().id()) && one.equals(design)) {
                return row;
            }
        }
        return -1;
    }

    /// Collects points.
    public static final class Builder {
        private static final int FIRST_CAPACITY = 256;

        private final List<Objective> figures;
        private final List<RunDesign> designs = new ArrayList<>();
        private final double[][] columns;
        private Family[] family = new Family[FIRST_CAPACITY];
        private Kind[] kind = new Kind[FIRST_CAPACITY];
        private short[] run = new short[FIRST_CAPACITY];
        private int size;

        /// @param figures one column each
        public Builder(List<Objective> figures) {
            this.figures = List.copyOf(figures);
            this.columns = new double[figures.size()][FIRST_CAPACITY];
        }

        /// Adds a design that can be chosen.
        public void add(RunDesign design, int ofRun, Kind what) {
            if (designs.size() != size) {
                throw new IllegalStateException("designs must come before all other points");
            }
            designs.add(design);
            add(design.estimate().figures(), design.family(), ofRun, what);
        }

        /// Adds a point of which only the figures are known.
        public void add(Figures figures, Family ofFamily, int ofRun, Kind what) {
            int row = next();
            for (int i = 0; i < columns.length; i++) {
                columns[i][row] = this.figures.get(i).value(figures);
            }
            mark(row, ofFamily, ofRun, what);
        }

        /// Adds a point by its figures in the order of the columns.
        public void add(double[] values, Family ofFamily, int ofRun, Kind what) {
            int row = next();
            for (int i = 0; i < columns.length; i++) {
                columns[i][row] = values[i];
            }
            mark(row, ofFamily, ofRun, what);
        }

        private void mark(int row, Family ofFamily, int ofRun, Kind what) {
            family[row] = ofFamily;
            kind[row] = what;
            run[row] = (short) ofRun;
        }

        private int next() {
            if (size == family.length) {
                int larger = 2 * size;
                for (int i = 0; i < columns.length; i++) {
                    columns[i] = Arrays.copyOf(columns[i], larger);
                }
                family = Arrays.copyOf(family, larger);
                kind = Arrays.copyOf(kind, larger);
                run = Arrays.copyOf(run, larger);
            }
            return size++;
        }

        public int size() {
            return size;
        }

        public Points build() {
            return new Points(this);
        }
    }
}
