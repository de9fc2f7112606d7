import type { DataSource } from 'typeorm';

interface Statement {
  readonly reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): { changes: number };
}

/** What is used of better-sqlite3's connection. */
interface SqliteConnection {
  prepare(text: string): Statement;
}

/** What is used of mysql2's pool. */
interface Pool {
  query(text: string, values: unknown[], done: (error: Error | null, rows: unknown) => void): void;
}

/** So many prepared statements are kept; lists of ids make many texts that never come again. */
const kept = 400;

/** Hand-written SQL on SQLite, without TypeORM in between: each text is prepared once per connection. */
export class SqliteStatements {
  private connection?: SqliteConnection;
  private prepared = new Map<string, Statement>();

  constructor(private readonly source: DataSource) {}

  all<R>(text: string, values: unknown[]): R[] {
    return this.statement(text).all(...values) as R[];
  }

  /** @returns the number of rows changed */
  run(text: string, values: unknown[]): number {
    const statement = this.statement(text);
    if (!statement.reader) return statement.run(...values).changes;
    statement.all(...values);
    return 0;
  }

  private statement(text: string): Statement {
    const { databaseConnection } = this.source.driver as unknown as { databaseConnection: SqliteConnection };
    if (databaseConnection !== this.connection) {
      this.connection = databaseConnection;
      this.prepared.clear();
    }
    const known = this.prepared.get(text);
    if (known) return known;
    if (this.prepared.size >= kept) this.prepared.clear();
    const statement = databaseConnection.prepare(text);
    this.prepared.set(text, statement);
    return statement;
  }
}

/** Rows by any connection of a MariaDB pool. */
export function poolRows<R>(source: DataSource, text: string, values: unknown[]): Promise<R[]> {
  const { pool } = source.driver as unknown as { pool: Pool };
  return new Promise((resolve, reject) => {
    pool.query(text, values, (error, rows) => (error ? reject(error) : resolve(rows as R[])));
  });
}
