import type { Part } from './mime.js';

/** An answer as a person gives it; every client below writes it in its own way. */
export interface Reply {
  uid: string;
  partstat: string;
  sequence: number;
  /** iCalendar UTC, `20261103T120000Z` */
  stamp: string;
  name: string;
  address: string;
  organizer: string;
  comment: string;
  date: string;
  messageId: string;
  inReplyTo: string;
  method: string;
}

export const aReply = (change: Partial<Reply> = {}): Reply => ({
  uid: '0198b7a2-1c7e-7e8e-9d3c-2f1f0a9f7c11@samrad.example',
  partstat: 'ACCEPTED',
  sequence: 2,
  stamp: '20261103T120000Z',
  name: 'Łucja Ólafsdóttir',
  address: 'lucja@migri.example',
  organizer: 'reg@samrad.example',
  comment: '',
  date: 'Tue, 03 Nov 2026 13:00:05 +0100',
  messageId: '<reply-1@migri.example>',
  inReplyTo: '<invitation-1@samrad.example>',
  method: 'REPLY',
  ...change,
});

export const word = (text: string) => `=?UTF-8?B?${Buffer.from(text).toString('base64')}?=`;
export const text = (body: string): Part => ({ type: 'text/plain; charset=utf-8', body, encoding: '8bit' });
export const html = (body: string): Part => ({ type: 'text/html; charset=utf-8', body, encoding: '8bit' });

export const headers = (r: Reply, subject: string, more: string[] = []) => [
  `From: ${word(r.name)} <${r.address}>`,
  `To: EMN <${r.organizer}>`,
  `Subject: ${word(subject)}`,
  `Date: ${r.date}`,
  `Message-ID: ${r.messageId}`,
  `In-Reply-To: ${r.inReplyTo}`,
  'MIME-Version: 1.0',
  ...more,
];
