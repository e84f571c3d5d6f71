import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { MAX_FEED_BYTES } from '#lib/core/limits.ts';
import { type Body, bodyOf, FeedFault, wholeBody } from '#lib/feed/body.ts';
import { readList } from '#lib/feed/formats/registry.ts';
import { unpacked } from '#lib/feed/gzip.ts';
import { seeded } from '../../support/trust-faults.ts';

const text = 'value\nshop.example\n'.repeat(500);
const gzip = (content: string | Uint8Array) => Uint8Array.from(gzipSync(content));
const read = async (body: Body, limit?: number) =>
  new TextDecoder().decode(await wholeBody(await unpacked(body, limit)));
const codeOf = (body: Body, limit?: number) =>
  read(body, limit).then(
    () => 'ok',
    (error: unknown) => (error instanceof FeedFault ? error.code : String(error)),
  );

async function* pieces(bytes: Uint8Array, size: number): Body {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

describe('unpacked', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('gives what a gzip file holds, however it comes, and anything else as it is', async () => {
    for (const size of [1, 7, 100_000]) expect(await read(pieces(gzip(text), size))).toBe(text);
    expect(await read(bodyOf(new TextEncoder().encode(text)))).toBe(text);
    expect(await read(bodyOf())).toBe('');
    expect(await read(bodyOf(gzip('')))).toBe('');
  });

  it('stops a bomb while it goes off', async () => {
    let pulled = 0;
    async function* bomb(): Body {
      for await (const piece of pieces(gzip(new Uint8Array(256 * 1024 * 1024)), 1024)) {
        pulled++;
        yield piece;
      }
    }
    expect(await codeOf(bomb(), 1024 * 1024)).toBe('too-large');
    // Of some 250; Node takes 64 KiB in at once.
    expect(pulled).toBeLessThan(100);
    expect(await codeOf(bodyOf(gzip('x'.repeat(1024))), 1024)).toBe('ok');
    expect(await codeOf(bodyOf(gzip('x'.repeat(1025))), 1024)).toBe('too-large');
  });

  it('gives little to the unpacker at once, for each piece may grow a thousandfold', async () => {
    const given: number[] = [];
    class Watched {
      readonly readable: ReadableStream;
      readonly writable: WritableStream;
      constructor(format: CompressionFormat) {
        const watch = new TransformStream({
          transform(chunk: Uint8Array, controller) {
            given.push(chunk.length);
            controller.enqueue(chunk);
          },
        });
        this.writable = watch.writable;
        this.readable = watch.readable.pipeThrough(new Unpacker(format));
      }
    }
    const Unpacker = DecompressionStream;
    vi.stubGlobal('DecompressionStream', Watched);
    const random = seeded(7);
    const noise = Uint8Array.from({ length: 50_000 }, () => random() * 256);
    const packed = gzip(noise);
    expect(packed.length).toBeGreaterThan(10_000);
    expect(await codeOf(bodyOf(packed))).toBe('ok');
    expect(Math.max(...given)).toBeLessThanOrEqual(4096);
  });

  it('lets others work in between, however much comes of little', async () => {
    /** A hundred pieces of each, at once. */
    class Many extends TransformStream {
      constructor() {
        super({
          transform(chunk: Uint8Array, controller) {
            for (let i = 0; i < 100; i++) controller.enqueue(chunk);
          },
        });
      }
    }
    vi.stubGlobal('DecompressionStream', Many);
    // Who reads works for twenty milliseconds on each piece.
    let now = 0;
    const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
    onTestFinished(() => clock.mockRestore());
    let worked = false;
    setTimeout(() => {
      worked = true;
    }, 0);
    let read = 0;
    for await (const _ of await unpacked(bodyOf(gzip('')))) {
      if (worked || ++read === 10) break;
      now += 20;
    }
    expect(read).toBe(3);
  });

  it('wants no more of it when who reads stops', async () => {
    let isOver = false;
    const random = seeded(8);
    const packed = gzip(Uint8Array.from({ length: 2 * 1024 * 1024 }, () => random() * 256));
    async function* begun(): Body {
      try {
        yield* pieces(packed, 4096);
      } finally {
        isOver = true;
      }
    }
    for await (const _ of await unpacked(begun())) break;
    await vi.waitFor(() => expect(isOver).toBe(true));
  });

  it('unpacks no more than a download may have', async () => {
    expect(await codeOf(bodyOf(gzip(new Uint8Array(MAX_FEED_BYTES + 1))), undefined)).toBe('too-large');
  });

  it('refuses a file that is cut off, changed or has something behind it', async () => {
    const whole = gzip(text);
    for (let length = 2; length < whole.length; length++)
      expect(await codeOf(bodyOf(whole.slice(0, length)))).toBe('corrupt');
    const crc = whole.slice();
    crc[whole.length - 8] = (crc[whole.length - 8] as number) ^ 1;
    expect(await codeOf(bodyOf(crc))).toBe('corrupt');
    expect(await codeOf(bodyOf(whole, Uint8Array.of(1, 2, 3)))).toBe('corrupt');
  });

  it('passes on why the download broke off', async () => {
    async function* broken(): Body {
      yield gzip(text).subarray(0, 40);
      throw new FeedFault('timeout', 'The server took too long.');
    }
    expect(await codeOf(broken())).toBe('timeout');
  });

  it('never throws anything but a fault', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (tail) => {
        expect(['ok', 'corrupt']).toContain(await codeOf(bodyOf(Uint8Array.of(0x1f, 0x8b), tail)));
      }),
    );
  });

  it('lists come packed as well', async () => {
    const source = { id: 'mine', name: 'mine.csv.gz', today: '2026-11-21' };
    const result = await readList(bodyOf(gzip(text)), source);
    expect(result).toMatchObject({
      ok: true,
      value: { format: 'csv', bytes: gzip(text).length, list: { entries: 1 } },
    });
  });
});
