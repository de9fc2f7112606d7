// One configuration, six groups: `npm run jest -- --selectProjects unit service`, or simply `npm run jest -- path/to/spec`.
// The groups `service`, `e2e` and `migrations` run on SQLite, and on MariaDB when TEST_DATABASE_URL names a server.
import { readFileSync } from 'node:fs';

const swcrc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));
// Aliases are resolved by moduleNameMapper below, and import attributes are kept for Node.
const jsc = Object.fromEntries(Object.entries(swcrc.jsc).filter(([key]) => !['baseUrl', 'paths'].includes(key)));

/** Specs that touch no database and no network: they run once, whatever the database. */
const pure = [
  '**/*.rules.spec.ts',
  '**/*.policy.spec.ts',
  '**/*.dto.spec.ts',
  '**/*.presenter.spec.ts',
  '**/platform/src/pure/**/*.spec.ts',
  '**/config/**/*.spec.ts',
];

const root = import.meta.dirname;

const base = {
  rootDir: root,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': ['@swc/jest', { jsc, module: { type: 'es6' }, sourceMaps: 'inline', swcrc: false }],
  },
  moduleNameMapper: {
    '^@samrad/platform/([^/]+)$': '<rootDir>/libs/platform/src/$1/index.ts',
    '^@samrad/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^content-disposition$': '<rootDir>/test/support/content-disposition.cjs',
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/dist-bench/', '<rootDir>/dist-browser/', '<rootDir>/data/'],
};

const rooted = (patterns) => patterns.map((pattern) => `${root}/${pattern}`);
const not = (patterns) => rooted(patterns).map((pattern) => `!${pattern}`);
const code = ['<rootDir>/libs/**/*.spec.ts', '<rootDir>/apps/**/*.spec.ts'];

const group = (displayName, testMatch) => ({ ...base, displayName, testMatch });

export default {
  maxWorkers: 2,
  // Modules of finished specs are not given back, so a worker that has grown makes room for a fresh one.
  workerIdleMemoryLimit: '1536MB',
  // A net for what hangs, not a measure of speed; Jest takes it for all groups or not at all.
  testTimeout: 180_000,
  projects: [
    group('unit', rooted(pure)),
    group('service', [...code, ...not(pure)]),
    group('support', ['<rootDir>/test/support/**/*.spec.ts', '<rootDir>/test/contract/**/*.spec.ts']),
    group('e2e', ['<rootDir>/test/e2e/**/*.e2e-spec.ts']),
    group('migrations', ['<rootDir>/test/migrations/**/*.spec.ts']),
    group('browser', ['<rootDir>/test/browser/**/*.browser-spec.ts']),
  ],
};
