// @fastify/static is CommonJS and requires this ESM package. Node does that; Jest does so only on Node 24.9 and newer,
// so under Jest it is given Node's own answer. Named in jest.config.mjs.
module.exports = process.getBuiltinModule('node:module').createRequire(__filename)('content-disposition');
