import type { DevToolsSession } from './devtools.ts';
import { fromChromium, respond } from './protocol.ts';

interface PausedRequest {
  readonly requestId: string;
  readonly request: {
    readonly url: string;
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly postData?: string;
  };
  readonly frameId: string;
  readonly resourceType: string;
}

export interface RequestRules {
  /** Whether a frame may go to another document. */
  mayNavigate(url: string, frameId: string): boolean;
  /** Called before a document of the main frame takes the place of another; it waits. */
  beforeDocument(frameId: string): Promise<void>;
}

/** Answers every request of a page: from the app's own protocol handler, or not at all. There is no network. */
export async function answerRequests(devtools: DevToolsSession, rules: RequestRules): Promise<void> {
  const answer = async (paused: PausedRequest): Promise<void> => {
    const { requestId, request } = paused;
    const url = fromChromium(request.url);
    const fail = (errorReason: 'Aborted' | 'Failed' | 'InternetDisconnected') =>
      devtools.send('Fetch.failRequest', { requestId, errorReason });
    if (paused.resourceType === 'Document') {
      if (!rules.mayNavigate(url, paused.frameId)) return void (await fail('Aborted'));
      await rules.beforeDocument(paused.frameId);
    }
    const { method, headers, postData } = request;
    const body = postData === undefined ? null : postData;
    const answered = /^(data|about|blob):/.test(url) ? 'itself' : respond(new Request(url, { method, headers, body }));
    if (answered === 'itself') await devtools.send('Fetch.continueRequest', { requestId });
    else if (!answered) await fail('InternetDisconnected');
    else await fulfil(devtools, requestId, await answered).catch(() => fail('Failed'));
  };
  // A page that goes away takes its requests with it.
  devtools.on('Fetch.requestPaused', (paused: PausedRequest) => void answer(paused).catch(() => undefined));
  await devtools.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] });
}

async function fulfil(devtools: DevToolsSession, requestId: string, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer()).toString('base64');
  const responseHeaders = [...response.headers].map(([name, value]) => ({ name, value }));
  await devtools.send('Fetch.fulfillRequest', { requestId, responseCode: response.status, responseHeaders, body });
}
