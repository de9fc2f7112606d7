// Follows the links of a site as one person, without a screen, and says what did not answer as it should.
import type { APIRequestContext } from 'playwright-core';
import { cast, demoPassword, type CastName } from '../../../apps/cli/src/demo/cast.js';
import type { Visitor } from '../../support/chromium.js';

/** How many addresses of one kind are opened: persons, say, are all alike. */
const perKind = 2;
/** Names of texts that were not found are shown instead of the text. */
const nameOfText =
  /\b(platform|access|audit|network|library|meetings|actions|planning|preparation|obligations|followUp|duplicates|mailings|expertise|exchange|joining|myself|pages)(\.[a-zA-Z_]+){2,}/g;

export interface Crawled {
  /** One address for each kind of page, in the order found. */
  pages: string[];
  /** What is wrong, with the address and the page that led there. */
  faults: string[];
  /** How many addresses were opened. */
  opened: number;
}

/** Signs somebody of the demonstration in. */
export async function signIn(visitor: Visitor, name: CastName): Promise<void> {
  const form = { email: cast[name].email, password: demoPassword };
  const answer = await visitor.page.context().request.post('/sign-in', { form, maxRedirects: 0 });
  if (answer.status() !== 303) throw new Error(`Signing in as ${name} answered ${answer.status()}`);
}

/** Opens everything that links lead to, from the start page on. @param lang nb, nn or en */
export async function crawl(request: APIRequestContext, lang: string): Promise<Crawled> {
  const [queue, seen, kinds] = [['/'], new Set(['/']), new Map<string, number>()];
  const found: Crawled = { pages: [], faults: [], opened: 0 };
  const from = new Map<string, string>();
  for (let path = queue.shift(); path; path = queue.shift()) {
    const kind = kindOf(path);
    const times = (kinds.get(kind) ?? 0) + 1;
    kinds.set(kind, times);
    if (times > perKind) continue;
    const page = await opened(request, path, lang);
    found.opened += 1;
    found.faults.push(...page.faults.map((fault) => `${path} (from ${from.get(path) ?? 'the start'}): ${fault}`));
    if (page.isPage && times === 1) found.pages.push(path);
    for (const link of page.links.filter((address) => !seen.has(address))) {
      seen.add(link);
      from.set(link, path);
      queue.push(link);
    }
  }
  return found;
}

async function opened(request: APIRequestContext, path: string, lang: string) {
  const address = `${path}${path.includes('?') ? '&' : '?'}lang=${lang}`;
  const answer = await request.get(address, { headers: { accept: 'text/html' } });
  const isPage = (answer.headers()['content-type'] ?? '').startsWith('text/html');
  const html = isPage ? await answer.text() : '';
  const faults = answer.status() === 200 ? [] : [`answered ${answer.status()}`];
  if (!isPage) return { isPage, links: [], faults };
  if (!html.includes(`<html lang="${lang}"`)) faults.push('is in another language');
  faults.push(...new Set(html.match(nameOfText) ?? []));
  return { isPage: answer.ok(), links: linksIn(html, path), faults };
}

/** Templates write `=` and `&` of an address as references. */
const decoded = (href: string): string => href.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&');

function linksIn(html: string, path: string): string[] {
  const addresses = [...html.matchAll(/<a\b[^>]*?\shref="([^"]*)"/g)].map(([, href]) => decoded(href!));
  const inside = addresses.map((href) => new URL(href, `http://here${path}`)).filter(({ host }) => host === 'here');
  return inside.map((url) => {
    url.searchParams.delete('lang');
    return url.pathname + (url.searchParams.size ? `?${url.searchParams}` : '');
  });
}

/** `/persons/:id`, with the name of the query's field: addresses that one template answers. Filters are not combined. */
function kindOf(path: string): string {
  const url = new URL(path, 'http://here');
  const parts = url.pathname
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\/(states|groups)\/[A-Z]+$/, '/$1/:code')
    .replace(/\/(versions|years)\/\d+/, '/$1/:n');
  const fields = [...url.searchParams.keys()].filter((key) => key !== 'next');
  return `${parts}?${fields.length > 1 ? 'several' : (fields[0] ?? '')}`;
}
