import { EventEmitter } from 'node:events';
import type { Browser } from 'playwright';
import { expect, it } from 'vitest';
import { bytesHeld } from '../../../scripts/bench/worker-heap.ts';
import { openWorkerSession } from '../../../scripts/browser/worker-session.ts';

const ORIGIN = 'chrome-extension://a/';

/** A browser with one worker; `answer`: what that says of its heap, if anything. */
function browser(answer: object | null): Pick<Browser, 'newBrowserCDPSession'> {
  const heard = new EventEmitter();
  const session = {
    on: heard.on.bind(heard),
    off: heard.off.bind(heard),
    async send(method: string, asked: { message: string }) {
      if (method === 'Target.getTargets')
        return { targetInfos: [{ type: 'service_worker', url: `${ORIGIN}background.js`, targetId: 't' }] };
      if (method === 'Target.attachToTarget') return { sessionId: 's' };
      const { id } = JSON.parse(asked.message);
      const message = JSON.stringify({ id, result: answer });
      if (answer) heard.emit('Target.receivedMessageFromTarget', { sessionId: 's', message });
      return {};
    },
  };
  return { newBrowserCDPSession: async () => session as never };
}

it('tells what the worker holds', async () => {
  const session = await openWorkerSession(browser({ usedSize: 3, backingStorageSize: 4 }), ORIGIN, 50);
  expect(await bytesHeld(session)).toBe(7);
});

it('does not wait for ever for a worker that has ended', async () => {
  const session = await openWorkerSession(browser(null), ORIGIN, 50);
  await expect(bytesHeld(session)).rejects.toThrow('50 ms');
});
