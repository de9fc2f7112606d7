export * from './action/action-item.entity.js';
export * from './progress/progress.entity.js';
export * from './actions.module.js';
