import { v7 } from 'uuid';

export * from './bulk.js';
export * from './columns.js';
export * from './db.js';
export * from './faults.js';
export * from './mentions.js';
export * from './prepared.js';
export * from './settings.js';
export { default as sql, empty, join, raw, Sql } from 'sql-template-tag';

/** A new id (UUID version 7, RFC 9562): sorts by time of creation. */
export const newId = (): string => v7();

/** JSON columns come as text from SQLite and MariaDB rows, as objects from entities. */
export const fromJson = <T>(value: unknown): T => (typeof value === 'string' ? JSON.parse(value) : value) as T;
