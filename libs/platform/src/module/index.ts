export * from './logging.js';
export * from './platform.module.js';
export * from './secret.js';
export * from './work-loop.js';
