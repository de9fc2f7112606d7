import { Injectable } from '@nestjs/common';
import { languages as readers } from '@samrad/platform/i18n';
import { fold } from '@samrad/platform/pure';
import { allCountries } from '../person/expertise/countries.js';
import { MethodFinder } from '../person/expertise/method.finder.js';
import { languageName, workingLanguages } from '../person/languages.js';
import { TopicFinder } from '../topic/topic.finder.js';
import { namedBy, wordsIn, type Entry, type Named } from './vocabulary.rules.js';

const entryOf = (kind: Entry['kind'], code: string, names: readonly string[]): Entry => ({
  ...{ kind, code },
  words: [...new Set(names.flatMap((name) => wordsIn(fold(name))))],
});

/** Those that no installation changes. */
const fixed: readonly Entry[] = [
  ...allCountries.map(({ code, nameEn, nameNb, nameNn }) => entryOf('country', code, [nameEn, nameNb, nameNn])),
  ...workingLanguages.map((code) =>
    entryOf(
      'language',
      code,
      readers.map((reader) => languageName(code, reader)),
    ),
  ),
];

/** The words of what one can know: topics, languages, countries of origin and methods, in all languages. */
@Injectable()
export class Vocabulary {
  constructor(
    private readonly topics: TopicFinder,
    private readonly methods: MethodFinder,
  ) {}

  /** Each word of a search with what it names. */
  async named(q: string): Promise<Named[]> {
    const [topics, methods] = await Promise.all([this.topics.all(), this.methods.all()]);
    const own = (
      kind: 'topic' | 'method',
      all: readonly { code: string; nameEn: string; nameNb: string; nameNn: string }[],
    ) => all.map(({ code, nameEn, nameNb, nameNn }) => entryOf(kind, code, [nameEn, nameNb, nameNn]));
    return namedBy(q, [...own('topic', topics), ...own('method', methods), ...fixed]);
  }
}
