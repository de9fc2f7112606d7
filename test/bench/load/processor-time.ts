// Imported by every measured server: tells, when asked, how much processor time it has used.
process.on('message', () => {
  const { user, system } = process.cpuUsage();
  process.send!({ used: user + system });
});

export {};
