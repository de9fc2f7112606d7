import type { Sql } from 'sql-template-tag';

/** What the database needs of a query: a text with placeholders, and values in their order. */
export type Query = Pick<Sql, 'sql' | 'values'>;

/**
 * A query whose text is put together once, for those that run at every request.
 * Written with the names of its values in their places: `new Prepared(sql`… WHERE id = ${'id'}`).with({ id })`.
 */
export class Prepared<Name extends string> {
  private readonly text: string;
  private readonly names: Name[];

  constructor(query: Sql) {
    this.text = query.sql;
    this.names = query.values as Name[];
  }

  with(values: Record<Name, unknown>): Query {
    return { sql: this.text, values: this.names.map((name) => values[name]) };
  }
}
