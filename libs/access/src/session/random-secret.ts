import { randomBytes } from 'node:crypto';

/** A value that nobody can guess: 32 random bytes as base64url, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
