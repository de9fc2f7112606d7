import type { INestApplicationContext } from '@nestjs/common';
import { DocumentService, type Audience } from '@samrad/library';
import { GroupFinder } from '@samrad/network';
import { system } from '@samrad/platform/auth';

interface Paper {
  title: string;
  reference: string | null;
  language: 'en' | 'nb' | 'nn';
  audience: Audience;
  filename: string;
  text: string;
}

const papers: Paper[] = [
  {
    title: 'Figures on voluntary return, first three quarters',
    reference: 'REG 41-2',
    language: 'en',
    audience: 'group',
    filename: 'voluntary-return-q1-q3.csv',
    text: 'State;Quarter;Assisted voluntary returns\nNO;Q1;112\nNO;Q2;126\nNO;Q3;131\nSE;Q1;298\nSE;Q2;305\nSE;Q3;321\n',
  },
  {
    title: 'Proposal: mandate for the study on reintegration 2027',
    reference: 'REG 41-4',
    language: 'en',
    audience: 'group',
    filename: 'mandate-study-2027.txt',
    text: 'Purpose\nCompare what reintegration support achieves six and twelve months after return.\n\nQuestions\n1. Which kinds of support are offered?\n2. How is the effect measured?\n',
  },
  {
    title: 'Comments from the States on the mandate',
    reference: 'REG 41-4 add. 1',
    language: 'en',
    audience: 'group',
    filename: 'comments-on-mandate.txt',
    text: 'Finland, Germany and Poland ask for figures on follow-up after twelve months.\n',
  },
  {
    title: 'Råd for statistikk over retur',
    reference: null,
    language: 'nb',
    audience: 'network',
    filename: 'rad-for-statistikk.txt',
    text: 'Tell personer, ikke vedtak. Oppgi om tallet er foreløpig.\n',
  },
  {
    title: 'About the Return Expert Group',
    reference: null,
    language: 'en',
    audience: 'public',
    filename: 'about-reg.txt',
    text: 'The Return Expert Group began in 2014. It meets four to five times a year.\n',
  },
];

/** Papers of the demo meetings and some for everyone. */
export async function seedLibrary(app: INestApplicationContext): Promise<void> {
  const documents = app.get(DocumentService);
  const reg = await app.get(GroupFinder).byCode('REG');
  for (const { text, filename, ...facts } of papers) {
    const groupId = facts.audience === 'group' ? (reg?.id ?? null) : null;
    await documents.add(system, { ...facts, groupId }, { filename, content: Buffer.from(text) });
  }
}
