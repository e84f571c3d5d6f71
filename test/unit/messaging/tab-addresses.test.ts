import { describe, expect, it } from 'vitest';
import { parseAddress } from '#lib/address/registry.ts';
import { MAX_TAB_ADDRESSES } from '#lib/core/limits.ts';
import type { Address } from '#lib/core/types.ts';
import { createTabAddresses } from '#lib/messaging/tab-addresses.ts';
import { sessionArea } from '../../support/session-area.ts';

const address = (n: number) => parseAddress(`0x${n.toString(16).padStart(40, '0')}`) as Address;
const isOpen = async () => true;
const identities = (addresses: Address[]) => addresses.map(({ identity }) => identity);

describe('addresses of a tab', () => {
  it('are kept over its pages and over the end of a worker, apart from other tabs', async () => {
    const session = sessionArea();
    expect(await createTabAddresses(session, isOpen).add(1, [address(7)])).toEqual([]);
    const again = createTabAddresses(session, isOpen);
    expect(identities(await again.add(1, [address(8)]))).toEqual(identities([address(7)]));
    expect(identities(await again.add(1, []))).toEqual(identities([address(7), address(8)]));
    expect(await again.add(2, [])).toEqual([]);
  });

  it('go with the tab', async () => {
    const session = sessionArea();
    const addresses = createTabAddresses(session, isOpen);
    await addresses.add(1, [address(7)]);
    await addresses.drop(1);
    expect(session.items.size).toBe(0);
    expect(await addresses.add(1, [])).toEqual([]);
  });

  it('do not come back where the tab was closed while it was judged', async () => {
    const session = sessionArea();
    let open = true;
    const addresses = createTabAddresses(session, async () => open);
    await addresses.add(1, [address(6)]);
    const adding = addresses.add(1, [address(7)]);
    open = false;
    await addresses.drop(1);
    await adding;
    await addresses.add(1, [address(7)]);
    expect(session.items.size).toBe(0);
    expect(await addresses.add(1, [])).toEqual([]);
  });

  it('nor where it had shown nothing new', async () => {
    const session = sessionArea();
    let open = true;
    await createTabAddresses(session, isOpen).add(1, [address(6)]);
    // Of a worker that has to read first what the one before it kept.
    const addresses = createTabAddresses(session, async () => open);
    const adding = addresses.add(1, [address(6)]);
    open = false;
    await addresses.drop(1);
    await adding;
    expect(await addresses.add(1, [])).toEqual([]);
  });

  it('are bounded', async () => {
    const addresses = createTabAddresses(sessionArea(), isOpen);
    const many = Array.from({ length: MAX_TAB_ADDRESSES + 5 }, (_, i) => address(i + 1));
    await addresses.add(1, many);
    expect(identities(await addresses.add(1, []))).toEqual(identities(many.slice(5)));
  });
});
