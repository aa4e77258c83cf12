package io.rooftile.dse.search;

import io.jenetics.AnyChromosome;
import io.jenetics.AnyGene;
import io.jenetics.Chromosome;
import io.jenetics.Genotype;
import java.util.function.Supplier;

/// A whole genome as one Jenetics gene, so that operators see all of it and Jenetics copies none of it.
final class Genotypes {

    private Genotypes() {}

    static <G extends Genome<G>> Genotype<AnyGene<G>> of(G genes) {
        Supplier<G> same = () -> genes;
        Chromosome<AnyGene<G>> chromosome = AnyChromosome.of(same);
        return Genotype.of(chromosome);
    }

    static <G extends Genome<G>> G genes(Genotype<AnyGene<G>> genotype) {
        return genotype.gene().allele();
    }
}
