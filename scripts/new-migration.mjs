// npm run db:new add-topic-to-person   writes an empty migration and puts it at the end of migrations/index.ts.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './lib/files.mjs';

const [name = ''] = process.argv.slice(2);
if (!/^[a-z]+(-[a-z]+)+$/.test(name)) {
  console.error('Name it <verb>-<thing>, for instance: npm run db:new add-topic-to-person');
  process.exit(1);
}

const stamp = new Date().toISOString().replace(/\D/g, '').slice(0, 14);
const className = name.replace(/(^|-)([a-z])/g, (_, dash, letter) => letter.toUpperCase()) + stamp;
const source = `import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ${className} implements MigrationInterface {
  name = '${className}';

  async up(q: QueryRunner): Promise<void> {
    await q.query('SELECT 1');
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query('SELECT 1');
  }
}
`;

const file = `${stamp}-${name}`;
writeFileSync(join(root, 'migrations', `${file}.ts`), source);

const index = join(root, 'migrations', 'index.ts');
const lines = readFileSync(index, 'utf8').split('\n');
const lastImport = lines.findLastIndex((text) => text.startsWith('import '));
lines.splice(lastImport + 1, 0, `import { ${className} } from './${file}.js';`);
const end = lines.findLastIndex((text) => text.startsWith(']'));
lines.splice(end, 0, `  ${className},`);
writeFileSync(index, lines.join('\n'));
console.log(`migrations/${file}.ts`);
