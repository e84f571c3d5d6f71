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
    expect(await deliver('lists.remove', send, wait)).toBe('here');
    expect(asked.waited).toEqual([100, 400]);
  });

  it('is given up after the fourth time', async () => {
    const { asked, send, wait } = failing(9, nobody);
    await expect(deliver('lists.get', send, wait)).rejects.toThrow('Receiving end');
    expect(asked.count).toBe(4);
  });

  it('is never sent again when somebody may have heard it, but for a question', async () => {
    for (const words of [
      'The message port closed before a response was received.',
      'A listener indicated an asynchronous response by returning true, but the message channel closed',
      'Promised response from onMessage listener went out of scope',
    ]) {
      const act = failing(1, new Error(words));
      await expect(deliver('lists.remove', act.send, act.wait)).rejects.toThrow(words);
      expect(act.asked.count).toBe(1);
      const question = failing(1, new Error(words));
      expect(await deliver('report.get', question.send, question.wait)).toBe('here');
    }
    const other = failing(1, new Error('Quota'));
    await expect(deliver('report.get', other.send, other.wait)).rejects.toThrow('Quota');
    expect(other.asked.count).toBe(1);
  });

  it('is what the pages of the extension send too', async () => {
    const { asked, send } = failing(1, nobody);
    const ask = createAsk(async () => ({ lists: [await send()], memoryOnly: false, asOf: null }));
    expect(await ask({ type: 'lists.get' })).toMatchObject({ lists: ['here'] });
    expect(asked.count).toBe(2);
  });
});
