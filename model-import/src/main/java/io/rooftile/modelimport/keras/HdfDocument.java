package io.rooftile.modelimport.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.FloatingPoint;
import io.rooftile.core.UserInputException;
import io.rooftile.core.network.NumberFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// An HDF5 file, read through jhdf. This is the only class that calls jhdf, and [#guarded] the only way it does.
///
/// The file is mapped to memory, so that a length or an address that the file claims is checked against what is
/// there before anything is allocated; the file itself is closed at once. Elements read from all datasets
/// together are bounded by the file's length, because datasets may overlap or be mostly fill value.
final class HdfDocument implements AutoCloseable {
    /// Bytes of elements that are read for each byte of the file: float16 grows to twice its size.
    private static final long GROWTH = 2;

    private static final long SLACK_BYTES = 1L << 20;

    private static final String SAVE_AGAIN = "copy or save the file again";

    private final String file;
    private final HdfFile hdf;
    private final long fileBytes;
    private long budgetBytes;

    private HdfDocument(String file, HdfFile hdf, long fileBytes) {
        this.file = file;
        this.hdf = hdf;
        this.fileBytes = fileBytes;
        this.budgetBytes = Math.addExact(Math.multiplyExact(fileBytes, GROWTH), SLACK_BYTES);
    }

    /// Opens a file.
    ///
    /// @throws UserInputException when it cannot be read or is not HDF5
    static HdfDocument open(Path path) {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            if (size > Integer.MAX_VALUE) {
                throw UserInputException.of(
                        path.toString(), "", "HDF5 files of 2 GiB or more cannot be read", "split the model");
            }
            return of(path.toString(), channel.map(FileChannel.MapMode.READ_ONLY, 0, size));
        } catch (IOException e) {
            throw UserInputException.of(path.toString(), "", "cannot be read: " + e.getMessage(), "check the file");
        }
    }

    /// Opens HDF5 bytes that a file holds.
    static HdfDocument of(String file, ByteBuffer bytes) {
        long size = bytes.remaining();
        HdfFile hdf = guarded(file, "", "is not an HDF5 file or is broken", () -> HdfFile.fromByteBuffer(bytes));
        return new HdfDocument(file, hdf, size);
    }

    String file() {
        return file;
    }

    /// Whether there is a group at a path such as `a/b`.
    boolean hasGroup(String path) {
        return find(path).filter(Group.class::isInstance).isPresent();
    }

    boolean hasDataset(String path) {
        return find(path).filter(Dataset.class::isInstance).isPresent();
    }

    boolean hasAttribute(String path, String name) {
        return guarded(file, path, "the attributes are broken", () -> find(path)
                .map(node -> node.getAttributes().containsKey(name))
                .orElse(false));
    }

    /// A text attribute.
    Optional<String> text(String path, String name) {
        List<String> texts = hasAttribute(path, name) ? texts(path, name) : List.of();
        return texts.isEmpty() ? Optional.empty() : Optional.of(texts.getFirst());
    }

    /// A list of texts. Keras spreads a list that is too long for one attribute over `name0`, `name1`, ...
    List<String> textList(String path, String name) {
        if (hasAttribute(path, name)) {
            return texts(path, name);
        }
        List<String> all = new ArrayList<>();
        for (int part = 0; hasAttribute(path, name + part); part++) {
            all.addAll(texts(path, name + part));
        }
        return all;
    }

    private List<String> texts(String path, String name) {
        return guarded(file, path, "attribute '" + name + "' is broken", () -> {
            Attribute attribute = group(path).getAttribute(name);
            checkSize(attribute.getSize());
            return attribute.isEmpty() || attribute.getSize() == 0 ? List.of() : texts(attribute.getData());
        });
    }

    private static List<String> texts(Object data) {
        return switch (data) {
            case String text -> List.of(text);
            case String[] texts -> List.copyOf(Arrays.asList(texts));
            default -> throw new IllegalArgumentException("holds no text");
        };
    }

    /// The dataset at a path; its elements are read later.
    StoredWeight dataset(String path) {
        return guarded(file, path, "the dataset is broken", () -> {
            if (!(find(path).orElse(null) instanceof Dataset dataset)) {
                throw UserInputException.of(file, path, "there is no such dataset", SAVE_AGAIN);
            }
            NumberFormat format = format(path, dataset);
            List<Long> dims =
                    Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
            return new StoredWeight(path, dims, format, () -> read(path, dataset));
        });
    }

    private NumberFormat format(String path, Dataset dataset) {
        if (dataset.getDataType() instanceof FloatingPoint number) {
            return number.getSize() == 2 ? NumberFormat.FLOAT16 : NumberFormat.FLOAT32;
        }
        throw UserInputException.of(file, path, "the weights are not floating-point numbers", SAVE_AGAIN);
    }

    private float[] read(String path, Dataset dataset) {
        return guarded(file, path, "the dataset is broken", () -> {
            if (!dataset.getFilters().isEmpty()) {
                throw UserInputException.of(
                        file,
                        path,
                        "the weights are compressed, which Keras never does",
                        "remove the filter (h5repack)");
            }
            spend(path, Math.multiplyExact(dataset.getSize(), 4));
            if (dataset.getSize() == 0) {
                throw UserInputException.of(file, path, "the dataset holds no elements", SAVE_AGAIN);
            }
            Object data = dataset.getDataFlat();
            return switch (data) {
                case float[] floats -> floats;
                case double[] doubles -> narrow(doubles);
                case Float number -> new float[] {number};
                case Double number -> new float[] {number.floatValue()};
                default -> throw new IllegalArgumentException("holds no floating-point numbers");
            };
        });
    }

    private static float[] narrow(double[] doubles) {
        float[] floats = new float[doubles.length];
        for (int i = 0; i < doubles.length; i++) {
            floats[i] = (float) doubles[i];
        }
        return floats;
    }

    private void spend(String path, long bytes) {
        budgetBytes = Math.subtractExact(budgetBytes, bytes);
        if (bytes < 0 || budgetBytes < 0) {
            throw UserInputException.of(
                    file,
                    path,
                    "the datasets claim more elements than a file of " + fileBytes + " bytes can hold",
                    SAVE_AGAIN);
        }
    }

    private void checkSize(long elements) {
        if (elements < 0 || elements > fileBytes) {
            throw new IllegalArgumentException("claims " + elements + " elements");
        }
    }

    private Group group(String path) {
        if (find(path).orElse(null) instanceof Group group) {
            return group;
        }
        throw UserInputException.of(file, path, "there is no such group", SAVE_AGAIN);
    }

    private Optional<Node> find(String path) {
        return guarded(file, path, "the group is broken", () -> {
            Node node = hdf;
            for (String name : path.split("/", -1)) {
                if (!name.isEmpty()) {
                    node = node instanceof Group group ? group.getChild(name) : null;
                }
            }
            return Optional.ofNullable(node);
        });
    }

    /// Runs a read and turns what jhdf throws on broken files into an error for the user. jhdf checks little of
    /// what it reads: depending on the byte, a broken file ends in its own HdfException, in one of many runtime
    /// exceptions of the JDK, in recursion without end or in an allocation that fails. All these mean the same
    /// here, so this one place catches them all; every other class of the package sees only UserInputException.
    private static <T> T guarded(String file, String place, String what, Supplier<T> read) {
        try {
            return read.get();
        } catch (UserInputException e) {
            throw e;
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw UserInputException.of(file, place, what + " (" + reason + ")", SAVE_AGAIN);
        }
    }

    @Override
    public void close() {
        hdf.close();
    }
}
