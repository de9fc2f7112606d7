export * from './file-name.js';
export * from './fold.js';
export * from './hidden-signs.js';
export * from './holidays.js';
export * from './step.js';
export * from './strings-within.js';
export * from './zoned.js';
export { addressKey, asciiAddress, domainOf, isAddress } from './address.js';
export * from './day-list.js';
