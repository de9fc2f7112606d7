// The product's own server. It ends when the bench ends.
process.once('disconnect', () => process.exit(0));
await import('../load/processor-time.js');
process.channel?.unref();
await import('../../../apps/server/src/main.js');
