// The house rules that a machine can check. Everything here is an error: nothing is switched off by a comment.
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';
import { houseRules } from './scripts/lib/house-rules.mjs';

const everywhere = {
  'max-statements-per-line': ['error', { max: 1 }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  'no-console': 'error',
  'no-var': 'error',
  'prefer-const': 'error',
  'house/complexity': ['error', 8],
  'house/max-params': ['error', 3],
};

const sizes = (lines) => ({ 'max-lines': ['error', { max: lines }] });
const functionSize = { 'max-lines-per-function': ['error', { max: 40, skipComments: true }] };

/** Kept out by the shape of the syntax tree, with the reason as the message. */
const noClock = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'Ask Clock of @samrad/platform/clock for the time.',
  },
  {
    selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]',
    message: 'Ask Clock of @samrad/platform/clock for the time.',
  },
  {
    selector: 'MemberExpression[object.name="Temporal"][property.name="Now"]',
    message: 'Ask Clock of @samrad/platform/clock for the time.',
  },
  {
    selector:
      'CallExpression[callee.object.name="DateTime"][callee.property.name=/^(now|local|utc)$/][arguments.length=0]',
    message: 'Ask Clock of @samrad/platform/clock for the time.',
  },
];

const noEnvironment = [
  {
    selector: 'MemberExpression[object.name="process"][property.name="env"]',
    message: 'Settings come from Env (config/env.ts).',
  },
  {
    selector: 'ImportDeclaration[source.value=/^(node:)?process$/] ImportSpecifier[imported.name="env"]',
    message: 'Settings come from Env (config/env.ts).',
  },
];

const oneDatabaseDoor = [
  {
    selector: 'Decorator[expression.callee.name=/^Inject(Repository|DataSource|EntityManager)$/]',
    message: 'The one door to the database is Db (@samrad/platform/database).',
  },
  {
    selector: 'CallExpression[callee.property.name="transaction"]',
    message: 'Writes go through db.tx().',
  },
];

const restricted = (...groups) => ({ 'no-restricted-syntax': ['error', ...groups.flat()] });

export default defineConfig(
  { ignores: ['node_modules/**', 'dist/**', 'dist-bench/**', 'dist-browser/**', 'data/**'] },
  { linterOptions: { noInlineConfig: true, reportUnusedDisableDirectives: 'error' } },
  { plugins: { house: houseRules } },
  {
    files: ['**/*.{ts,mts}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      ...everywhere,
      ...sizes(300),
      ...functionSize,
      ...restricted(noClock, noEnvironment, oneDatabaseDoor),
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { args: 'after-used', argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      '@typescript-eslint/no-misused-promises': [
        'error',
        { checksVoidReturn: { attributes: false, inheritedMethods: false } },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allow: ['URL', 'URLSearchParams'] },
      ],
      // Methods answer promises by their contract, also where this one needs no await.
      '@typescript-eslint/require-await': 'off',
      // `match[1]!` says that the pattern has the group; the compiler is not told of it, the reader is.
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
    },
  },
  {
    files: ['libs/**/*.ts', 'apps/**/*.ts'],
    ignores: ['**/*.spec.ts', 'apps/server/client/**'],
    rules: { 'house/file-name': 'error' },
  },
  { files: ['config/env.ts'], rules: restricted(noClock, oneDatabaseDoor) },
  { files: ['libs/platform/src/clock/**'], rules: restricted(noEnvironment, oneDatabaseDoor) },
  { files: ['libs/platform/src/database/**'], rules: restricted(noClock, noEnvironment) },
  { files: ['apps/server/client/**/*.ts'], rules: restricted(noEnvironment) },
  {
    files: ['**/*.spec.ts', '**/*.e2e-spec.ts', '**/*.browser-spec.ts', 'test/**/*.ts'],
    rules: {
      ...sizes(400),
      'max-lines-per-function': 'off',
      ...restricted(noClock, oneDatabaseDoor),
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['test/support/**', 'test/bench/**', 'test/browser/**'],
    rules: { 'no-restricted-syntax': 'off', 'no-console': 'off' },
  },
  { files: ['migrations/**'], rules: { 'max-lines-per-function': 'off' } },
  {
    files: ['apps/cli/**', 'apps/server/src/main.ts', 'apps/worker/src/main.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.mjs'],
    rules: { ...everywhere, ...sizes(300), ...functionSize, 'no-console': 'off', 'no-unused-vars': 'error' },
  },
);
