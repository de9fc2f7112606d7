export * from '../../apps/cli/src/demo/cast.js';
