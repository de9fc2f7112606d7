export * from './handover.dto.js';
export * from './redaction.js';
export * from './seal.entity.js';
export * from './trace.entity.js';
export * from './traces.js';
