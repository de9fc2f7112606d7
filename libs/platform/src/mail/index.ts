export { compose, letterOptions, LetterRefused } from './compose.js';
export * from './letter.js';
export * from './mail-message.entity.js';
export * from './mailbox-cursor.entity.js';
export * from './mailbox-cursors.js';
export * from './mailbox.js';
export * from './outbox.js';
export * from './sender.js';
export * from './sender.rules.js';
