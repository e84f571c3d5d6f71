import { describe, expect, it } from 'vitest';
import { createAsk, deliver } from '#lib/messaging/client.ts';

const error = { ok: false, error: { code: 'bad-message', message: 'No.' } };
const answering = (reply: unknown) => createAsk(() => Promise.resolve(reply));

describe('asking the background', () => {
  it('passes on what it answers', async () => {
    const view = { lists: [], memoryOnly: false, asOf: null };
    expect(await answering(view)({ type: 'lists.get' })).toBe(view);
    expect(await answering(error)({ type: 'lists.remove', id: 'x' })).toBe(error);
  });

  it('rejects where nobody answers, or a report cannot be had', async () => {
    await expect(answering(undefined)({ type: 'lists.get' })).rejects.toThrow('No answer to lists.get');
    await expect(answering(error)({ type: 'report.get', tabId: 1, fresh: false })).rejects.toThrow();
  });
});

describe('a message that reached nobody', () => {
  const nobody = new Error('Could not establish connection. Receiving end does not exist.');
  /** Fails so often, then answers; counts. */
  const failing = (times: number, error: Error) => {
    const asked = { count: 0, waited: [] as number[] };
    const send = async () => {
      asked.count += 1;
      if (asked.count <= times) throw error;
      return 'here';
    };
    return { asked, send, wait: async (ms: number) => asked.waited.push(ms) };
  };

  it('is sent again, a little later each time', async () => {
    const { asked, send, wait } = failing(2, nobody);
    expect(await deliver(send, wait)).toBe('here');
    expect(asked.waited).toEqual([100, 400]);
  });

  it('is given up after the fourth time', async () => {
    const { asked, send, wait } = failing(9, nobody);
    await expect(deliver(send, wait)).rejects.toThrow('Receiving end');
    expect(asked.count).toBe(4);
  });

  it('is never sent again when somebody may have heard it', async () => {
    const { asked, send, wait } = failing(
      1,
      new Error('The message port closed before a response was received.'),
    );
    await expect(deliver(send, wait)).rejects.toThrow('message port closed');
    expect(asked.count).toBe(1);
  });

  it('is what the pages of the extension send too', async () => {
    const { asked, send } = failing(1, nobody);
    const ask = createAsk(async () => ({ lists: [await send()], memoryOnly: false, asOf: null }));
    expect(await ask({ type: 'lists.get' })).toMatchObject({ lists: ['here'] });
    expect(asked.count).toBe(2);
  });
});
