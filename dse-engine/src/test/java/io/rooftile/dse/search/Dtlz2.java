package io.rooftile.dse.search;

import java.util.Arrays;

/// DTLZ2: 12 variables, 3 objectives; the true front is the unit sphere's octant.
///
/// Source: Deb, Thiele, Laumanns and Zitzler 2002, <https://doi.org/10.1109/CEC.2002.1007032>.
final class Dtlz2 implements Problem<RealGenes> {

    private static final int VARIABLES = 12;

    @Override
    public int objectiveCount() {
        return 3;
    }

    @Override
    public double evaluate(RealGenes x, double[] objectives) {
        double g = 0;
        for (int i = 2; i < VARIABLES; i++) {
            g += (x.get(i) - 0.5) * (x.get(i) - 0.5);
        }
        double a = x.get(0) * Math.PI / 2;
        double b = x.get(1) * Math.PI / 2;
        objectives[0] = (1 + g) * Math.cos(a) * Math.cos(b);
        objectives[1] = (1 + g) * Math.cos(a) * Math.sin(b);
        objectives[2] = (1 + g) * Math.sin(a);
        return 0;
    }

    @Override
    public Operators<RealGenes> operators() {
        double[] upper = new double[VARIABLES];
        Arrays.fill(upper, 1);
        return RealOperators.of(new double[VARIABLES], upper);
    }
}
