package io.rooftile.examples;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Operation;
import org.tensorflow.Output;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Assign;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.types.TFloat32;

/// Fits a model's weights with Adam on the mean cross-entropy.
///
/// source of the update rule: Kingma and Ba, "Adam: a method for stochastic optimization", arXiv 1412.6980,
/// algorithm 1.
/// source of the first weights: He et al., arXiv 1502.01852, equation 10 (normal, variance 2 / fan-in; biases 0).
///
/// Runs on one thread, so that sums are always taken in the same order.
final class Trainer {

    private static final int BATCH_ROWS = 64;
    private static final float FIRST_LEARNING_RATE = 0.003f;
    private static final float LAST_LEARNING_RATE = 0.0001f;
    private static final float BETA1 = 0.9f;
    private static final float BETA2 = 0.999f;
    private static final float EPSILON = 1e-8f;

    /// One thread for everything: TensorFlow then adds in one order.
    static final ConfigProto ONE_THREAD = ConfigProto.newBuilder()
            .setIntraOpParallelismThreads(1)
            .setInterOpParallelismThreads(1)
            .build();

    private final ExampleModel model;
    private final RandomGenerator random;

    Trainer(ExampleModel model, RandomGenerator random) {
        this.model = model;
        this.random = random;
    }

    /// Trains for `epochCount` passes over `rows` and saves the variables as a TensorFlow checkpoint.
    void train(LabelledRows rows, int epochCount, Path checkpoint) {
        try (Graph graph = new Graph()) {
            Classifier classifier = model.build(graph);
            Ops ops = Ops.create(graph);
            Step step = step(graph, ops, classifier);
            try (Session session = new Session(graph, ONE_THREAD)) {
                initialise(session, ops, classifier);
                session.initialize();
                run(session, step, classifier, rows, epochCount);
                session.save(checkpoint.toString());
            }
        }
    }

    /// What one training step is fed, and the nodes that carry it out.
    private record Step(
            Placeholder<TFloat32> targets,
            Placeholder<TFloat32> learningRate,
            Placeholder<TFloat32> beta1Power,
            Placeholder<TFloat32> beta2Power,
            List<Op> updates) {}

    private Step step(Graph graph, Ops ops, Classifier classifier) {
        Shape scalar = Shape.scalar();
        Placeholder<TFloat32> targets =
                ops.placeholder(TFloat32.class, Placeholder.shape(Shape.of(Shape.UNKNOWN_SIZE, model.classCount())));
        Placeholder<TFloat32> learningRate = ops.placeholder(TFloat32.class, Placeholder.shape(scalar));
        Placeholder<TFloat32> beta1Power = ops.placeholder(TFloat32.class, Placeholder.shape(scalar));
        Placeholder<TFloat32> beta2Power = ops.placeholder(TFloat32.class, Placeholder.shape(scalar));
        Operand<TFloat32> loss = ops.math.mean(
                ops.nn
                        .softmaxCrossEntropyWithLogits(classifier.logits(), targets)
                        .loss(),
                ops.constant(0));

        Output<?>[] reads = classifier.weights().stream()
                .map(weight -> weight.read().asOutput())
                .toArray(Output<?>[]::new);
        Output<?>[] gradients = graph.addGradients(loss.asOutput(), reads);

        // A variable's update must not run while another gradient still reads the variable.
        Ops afterAllGradients = ops.withControlDependencyOps(
                Arrays.stream(gradients).<Operation>map(Output::op).toList());
        List<Op> updates = new ArrayList<>();
        for (int index = 0; index < reads.length; index++) {
            Operand<TFloat32> variable = classifier.weights().get(index).variable();
            @SuppressWarnings("unchecked") // the gradient of a float32 tensor is a float32 tensor
            Operand<TFloat32> gradient = (Operand<TFloat32>) gradients[index];
            updates.add(afterAllGradients.train.applyAdam(
                    variable,
                    zeros(ops, variable.shape()),
                    zeros(ops, variable.shape()),
                    beta1Power,
                    beta2Power,
                    learningRate,
                    ops.constant(BETA1),
                    ops.constant(BETA2),
                    ops.constant(EPSILON),
                    gradient));
        }
        return new Step(targets, learningRate, beta1Power, beta2Power, updates);
    }

    private static Variable<TFloat32> zeros(Ops ops, Shape shape) {
        return ops.variable(ops.zeros(ops.constant(shape.asArray()), TFloat32.class));
    }

    private void initialise(Session session, Ops ops, Classifier classifier) {
        for (LayerStack.Weight weight : classifier.weights()) {
            Shape shape = weight.variable().shape();
            double deviation = weight.isKernel() ? Math.sqrt(2.0 / weight.fanIn()) : 0;
            float[] values = new float[Math.toIntExact(shape.size())];
            for (int index = 0; index < values.length; index++) {
                values[index] = (float) (deviation * random.nextGaussian());
            }
            Placeholder<TFloat32> first = ops.placeholder(TFloat32.class, Placeholder.shape(shape));
            Assign<TFloat32> assign = ops.assign(weight.variable(), first);
            try (TFloat32 tensor = TFloat32.tensorOf(shape, DataBuffers.of(values))) {
                session.runner().feed(first, tensor).addTarget(assign).run().close();
            }
        }
    }

    private void run(Session session, Step step, Classifier classifier, LabelledRows rows, int epochCount) {
        List<LabelledRows.Row> shuffled = new ArrayList<>(rows.rows());
        int stepsPerEpoch = shuffled.size() / BATCH_ROWS;
        long stepCount = Math.multiplyExact((long) epochCount, stepsPerEpoch);
        float beta1Power = 1;
        float beta2Power = 1;
        long done = 0;
        for (int epoch = 0; epoch < epochCount; epoch++) {
            Collections.shuffle(shuffled, Random.from(random));
            for (int batch = 0; batch < stepsPerEpoch; batch++) {
                List<LabelledRows.Row> part = shuffled.subList(batch * BATCH_ROWS, (batch + 1) * BATCH_ROWS);
                beta1Power *= BETA1;
                beta2Power *= BETA2;
                double progress = (double) done / stepCount;
                float rate =
                        (float) (FIRST_LEARNING_RATE * Math.pow(LAST_LEARNING_RATE / FIRST_LEARNING_RATE, progress));
                try (TFloat32 input = model.inputTensor(part);
                        TFloat32 targets = oneHot(part);
                        TFloat32 learningRate = TFloat32.scalarOf(rate);
                        TFloat32 power1 = TFloat32.scalarOf(beta1Power);
                        TFloat32 power2 = TFloat32.scalarOf(beta2Power)) {
                    Session.Runner runner = session.runner()
                            .feed(classifier.input(), input)
                            .feed(step.targets(), targets)
                            .feed(step.learningRate(), learningRate)
                            .feed(step.beta1Power(), power1)
                            .feed(step.beta2Power(), power2);
                    step.updates().forEach(runner::addTarget);
                    runner.run().close();
                }
                done++;
            }
        }
    }

    private TFloat32 oneHot(List<LabelledRows.Row> rows) {
        return TFloat32.tensorOf(Shape.of(rows.size(), model.classCount()), tensor -> {
            tensor.scalars().forEach(scalar -> scalar.setFloat(0));
            for (int row = 0; row < rows.size(); row++) {
                tensor.setFloat(1, row, rows.get(row).label());
            }
        });
    }
}
