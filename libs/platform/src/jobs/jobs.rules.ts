/** Seconds to wait before the n-th retry: 30 s, 2 min, 8 min, 32 min, then every 2 hours. */
export const pauseAfter = (attempts: number): number => Math.min(30 * 4 ** (attempts - 1), 7200);

/** After that many tries a person has to look at it. */
export const mostAttempts = 10;
