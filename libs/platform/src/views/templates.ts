import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import { codeRoot } from './code-root.js';

/** `libs/meetings/src/agenda/views/show.hbs` is `meetings/agenda/show`; the shared ones are `platform/…`. */
export function templateName(file: string): string | undefined {
  const path = file.split('\\').join('/');
  const shared = /^libs\/platform\/src\/views\/templates\/(.+)\.hbs$/.exec(path);
  if (shared) return `platform/${shared[1]}`;
  const own = /^libs\/([^/]+)\/src\/([^/]+)\/views\/(.+)\.hbs$/.exec(path);
  if (own) return `${own[1]}/${own[2]}/${own[3]}`;
  const page = /^apps\/server\/src\/([^/]+)\/views\/(.+)\.hbs$/.exec(path);
  return page ? `${page[1]}/${page[2]}` : undefined;
}

type Template = Handlebars.TemplateDelegate;

/** All templates, read once and compiled at first use. Text templates (`*.text`) are not escaped. */
export class Templates {
  readonly handlebars = Handlebars.create();
  private readonly compiled = new Map<string, Template>();

  constructor() {
    for (const folder of ['libs', join('apps', 'server', 'src')]) {
      for (const file of readdirSync(join(codeRoot, folder), { recursive: true }) as string[]) {
        const name = templateName(join(folder, file));
        if (name) this.add(name, readFileSync(join(codeRoot, folder, file), 'utf8'));
      }
    }
  }

  has(name: string): boolean {
    return this.compiled.has(name);
  }

  render(name: string, context: object): string {
    const template = this.compiled.get(name);
    if (!template) throw new Error(`There is no template ${name}`);
    return template(context);
  }

  private add(name: string, source: string) {
    const template = this.handlebars.compile(source, { noEscape: name.endsWith('.text'), preventIndent: true });
    this.compiled.set(name, template);
    this.handlebars.registerPartial(name, template);
  }
}
