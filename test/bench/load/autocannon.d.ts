declare module 'autocannon' {
  interface Options {
    url: string;
    connections: number;
    duration: number;
    sampleInt?: number;
    headers?: Record<string, string>;
    requests?: { method: string; path: string }[];
  }
  interface Report {
    '2xx': number;
    '3xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
    duration: number;
    throughput: { total: number };
  }
  export default function autocannon(options: Options): Promise<Report>;
}
