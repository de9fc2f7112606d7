import { createHash, randomBytes } from 'node:crypto';

/** A value that nobody can guess: 32 random bytes as base64url, 43 characters. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** What is stored of a secret: its SHA-256 as 64 hexadecimal digits. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
