export * from './group/group.entity.js';
export * from './membership/membership.entity.js';
export * from './organisation/organisation.entity.js';
export * from './person/person.entity.js';
export * from './state/state.entity.js';
