import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { DataSource, DeepPartial, EntityManager, EntityTarget, ObjectLiteral, Repository } from 'typeorm';
import { Conflict } from '../errors/index.js';
import type { Statement } from './bulk.js';
import { EntityRows } from './entity-rows.js';
import { isOrphan, isTransient, isUnreachable } from './faults.js';
import type { Query } from './prepared.js';
import { Unavailable } from '../errors/index.js';
import { poolRows, SqliteStatements } from './statements.js';

interface OpenTransaction {
  manager: EntityManager;
  after: (() => void)[];
}

interface Task<T> {
  work: () => Promise<T>;
  /** Does the commit wait for the disk? */
  isLasting: boolean;
}

/** The one door to the database. Writes go through `tx`; reads outside it never see uncommitted rows. */
@Injectable()
export class Db {
  private readonly open = new AsyncLocalStorage<OpenTransaction>();
  private tail: Promise<unknown> = Promise.resolve();
  readonly dialect: 'sqlite' | 'mariadb';
  private readonly writing: SqliteStatements;
  private readonly reading: SqliteStatements;
  private readonly entities: EntityRows;

  /** @param reader a second, read-only connection on SQLite; the same pool on MariaDB */
  constructor(
    readonly source: DataSource,
    private readonly reader: DataSource,
  ) {
    this.dialect = source.options.type === 'better-sqlite3' ? 'sqlite' : 'mariadb';
    this.writing = new SqliteStatements(source);
    this.reading = new SqliteStatements(reader);
    this.entities = new EntityRows(source);
  }

  /** Runs `work` in a transaction; joins the open one. SQLite has one writer, so writers queue there. */
  tx<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn({ work, isLasting: true });
  }

  /**
   * The same for what comes again by itself should a loss of power take it back, such as a message that stays in its
   * mailbox with the mark of how far it was read: on SQLite its commit does not wait for the disk. Nothing that is
   * committed by `tx` afterwards lasts without it, and `settle` makes it last.
   */
  repeatableTx<T>(work: () => Promise<T>): Promise<T> {
    return this.inTurn({ work, isLasting: false });
  }

  /** Whatever was committed so far lasts from here on. */
  async settle(): Promise<void> {
    if (this.dialect === 'mariadb') return;
    const [header] = this.reading.all<{ user_version: number }>('PRAGMA user_version', []);
    await this.tx(() => Promise.resolve(this.writing.run(`PRAGMA user_version = ${header!.user_version}`, [])));
  }

  private async inTurn<T>(task: Task<T>): Promise<T> {
    if (this.open.getStore()) return task.work();
    if (this.dialect === 'mariadb') return this.attempt(task);
    const mine = this.tail.then(() => this.attempt(task));
    this.tail = mine.catch(() => undefined);
    return mine;
  }

  /** Deadlocks, Galera certification failures and a busy SQLite file are tried again from the start. */
  private async attempt<T>(task: Task<T>, tries = 5): Promise<T> {
    const after: (() => void)[] = [];
    try {
      const result = await this.begun(after, task);
      after.forEach((call) => call());
      return result;
    } catch (error) {
      if (tries > 1 && isTransient(error)) return this.attempt(task, tries - 1);
      throw refusable(error);
    }
  }

  private begun<T>(after: OpenTransaction['after'], { work, isLasting }: Task<T>): Promise<T> {
    if (this.dialect === 'mariadb') {
      return this.source.transaction((manager) => this.open.run({ manager, after }, work));
    }
    const { manager } = this.source;
    return this.writing.transaction(() => this.open.run({ manager, after }, work), isLasting);
  }

  /** Called once the open transaction is committed; at once when there is none. */
  afterCommit(call: () => void): void {
    const store = this.open.getStore();
    if (store) store.after.push(call);
    else call();
  }

  repo<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return (this.open.getStore()?.manager ?? this.reader.manager).getRepository(entity);
  }

  /** Plain rows as the driver gives them. */
  async rows<R>(query: Query): Promise<R[]> {
    const values = plain(query.values);
    const manager = this.open.getStore()?.manager;
    try {
      if (this.dialect === 'sqlite') return (manager ? this.writing : this.reading).all<R>(query.sql, values);
      return manager ? await manager.query<R[]>(query.sql, values) : await poolRows<R>(this.reader, query.sql, values);
    } catch (error) {
      throw reachable(error);
    }
  }

  /**
   * Differs after every commit, whichever process made it: what was read under the same stamp need not be read again.
   * Null where the database cannot say (MariaDB).
   */
  stamp(): number | null {
    if (this.dialect !== 'sqlite') return null;
    return this.reading.all<{ data_version: number }>('PRAGMA data_version', [])[0]!.data_version;
  }

  async row<R>(query: Query): Promise<R | undefined> {
    return (await this.rows<R>(query))[0];
  }

  /**
   * The rows as they are now, held until the transaction ends: nobody else changes them, removes them, or writes what
   * refers to them. It comes before all that is read: on MariaDB a transaction goes on seeing what there was when it
   * first read without holding, so that what others wrote while it waited would be overlooked. SQLite has one writer.
   */
  hold<R>({ sql, values }: Query): Promise<R[]> {
    if (!this.open.getStore()) throw new Error('Db.hold needs an open transaction');
    return this.rows<R>({ sql: this.dialect === 'mariadb' ? `${sql} FOR UPDATE` : sql, values });
  }

  /** Writes inside a transaction. @returns the number of rows changed */
  async run(query: Statement): Promise<number> {
    const store = this.open.getStore();
    if (!store) throw new Error('Db.run needs an open transaction');
    const values = plain(query.values);
    if (this.dialect === 'sqlite') return this.writing.run(query.sql, values);
    const result = await store.manager.queryRunner!.query(query.sql, values, true);
    return result.affected ?? 0;
  }

  /** A new row. @param row values by property; what is not given gets the entity's default, else NULL */
  async insert<E extends ObjectLiteral>(entity: EntityTarget<E>, row: DeepPartial<E>): Promise<void> {
    await this.run(this.entities.insert(entity, row));
  }

  /**
   * Changes a row only if nobody else did since `version` was read; the version goes up by one.
   * @throws Conflict when the row is newer (or gone)
   */
  async update<E extends ObjectLiteral & { version: number }>(
    entity: EntityTarget<E>,
    key: ({ id: string } | { code: string }) & { version: number },
    patch: object,
  ): Promise<void> {
    const changed = await this.run(this.entities.update(entity, key, { ...patch, version: key.version + 1 }));
    if (changed !== 1) throw new Conflict();
  }
}

/** Booleans become 0/1, undefined becomes NULL: the SQLite driver takes neither. */
const plain = (values: unknown[]): unknown[] =>
  values.map((value) => (typeof value === 'boolean' ? Number(value) : value === undefined ? null : value));

/** Somebody merged or deleted what this refers to, or referred to what this deletes, between our look and our write. */
const refusable = (error: unknown) =>
  isOrphan(error) ? Object.assign(new Conflict(), { cause: error }) : reachable(error);

const reachable = (error: unknown) => (isUnreachable(error) ? new Unavailable('platform.error.databaseDown') : error);
