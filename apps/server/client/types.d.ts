// What htmx 4 hands to listeners, as far as the modules here use it.
interface HtmxRequest {
  method: string;
  action: string;
  headers: Record<string, string>;
  body: FormData | URLSearchParams | null;
  submitter?: HTMLElement | null;
}

interface HtmxContext {
  sourceElement: Element;
  target: Element;
  request: HtmxRequest;
  response?: { status: number };
}

interface HtmxApi {
  process(root: Element): void;
  trigger(target: Element, event: string): void;
}

interface Window {
  htmx: HtmxApi;
}

declare module 'htmx.org/dist/htmx.esm.js' {
  const htmx: HtmxApi;
  export default htmx;
}
declare module 'htmx.org/dist/ext/hx-sse.js';
