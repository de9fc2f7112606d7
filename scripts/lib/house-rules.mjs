// Rules of the house that no published rule covers in this form.

const kinds = new Set([
  'rules',
  'policy',
  'entity',
  'service',
  'finder',
  'dto',
  'presenter',
  'controller',
  'api.controller',
  'jobs',
  'module',
  'guard',
  'filter',
  'interceptor',
  'pipe',
  'types',
]);
const empty = /(^|-)(manager|helper|helpers|util|utils|common|data|info|process|handle|handler|misc)(-|\.|$)/;
const shape = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z.]+)?\.ts$/;

/** At most so many parameters, and one optional more; constructors take what is injected. */
const maxParams = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { tooMany: 'More than {{max}} parameters. Pass one object with names.' },
  },
  create(context) {
    const max = context.options[0] ?? 3;
    const check = (node) => {
      const isConstructor = node.parent?.type === 'MethodDefinition' && node.parent.kind === 'constructor';
      const params = node.params.filter((parameter) => parameter.name !== 'this');
      const count = params.length - (params.some(isOptional) ? 1 : 0);
      if (!isConstructor && count > max) context.report({ node, messageId: 'tooMany', data: { max } });
    };
    return { FunctionDeclaration: check, FunctionExpression: check, ArrowFunctionExpression: check };
  },
};

const isOptional = (parameter) => parameter.type === 'AssignmentPattern' || parameter.optional === true;

/** Decisions a reader has to follow in one function. A default value (`??`, `?.`, `x = 1`) is not one. */
const complexity = {
  meta: {
    type: 'suggestion',
    schema: [{ type: 'integer' }],
    messages: { tooMany: '{{count}} ways through this function; at most {{max}}. Split it, or make it a table.' },
  },
  create(context) {
    const max = context.options[0] ?? 8;
    const open = [];
    const enter = () => open.push(1);
    const leave = (node) => {
      const count = open.pop();
      if (count > max) context.report({ node, messageId: 'tooMany', data: { count, max } });
    };
    const decide = () => {
      if (open.length > 0) open[open.length - 1] += 1;
    };
    const functions = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression'];
    const decisions = ['IfStatement', 'ConditionalExpression', 'SwitchStatement', 'CatchClause'];
    const loops = ['ForStatement', 'ForInStatement', 'ForOfStatement', 'WhileStatement', 'DoWhileStatement'];
    return {
      ...Object.fromEntries(functions.map((type) => [type, enter])),
      ...Object.fromEntries(functions.map((type) => [`${type}:exit`, leave])),
      ...Object.fromEntries([...decisions, ...loops].map((type) => [type, decide])),
      'LogicalExpression[operator!="??"]': decide,
    };
  },
};

/** `<noun>.<kind>.ts` in kebab-case, with a name that says something. */
const fileName = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      shape: 'File names are kebab-case: {{name}}',
      kind: '“{{kind}}” is not a kind of file; see CONTRIBUTING.md.',
      empty: '{{name}} has a word in it that says nothing.',
    },
  },
  create(context) {
    return {
      Program(node) {
        const name = context.filename.replaceAll('\\', '/').split('/').at(-1);
        const report = (messageId, data = {}) => context.report({ node, messageId, data: { name, ...data } });
        if (name.endsWith('.d.ts')) return;
        if (!shape.test(name)) return report('shape');
        if (empty.test(name) && !context.filename.includes('platform')) return report('empty');
        const kind = name.replace(/\.ts$/, '').split('.').slice(1).join('.');
        if (kind && !kinds.has(kind)) report('kind', { kind });
      },
    };
  },
};

export const houseRules = { rules: { complexity, 'max-params': maxParams, 'file-name': fileName } };
