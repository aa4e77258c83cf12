package io.rooftile.dse.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class Zdt4Test extends ProblemContract<RealGenes> {

    @Override
    protected Problem<RealGenes> problem() {
        return new Zdt4();
    }

    @Override
    protected boolean isLegal(RealGenes genes) {
        boolean legal = genes.length() == 10 && genes.get(0) >= 0 && genes.get(0) <= 1;
        for (int i = 1; i < genes.length(); i++) {
            legal &= Math.abs(genes.get(i)) <= 5;
        }
        return legal;
    }

    @Test
    void evaluate_onTheFront_isOneMinusTheRoot() {
        double[] objectives = new double[2];
        problem().evaluate(RealGenes.of(0.25, 0, 0, 0, 0, 0, 0, 0, 0, 0), objectives);
        assertEquals(0.25, objectives[0], 0);
        assertEquals(0.5, objectives[1], 1e-12);
    }
}
