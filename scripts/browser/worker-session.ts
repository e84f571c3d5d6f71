import type { Browser } from 'playwright';

/** Milliseconds for one answer: a worker that reads the largest lists goes without a pause for a minute. */
const MAX_ANSWER_MS = 120_000;

/** Chromium's protocol with the background. What is asked comes in the order of its other work. */
export interface WorkerSession {
  /** Rejects where no answer comes: the worker may have ended. */
  send<T>(method: string, params?: object): Promise<T>;
  /** One for each event. */
  on<T>(event: string, hear: (params: T) => void): void;
}

interface Message {
  id?: number;
  method?: string;
  params?: unknown;
  result?: unknown;
}

/** With the worker at an origin. Playwright opens no session with it, but one with the browser, which passes things on. */
export async function openWorkerSession(
  browser: Pick<Browser, 'newBrowserCDPSession'>,
  origin: string,
  ms = MAX_ANSWER_MS,
): Promise<WorkerSession> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  if (!target) throw new Error('The worker does not run');
  const { targetId } = target;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  const waiting = new Map<number, (result: never) => void>();
  const hearing = new Map<string, (params: never) => void>();
  session.on('Target.receivedMessageFromTarget', (event) => {
    if (event.sessionId !== sessionId) return;
    const { id, method, params, result }: Message = JSON.parse(event.message);
    if (id !== undefined) waiting.get(id)?.(result as never);
    if (method !== undefined) hearing.get(method)?.(params as never);
  });
  let last = 0;
  return {
    send<T>(method: string, params: object = {}): Promise<T> {
      const id = ++last;
      return new Promise<T>((resolve, reject) => {
        const timer = setTimeout(reject, ms, new Error(`The worker gave no answer to ${method} in ${ms} ms`));
        waiting.set(id, (result) => {
          waiting.delete(id);
          clearTimeout(timer);
          resolve(result);
        });
        const message = JSON.stringify({ id, method, params });
        session.send('Target.sendMessageToTarget', { sessionId, message }).catch(reject);
      });
    },
    on(event, hear) {
      hearing.set(event, hear);
    },
  };
}
