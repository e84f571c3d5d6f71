import { MAX_FEED_BYTES } from '#lib/core/limits.ts';
import { createTurn } from '#lib/core/turns.ts';
import { type Body, FeedFault, peek, tooLarge } from './body.ts';

/** Bytes given to the unpacker at once. Each may grow a thousandfold, all of it before anybody can say stop. */
const PIECE = 4 * 1024;

/** A gzip file as what it holds, anything else as it is. Throws a `FeedFault` past `limit` bytes. */
export async function unpacked(body: Body, limit = MAX_FEED_BYTES): Promise<Body> {
  const { head, body: whole } = await peek(body, 2);
  return head[0] === 0x1f && head[1] === 0x8b ? gunzipped(whole, limit) : whole;
}

async function* gunzipped(body: Body, limit: number): Body {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  const feeding = feed(body, writable.getWriter());
  // Told below, where somebody listens.
  feeding.catch(() => undefined);
  const turn = createTurn();
  let size = 0;
  try {
    while (true) {
      const next = await reader.read().catch(() => null);
      // What came over the network speaks first: a download that broke off is no damaged file.
      if (next === null || next.done) await feeding;
      if (next === null) throw new FeedFault('corrupt', 'The gzip file is damaged.');
      if (next.done) return;
      size += next.value.length;
      if (size > limit) throw tooLarge(limit);
      yield next.value;
      // A little of the network may unpack into work for seconds; meanwhile what else comes would look as if it did not.
      await turn();
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function feed(body: Body, writer: WritableStreamDefaultWriter<BufferSource>): Promise<void> {
  try {
    for await (const chunk of body) {
      for (let at = 0; at < chunk.length; at += PIECE) {
        // Refused when the file is damaged, or when nobody wants more of it: the reader knows.
        const isTaken = await writer.write(chunk.subarray(at, at + PIECE) as Uint8Array<ArrayBuffer>).then(
          () => true,
          () => false,
        );
        if (!isTaken) return;
      }
    }
    await writer.close().catch(() => undefined);
  } catch (error) {
    await writer.abort(error).catch(() => undefined);
    throw error;
  }
}
