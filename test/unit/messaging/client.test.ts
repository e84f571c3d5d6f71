import { describe, expect, it } from 'vitest';
import { createAsk } from '#lib/messaging/client.ts';

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
