package io.rooftile.campaign;

import io.rooftile.core.UserInputException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// Failures of the database in words.
final class DatabaseFailure {
    // Primary result codes. source: sqlite.org/rescode.html
    private static final int PRIMARY_CODE = 0xff;
    private static final int SQLITE_PERM = 3;
    private static final int SQLITE_BUSY = 5;
    private static final int SQLITE_LOCKED = 6;
    private static final int SQLITE_READONLY = 8;
    private static final int SQLITE_CORRUPT = 11;
    private static final int SQLITE_FULL = 13;
    private static final int SQLITE_CANTOPEN = 14;
    private static final int SQLITE_NOTADB = 26;

    private DatabaseFailure() {}

    /// What a user understands of a failure of the database.
    static UserInputException of(Path file, SQLException exception) {
        SQLiteErrorCode code =
                exception instanceof SQLiteException known ? known.getResultCode() : SQLiteErrorCode.UNKNOWN_ERROR;
        return switch (code.code & PRIMARY_CODE) {
            case SQLITE_FULL ->
                UserInputException.of(
                        file.toString(),
                        "",
                        "the disk is full",
                        "make room and run the same command again; what was done is kept");
            case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM ->
                UserInputException.of(
                        file.toString(), "", "it cannot be written", "make the folder writable, or give another --out");
            case SQLITE_NOTADB, SQLITE_CORRUPT ->
                UserInputException.of(
                        file.toString(),
                        "",
                        "it is damaged or no database",
                        "put a copy back, or begin anew with --restart");
            case SQLITE_BUSY, SQLITE_LOCKED ->
                UserInputException.of(
                        file.toString(), "", "another program keeps it locked", "end that program and run this again");
            default ->
                UserInputException.of(
                        file.toString(),
                        "",
                        "it cannot be read or written (" + exception.getMessage() + ")",
                        "check the disk and run the same command again; what was done is kept");
        };
    }
}
