// Licensed under the Apache License, Version 2.0; see LICENSE.

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Runs a statement over JDBC, cancels it when a line comes on standard input, and says how it ended. */
public final class CancelStatement {

  public static void main(String[] arguments) throws Exception {
    try (Connection connection = DriverManager.getConnection(arguments[0]);
        Statement statement = connection.createStatement()) {
      CompletableFuture<String> end = CompletableFuture.supplyAsync(() -> run(statement, arguments[1]));
      System.in.read();
      // Hive's driver ignores a cancel that comes before the server's answer to the statement.
      for (int attempts = 0; !end.isDone() && attempts < 30; attempts++) {
        statement.cancel();
        TimeUnit.SECONDS.sleep(1);
      }
      System.out.println(end.getNow("goes on"));
    }
  }

  private static String run(Statement statement, String sql) {
    try {
      statement.execute(sql);
      return "completed";
    } catch (SQLException e) {
      return "ended: " + e.getMessage();
    }
  }
}
