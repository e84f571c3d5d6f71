import type { Browser, CDPSession } from 'playwright';

/** Milliseconds for one answer: a worker that reads the largest lists goes without a pause for a minute. */
const MAX_ANSWER_MS = 120_000;

interface Usage {
  usedSize: number;
  backingStorageSize: number;
}

/**
 * Bytes of JavaScript that the worker at an origin holds at this moment, what typed arrays hold among them. Asked in the
 * order of its other work: while that goes on without a pause there is no answer. Rejects where none comes: the worker may
 * have ended.
 */
export async function openWorkerHeap(
  browser: Pick<Browser, 'newBrowserCDPSession'>,
  origin: string,
  ms = MAX_ANSWER_MS,
): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  if (!target) throw new Error('The worker does not run');
  const { targetId } = target;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  return async () => {
    const id = ++last;
    const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage', params: {} });
    const [{ usedSize, backingStorageSize }] = await Promise.all([
      waitForAnswer(session, sessionId, id, ms),
      session.send('Target.sendMessageToTarget', { sessionId, message }),
    ]);
    return usedSize + backingStorageSize;
  };
}

function waitForAnswer(session: CDPSession, sessionId: string, id: number, ms: number): Promise<Usage> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      session.off('Target.receivedMessageFromTarget', hear);
    };
    const hear = (event: { sessionId: string; message: string }) => {
      const answer: { id: number; result: Usage } = JSON.parse(event.message);
      if (event.sessionId !== sessionId || answer.id !== id) return;
      end();
      resolve(answer.result);
    };
    const timer = setTimeout(() => {
      end();
      reject(new Error(`The worker said nothing of its memory in ${ms} ms`));
    }, ms);
    session.on('Target.receivedMessageFromTarget', hear);
  });
}
