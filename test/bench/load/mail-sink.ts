// A mail server that takes everything and keeps nothing but the number of different messages. It answers line by line
// and knows no extension but 8BITMIME, so that it costs next to nothing beside those who send.
import { createServer, type AddressInfo, type Socket } from 'node:net';

const seen = new Set<string>();
const answers: Record<string, string> = {
  EHLO: '250-sink\r\n250 8BITMIME',
  DATA: '354 go on',
  QUIT: '221 bye',
};

function serve(socket: Socket): void {
  let text = '';
  let isMessage = false;
  socket.write('220 sink\r\n');
  socket.setEncoding('latin1');
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk: string) => {
    text += chunk;
    for (;;) {
      const end = isMessage ? text.indexOf('\r\n.\r\n') : text.indexOf('\r\n');
      if (end < 0) return;
      const part = text.slice(0, end);
      text = text.slice(end + (isMessage ? 5 : 2));
      if (isMessage) {
        keep(part);
        socket.write('250 taken\r\n');
        isMessage = false;
        continue;
      }
      const command = part.slice(0, 4).toUpperCase();
      isMessage = command === 'DATA';
      socket.write(`${answers[command] ?? '250 ok'}\r\n`);
    }
  });
}

function keep(message: string): void {
  const id = /^Message-ID:\s*(<[^>]+>)/im.exec(message.slice(0, 4000))?.[1];
  if (id) seen.add(id);
}

const server = createServer({ noDelay: true }, serve);
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }));
process.on('message', () => {
  process.send!({ messages: seen.size });
  seen.clear();
});
process.once('disconnect', () => process.exit(0));
