import type { DataSource } from 'typeorm';
import { isTransient } from './faults.js';

interface Statement {
  readonly reader: boolean;
  all(...values: unknown[]): unknown[];
  run(...values: unknown[]): { changes: number };
}

/** What is used of better-sqlite3's connection. */
interface SqliteConnection {
  /** False again once SQLite has taken a transaction back of its own accord. */
  readonly inTransaction: boolean;
  prepare(text: string): Statement;
}

/** What is used of mysql2's pool. */
interface Pool {
  query(text: string, values: unknown[], done: (error: Error | null, rows: unknown) => void): void;
}

/** So often a transaction asks for its turn: half a minute of waiting for those of other processes. */
const mostTries = 1_200;

/** So many prepared statements are kept; lists of ids make many texts that never come again. */
const kept = 400;

/** Hand-written SQL on SQLite, without TypeORM in between: each text is prepared once per connection. */
export class SqliteStatements {
  private connection?: SqliteConnection;
  private prepared = new Map<string, Statement>();
  /** How the connection is opened. */
  private isLasting = true;

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

  /**
   * One transaction at a time on this connection. It takes the right to write with its first statement (IMMEDIATE): one
   * that reads first and writes later fails at once when another process has written in between, however long it may wait.
   * @param isLasting false: the commit does not wait for the disk; the next lasting one takes it along
   */
  async transaction<T>(work: () => Promise<T>, isLasting = true): Promise<T> {
    this.setLasting(isLasting);
    await this.begin();
    try {
      const result = await work();
      this.run('COMMIT', []);
      return result;
    } catch (error) {
      if (this.connection?.inTransaction) this.run('ROLLBACK', []);
      throw error;
    }
  }

  private setLasting(isLasting: boolean): void {
    if (isLasting === this.isLasting) return;
    this.run(`PRAGMA synchronous = ${isLasting ? 'FULL' : 'NORMAL'}`, []);
    this.isLasting = isLasting;
  }

  /** Waits for another process without holding up everything else here, as SQLite's own waiting would. */
  private async begin(): Promise<void> {
    this.run('PRAGMA busy_timeout = 10', []);
    for (let tries = 1; ; tries += 1) {
      try {
        this.run('BEGIN IMMEDIATE', []);
        return;
      } catch (error) {
        if (!isTransient(error) || tries === mostTries) throw error;
      }
      await new Promise((resolve) => setTimeout(resolve, 5 + Math.random() * 20));
    }
  }

  private statement(text: string): Statement {
    const { databaseConnection } = this.source.driver as unknown as { databaseConnection: SqliteConnection };
    if (databaseConnection !== this.connection) {
      this.connection = databaseConnection;
      this.prepared.clear();
      this.isLasting = true;
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
