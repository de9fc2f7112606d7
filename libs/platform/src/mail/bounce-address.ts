import { addressKey } from '../pure/address.js';

const form = /^(.+)\+([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})@(.+)$/;

/**
 * The envelope sender of one message (VERP): `bounces+<id of the message>@example.no`. A report about the message comes
 * back to this very address, whatever the other server quotes in it.
 * @param bounces MAIL_BOUNCE; without it `sender` alone
 */
export function bounceAddressOf(mailId: string, bounces: string | undefined, sender: string): string {
  if (!bounces) return sender;
  return taggedWith(mailId, bounces);
}

/** Reply-To of one message, whose answers are known by it. @param replies MAIL_REPLY; without it there is none */
export const replyAddressOf = (mailId: string, replies: string | undefined): string | undefined =>
  replies && taggedWith(mailId, replies);

function taggedWith(mailId: string, address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}+${mailId}${address.slice(at)}`;
}

/** The id of the message that such an address was made for; null: not one of ours. @param ours MAIL_BOUNCE or MAIL_REPLY */
export function mailIdIn(address: string, ours: string | undefined): string | null {
  if (!ours) return null;
  const [, local, id, domain] = form.exec(addressKey(address)) ?? [];
  return id && `${local}@${domain}` === addressKey(ours) ? id : null;
}
