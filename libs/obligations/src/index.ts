export * from './mail-answer/mail-answer.entity.js';
export { MailAnswerFinder, type AnswerRow } from './mail-answer/mail-answer.finder.js';
export { MailAnswerService } from './mail-answer/mail-answer.service.js';
export { ObligationsModule } from './obligations.module.js';
