package io.rooftile.dse.search;

import java.util.Arrays;

/// ZDT4: 10 variables, 2 objectives, 21^9 local fronts; the true front is `f2 = 1 - sqrt(f1)`.
///
/// Source: Zitzler, Deb and Thiele 2000, <https://doi.org/10.1162/106365600568202>.
final class Zdt4 implements Problem<RealGenes> {

    private static final int VARIABLES = 10;

    @Override
    public int objectiveCount() {
        return 2;
    }

    @Override
    public double evaluate(RealGenes x, double[] objectives) {
        double g = 1 + 10 * (VARIABLES - 1);
        for (int i = 1; i < VARIABLES; i++) {
            g += x.get(i) * x.get(i) - 10 * Math.cos(4 * Math.PI * x.get(i));
        }
        objectives[0] = x.get(0);
        objectives[1] = g * (1 - Math.sqrt(x.get(0) / g));
        return 0;
    }

    @Override
    public Operators<RealGenes> operators() {
        double[] lower = new double[VARIABLES];
        double[] upper = new double[VARIABLES];
        Arrays.fill(lower, -5);
        Arrays.fill(upper, 5);
        lower[0] = 0;
        upper[0] = 1;
        return RealOperators.of(lower, upper);
    }
}
