export * from './job.entity.js';
export * from './jobs.js';
export * from './jobs.rules.js';
