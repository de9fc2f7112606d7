import { addressKey, asciiAddress, domainOf, isAddress } from './address.js';

describe('addresses', () => {
  it.each([
    ['Kari.Nordmann@UDI.no', 'kari.nordmann@udi.no'],
    ['  post@Blåbær.no ', 'post@xn--blbr-roah.no'],
    ['no address', 'no address'],
  ])('compares %j as %j', (address, key) => {
    expect(addressKey(address)).toBe(key);
  });

  it('keeps the local part as written when an address is sent to', () => {
    expect(asciiAddress('Kari@Blåbær.no')).toBe('Kari@xn--blbr-roah.no');
    expect(domainOf('Kari@UDI.no')).toBe('udi.no');
    expect(domainOf('nobody')).toBe('');
  });

  it.each(['kari@udi.no', "o'neil+meetings@mail.example.ie", 'post@blåbær.no'])('takes %j', (address) => {
    expect(isAddress(address)).toBe(true);
  });

  it.each([
    '',
    'kari',
    'kari@udi',
    '@udi.no',
    'kari@@udi.no',
    'ka ri@udi.no',
    'kari@udi..no',
    'Kari <kari@udi.no>',
    'kari@udi.no, ola@udi.no',
    'kari@udi.no\r\nBcc: x@example.org',
    `${'a'.repeat(65)}@udi.no`,
    'bjørn@udi.no',
  ])('refuses %j', (address) => {
    expect(isAddress(address)).toBe(false);
  });
});
