import type { OpenAPIObject } from '@nestjs/swagger';

export interface OperationView {
  anchor: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  parameters: { name: string; place: string; required: boolean; type: string }[];
  /** The schema of what is sent, as indented JSON. */
  body: string | null;
  responses: { status: string; description: string; schema: string | null }[];
}

type Schema = Record<string, unknown>;
interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  tags?: string[];
  parameters?: { name: string; in: string; required?: boolean; schema?: Schema }[];
  requestBody?: { content?: Record<string, { schema?: Schema }> };
  responses?: Record<string, { description?: string; content?: Record<string, { schema?: Schema }> }>;
}

/** The operations of the contract by tag, in the order of their paths. */
export function operationsOf(document: OpenAPIObject): { tag: string; operations: OperationView[] }[] {
  const groups = new Map<string, OperationView[]>();
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? path.split('/')[3] ?? 'health';
      groups.set(tag, [...(groups.get(tag) ?? []), view(document, { path, method, operation })]);
    }
  }
  return [...groups].map(([tag, operations]) => ({ tag, operations }));
}

interface Place {
  path: string;
  method: string;
  operation: Operation;
}

function view(document: OpenAPIObject, { path, method, operation }: Place): OperationView {
  const schemaOf = (content?: Record<string, { schema?: Schema }>) =>
    pretty(document, Object.values(content ?? {})[0]?.schema);
  return {
    anchor: operation.operationId ?? `${method}-${path}`,
    method: method.toUpperCase(),
    path,
    summary: operation.summary ?? '',
    description: operation.description ?? '',
    parameters: (operation.parameters ?? []).map((parameter) => ({
      name: parameter.name,
      place: parameter.in,
      required: Boolean(parameter.required),
      type: typeOf(parameter.schema),
    })),
    body: schemaOf(operation.requestBody?.content),
    responses: Object.entries(operation.responses ?? {}).map(([status, response]) => ({
      status,
      description: response.description ?? '',
      schema: schemaOf(response.content),
    })),
  };
}

function typeOf(schema: Schema = {}): string {
  if (Array.isArray(schema.enum)) return schema.enum.join(' | ');
  return typeof schema.type === 'string' ? schema.type : 'any';
}

/** A schema with its references filled in one level deep. */
function pretty(document: OpenAPIObject, schema: Schema | undefined): string | null {
  if (!schema || !Object.keys(schema).length) return null;
  const name = typeof schema.$ref === 'string' ? schema.$ref.split('/').at(-1)! : undefined;
  return JSON.stringify(name ? document.components?.schemas?.[name] : schema, null, 2);
}
