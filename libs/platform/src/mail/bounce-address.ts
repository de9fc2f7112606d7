import { addressKey } from '../pure/address.js';

const form = /^(.+)\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)$/;

/**
 * The envelope sender of one message (VERP): `bounces+<id of the message>@example.no`. A report about the message comes
 * back to this very address, whatever the other server quotes in it.
 * @param bounces MAIL_BOUNCE; without it `sender` alone
 */
export function bounceAddressOf(mailId: string, bounces: string | undefined, sender: string): string {
  if (!bounces) return sender;
  const at = bounces.lastIndexOf('@');
  return `${bounces.slice(0, at)}+${mailId}${bounces.slice(at)}`;
}

/** The id of the message that such an address was made for; null: not one of ours. */
export function mailIdIn(address: string, bounces: string | undefined): string | null {
  if (!bounces) return null;
  const [, local, id, domain] = form.exec(addressKey(address)) ?? [];
  return id && `${local}@${domain}` === addressKey(bounces) ? id : null;
}
