import type { TemplateFinder } from '../template/template.finder.js';

/** Templates with their names and titles in all languages; those that were changed here have one for all. */
export async function templatesIn(finder: TemplateFinder) {
  const [en, nb, nn] = await Promise.all([finder.all('en'), finder.all('nb'), finder.all('nn')]);
  return en.map(({ code, name, content }, at) => ({
    ...{ code, nameEn: name, nameNb: nb[at]!.name, nameNn: nn[at]!.name },
    items: content.items.map(({ type, minutes, title }, item) => ({
      ...{ type, minutes, titleEn: title },
      ...{ titleNb: nb[at]!.content.items[item]!.title, titleNn: nn[at]!.content.items[item]!.title },
    })),
  }));
}
