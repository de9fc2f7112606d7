export * from './agenda/agenda.entity.js';
export * from './decision/decision.entity.js';
export * from './invitation/invitation.entity.js';
export * from './meeting/meeting.entity.js';
export * from './minutes/minutes.entity.js';
export * from './reply/reply.entity.js';
export * from './series/series.entity.js';
