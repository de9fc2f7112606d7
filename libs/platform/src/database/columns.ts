// Column types that give the same raw rows on SQLite and MariaDB. Instants and days are text: no driver converts them.
import { Column, getMetadataArgsStorage, PrimaryColumn, type ColumnOptions } from 'typeorm';

export const IdColumn = () => PrimaryColumn({ type: 'varchar', length: 36 });
/** Id of a row in another table. */
export const RefColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 36, ...options });
/** ISO 8601 UTC, see `Instant`. */
export const InstantColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 24, ...options });
/** `YYYY-MM-DD`, see `Day`. */
export const DayColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 10, ...options });
export const CodeColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 32, ...options });
export const LineColumn = (options: ColumnOptions = {}) => Column({ type: 'varchar', length: 200, ...options });
export const TextColumn = (options: ColumnOptions = {}) => Column({ type: 'text', ...options });
export const NumberColumn = (options: ColumnOptions = {}) => Column({ type: 'int', ...options });
export const FlagColumn = (options: ColumnOptions = {}) => Column({ type: 'boolean', default: false, ...options });
export const JsonColumn = (options: ColumnOptions = {}) => Column({ type: 'json', ...options });
/** Counts edits; see `Db.update`. */
export const EditVersionColumn = () => Column({ type: 'int', default: 1, name: 'version' });

/** `text` holds 64 kB on MariaDB; ours may be longer. Called before a data source is made. */
export function fitTextColumns(dialect: 'sqlite' | 'mariadb'): void {
  const [from, to] = dialect === 'mariadb' ? (['text', 'mediumtext'] as const) : (['mediumtext', 'text'] as const);
  for (const { options } of getMetadataArgsStorage().columns) {
    if (options.type === from) options.type = to;
  }
}
