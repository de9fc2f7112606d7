// The product: minutes become a paper, and the paper a PDF, in the process that typesets.
import 'reflect-metadata';
import { Office } from '@samrad/platform/office';
import { Pdf } from '@samrad/platform/pdf';
import { loadEnv } from '../../../config/env.js';
import { minutesPaper } from '../../../libs/meetings/src/minutes/minutes-paper.js';
import { longMinutes } from './long-minutes.js';

const office = new Office(new Pdf(), loadEnv({}));

process.on('message', ({ items, run }: { items: number; run: number }) => void print(items, run));
process.once('disconnect', () => process.exit(0));

async function print(items: number, run: number): Promise<void> {
  const input = longMinutes(items, run);
  const began = performance.now();
  const { content } = await office.write(minutesPaper(input, { language: 'en', title: 'Minutes' }), 'pdf');
  const seconds = (performance.now() - began) / 1000;
  const pages = Number(/\/Type \/Pages\s+\/Count (\d+)/.exec(content.toString('latin1'))?.[1]);
  process.send!({ seconds, pages });
}
