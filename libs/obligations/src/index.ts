export { BulkService } from './bulk/bulk.service.js';
export * from './hand-over/hand-over.entity.js';
export { HandOverFinder } from './hand-over/hand-over.finder.js';
export { HandOverService } from './hand-over/hand-over.service.js';
export { Leavings } from './hand-over/leavings.js';
export * from './mail-answer/mail-answer.entity.js';
export { MailAnswerFinder, type AnswerRow } from './mail-answer/mail-answer.finder.js';
export { MailAnswerService } from './mail-answer/mail-answer.service.js';
export { ObligationsModule } from './obligations.module.js';
