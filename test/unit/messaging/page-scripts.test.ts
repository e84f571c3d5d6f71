import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CHOICES } from '#lib/core/choices.ts';
import { createPageScripts, type PageScripts } from '#lib/messaging/page-scripts.ts';
import type { StoredFrame } from '#lib/messaging/tab-state.ts';
import { frameScan } from '../../support/scans.ts';

const HOSTS: Record<number, string> = { 1: 'a.example', 2: 'b.example', 3: 'a.example' };

describe('the script in pages that are open', () => {
  let done: string[];
  let closed: number[];
  let hidden: number[];
  let scripts: PageScripts;
  beforeEach(() => {
    done = [];
    closed = [];
    hidden = [];
    scripts = createPageScripts({
      tabs: {
        query: async ({ url }) => {
          const seen = Object.keys(HOSTS)
            .map(Number)
            .filter((id) => !url || !hidden.includes(id));
          return seen
            .filter((id) => !url || url.includes('https://*/*') || url.includes(`*://${HOSTS[id]}/*`))
            .map((id) => ({ id, url: `https://${HOSTS[id]}/x` }));
        },
        async sendMessage(tabId, { type }) {
          if (closed.includes(tabId)) throw new Error('Receiving end does not exist');
          done.push(`${type} ${tabId}`);
        },
      },
      scripting: {
        async executeScript({ target: { tabId } }) {
          if (closed.includes(tabId)) throw new Error('Cannot access contents');
          done.push(`inject ${tabId}`);
        },
      },
      reported: {
        tabs: async () => Object.keys(HOSTS).map(Number),
        frames: async (tabId): Promise<StoredFrame[]> => [
          {
            tabId,
            frameId: 0,
            url: `https://${HOSTS[tabId]}/x`,
            scan: frameScan(),
            marking: false,
            looking: false,
          },
        ],
      },
      forget: async (tabId) => void done.push(`forget ${tabId}`),
    });
  });

  it('knows which open pages are of paused sites', async () => {
    expect(await scripts.paused({ ...DEFAULT_CHOICES, paused: ['a.example'] })).toEqual([1, 3]);
  });

  it('reads one page, and waits for what it says', async () => {
    expect(await scripts.read(1)).toBe(true);
    // Marks and guard of the script before end with it: what is known of them must be forgotten.
    expect(done).toEqual(['page.stop 1', 'forget 1', 'inject 1', 'page.rescan 1']);
  });

  it('says where the browser lets nothing in', async () => {
    closed = [1];
    expect(await scripts.read(1)).toBe(false);
    expect(done).toEqual(['forget 1']);
  });

  it('reads all pages or those of a host, whichever let it in', async () => {
    closed = [1];
    await scripts.readOpen(null);
    const anew = (id: number) => [`page.stop ${id}`, `forget ${id}`, `inject ${id}`];
    expect(done).toEqual(['forget 1', ...anew(2), ...anew(3)]);
    done.length = 0;
    await scripts.readOpen('a.example');
    expect(done).toEqual(['forget 1', ...anew(3)]);
  });

  it('ends in all pages or in those of a host, and forgets what they reported', async () => {
    closed = [1];
    await scripts.stopOpen('a.example');
    expect(done).toEqual(['forget 1', 'page.stop 3', 'forget 3']);
    done.length = 0;
    await scripts.stopOpen(null);
    expect(done).toEqual(['forget 1', 'page.stop 2', 'forget 2', 'page.stop 3', 'forget 3']);
  });

  it('ends in pages whose address the browser tells no more', async () => {
    hidden = [3];
    await scripts.stopOpen('a.example');
    expect(done.filter((one) => one.startsWith('page.stop'))).toEqual(['page.stop 1', 'page.stop 3']);
  });
});
