// A process of its own that asks a server as fast as it answers, over eight connections.
import autocannon from 'autocannon';

/** What to ask, and for how long. */
export interface Load {
  url: string;
  headers: Record<string, string>;
  /** Asked one after the other by every connection; the address alone when empty. */
  paths: string[];
  seconds: number;
  /** The status every answer must have. */
  status: number;
}

export interface LoadReport {
  /** Requests answered in a second. */
  rate: number;
  answers: number;
  /** Bytes in a second. */
  bytes: number;
  /** Answers with another status, and broken connections. */
  failures: number;
}

const connections = 8;

async function run({ url, headers, paths, seconds, status }: Load): Promise<LoadReport> {
  const requests = paths.map((path) => ({ method: 'GET', path }));
  const asked = { url, headers, connections, duration: seconds, sampleInt: 100, ...(paths.length ? { requests } : {}) };
  const report = await autocannon(asked);
  const [good, other] = status === 304 ? [report['3xx'], report['2xx']] : [report['2xx'], report['3xx']];
  const answered = report['2xx'] + report.non2xx;
  return {
    answers: good,
    rate: good / report.duration,
    bytes: report.throughput.total / report.duration,
    failures: report.errors + report.timeouts + Math.max(other, answered - good),
  };
}

process.on('message', (load: Load) => void run(load).then((report) => process.send!(report)));
process.once('disconnect', () => process.exit(0));
