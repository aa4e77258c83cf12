package io.rooftile.calibration.synthesis;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.rooftile.calibration.tool.ToolFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/// The cells of a mapped design, module by module: what is counted of the JSON that Yosys's `write_json` makes.
///
/// Not `stat -json`: what Yosys 0.23 writes there for a design of several modules is no JSON.
///
/// @param top the top module's name
/// @param modules by name, the type of each cell by its name
record Netlist(String top, SortedMap<String, SortedMap<String, String>> modules) {
    private static final String TOOL = "yosys";
    private static final String HINT = "please report the design and the version of Yosys";

    /// Reads a netlist from which the libraries' modules were deleted.
    ///
    /// @throws ToolFailure when it is no such netlist
    static Netlist read(Path file) {
        try (JsonParser parser = new JsonFactory().createParser(file.toFile())) {
            Reader reader = new Reader(parser);
            reader.object(Reader.Place.ROOT, "");
            if (reader.top.isEmpty()) {
                throw ToolFailure.of(TOOL, "its netlist has no top module", HINT);
            }
            return new Netlist(reader.top, reader.modules);
        } catch (IOException exception) {
            throw ToolFailure.of(TOOL, "its netlist cannot be read (" + exception.getMessage() + ")", HINT);
        }
    }

    /// The type of each cell of a module, by its name.
    SortedMap<String, String> cells(String module) {
        return Objects.requireNonNull(modules.get(module));
    }

    /// Walks once through a file that may be a hundred times larger than what is kept of it.
    private static final class Reader {
        /// Where in the file the reader is.
        enum Place {
            ROOT,
            MODULES,
            MODULE,
            MODULE_ATTRIBUTES,
            CELLS,
            CELL
        }

        private final JsonParser parser;
        private final SortedMap<String, SortedMap<String, String>> modules = new TreeMap<>();
        private SortedMap<String, String> cells = new TreeMap<>();
        private String top = "";
        private String module = "";

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        /// Reads the object that comes next.
        void object(Place place, String name) throws IOException {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("no object at " + parser.currentLocation().offsetDescription());
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                field(place, name, parser.currentName());
            }
        }

        private void field(Place place, String name, String field) throws IOException {
            switch (place) {
                case ROOT -> enterIf(field.equals("modules"), Place.MODULES, field);
                case MODULES -> {
                    module = field;
                    cells = new TreeMap<>();
                    modules.put(field, cells);
                    object(Place.MODULE, field);
                }
                case MODULE -> {
                    if (field.equals("attributes")) {
                        object(Place.MODULE_ATTRIBUTES, field);
                    } else {
                        enterIf(field.equals("cells"), Place.CELLS, field);
                    }
                }
                case MODULE_ATTRIBUTES -> {
                    parser.nextToken();
                    if (field.equals("top")) {
                        top = module;
                    }
                }
                case CELLS -> {
                    object(Place.CELL, field);
                    if (!cells.containsKey(field)) {
                        throw new IOException("cell " + field + " has no type");
                    }
                }
                case CELL -> {
                    if (field.equals("type")) {
                        String type = parser.nextTextValue();
                        if (type != null) {
                            cells.put(name, type);
                        }
                    } else {
                        enterIf(false, Place.CELL, field);
                    }
                }
            }
        }

        private void enterIf(boolean wanted, Place place, String name) throws IOException {
            if (wanted) {
                object(place, name);
            } else {
                parser.nextToken();
                parser.skipChildren();
            }
        }
    }
}
