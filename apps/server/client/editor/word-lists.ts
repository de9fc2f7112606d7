// Word puts its lists on the clipboard as paragraphs: the level is in the style (here data-style, see clean-paste.ts), the
// sign is text.
const inList = /mso-list:\s*(?:l(\d+)\s+)?level(\d+)/i;
const numbered = /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)]/i;
const sign = /^[\s\u00a0]*(?:[·•§o▪–-]|\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,5})[.)])?[\s\u00a0]+/i;

interface Item {
  element: Element;
  level: number;
  isNumbered: boolean;
}

/** Makes real lists of the paragraphs that Word means as lists, one inside the other as the levels say. */
export function joinWordLists(page: Document): void {
  page.body.normalize();
  let run: Item[] = [];
  const finish = () => {
    if (run.length) replace(page, run);
    run = [];
  };
  for (const paragraph of page.querySelectorAll('p')) {
    const item = itemOf(paragraph);
    if (!item || (run.length && nextOf(run.at(-1)!.element) !== paragraph)) finish();
    if (item) run.push(item);
  }
  finish();
}

const nextOf = (element: Element) => element.nextElementSibling;

function itemOf(paragraph: Element): Item | null {
  const level = inList.exec(paragraph.getAttribute('data-style') ?? '')?.[2];
  if (!level) return null;
  const mark = [...paragraph.querySelectorAll('span')].find((span) =>
    /mso-list:\s*ignore/i.test(span.getAttribute('data-style') ?? ''),
  );
  const shown = (mark ?? paragraph).textContent.trim();
  if (mark) mark.remove();
  else stripSign(paragraph);
  return {
    element: paragraph,
    level: Math.min(Number(level), 5),
    isNumbered: numbered.test(shown) && !/^o\s/.test(shown),
  };
}

/** Some versions leave the sign as plain text at the beginning. */
function stripSign(paragraph: Element) {
  const first = firstText(paragraph);
  if (first) first.data = first.data.replace(sign, '');
}

function firstText(parent: Node): Text | null {
  for (const child of parent.childNodes) {
    const found = child.nodeType === 3 ? (child.textContent?.trim() ? (child as Text) : null) : firstText(child);
    if (found) return found;
  }
  return null;
}

function replace(page: Document, items: Item[]) {
  const anchor = items[0]!.element;
  const lists: { list: Element; level: number; isNumbered: boolean }[] = [];
  for (const item of items) {
    while (lists.length && lists.at(-1)!.level > item.level) lists.pop();
    if (lists.at(-1)?.level === item.level && lists.at(-1)?.isNumbered !== item.isNumbered) lists.pop();
    if (lists.at(-1)?.level !== item.level) lists.push(begin(page, item, { anchor, parent: lists.at(-1)?.list }));
    const entry = page.createElement('li');
    const words = page.createElement('p');
    words.append(...item.element.childNodes);
    entry.append(words);
    lists.at(-1)!.list.append(entry);
  }
  for (const { element } of items) element.remove();
}

function begin(page: Document, { level, isNumbered }: Item, at: { anchor: Element; parent?: Element }) {
  const list = page.createElement(isNumbered ? 'ol' : 'ul');
  const last = at.parent?.lastElementChild;
  if (last) last.append(list);
  else at.anchor.before(list);
  return { list, level, isNumbered };
}
