import { bounceAddressOf, mailIdIn } from './bounce-address.js';

const id = '0198b7a2-1c7e-7e8e-9d3c-2f1f0a9f7c11';
const bounces = 'bounces@example.no';

describe('the address for reports about one message', () => {
  it('carries the id of the message and brings it back', () => {
    const address = bounceAddressOf(id, bounces, 'reg@example.no');
    expect(address).toBe(`bounces+${id}@example.no`);
    expect(address.indexOf('@')).toBeLessThanOrEqual(64);
    expect(mailIdIn(address, bounces)).toBe(id);
    expect(mailIdIn(address.toUpperCase(), bounces)).toBe(id);
  });

  it('is the sender alone where no such address is set up', () => {
    expect(bounceAddressOf(id, undefined, 'reg@example.no')).toBe('reg@example.no');
    expect(mailIdIn(`bounces+${id}@example.no`, undefined)).toBeNull();
  });

  it.each([
    `bounces+${id}@other.no`,
    `other+${id}@example.no`,
    'bounces+1@example.no',
    'bounces@example.no',
    `x@y+${id}@example.no`,
    '',
  ])('does not take %s for one of ours', (address) => {
    expect(mailIdIn(address, bounces)).toBeNull();
  });
});
