import { describe, expect, it } from 'vitest';
import { createCourier, type ExtensionApi } from '#lib/page/courier.ts';
import { frameScan } from '../../support/scans.ts';

const window = { setTimeout: (work: () => void) => work() } as unknown as Window;

function courierOf(reply: unknown) {
  const heard = { gone: 0, sent: 0 };
  const runtime = {
    id: 'almsguard',
    sendMessage: async () => {
      heard.sent++;
      return reply;
    },
  };
  const courier = createCourier({ runtime } as unknown as ExtensionApi, window, () => void heard.gone++);
  return { courier, heard };
}

describe('the page’s messenger', () => {
  it('ends the script where the person paused', async () => {
    const { courier, heard } = courierOf({ state: 'paused' });
    expect(await courier.send(frameScan())).toBeNull();
    expect(heard).toEqual({ gone: 1, sent: 1 });
  });

  it.each([
    [{ state: 'ready', marks: [] }, []],
    [{ state: 'not-ready' }, null],
  ])('goes on after %j', async (reply, marks) => {
    const { courier, heard } = courierOf(reply);
    expect(await courier.send(frameScan())).toEqual(marks);
    expect(heard).toEqual({ gone: 0, sent: 1 });
  });
});
