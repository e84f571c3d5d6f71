import type { Browser, CDPSession } from 'playwright';

interface Usage {
  usedSize: number;
  backingStorageSize: number;
}

/**
 * Bytes of JavaScript that the worker at an origin holds at this moment, what typed arrays hold among them. Asked in the
 * order of its other work: while that goes on without a pause there is no answer.
 */
export async function openWorkerHeap(browser: Browser, origin: string): Promise<() => Promise<number>> {
  const session = await browser.newBrowserCDPSession();
  const { targetInfos } = await session.send('Target.getTargets');
  const target = targetInfos.find(({ type, url }) => type === 'service_worker' && url.startsWith(origin));
  if (!target) throw new Error('The worker does not run');
  const { targetId } = target;
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
  let last = 0;
  return async () => {
    const id = ++last;
    const answer = waitForAnswer(session, sessionId, id);
    const message = JSON.stringify({ id, method: 'Runtime.getHeapUsage', params: {} });
    await session.send('Target.sendMessageToTarget', { sessionId, message });
    const { usedSize, backingStorageSize } = await answer;
    return usedSize + backingStorageSize;
  };
}

function waitForAnswer(session: CDPSession, sessionId: string, id: number): Promise<Usage> {
  return new Promise((resolve) => {
    const hear = (event: { sessionId: string; message: string }) => {
      const answer: { id: number; result: Usage } = JSON.parse(event.message);
      if (event.sessionId !== sessionId || answer.id !== id) return;
      session.off('Target.receivedMessageFromTarget', hear);
      resolve(answer.result);
    };
    session.on('Target.receivedMessageFromTarget', hear);
  });
}
