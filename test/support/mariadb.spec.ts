import { existsSync } from 'node:fs';
import { createConnection } from 'mysql2/promise';
import { hasMariaDb, startMariaDb } from './mariadb.js';

const whenInstalled = hasMariaDb() ? describe : describe.skip;

whenInstalled('a throw-away MariaDB', () => {
  it('keeps UTC and utf8mb4, and leaves nothing behind', async () => {
    const server = await startMariaDb();
    const connection = await createConnection(server.url);
    const [rows] = await connection.query(
      "SELECT @@time_zone AS zone, @@character_set_server AS charset, 'Łódź' AS city",
    );
    expect(rows).toEqual([{ zone: '+00:00', charset: 'utf8mb4', city: 'Łódź' }]);
    await connection.query('CREATE DATABASE trial');
    await connection.end();
    await server.stop();
    expect(existsSync(server.folder)).toBe(false);
    await expect(createConnection(server.url)).rejects.toThrow('ECONNREFUSED');
  });
});
