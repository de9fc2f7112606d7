// Answers in words to a mail of ours, as several programs write them.

/** What the sender does with the mail that was read. */
export interface Writer {
  /** Address, or several. */
  from: string;
  words: string;
  /** Instead of the Reply-To of the mail that is answered. */
  to?: string;
  id?: string;
  /** Without In-Reply-To and References. */
  isBare?: boolean;
  /** False: nothing of the mail is quoted. */
  quotes?: boolean;
  /** Further header lines. */
  more?: string[];
}

interface Answer extends Required<Writer> {
  inReplyTo: string;
  quoted: string;
}

/** @param raw the mail that is answered */
export function answerTo(raw: string, writer: Writer): Answer {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]/g, ' ');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'im').exec(head)?.[1] ?? '';
  const address = (value: string) => /<([^>]+)>/.exec(value)?.[1] ?? value;
  const to = address(field('Reply-To') || field('From'));
  const given = { id: '<answer-1@x.example>', isBare: false, quotes: true, more: [], to: to };
  return {
    ...given,
    ...writer,
    inReplyTo: field('Message-ID'),
    quoted: 'Dear Aino\nA-118 Send figures, due today\nDone is one click away',
  };
}

const marked = (text: string) => text.replace(/^/gm, '> ');
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/\n/g, '<br>\n');

function head({ from, to, id, isBare, inReplyTo, more }: Answer, type: string): string {
  const thread = isBare ? [] : [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`];
  const lines = [`From: ${from}`, `To: Samrad <${to}>`, 'Subject: Re: A-118', `Message-ID: ${id}`];
  const date = 'Date: Thu, 10 Dec 2026 09:00:00 +0000';
  return [...lines, date, ...thread, ...more, 'MIME-Version: 1.0', `Content-Type: ${type}`].join('\r\n');
}

const part = (type: string, text: string) =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\r\n')}`;

function message(answer: Answer, text: string | null, html: string | null): Buffer {
  const parts = [
    ...(text === null ? [] : [part('text/plain', text)]),
    ...(html === null ? [] : [part('text/html', html)]),
  ];
  if (parts.length === 1) {
    const [headers, body] = parts[0]!.split('\r\n\r\n') as [string, string];
    const [type, ...rest] = headers.split('\r\n') as [string, string];
    return Buffer.from(`${head(answer, type.replace('Content-Type: ', ''))}\r\n${rest.join('\r\n')}\r\n\r\n${body}`);
  }
  const body = parts.map((one) => `--b1\r\n${one}\r\n`).join('');
  return Buffer.from(`${head(answer, 'multipart/alternative; boundary=b1')}\r\n\r\n${body}--b1--\r\n`);
}

type Program = (answer: Answer) => Buffer;
const below = (answer: Answer, attribution: string) =>
  answer.quotes ? `${answer.words}\n\n${attribution}\n\n${marked(answer.quoted)}\n` : answer.words;
const headers = ['Fra: Samråd <reg@example.no>', 'Sendt: torsdag 10. desember 2026 08:00', 'Til: Aino', 'Emne: A-118'];

/** By the name of the program. */
export const writers: Record<string, Program> = {
  Gmail: (answer) => {
    const attribution = 'On Thu, Dec 10, 2026 at 8:00 AM Samråd <reg@example.no> wrote:';
    const quote = `<div class="gmail_quote"><div dir="ltr" class="gmail_attr">${escaped(attribution)}<br></div><blockquote class="gmail_quote">${escaped(answer.quoted)}</blockquote></div>`;
    return message(
      answer,
      below(answer, attribution),
      `<div dir="ltr">${escaped(answer.words)}</div><br>${answer.quotes ? quote : ''}`,
    );
  },
  'Gmail in bokmål': (answer) =>
    message(answer, below(answer, 'tor. 10. des. 2026 kl. 08:00 skrev Samråd <reg@example.no>:'), null),
  'Apple Mail': (answer) =>
    message(answer, below(answer, '> On 10 Dec 2026, at 08:00, Samråd <reg@example.no> wrote:\n>'), null),
  'Apple Mail, HTML alone': (answer) =>
    message(
      answer,
      null,
      `<html><body>${escaped(answer.words)}<br><div><br><blockquote type="cite"><div>10. des. 2026 kl. 08:00 skrev Samråd &lt;reg@example.no&gt;:</div><br><div>${escaped(answer.quoted)}</div></blockquote></div></body></html>`,
    ),
  iPhone: (answer) =>
    message(
      answer,
      `${answer.words}\n\nSendt fra min iPhone\n\n> 10. des. 2026 kl. 08:00 skrev Samråd <reg@example.no>:\n> \n${marked(answer.quoted)}`,
      null,
    ),
  Outlook: (answer) =>
    message(
      answer,
      `${answer.words}\n\nMed vennlig hilsen\nAino Virtanen\n\n${headers.join('\n')}\n\n${answer.quoted}`,
      `<html><head><style>p{margin:0}</style></head><body><p>${escaped(answer.words)}</p><div style="border-top:solid #E1E1E1 1.0pt"><p><b>Fra:</b> Samråd</p></div><p>${escaped(answer.quoted)}</p></body></html>`,
    ),
  'Outlook, HTML alone': (answer) =>
    message(
      answer,
      null,
      `<html><head><style><!-- p{margin:0} --></style></head><body lang="NO-BOK"><p class="MsoNormal">${escaped(answer.words)}<o:p></o:p></p><div><div style="border:none;border-top:solid #E1E1E1 1.0pt"><p class="MsoNormal">${headers.map((line) => `<b>${escaped(line).replace(':', ':</b>')}`).join('<br>')}</p></div></div><p>${escaped(answer.quoted)}</p></body></html>`,
    ),
  'Outlook on the web': (answer) =>
    message(
      answer,
      `${answer.words}\n________________________________\n${headers.join('\n')}\n\n${answer.quoted}`,
      null,
    ),
  Thunderbird: (answer) =>
    message(
      answer,
      `On 10/12/2026 08:00, Samråd wrote:\n${marked(answer.quoted)}\n\n${answer.words}\n\n-- \nAino Virtanen\n`,
      null,
    ),
  'Thunderbird, HTML alone': (answer) =>
    message(
      answer,
      null,
      `<body><div class="moz-cite-prefix">Den 10.12.2026 08:00, skrev Samråd:<br></div><blockquote type="cite">${escaped(answer.quoted)}</blockquote><p>${escaped(answer.words)}</p></body>`,
    ),
};
