package io.rooftile.modelimport.tflite;

import io.rooftile.core.UserInputException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Checks that the tables of a FlatBuffers file lie inside it, before they are read. FlatBuffers in Java
/// follows any offset it finds: on a damaged file it throws whatever the byte buffer throws, or reads another
/// table's bytes. What has passed here can be read with the schema's classes without exception.
///
/// The file is little endian: at 0 the position of the root table, at 4 an identifier. A table starts with the
/// distance back to its vtable; that one holds its own size, the table's size, and the place of each field in
/// the table (0 for a field that is not there), each as an unsigned 16-bit number. A vector is a count with its
/// elements behind it.
/// Source: FlatBuffers, "FlatBuffer Internals".
///
/// Work and later memory are bounded: tables and vectors of a sound file do not overlap, so that all of them
/// together are no longer than the file. [#SHARING] times that is accepted, since writers may let equal strings
/// share.
final class FlatBufferVerifier {
    private static final String HINT = "the file is damaged or incomplete: copy or export it again";
    private static final int SHARING = 8;
    private static final int FIRST_FIELD = 4;

    private final String file;
    private final ByteBuffer buffer;
    private long bytesLeft;

    /// @param buffer the whole file, little endian
    FlatBufferVerifier(String file, ByteBuffer buffer) {
        this.file = file;
        this.buffer = buffer;
        this.bytesLeft = (long) SHARING * buffer.capacity();
    }

    /// Where something is in the file, for messages: `subgraph 0, tensor 12, shape`.
    record Place(String path) {
        Place inside(String field) {
            return new Place(path.isEmpty() ? field : path + ", " + field);
        }
    }

    /// A table whose vtable and extent have been checked.
    record VerifiedTable(int position, int vtable, int vtableBytes, int tableBytes, Place place) {}

    /// What has to hold inside a table.
    @FunctionalInterface
    interface TableCheck {
        void verify(VerifiedTable table);
    }

    /// Verifies the root table.
    void root(String identifier, TableCheck check) {
        byte[] found = new byte[identifier.length()];
        buffer.get(4, found);
        if (!identifier.equals(new String(found, StandardCharsets.ISO_8859_1))) {
            throw UserInputException.of(
                    file,
                    "byte 4",
                    "this is not a TFLite file: it lacks the identifier " + identifier,
                    "give a model written by the TensorFlow Lite converter");
        }
        Place place = new Place("");
        check.verify(table(unsigned(0, place), place));
    }

    /// Verifies that a field of a fixed size, where there is one, lies inside its table.
    void scalar(VerifiedTable table, int field, int bytes) {
        fieldPosition(table, field, bytes, "field " + field);
    }

    /// Verifies a vector of numbers or the bytes of a string, where there is one.
    void vector(VerifiedTable table, int field, int elementBytes, String name) {
        elements(table, field, elementBytes, name);
    }

    /// Verifies a vector of tables, where there is one, and each table in it.
    void tables(VerifiedTable table, int field, String name, TableCheck check) {
        int first = elements(table, field, Integer.BYTES, name);
        if (first < 0) {
            return;
        }
        int count = buffer.getInt(first - Integer.BYTES);
        for (int i = 0; i < count; i++) {
            Place place = table.place().inside(name + " " + i);
            int slot = first + i * Integer.BYTES;
            check.verify(table((long) slot + unsigned(slot, place), place));
        }
    }

    /// Verifies a table that a field refers to, where there is one.
    void table(VerifiedTable table, int field, String name, TableCheck check) {
        int slot = fieldPosition(table, field, Integer.BYTES, name);
        if (slot >= 0) {
            Place place = table.place().inside(name);
            check.verify(table((long) slot + unsigned(slot, place), place));
        }
    }

    /// A one-byte field of a verified table; 0 where it is not there.
    byte byteField(VerifiedTable table, int field) {
        int slot = fieldPosition(table, field, 1, "field " + field);
        return slot < 0 ? 0 : buffer.get(slot);
    }

    private VerifiedTable table(long position, Place place) {
        require(position >= 0 && position <= buffer.capacity() - Integer.BYTES, place, "its offset");
        int start = (int) position;
        long vtableStart = position - buffer.getInt(start);
        require(vtableStart >= 0 && vtableStart <= buffer.capacity() - FIRST_FIELD, place, "its field table");
        int vtable = (int) vtableStart;
        int vtableBytes = Short.toUnsignedInt(buffer.getShort(vtable));
        int tableBytes = Short.toUnsignedInt(buffer.getShort(vtable + Short.BYTES));
        // The schema's classes read these numbers as signed, and half a field as a whole one.
        require(vtableBytes >= FIRST_FIELD && vtableBytes <= Short.MAX_VALUE, place, "its field table");
        require(vtableBytes % Short.BYTES == 0, place, "the last field of its field table");
        require(vtableStart + vtableBytes <= buffer.capacity(), place, "its field table");
        require(tableBytes <= Short.MAX_VALUE, place, "its end");
        require(tableBytes >= Integer.BYTES && position + tableBytes <= buffer.capacity(), place, "its end");
        spend(tableBytes, place);
        return new VerifiedTable(start, vtable, vtableBytes, tableBytes, place);
    }

    /// Where a field is, or -1 where it is not there.
    private int fieldPosition(VerifiedTable table, int field, int bytes, String name) {
        int entry = FIRST_FIELD + field * Short.BYTES;
        if (entry + Short.BYTES > table.vtableBytes()) {
            return -1;
        }
        int offset = Short.toUnsignedInt(buffer.getShort(table.vtable() + entry));
        if (offset == 0) {
            return -1;
        }
        require(offset + bytes <= table.tableBytes(), table.place().inside(name), "its place in the table");
        return table.position() + offset;
    }

    /// Where a vector's first element is, or -1 where there is no vector.
    private int elements(VerifiedTable table, int field, int elementBytes, String name) {
        int slot = fieldPosition(table, field, Integer.BYTES, name);
        if (slot < 0) {
            return -1;
        }
        Place place = table.place().inside(name);
        long start = (long) slot + unsigned(slot, place);
        require(start <= buffer.capacity() - Integer.BYTES, place, "its offset");
        long bytes = (long) unsigned((int) start, place) * elementBytes;
        require(start + Integer.BYTES + bytes <= buffer.capacity(), place, "its length");
        spend(bytes, place);
        return (int) start + Integer.BYTES;
    }

    private int unsigned(int position, Place place) {
        int value = buffer.getInt(position);
        require(value >= 0, place, "an offset or a length");
        return value;
    }

    private void spend(long bytes, Place place) {
        bytesLeft -= bytes;
        if (bytesLeft < 0) {
            throw UserInputException.of(file, place.path(), "tables overlap", HINT);
        }
    }

    private void require(boolean holds, Place place, String what) {
        if (!holds) {
            String where = place.path().isEmpty() ? "root table" : place.path();
            throw UserInputException.of(file, where, what + " is outside the file or its table", HINT);
        }
    }
}
