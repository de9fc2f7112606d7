import { Logger } from '@nestjs/common';
import { Unavailable } from '../errors/index.js';
import { MessageTaker } from './message-taker.js';

beforeAll(() => Logger.overrideLogger(false));

const within = (follow: () => Promise<unknown>) => follow();
const raw = Buffer.from('x');

function taker(faults: (Error | null)[], kept: () => Promise<unknown> = () => Promise.resolve()) {
  const done: string[] = [];
  const one = new MessageTaker();
  one.handler = {
    read: () => {
      const fault = faults.shift();
      if (fault) return Promise.reject(fault);
      return Promise.resolve(() => Promise.resolve(done.push('judged')));
    },
    keep: () => kept().then(() => done.push('kept')),
  };
  return { one, done };
}

describe('taking a message', () => {
  it('is done with one try where nothing is wrong', async () => {
    const { one, done } = taker([null]);
    expect(await one.take('a', raw, within)).toBe(true);
    expect(done).toEqual(['judged']);
  });

  it('is tried three times; then the message is kept for people to look at', async () => {
    const fault = new Error('ours');
    const { one, done } = taker([fault, fault, fault, null]);
    await expect(one.take('a', raw, within)).rejects.toBe(fault);
    await expect(one.take('a', raw, within)).rejects.toBe(fault);
    expect(await one.take('a', raw, within)).toBe(true);
    expect(await one.take('b', raw, within)).toBe(true);
    expect(done).toEqual(['kept', 'judged']);
  });

  it('waits as long as the database is away', async () => {
    const { one, done } = taker([...Array.from({ length: 9 }, () => new Unavailable('x')), null]);
    for (let tries = 0; tries < 9; tries += 1) await expect(one.take('a', raw, within)).rejects.toThrow();
    await one.take('a', raw, within);
    expect(done).toEqual(['judged']);
  });

  it('says so when it could not even be kept', async () => {
    const fault = new Error('ours');
    const { one } = taker([fault, fault, fault], () => Promise.reject(fault));
    await one.take('a', raw, within).catch(() => undefined);
    await one.take('a', raw, within).catch(() => undefined);
    expect(await one.take('a', raw, within)).toBe(false);
  });
});
