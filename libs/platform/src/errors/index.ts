/** What is wrong with one field: a locale key and its variables. */
export interface Fault {
  key: string;
  params?: Record<string, unknown>;
}

/** A refusal that people can understand: a locale key, variables, an HTTP status. Never prose. */
export abstract class Refusal extends Error {
  abstract readonly status: number;

  constructor(
    readonly key: string,
    readonly params: Record<string, unknown> = {},
  ) {
    super(key);
  }
}

/** 404: unknown, or not for this person; the two look the same. */
export class NotFound extends Refusal {
  readonly status = 404;
  constructor(key = 'platform.error.notFound') {
    super(key);
  }
}

/** 403: known to this person, but not theirs to do. */
export class Forbidden extends Refusal {
  readonly status = 403;
  constructor(key = 'platform.error.forbidden') {
    super(key);
  }
}

/** 401: nobody is signed in. */
export class SignInNeeded extends Refusal {
  readonly status = 401;
  constructor() {
    super('platform.error.signInNeeded');
  }
}

/** 422: what came in is wrong, field by field. The field `''` stands for the whole. */
export class Invalid extends Refusal {
  readonly status = 422;
  constructor(readonly fields: Record<string, Fault>) {
    super('platform.error.invalid');
  }
}

/** 409: somebody else changed it, or the step does not fit the status. `theirs` and `yours` show both texts; `duplicates` are records there already. */
export class Conflict extends Refusal {
  readonly status = 409;
  constructor(
    key = 'platform.error.changed',
    readonly texts: { theirs?: unknown; yours?: unknown; version?: number; duplicates?: unknown } = {},
    params: Record<string, unknown> = {},
  ) {
    super(key, params);
  }
}

/** 413, 415 …: refused before it was read. */
export class TooLarge extends Refusal {
  readonly status = 413;
}

/** 429: too many tries. */
export class TooMany extends Refusal {
  readonly status = 429;
  constructor(readonly retryAfterSeconds: number) {
    super('platform.error.tooMany', { minutes: Math.ceil(retryAfterSeconds / 60) });
  }
}

/** 503: something we need is away; try again later. */
export class Unavailable extends Refusal {
  readonly status = 503;
  constructor(key = 'platform.error.unavailable') {
    super(key);
  }
}

/** @throws Forbidden unless allowed */
export function demand(allowed: boolean): asserts allowed {
  if (!allowed) throw new Forbidden();
}

/** @throws NotFound when there is nothing */
export function found<T>(thing: T | null | undefined): T {
  if (thing === null || thing === undefined) throw new NotFound();
  return thing;
}
