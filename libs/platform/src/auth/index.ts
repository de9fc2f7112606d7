export * from './access.guard.js';
export * from './actor.js';
export * from './csrf.js';
export * from './identity.js';
export * from './rate-limit.entity.js';
export * from './rate-limits.js';
export * from './routes.js';
export * from './secret.js';
