export { AuditModule } from './audit.module.js';
export { LogExport } from './seal/log-export.js';
export { notedOf, type Fault } from './seal/seal.rules.js';
export { Sealer } from './seal/sealer.js';
export { Verifier, type Verdict } from './seal/verifier.js';
