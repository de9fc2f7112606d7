export * from './event.entity.js';
export * from './events.js';
export * from './live-streams.js';
export * from './signals.js';
