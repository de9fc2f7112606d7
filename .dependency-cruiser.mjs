// The import rules of the house (CONTRIBUTING.md), numbered as there. Rule 9 is checked by eslint.config.mjs.
import { mayUse } from './scripts/lib/context-map.mjs';

const contexts = Object.keys(mayUse);
const specs = '(\\.spec\\.ts$|\\.e2e-spec\\.ts$|\\.browser-spec\\.ts$)';
const pureFiles = '\\.(rules|policy)\\.ts$';

const inItsRow = contexts.map((context) => ({
  name: `1-${context}-imports-only-its-row`,
  severity: 'error',
  from: { path: `^libs/${context}/`, pathNot: specs },
  to: { path: '^libs/', pathNot: [context, ...mayUse[context]].map((allowed) => `^libs/${allowed}/`) },
}));

const forbid = (name, from, to) => ({ name, severity: 'error', from, to });

export default {
  forbidden: [
    ...inItsRow,
    forbid(
      '2-across-contexts-only-through-the-door',
      { path: '^libs/([^/]+)/', pathNot: specs },
      { path: '^libs/', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$', '^libs/platform/src/[^/]+/index\\.ts$'] },
    ),
    forbid(
      '2-apps-use-the-door',
      { path: '^(apps|config)/', pathNot: [specs, '^apps/server/client/'] },
      { path: '^libs/', pathNot: ['^libs/[^/]+/src/index\\.ts$', '^libs/platform/src/[^/]+/index\\.ts$'] },
    ),
    forbid('3-libs-never-import-apps', { path: '^libs/', pathNot: specs }, { path: '^apps/' }),
    forbid('3-apps-never-import-each-other', { path: '^apps/([^/]+)/' }, { path: '^apps/', pathNot: '^apps/$1/' }),
    forbid(
      '3-libs-know-only-the-settings',
      { path: '^libs/', pathNot: specs },
      { path: '^config/', pathNot: '^config/env\\.ts$' },
    ),
    forbid(
      '4-rules-and-policies-are-pure',
      { path: pureFiles },
      {
        dependencyTypesNot: ['type-only'],
        pathNot: [
          pureFiles,
          '\\.types\\.ts$',
          '^libs/platform/src/(pure|errors|auth)/',
          'node_modules/(sql-template-tag|temporal-polyfill)/',
        ],
      },
    ),
    forbid(
      '5-no-database-in-controllers-dtos-and-jobs',
      { path: '\\.(controller|dto|jobs|presenter)\\.ts$' },
      { path: 'node_modules/typeorm/' },
    ),
    forbid(
      '6-migrations-import-only-the-schema',
      { path: '^migrations/' },
      { pathNot: ['^migrations/', '^libs/platform/src/database/schema\\.ts$', 'node_modules/typeorm/'] },
    ),
    forbid('7-no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    forbid(
      '8-only-tests-import-test-support',
      { path: '^(libs|apps|config|migrations)/', pathNot: specs },
      { path: '^test/' },
    ),
    forbid('8-nothing-imports-a-spec', {}, { path: specs }),
    forbid('no-unresolvable-imports', {}, { couldNotResolve: true }),
    forbid(
      'no-test-tools-in-the-product',
      { path: '^(libs|apps|config|migrations)/', pathNot: specs },
      { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|dist-bench|dist-browser|data)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.mts', '.d.mts', '.mjs', '.js', '.json', '.css'],
    },
  },
};
