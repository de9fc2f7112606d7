import { domainToASCII } from 'node:url';

const CONTROL = /[\u0000-\u001f\u007f]/;
const LOCAL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/i;

/**
 * The address as it is written in a mail header or a calendar: local part untouched, domain as lower-case A-labels.
 * Text without an `@` comes back trimmed.
 */
export function asciiAddress(address: string): string {
  const trimmed = address.trim();
  const at = trimmed.lastIndexOf('@');
  if (at < 0) return trimmed;
  return `${trimmed.slice(0, at)}@${asciiDomain(trimmed.slice(at + 1))}`;
}

/** Two addresses with the same key are the same mailbox: case is ignored, domains are compared as A-labels. */
export function addressKey(address: string): string {
  return asciiAddress(address).normalize('NFC').toLowerCase();
}

/** The part of an address key after the `@`; empty when there is none. */
export function domainOf(address: string): string {
  const key = addressKey(address);
  const at = key.lastIndexOf('@');
  return at < 0 ? '' : key.slice(at + 1);
}

/** One ordinary mail address: ASCII local part, a domain with a dot, no display name, at most 254 characters. */
export function isAddress(address: string): boolean {
  if (CONTROL.test(address)) return false;
  const ascii = asciiAddress(address);
  const at = ascii.lastIndexOf('@');
  if (at < 1 || at > 64 || ascii.length > 254) return false;
  const labels = ascii.slice(at + 1).split('.');
  return LOCAL.test(ascii.slice(0, at)) && labels.length > 1 && labels.every((label) => LABEL.test(label));
}

function asciiDomain(domain: string): string {
  if (!/[^\u0000-\u007f]/.test(domain)) return domain.toLowerCase();
  return domainToASCII(domain) || domain.toLowerCase();
}
