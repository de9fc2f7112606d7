export * from './account/account.entity.js';
export * from './login/session.entity.js';
export * from './token/access-token.entity.js';
