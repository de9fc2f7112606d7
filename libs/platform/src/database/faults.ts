const transient = new Set(['ER_LOCK_DEADLOCK', 'ER_CHECKREAD', 'SQLITE_BUSY', 'SQLITE_BUSY_SNAPSHOT', 'SQLITE_LOCKED']);
const unreachable = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
  'PROTOCOL_CONNECTION_LOST',
  'ER_CON_COUNT_ERROR',
  'ER_SERVER_SHUTDOWN',
  'ER_CONNECTION_KILLED',
]);

function codesOf(error: unknown): string[] {
  const { code, driverError } = (error ?? {}) as { code?: string; driverError?: { code?: string } };
  return [code, driverError?.code].filter((value): value is string => Boolean(value));
}

const orphaned = new Set(['ER_NO_REFERENCED_ROW_2', 'ER_ROW_IS_REFERENCED_2', 'SQLITE_CONSTRAINT_FOREIGNKEY']);

/** The transaction was rolled back through no fault of its own: running it again may work. */
export const isTransient = (error: unknown): boolean => codesOf(error).some((code) => transient.has(code));

/** The database cannot be reached at the moment. */
export const isUnreachable = (error: unknown): boolean => codesOf(error).some((code) => unreachable.has(code));

/** What a row refers to is gone, or what was to go is referred to. */
export const isOrphan = (error: unknown): boolean => codesOf(error).some((code) => orphaned.has(code));

/** A unique index refused the row. */
export const isDuplicate = (error: unknown): boolean =>
  codesOf(error).some(
    (code) => code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  );
