export * from './document/document-file.js';
export * from './document/document-grants.js';
export * from './document/document.entity.js';
export * from './document/document.finder.js';
export * from './document/document.policy.js';
export { kindOf, presentRow } from './document/document.presenter.js';
export * from './document/document.service.js';
export * from './document/media-type.rules.js';
export * from './library.module.js';
