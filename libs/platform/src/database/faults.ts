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

/** The transaction was rolled back through no fault of its own: running it again may work. */
export const isTransient = (error: unknown): boolean => codesOf(error).some((code) => transient.has(code));

/** The database cannot be reached at the moment. */
export const isUnreachable = (error: unknown): boolean => codesOf(error).some((code) => unreachable.has(code));

/** A unique index refused the row. */
export const isDuplicate = (error: unknown): boolean =>
  codesOf(error).some(
    (code) => code === 'ER_DUP_ENTRY' || code === 'SQLITE_CONSTRAINT_UNIQUE' || code === 'SQLITE_CONSTRAINT_PRIMARYKEY',
  );
